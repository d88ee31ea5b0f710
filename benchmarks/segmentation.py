"""How many words of the trade come out whole, beside stock jieba.

    python benchmarks/segmentation.py              tables: JD spans, domain terms
    python benchmarks/segmentation.py --failures   also what stays cut or glued most often, by label
    python benchmarks/segmentation.py --learned    also with the words that the titles themselves teach

JD spans    2,791 JD titles with spans marked by people (brand, product, material, style ...). Each title is
            cut whole; a span is whole if it comes out as exactly one token. Borders are counted twice: the
            spans that keep both of theirs (they may be cut inside), and single borders. kwopt cuts the
            title's match form; places are traced back to the title.
halves      what these titles taught the lexicon was taken from the odd ones (the 1st, 3rd ...) alone, so the
            even ones say what to expect of others. (The patterns of mixed tokens saw both.)
terms       the hanzi terms of `reference/domain_terms.tsv` in seven carrier phrases each: how many come out
            whole, and how many lose a border.

Stock jieba is jieba as it comes, HMM on (its default) and off.
"""

import argparse
import csv
import json
import logging
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from real_data import DATA

from kwopt.language.learned import count as count_pieces
from kwopt.language.learned import learned_words
from kwopt.language.normalize import HANZI, match_form
from kwopt.language.segment import SegmenterSpec, segmenter

TERMS = DATA.parent / "reference" / "domain_terms.tsv"
CARRIERS = (
    "新款{}女", "{}夏季", "韩版{}显瘦", "儿童{}加厚", "2026{}批发", "高级感{}套装", "{}男士大码",
)  # fmt: skip
"""The carrier phrases of `reference/segmentation.md`."""
LEAST = 3
"""Times that a span is met before a lexicon may be expected to hold it."""
LEAST_SHOWN = 100
"""Spans of a label or length, for a row of their own."""
LONGEST = 6
"""Spans of so many hanzi or more stand together."""
SHOWN = 30
"""Failures listed for each label."""

Cut = Callable[[str], Sequence[str]]
_END = "。"
"""Keeps a space that ends the beginning of a title from being trimmed."""
_SHIPPED = SegmenterSpec()
_IS_HANZI = re.compile(f"[{HANZI}]+").fullmatch


@dataclass(frozen=True)
class Span:
    """A hand-marked span of a title: its places, its label, whether it stands in an odd title."""

    title: str
    start: int
    end: int
    label: str
    odd: bool

    @property
    def text(self) -> str:
        """The characters of the span."""
        return self.title[self.start : self.end]


@dataclass(frozen=True)
class Outcome:
    """What became of one span: one token of its own, and how many of its two borders are kept."""

    span: Span
    whole: bool
    borders: int


def stock_jieba(hmm: bool) -> Cut:
    """Return jieba as it comes."""
    import jieba

    jieba.default_logger.setLevel(logging.ERROR)
    return partial(jieba.Tokenizer().lcut, HMM=hmm)


def kwopt_cut(title: str, spec: SegmenterSpec = _SHIPPED) -> list[str]:
    """Return kwopt's tokens of `title` in the title's own characters, so that they join back to it."""
    reached = _reached(title)
    tokens = segmenter(spec).cut(match_form(title))
    ends = [bisect_left(reached, end) for end in accumulate(map(len, tokens))]
    ends[-1:] = [len(title)]
    return [title[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _reached(title: str) -> list[int]:
    """Return the length of the match form of each beginning of `title`, from the empty one on."""
    return [len(match_form(title[:end] + _END)) - 1 for end in range(len(title) + 1)]


def taught(titles: Iterable[str]) -> SegmenterSpec:
    """Return the shipped specification with the words that titles teach, read as a table of keywords."""
    column = segmenter(_SHIPPED).cut_column([match_form(title) for title in titles])
    return SegmenterSpec(learned=tuple(learned_words(count_pieces(column))))


def jd_spans() -> list[Span]:
    """Return the spans of the JD titles, white space at their borders left out."""
    labels = json.loads((DATA / "titles_jd_labels.json").read_text(encoding="utf-8"))
    lines = (DATA / "titles_jd_spans.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines, 1):
        record = json.loads(line)
        for start, _, code, text in record["spans"]:
            bare = text.strip()
            first = start + text.index(bare)
            found.append(
                Span(record["text"], first, first + len(bare), labels.get(code, code), number % 2 == 1)
            )
    return found


def outcomes(spans: Iterable[Span], cut: Cut) -> list[Outcome]:
    """Return what becomes of each span when its title is cut whole."""
    titles: dict[str, tuple[list[int], set[int]]] = {}
    found = []
    for span in spans:
        if span.title not in titles:
            ends = [0, *accumulate(map(len, cut(span.title)))]
            titles[span.title] = (ends, set(ends))
        ends, borders = titles[span.title]
        kept = (span.start in borders) + (span.end in borders)
        inner = any(place in borders for place in range(span.start + 1, span.end))
        found.append(Outcome(span, kept == 2 and not inner, kept))
    return found


@dataclass(frozen=True)
class Share:
    """A share with its counts."""

    part: int
    total: int

    def __str__(self) -> str:
        return f"{self.part / self.total:.1%} ({self.part:,} of {self.total:,})" if self.total else "-"


def whole(found: Sequence[Outcome]) -> Share:
    """Return the share of spans that are one token."""
    return Share(sum(one.whole for one in found), len(found))


def both_borders(found: Sequence[Outcome]) -> Share:
    """Return the share of spans with both borders kept."""
    return Share(sum(one.borders == 2 for one in found), len(found))


def borders(found: Sequence[Outcome]) -> Share:
    """Return the share of borders kept."""
    return Share(sum(one.borders for one in found), 2 * len(found))


def terms_in_context(cut: Cut) -> tuple[Share, Share]:
    """Return in how many carrier phrases domain terms come out whole, and in how many they are crossed."""
    with TERMS.open(encoding="utf-8") as file:
        terms = [row["term"] for row in csv.DictReader(file, delimiter="\t")]
    kept = crossed = 0
    for term in filter(_IS_HANZI, terms):
        for carrier in CARRIERS:
            start = carrier.index("{")
            places = [0, *accumulate(map(len, cut(carrier.format(term))))]
            inside = [place for place in places if start <= place <= start + len(term)]
            kept += inside == [start, start + len(term)]
            crossed += not {start, start + len(term)} <= set(places)
    total = len(CARRIERS) * len(list(filter(_IS_HANZI, terms)))
    return Share(kept, total), Share(crossed, total)


def reachable(spans: Sequence[Span]) -> Share:
    """Return the share of spans that are met at least `LEAST` times: rarer ones are names and phrases."""
    counts = Counter(match_form(span.text) for span in spans)
    return Share(sum(counts[match_form(span.text)] >= LEAST for span in spans), len(spans))


def kind_of(span: Span) -> str:
    """Return the hanzi of a span as a name of its length, or "mixed"."""
    form = match_form(span.text)
    return f"{min(len(form), LONGEST)} hanzi" if _IS_HANZI(form) else "mixed"


def by(key: Callable[[Span], str], found: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Return outcomes in groups, the largest group first."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        groups[key(one.span)].append(one)
    return dict(sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a Markdown table."""
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    print()


def print_halves(found: dict[str, list[Outcome]]) -> None:
    """Print shares of whole spans and kept borders by engine and half."""
    parts = {"all titles": {True, False}, "odd titles": {True}, "even titles": {False}}
    rows = []
    for name, outcome in found.items():
        for part, halves in parts.items():
            own = [one for one in outcome if one.span.odd in halves]
            rows.append((name, part, whole(own), both_borders(own), borders(own)))
    print_table(("engine", "JD titles", "whole", "both borders kept", "borders kept"), rows)


def print_groups(found: dict[str, list[Outcome]]) -> None:
    """Print shares of whole spans by label and by length."""
    for title, key in (("label", lambda span: span.label), ("span", kind_of)):
        groups = {name: by(key, outcome) for name, outcome in found.items()}
        keys = [group for group, own in groups["kwopt"].items() if len(own) >= LEAST_SHOWN]
        print_table(
            (title, *(f"{name}: whole" for name in groups)),
            [(group, *(whole(own[group]) for own in groups.values())) for group in keys],
        )


def print_failures(found: Sequence[Outcome]) -> None:
    """Print for each label the spans that most often stay cut, and those that are glued to others."""
    for label, own in by(lambda span: span.label, found).items():
        for name, is_cut in (("cut", True), ("glued", False)):
            failed = [one for one in own if not one.whole and (one.borders == 2) is is_cut]
            common = Counter(match_form(one.span.text) for one in failed).most_common(SHOWN)
            words = " ".join(f"{word}:{count}" for word, count in common)
            print(f"{label}\t{name}\t{len(failed)}\t{words}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="list what stays cut or glued, by label")
    parser.add_argument("--learned", action="store_true", help="also learn words from the titles")
    parser.add_argument("--summary", action="store_true", help="no tables by label and length")
    arguments = parser.parse_args()
    spans = jd_spans()
    cuts = {"jieba": stock_jieba(True), "jieba, no HMM": stock_jieba(False), "kwopt": kwopt_cut}
    if arguments.learned:
        spec = taught(dict.fromkeys(span.title for span in spans))
        print(f"{len(spec.learned)} words learned: {' '.join(spec.learned)}\n")
        cuts["kwopt, learned"] = partial(kwopt_cut, spec=spec)
    found = {name: outcomes(spans, cut) for name, cut in cuts.items()}
    print_halves(found)
    if not arguments.summary:
        print_groups(found)
    print(f"spans met at least {LEAST} times: {reachable(spans)}\n")
    print_table(
        ("engine", "terms whole in context", "border crossed"),
        [(name, *terms_in_context(cut)) for name, cut in cuts.items()],
    )
    if arguments.failures:
        print_failures(found["kwopt"])


if __name__ == "__main__":
    main()
