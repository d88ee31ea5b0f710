"""What the advertising law may object to in real titles, beside a flat word list, and how often it is right.

    python benchmarks/rules.py                     shares by corpus, rules by count, precision of the reading
    python benchmarks/rules.py --reading           precision and misses by the kept reading alone
    python benchmarks/rules.py --sheet N --seed S  N findings nobody has read, with a grade to be filled in
    python benchmarks/rules.py --quiet N --seed S  N titles without a finding nobody has read, likewise

naive   a title that holds any word of `banned_words_merged.tsv` (four lists merged), as a plain substring:
        what a seller gets who pastes such a list into a script

`readings/law.tsv` keeps what was read, one by one, by one reader:

sample  name of the drawing; each was drawn by a seed from what the rules of its day said
corpus, line   the title: a file of the real data and its line or record, from 0
rule, start, end   the finding read (code points, end exclusive); empty where the title had none
grade   of a finding: 1 right (the word is used in the sense of the rule, and its level fits), 0 wrong;
        of a title without findings: 1 rightly so, 0 something was missed
reason  of a 0: what was wrong, or which rule should have spoken

The titles stay where they are. Titles of intimate goods, and the parts of others that name them, are never
printed: they count in the shares, and no sheet shows them.
"""

import argparse
import csv
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from real_data import DATA, READINGS

from kwopt.models import Finding
from kwopt.rules import law_findings

READING = READINGS / "law.tsv"
COLUMNS = ("sample", "corpus", "line", "rule", "start", "end", "grade", "reason")
LEVELS = ("error", "warning", "needs_proof")
AIM = 0.9
"""Least share of findings read as right."""

_INTIMATE = re.compile(
    "情趣|避孕|成人用品|性用品|性生活|性冷|延时|壮阳|阳痿|早泄|催情|飞机杯|自慰|跳蛋|震动棒|私处|私密|丰胸|阴|"
    "乳头|痔|房事|神油|伟哥|肾虚|安全套|高潮|男用|女用|增大|增粗|延時|二次发育|宫颈|妇科|精子|私护|卵巢|备孕"
)


@dataclass(frozen=True)
class Title:
    """A real title and where it stands."""

    corpus: str
    line: int
    text: str

    @property
    def printable(self) -> bool:
        """Whether it may be shown to a reader."""
        return not _INTIMATE.search(self.text)


@dataclass(frozen=True)
class Read:
    """One graded row of the reading."""

    sample: str
    corpus: str
    line: int
    rule: str
    span: tuple[int, int] | None
    right: bool
    reason: str


def _json_titles(name: str, key: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)[key] for line in lines]


def _pinduoduo() -> list[str]:
    with (DATA / "titles_pdd.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["title"] for row in csv.DictReader(file)]


CORPORA: dict[str, Callable[[], list[str]]] = {
    "products_taobao": lambda: _json_titles("products_taobao.jsonl", "title"),
    "titles_taobao": lambda: _json_titles("titles_taobao_entities.jsonl", "text"),
    "titles_jd": lambda: _json_titles("titles_jd_spans.jsonl", "text"),
    "titles_pdd": _pinduoduo,
}


def real_titles() -> list[Title]:
    """Return all titles, corpus by corpus."""
    return [Title(name, line, text) for name, load in CORPORA.items() for line, text in enumerate(load())]


def flat_words() -> list[str]:
    """Return the words of the merged lists."""
    lines = (DATA / "banned_words_merged.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0] for line in lines]


def shares(titles: Iterable[Title], found: Iterable[list[Finding]], flat: list[str]) -> str:
    """Return the share of titles with findings of each level, and with a word of the flat list, by corpus."""
    counts: dict[str, Counter[str]] = {}
    for title, findings in zip(titles, found, strict=True):
        levels = {finding.level for finding in findings}
        hit = {"naive"} if any(word in title.text for word in flat) else set()
        for name in (title.corpus, "all"):
            counts.setdefault(name, Counter()).update({"titles", *levels, *hit})
    counts["all"] = counts.pop("all")
    lines = [f"{'':16} {'titles':>7} {'error':>8} {'warning':>8} {'proof':>8} {'naive list':>11}"]
    for name, count in counts.items():
        parts = [f"{count[level] / count['titles']:8.2%}" for level in LEVELS]
        lines.append(
            f"{name:16} {count['titles']:7,} {' '.join(parts)} {count['naive'] / count['titles']:11.1%}"
        )
    return "\n".join(lines)


def by_rule(found: Iterable[list[Finding]]) -> str:
    """Return how often each rule speaks, the errors first."""
    counts = Counter((LEVELS.index(f.level), f.rule.removeprefix("law.")) for fs in found for f in fs)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return "\n".join(f"{LEVELS[level]:12} {rule:18} {count:5}" for (level, rule), count in ordered)


def read_rows() -> list[Read]:
    """Return the kept reading."""
    with READING.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return [
            Read(
                row["sample"], row["corpus"], int(row["line"]), row["rule"],
                (int(row["start"]), int(row["end"])) if row["rule"] else None,
                row["grade"] == "1", row["reason"],
            )
            for row in rows
        ]  # fmt: skip


def judged(rows: list[Read]) -> str:
    """Return, for each sample, the share of findings that are right, or of quiet titles rightly quiet."""
    lines = []
    for sample in dict.fromkeys(row.sample for row in rows):
        read = [row for row in rows if row.sample == sample]
        right = sum(row.right for row in read)
        what = "findings right" if read[0].rule else "titles rightly quiet"
        lines.append(f"{sample:18} {right} of {len(read)} {what}: {right / len(read):.1%}")
        lines += [f"  {grade}" for grade in _of_levels(read)]
    return "\n".join(lines)


def _of_levels(read: list[Read]) -> list[str]:
    counts = Counter((row.rule, row.right) for row in read if row.rule)
    wrong = sorted(rule for rule, right in counts if not right)
    return [
        f"{rule}: {counts[rule, False]} of {counts[rule, False] + counts[rule, True]} wrong" for rule in wrong
    ]


def standing(rows: list[Read]) -> str:
    """Return what today's rules make of the readings: wrong findings gone, right ones kept, misses found."""
    texts = {name: load() for name, load in CORPORA.items()}
    tally: Counter[str] = Counter()
    for row in rows:
        findings = law_findings(texts[row.corpus][row.line])
        if row.span is None:
            tally["missed then"] += not row.right
            tally["of these found now"] += not row.right and bool(findings)
        else:
            made = any((f.rule, f.span) == (f"law.{row.rule}", row.span) for f in findings)
            tally[f"{'right' if row.right else 'wrong'} then"] += 1
            tally[f"{'right' if row.right else 'wrong'}, made today"] += made
    made = tally["right, made today"] + tally["wrong, made today"]
    lines = [f"{name:20} {count}" for name, count in tally.items()]
    return "\n".join(
        [*lines, f"precision of what is made today: {tally['right, made today'] / max(1, made):.1%}"]
    )


def sheet(titles: list[Title], count: int, seed: int, *, level: str | None) -> list[str]:
    """Return findings drawn by the seed that nobody has read, as rows to be graded, the title behind."""
    known = {(row.corpus, row.line, row.rule, row.span) for row in read_rows()} if READING.exists() else set()
    rows = [
        (title, finding)
        for title in titles
        if title.printable
        for finding in law_findings(title.text)
        if level in (None, finding.level)
        and (title.corpus, title.line, finding.rule.removeprefix("law."), finding.span) not in known
    ]
    random.Random(seed).shuffle(rows)
    return [
        "\t".join(map(str, (
            t.corpus, t.line, f.rule.removeprefix("law."), *(f.span or ()), "", "", f.level, f.text, t.text,
        )))
        for t, f in rows[:count]
    ]  # fmt: skip


def quiet_sheet(titles: list[Title], count: int, seed: int) -> list[str]:
    """Return titles without a finding drawn by the seed that nobody has read, as rows to be graded."""
    known = {(row.corpus, row.line) for row in read_rows()} if READING.exists() else set()
    quiet = [
        title
        for title in titles
        if title.printable and (title.corpus, title.line) not in known and not law_findings(title.text)
    ]
    random.Random(seed).shuffle(quiet)
    return ["\t".join((t.corpus, str(t.line), "", "", "", "", "", t.text)) for t in quiet[:count]]


def everything() -> None:
    """Print shares, rules, speed, and the reading."""
    titles = real_titles()
    law_findings("warm")
    start = time.perf_counter()
    found = [law_findings(title.text) for title in titles]
    seconds = time.perf_counter() - start
    print(shares(titles, found, flat_words()))
    print(by_rule(found), end="\n\n")
    reading()
    print(f"\n{seconds / len(titles) * 1e6:.0f} microseconds a title, {seconds:.1f} s in all")


def reading() -> None:
    """Print what the kept reading says."""
    rows = read_rows()
    print(judged(rows))
    print(f"aimed at: {AIM:.0%} of the findings right\n")
    print(standing(rows))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reading", action="store_true", help="print precision by the kept reading alone")
    parser.add_argument("--sheet", type=int, metavar="N", help="print N findings to be read")
    parser.add_argument("--quiet", type=int, metavar="N", help="print N titles without findings to be read")
    parser.add_argument("--level", choices=LEVELS, help="of the findings on the sheet")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if asked.sheet:
        print(*sheet(real_titles(), asked.sheet, asked.seed, level=asked.level), sep="\n")
    elif asked.quiet:
        print(*quiet_sheet(real_titles(), asked.quiet, asked.seed), sep="\n")
    elif asked.reading:
        reading()
    else:
        everything()


if __name__ == "__main__":
    main()
