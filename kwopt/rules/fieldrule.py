"""What one field of a marketplace may hold: limits, units, characters, as the data file states them.

Owns the record and its own consistency. Which fields there are is `kwopt.rules.marketplaces`'; what is wrong
with a text is `kwopt.rules.check`'s.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from kwopt.errors import SettingError
from kwopt.language.widths import UNITS, width

RuleLevel = Literal["error", "warning"]
Confidence = Literal["A", "B", "C", "D"]
BrandRule = Literal["first", "absent", "never"]
Composed = Literal["title", "words", "phrases", "facts"]

REFUSING_CONFIDENCES = ("A", "B")
"""Rules of these confidences may refuse a title; third-party facts and general knowledge only warn."""

USER_SOURCE = "user setting"


def capped(level: RuleLevel, confidence: str) -> RuleLevel:
    """Return `level`, lowered to a warning where the rule's confidence is too low to refuse.

    >>> capped("error", "A"), capped("error", "D")
    ('error', 'warning')
    """
    return level if confidence in REFUSING_CONFIDENCES else "warning"


@dataclass(frozen=True)
class Provenance:
    """Where a rule comes from, when it was seen there, and how sure it is (A to D)."""

    source: str
    date: date
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class FieldRule:
    """What one field of a marketplace (title, short title, search terms ...) may hold.

    Parameters
    ----------
    unit, max, min, soft_max
        Limits in `unit`; beyond `soft_max` a text is allowed and not advised.
    max_words, soft_max_words
        Most words, and most advised words, between spaces.
    values, min_values
        How many values the field takes, and how many it needs, where it takes several (tags).
    separator
        What stands between the values where one text holds several; None where each text is one value.
    duplicate_value
        Level at which a value that stands twice is reported.
    spaced
        Whether its language puts spaces between words.
    forbidden, discouraged, once, forbidden_start
        Characters never allowed, better avoided, allowed once, not allowed to begin the field.
    forbidden_words
        Words that must not stand in the field, beside the word lists of the data file.
    emoji, all_caps, category_word, synonyms, latin_only
        Level at which an emoji, a text in capitals, a missing category word, synonyms side by side, or
        letters of other scripts than Latin are reported; None where they are allowed.
    encoding
        A codec that the platform is known to need.
    brand
        "first": the brand should lead. "absent": the platform adds it. "never": it must not stand there.
    repeat_max, repeat_level, repeat_confidence, repeat_exempt
        How often a word may stand, what more is, how sure that is, and which words are free.
    excludes, excludes_level
        Another field whose words should not come again here, and what such a word is.
    composed
        What the field is made of, where kwopt composes it: a "title" of its own, search "words", "phrases"
        that shoppers type, or "facts" of the product.
    levels
        Pairs of a rule's name and its level ("error", "warning" or "off"), where it is not the usual one; a
        mapping is taken, too.
    source, source_date, confidence
        Where the limits come from, when they were seen, how sure they are (A to D).
    overridden
        Keys that the user set; their findings bear the user as source, all others that of `shipped`.
    """

    name: str
    unit: str
    max: int
    source: str
    source_date: date
    confidence: Confidence
    min: int = 0
    soft_max: int | None = None
    max_words: int | None = None
    soft_max_words: int | None = None
    values: int = 1
    min_values: int = 1
    separator: str | None = None
    duplicate_value: RuleLevel | None = None
    spaced: bool = False
    forbidden: str = ""
    discouraged: str = ""
    once: str = ""
    forbidden_start: str = ""
    forbidden_words: tuple[str, ...] = ()
    emoji: RuleLevel | None = None
    all_caps: RuleLevel | None = None
    category_word: RuleLevel | None = None
    synonyms: RuleLevel | None = None
    latin_only: RuleLevel | None = None
    encoding: str | None = None
    brand: BrandRule | None = None
    repeat_max: int | None = None
    repeat_level: RuleLevel = "warning"
    repeat_confidence: Confidence | None = None
    repeat_exempt: tuple[str, ...] = ()
    excludes: str | None = None
    excludes_level: RuleLevel = "warning"
    composed: Composed | None = None
    levels: tuple[tuple[str, str], ...] = ()
    overridden: frozenset[str] = frozenset()
    shipped: Provenance | None = None

    def __post_init__(self) -> None:
        for name in ("repeat_exempt", "forbidden_words"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "overridden", frozenset(self.overridden))
        object.__setattr__(self, "levels", tuple(sorted(dict(self.levels).items())))
        if self.unit not in UNITS:
            raise SettingError("errors.unknown_choice", what="unit", value=self.unit, choices=tuple(UNITS))
        if self.max < 1:
            raise _bad(f"{self.name}.max", "1 or more", self.max)
        if not 0 <= self.min <= self.max:
            raise _bad(f"{self.name}.min", f"0 to {self.max}", self.min)
        if not 1 <= self.min_values <= self.values:
            raise _bad(f"{self.name}.min_values", f"1 to {self.values}", self.min_values)

    def width(self, text: str) -> int:
        r"""Return the length of `text` as this field counts it: tabs and breaks are spaces, ends are cut.

        >>> from kwopt.rules import marketplace
        >>> marketplace("taobao").title.width(" 改良\t旗袍 ")
        9
        """
        return width(counted_text(text), self.unit)

    def level_of(self, name: str) -> str | None:
        """Return the level that the rule `name` was given ("off": none); None where it has its usual one."""
        return dict(self.levels).get(name)

    def provenance(self, keys: frozenset[str]) -> Provenance:
        """Return where the rules under these keys come from: the user, or the data file."""
        if self.shipped is None or keys & self.overridden:
            return Provenance(self.source, self.source_date, self.confidence)
        return self.shipped

    def changed(self, values: Mapping[str, Any]) -> "FieldRule":
        """Return the rule with the user's own values; what they rule may refuse, if they say no less."""
        if not values:
            return self
        shipped = self.shipped or Provenance(self.source, self.source_date, self.confidence)
        own = {"source": USER_SOURCE, "confidence": "A"} | dict(values)
        levels = dict(self.levels) | dict(values.get("levels", {}))
        overridden = self.overridden.union(values)
        return replace(
            self, **(own | {"levels": tuple(levels.items())}), overridden=overridden, shipped=shipped
        )


def _bad(name: str, expected: str, value: Any) -> SettingError:
    return SettingError("errors.bad_value", name=name, expected=expected, value=value)


def counted_text(text: str) -> str:
    r"""Return `text` as a platform stores it: composed, tabs and breaks as spaces, the ends trimmed.

    >>> counted_text(" 旗袍\n女 ")
    '旗袍 女'
    """
    return unicodedata.normalize("NFC", text.translate(_BREAKS)).strip(" ")


_BREAKS = {ord(char): " " for char in "\t\n\r\v\f"}
