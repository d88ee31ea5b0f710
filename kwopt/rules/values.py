"""A field that takes several values in one text (tags): each value with its place, how many, none twice."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kwopt.models import Finding
from kwopt.rules.fieldrule import FieldRule
from kwopt.rules.fields import FieldText, Remark

_SEPARATORS = ",，、;；\n"
"""What sellers write between values, where the platform's own separator is the comma."""


@dataclass(frozen=True)
class FieldValue:
    """One value of a field, and where it begins in the text."""

    text: str
    start: int

    @property
    def span(self) -> tuple[int, int]:
        """The place of the value in the text."""
        return self.start, self.start + len(self.text)


def values_of(text: str, rule: FieldRule) -> list[FieldValue]:
    """Return the values that a text holds, blanks around them cut; the text itself where it is one value.

    >>> from kwopt.rules.marketplaces import marketplace
    >>> [(value.text, value.start) for value in values_of("mug, gift", marketplace("etsy").field("tags"))]
    [('mug', 0), ('gift', 5)]
    """
    if rule.separator is None:
        return [FieldValue(text, 0)]
    separators = _SEPARATORS if rule.separator == "," else rule.separator
    found, start = [], 0
    for place, char in enumerate(text + separators[0]):
        if char in separators:
            part = text[start:place]
            if part.strip():
                found.append(FieldValue(part.strip(), start + len(part) - len(part.lstrip())))
            start = place + 1
    return found or [FieldValue("", 0)]


def value_findings(checked: FieldText, values: list[FieldValue]) -> Iterator[Finding]:
    """Yield what is wrong with the values together: too many, too few, one of them twice."""
    rule = checked.rule
    if rule.separator is None:
        return
    count = len(values)
    if count > rule.values:
        span = (values[rule.values].start, values[-1].span[1])
        remark = Remark(span, {"count": count, "limit": rule.values}, "rules.suggest_delete")
        yield checked.finding("too_many_values", "error", remark)
    if count < rule.min_values:
        remark = Remark(None, {"count": count, "limit": rule.min_values})
        yield checked.finding("too_few_values", "error", remark)
    if rule.duplicate_value:
        seen: set[str] = set()
        for value in values:
            same = unicodedata.normalize("NFKC", value.text).casefold()
            if same in seen:
                remark = Remark(value.span, suggestion="rules.suggest_delete")
                yield checked.finding("duplicate_value", rule.duplicate_value, remark)
            seen.add(same)
