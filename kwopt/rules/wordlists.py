"""Words that marketplaces do not want, as the data file lists them. The law is `kwopt.rules.law`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kwopt.models import Finding
from kwopt.resources import load_toml
from kwopt.rules.fieldrule import RuleLevel
from kwopt.rules.fields import FieldText, Remark, Span


@dataclass(frozen=True)
class WordList:
    """Words under one source, with the fields they hold for."""

    id: str
    fields: tuple[str, ...]
    level: RuleLevel
    pattern: re.Pattern[str]
    excepted: re.Pattern[str] | None
    alone: bool
    source: str
    source_date: str
    confidence: str

    def holds_for(self, field: FieldText) -> bool:
        """Whether the list names the field, its marketplace, or the law the marketplace is under."""
        market = field.market.base_name
        return any(
            name in (market, f"{market}.{field.rule.name}", f"law:{field.market.law}") for name in self.fields
        )

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where its words stand in the text, exceptions aside."""
        if self.alone:
            rest = re.sub(r"[\W\d_]", "", self.pattern.sub("", text))
            if rest or not self.pattern.search(text):
                return
        excepted = [match.span() for match in self.excepted.finditer(text)] if self.excepted else []
        for match in self.pattern.finditer(text):
            start, end = match.span()
            if not any(low <= start and end <= high for low, high in excepted):
                yield start, end


def word_findings(field: FieldText, approved: Iterable[Span] = ()) -> list[Finding]:
    """Return the unwanted words of the text, those inside an approved span left out."""
    spans = tuple(approved)
    found = []
    for words in word_lists():
        if not words.holds_for(field):
            continue
        for start, end in words.spans(field.text):
            if not any(low <= start and end <= high for low, high in spans):
                found.append(_finding(field, words, (start, end)))
    return found


def _finding(field: FieldText, words: WordList, span: Span) -> Finding:
    remark = Remark(
        span, rule=words.id, source=words.source, source_date=words.source_date,
        confidence=words.confidence, suggestion="rules.suggest_delete",
    )  # fmt: skip
    return field.finding("risky_word", words.level, remark)


@cache
def word_lists() -> tuple[WordList, ...]:
    """Return all lists, in the order of the data file."""
    return tuple(_read_list(entry) for entry in load_toml("marketplaces.toml")["words"])


def _read_list(entry: Mapping[str, Any]) -> WordList:
    shape = _SHAPES[entry["match"]]
    parts = [shape(word) for word in _longest_first(entry["words"])] + list(entry.get("patterns", ()))
    excepted = [shape(word) for word in _longest_first(entry.get("except_words", ()))]
    return WordList(
        id=entry["id"],
        fields=tuple(entry["fields"]),
        level=entry["level"],
        pattern=re.compile("|".join(parts), re.IGNORECASE),
        excepted=re.compile("|".join(excepted), re.IGNORECASE) if excepted else None,
        alone=entry["match"] == "alone",
        source=entry["source"],
        source_date=entry["source_date"].isoformat(),
        confidence=entry["confidence"],
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _whole_word(word: str) -> str:
    return rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])"


_SHAPES: Mapping[str, Callable[[str], str]] = {
    "word": _whole_word,
    "inside": re.escape,
    "alone": re.escape,
}
