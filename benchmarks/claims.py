"""What kwopt claims of itself: `claims.toml` as records, and how a figure is read from what a command prints.

No command of its own: `results.py` runs the commands, `results_page.py` writes what came of them. The fields
of `claims.toml` are those of `Command` and `Claim`; what they mean stands here.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

CLAIMS = Path(__file__).with_name("claims.toml")
LANGUAGES = ("en", "zh")
NEEDS = ("data", "browser", "readings", "prove")
"""What a command may need: the real data, Chromium, judgments of people kept in `readings/`, OR-Tools."""
SLOW = 240
"""Seconds on two quiet cores from which a command counts as slow."""


class NotPrintedError(Exception):
    """A command's output does not hold the figure of a claim."""


@dataclass(frozen=True)
class Command:
    """A benchmark with its options, as it is run from the repository's root.

    `seconds` is how long it takes on two quiet cores; `times` says that its figures are times or memory and
    hang on the machine.
    """

    name: str
    run: str
    seconds: int
    needs: tuple[str, ...] = ()
    times: bool = False

    @property
    def slow(self) -> bool:
        """Whether `--without slow` leaves it out."""
        return self.seconds >= SLOW

    @property
    def script(self) -> str:
        """The file that is run."""
        return self.run.split()[0]


@dataclass(frozen=True)
class Figure:
    """A figure as the command prints it, the number that is held against the aim, and what stands beside."""

    shown: str
    number: float
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One figure: what it says, what was aimed at, and where the command's output holds it.

    Reading begins behind the text `after` and ends before `until`, where these are given. `figure` is a
    regular expression over lines: its group `shown` is what the pages show, `number` what is held against the
    aim (without names, the first group is both). With `take` "least" or "most", the extreme of all groups of
    all hits is taken. `rivals` finds, likewise, what others reach by the same measure; `beside` says who they
    are. `asked` is the wording of the issue numbered `issue`.

    The aim is reached if the number is at least `aim` (at most, where lower is better), and, if `beyond` is
    given, better than the best of the rivals: by that much, or at all where it is 0.
    """

    name: str
    theme: str
    command: str
    en: str
    zh: str
    figure: str
    unit: str = ""
    better: str = "higher"
    aim: float | None = None
    asked: str = ""
    issue: int | None = None
    after: str = ""
    until: str = ""
    take: str = ""
    rivals: str = ""
    beside_en: str = ""
    beside_zh: str = ""
    beyond: float | None = None
    readme: bool = False

    def said(self, language: str) -> str:
        """Return what the figure says, in English or Chinese."""
        return {"en": self.en, "zh": self.zh}[language]

    def beside(self, language: str) -> str:
        """Return who the rivals are, in English or Chinese."""
        return {"en": self.beside_en, "zh": self.beside_zh}[language]

    def read(self, output: str) -> Figure:
        """Return the figure that `output` holds; raises `NotPrintedError`."""
        part = _between(output, self.after, self.until)
        hits = list(re.finditer(self.figure, part, re.MULTILINE))
        if not hits:
            raise NotPrintedError(f"{self.name}: its command's output holds no such figure")
        if self.take:
            texts = [text for hit in hits for text in hit.groups()]
            chosen = {"least": min, "most": max}[self.take]
            shown = number = chosen(texts, key=number_of)
        else:
            named = hits[0].groupdict()
            shown, number = (named.get(part) or hits[0][1] for part in ("shown", "number"))
        others = [text for hit in re.finditer(self.rivals, part, re.MULTILINE) for text in hit.groups()]
        return Figure(shown, number_of(number), tuple(others if self.rivals else ()))

    def best_rival(self, figure: Figure) -> str | None:
        """Return the best of what stands beside a figure, as printed."""
        best = max if self.better == "higher" else min
        return best(figure.rivals, key=number_of, default=None)

    def reached(self, figure: Figure) -> bool | None:
        """Return whether the aim is reached, None if there was none."""
        sign = 1 if self.better == "higher" else -1
        verdicts = [] if self.aim is None else [sign * figure.number >= sign * self.aim]
        rival = self.best_rival(figure)
        if self.beyond is not None and rival is not None:
            lead = sign * (figure.number - number_of(rival))
            verdicts.append(lead >= self.beyond if self.beyond else lead > 0)
        return all(verdicts) if verdicts else None


@dataclass(frozen=True)
class Claims:
    """All of `claims.toml`; everything in the order of the file."""

    themes: dict[str, dict[str, str]]
    units: dict[str, dict[str, str]]
    commands: dict[str, Command]
    claims: dict[str, Claim]

    def of_command(self, name: str) -> list[Claim]:
        """Return the claims that a command measures."""
        return [claim for claim in self.claims.values() if claim.command == name]

    def of_theme(self, name: str) -> list[Claim]:
        """Return the claims of a theme."""
        return [claim for claim in self.claims.values() if claim.theme == name]


def load_claims(path: Path = CLAIMS) -> Claims:
    """Return what the file claims; a name that it does not know is an error."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    commands = {name: _record(Command, name, entry) for name, entry in found["commands"].items()}
    claims = {name: _record(Claim, name, entry) for name, entry in found["claims"].items()}
    for claim in claims.values():
        for kind, name, known in (
            ("command", claim.command, commands),
            ("theme", claim.theme, found["themes"]),
            ("unit", claim.unit or "none", found["units"] | {"none": {}}),
            ("direction", claim.better, ("higher", "lower")),
        ):
            if name not in known:
                raise ValueError(f"{path.name}: {claim.name} has an unknown {kind}, {name!r}")
    return Claims(found["themes"], found["units"], commands, claims)


def _record(kind: type[Any], name: str, entry: dict[str, Any]) -> Any:
    unknown = entry.keys() - {field.name for field in fields(kind)}
    if unknown:
        raise ValueError(f"{CLAIMS.name}: {name} has unknown fields: {', '.join(sorted(unknown))}")
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return kind(name=name, **(entry | lists))


def _between(output: str, after: str, until: str) -> str:
    """Return what lies between two texts, nothing if the first is not there."""
    _, found, rest = output.partition(after) if after else ("", "yes", output)
    return (rest.partition(until)[0] if until else rest) if found else ""


def number_of(text: str) -> float:
    """Return a printed number: "1,056" -> 1056, "+10.2" -> 10.2, "−3" -> -3."""
    return float(text.replace(",", "").replace("−", "-").strip(" %"))


def chosen(
    claims: Claims, *, only: Sequence[str], themes: Sequence[str], without: Sequence[str]
) -> list[Command]:
    """Return the commands to run: of some claims or commands, of some themes, else all but those left out.

    `without` names "slow", what is not at hand (`NEEDS`), or commands.
    """
    wanted = {claims.claims[name].command if name in claims.claims else name for name in only}
    wanted |= {claim.command for claim in claims.claims.values() if claim.theme in themes}
    return [
        command
        for command in claims.commands.values()
        if (command.name in wanted or not (only or themes))
        and command.name not in without
        and not set(command.needs) & set(without)
        and not (command.slow and "slow" in without)
    ]
