"""The pages of results: `RESULTS.md`, and the tables between marks in the READMEs. No command of its own.

Every text here is made of `claims.toml` and of what `measured.py` keeps alone, so that a test can hold the
pages to them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from claims import Claim, Claims, Command, Figure
from measured import ROOT, Measured, Place, Record

PAGE = Path(__file__).with_name("RESULTS.md")
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
BEGIN, END = "<!-- results -->", "<!-- end of results -->"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Marks of the machines and versions other than those of most figures."""

WORDS = {
    "en": {
        "figure": "figure", "measured": "measured", "beside": "beside it", "aim": "aimed at",
        "reached": "reached", "on": "measured on", "command": "command",
        "yes": "yes", "no": "**missed**", "none": "no aim", "and": ", ",
        "least": "at least {}", "most": "at most {}", "above": "above the {}", "below": "below the {}",
        "more": "{0} above the {1}", "less": "{0} below the {1}",
        "within": "{0} ({1})", "unmeasured": "not measured", "failed": "**failed** on {}",
    },
    "zh": {
        "figure": "指标", "measured": "实测", "beside": "对照", "aim": "目标",
        "reached": "是否达到", "on": "测量日期", "command": "命令",
        "yes": "达到", "no": "**未达到**", "none": "未设目标", "and": "，",
        "least": "至少 {}", "most": "最多 {}", "above": "高于{}", "below": "低于{}",
        "more": "比{1}高 {0}", "less": "比{1}低 {0}",
        "within": "{0}（{1}）", "unmeasured": "未测", "failed": "{} **运行失败**",
    },
}  # fmt: skip
"""Words of the tables. The pages are documents; texts of the program stand in its messages."""

HEAD = """# Results

Every figure that kwopt claims, beside what was aimed at. Made by `python benchmarks/results.py`; do not edit.
[README.md](README.md) says what is compared and how to read it, [claims.toml](claims.toml) how each figure is
found in what its command printed, [outputs](outputs) keeps that.

"Measured" is the figure as printed; "beside it" is what others reach by the same measure, where the command
measures them. An aim is that of the issue whose number stands in brackets; missed ones are marked. Each row
has its own date and commit (+: with uncommitted changes); a letter stands for another machine or other
versions than those of most rows. Figures of {times} are times or memory: they hang on the machine, and on
what else it does. Linear algebra has one thread (OMP_NUM_THREADS=1).
"""


def page(claims: Claims, measured: Measured) -> str:
    """Return `RESULTS.md`."""
    places = _letters(claims, measured)
    times = ", ".join(f"`{command.name}`" for command in claims.commands.values() if command.times)
    parts = [HEAD.format(times=times).strip(), _told_places(places)]
    for theme, names in claims.themes.items():
        rows = [_row(claims, claim, measured, places) for claim in claims.of_theme(theme)]
        heads = _heads("en", "figure", "measured", "beside", "aim", "reached", "on", "command")
        parts += [f"## {names['en']}", _table(heads, rows)]
    parts += ["## Commands", _commands(claims, measured), "## Aims, as they were asked for", _asked(claims)]
    return "\n\n".join(parts) + "\n"


def readme_table(claims: Claims, measured: Measured, language: str) -> str:
    """Return the short table of a README: the claims marked `readme`, theme by theme."""
    rows: list[list[str]] = []
    for theme, names in claims.themes.items():
        own = [claim for claim in claims.of_theme(theme) if claim.readme]
        rows += [[f"**{names[language]}**", "", "", "", ""]] * bool(own)
        rows += [_short_row(claims, claim, measured, language) for claim in own]
    return _table(_heads(language, "figure", "measured", "beside", "aim", "reached"), rows)


def put_between_marks(text: str, table: str, name: str) -> str:
    """Return a document with the table in its place; the marks must stand there once."""
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise SystemExit(f'{name} must hold "{BEGIN}" and "{END}" once each')
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}"


def needs_of(command: Command) -> str:
    """Return what a command needs, in a few words."""
    return ", ".join([*command.needs, *["slow"] * command.slow])


def _letters(claims: Claims, measured: Measured) -> dict[Place, str]:
    """Return the places with their letters; that of most figures has none."""
    counts: Counter[Place] = Counter()
    for name, record in measured.records.items():
        counts[record.place] += len(claims.of_command(name))
    ordered = sorted(counts, key=lambda place: (-counts[place], place.machine, place.versions))
    return dict(zip(ordered, ["", *LETTERS], strict=False))


def _told_places(places: dict[Place, str]) -> str:
    rows = [
        [letter or "most rows", place.machine or "not written down", place.versions or "not written down"]
        for place, letter in places.items()
    ]
    return _table(["", "machine", "versions"], rows)


def _row(claims: Claims, claim: Claim, measured: Measured, places: dict[Place, str]) -> list[str]:
    """Return a row of `RESULTS.md`; where the last run failed it says so, the older figure behind."""
    record, command = measured.records.get(claim.command), f"`{claim.command}`"
    said, beside, aim, reached = _cells(claims, claim, measured.figure(claim), "en")
    aim += f" [{claim.issue}]" if claim.issue and aim != WORDS["en"]["none"] else ""
    if record is None:
        return [claim.en, said, beside, aim, reached, "", command]
    if record.failure:
        said = f"{WORDS['en']['failed'].format(record.failed)}; before: {said}"
        reached = ""
    return [claim.en, said, beside, aim, reached, _when(record, places), command]


def _when(record: Record, places: dict[Place, str]) -> str:
    return ", ".join(filter(None, [record.date, record.commit, places[record.place]]))


def _short_row(claims: Claims, claim: Claim, measured: Measured, language: str) -> list[str]:
    record = measured.records.get(claim.command)
    figure = measured.figure(claim) if record and not record.failure else None
    return [claim.said(language), *_cells(claims, claim, figure, language)]


def _cells(claims: Claims, claim: Claim, figure: Figure | None, language: str) -> list[str]:
    """Return what was measured, what stands beside it, the aim, and whether it was reached."""
    words, aim = WORDS[language], aim_text(claims, claim, language)
    if figure is None:
        return [words["unmeasured"], "", aim, ""]
    reached = {True: words["yes"], False: words["no"], None: ""}[claim.reached(figure)]
    rival, beside = claim.best_rival(figure), ""
    if rival is not None:
        said = _with_unit(claims, claim, rival, language)
        beside = words["within"].format(said, claim.beside(language))
    return [_with_unit(claims, claim, figure.shown, language), beside, aim, reached]


def aim_text(claims: Claims, claim: Claim, language: str) -> str:
    """Return what was aimed at in words: "at least 0.93", "above the best of five text comparisons"."""
    words, higher, told = WORDS[language], claim.better == "higher", []
    if claim.aim == 0 and not higher:
        told.append("0")
    elif claim.aim is not None:
        told.append(words["least" if higher else "most"].format(_number(claims, claim, claim.aim, language)))
    if claim.beyond:
        lead = _number(claims, claim, claim.beyond, language)
        told.append(words["more" if higher else "less"].format(lead, claim.beside(language)))
    elif claim.beyond is not None:
        told.append(words["above" if higher else "below"].format(claim.beside(language)))
    return words["and"].join(told) or words["none"]


def _number(claims: Claims, claim: Claim, number: float, language: str) -> str:
    return _with_unit(claims, claim, f"{number:,.6g}", language)


def _with_unit(claims: Claims, claim: Claim, shown: str, language: str) -> str:
    return shown + (claims.units[claim.unit][language] if claim.unit else "")


def _commands(claims: Claims, measured: Measured) -> str:
    rows = []
    for command in claims.commands.values():
        record = measured.records.get(command.name) or Record("", "", Place())
        last = "" if record.seconds is None else f"{record.seconds:.0f}"
        load = "" if record.load is None else f"{record.load:.1f}"
        run = f"`python {command.run}`"
        rows.append([f"`{command.name}`", run, str(command.seconds), last, load, needs_of(command)])
    heads = ["name", "command", "seconds, two quiet cores", "seconds when measured", "load before", "needs"]
    return _table(heads, rows)


def _asked(claims: Claims) -> str:
    """Return the wording of each aim and the commands that measure it."""
    found: dict[tuple[int, str], dict[str, None]] = {}
    for claim in claims.claims.values():
        if claim.issue and claim.asked:
            found.setdefault((claim.issue, claim.asked), {})[f"`{claim.command}`"] = None
    rows = [[str(issue), asked, ", ".join(names)] for (issue, asked), names in sorted(found.items())]
    return _table(["issue", "asked", "measured by"], rows)


def _heads(language: str, *names: str) -> list[str]:
    return [WORDS[language][name] for name in names]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
