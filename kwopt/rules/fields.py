"""One text in one field of one marketplace: what every check looks at, and how it reports.

Owns the record that the checks share, so that each finding bears the source, date and confidence of the rule
that it comes from: the field's, a word list's, or the user's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kwopt.models import Finding
from kwopt.rules.fieldrule import FieldRule, Provenance, RuleLevel, capped
from kwopt.rules.marketplaces import Marketplace

Span = tuple[int, int]
"""Where a piece of a text begins and ends, in characters."""

_REPETITION = frozenset({"repeat_max", "repeat_level", "repeat_exempt", "repeat_confidence"})
_RULED_BY: Mapping[str, frozenset[str]] = {
    "over_limit": frozenset({"max", "unit"}),
    "over_advised": frozenset({"soft_max", "unit"}),
    "under_minimum": frozenset({"min", "unit"}),
    "too_many_words": frozenset({"max_words"}),
    "many_words": frozenset({"soft_max_words"}),
    "too_many_values": frozenset({"values"}),
    "too_few_values": frozenset({"min_values"}),
    "forbidden_character": frozenset({"forbidden"}),
    "discouraged_character": frozenset({"discouraged"}),
    "repeated_character": frozenset({"once"}),
    "forbidden_start": frozenset({"forbidden_start"}),
    "not_encodable": frozenset({"encoding"}),
    "missing_category_word": frozenset({"category_word"}),
    "no_category_word": frozenset({"category_word"}),
    "missing_brand": frozenset({"brand"}),
    "needless_brand": frozenset({"brand"}),
    "brand_not_allowed": frozenset({"brand"}),
    "synonym": frozenset({"synonyms"}),
    "repeats_other_field": frozenset({"excludes", "excludes_level"}),
    "repeated_word": _REPETITION,
    "repeated_part": _REPETITION,
}
"""Keys of the field's rule that a finding comes from, where they are not called as it is."""


@dataclass(frozen=True)
class FieldText:
    """A text as it would stand in `rule`, a field of `market`."""

    text: str
    market: Marketplace
    rule: FieldRule

    def finding(self, name: str, level: RuleLevel, remark: "Remark") -> Finding:
        """Return a finding under the rule's own source; its level is capped by the confidence."""
        origin = self._origin(name, remark)
        start, end = remark.span or (0, 0)
        return Finding(
            level=capped(level, origin.confidence),
            code=f"rules.{name}",
            rule=f"{self.market.name}.{self.rule.name}.{remark.rule or name}",
            source=remark.source or origin.source,
            source_date=remark.source_date or origin.date.isoformat(),
            confidence=origin.confidence,
            span=remark.span,
            text=self.text[start:end] if remark.span else None,
            params={"marketplace": self.market.label, "field": self.rule.name, **remark.params},
            suggestion=remark.suggestion,
        )

    def _origin(self, name: str, remark: "Remark") -> Provenance:
        """Return where the rule of a finding comes from; a user's own rule is as sure as he says."""
        keys = _RULED_BY.get(name, frozenset({name}))
        origin = self.rule.provenance(keys)
        if remark.confidence is None or keys & self.rule.overridden:
            return origin
        return Provenance(origin.source, origin.date, remark.confidence)


@dataclass(frozen=True)
class Remark:
    """The part of a finding that differs from check to check; what is None comes from the field's rule."""

    span: Span | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    rule: str | None = None
    source: str | None = None
    source_date: str | None = None
    confidence: Any = None


def word_places(text: str, words: Sequence[str]) -> Iterator[Span]:
    """Yield where the words of a text stand in it, in order; one that it does not hold is passed over.

    >>> list(word_places("改良旗袍 女", ["改良", "旗袍", "女"]))
    [(0, 2), (2, 4), (5, 6)]
    """
    cursor = 0
    for word in words:
        start = text.find(word, cursor)
        if start >= 0 and word.strip():
            cursor = start + len(word)
            yield start, cursor
