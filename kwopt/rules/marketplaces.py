"""Marketplaces and their fields: limits, units, characters, as the data file states them.

Owns the records and how to find them by name. It checks no text (`kwopt.rules.check`) and knows no word
lists (`kwopt.rules.wordlists`).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from kwopt.errors import SettingError
from kwopt.language.widths import UNITS, width
from kwopt.models import Notice
from kwopt.resources import load_toml

RuleLevel = Literal["error", "warning"]
Confidence = Literal["A", "B", "C", "D"]

REFUSING_CONFIDENCES = ("A", "B")
"""Rules of these confidences may refuse a title; third-party facts and general knowledge only warn."""

FRESH_DAYS = 366
"""Days after which rule data is called old: platforms revise title rules about once a year."""

USER_SOURCE = "user setting"


def capped(level: RuleLevel, confidence: str) -> RuleLevel:
    """Return `level`, lowered to a warning where the rule's confidence is too low to refuse.

    >>> capped("error", "A"), capped("error", "D")
    ('error', 'warning')
    """
    return level if confidence in REFUSING_CONFIDENCES else "warning"


@dataclass(frozen=True, kw_only=True)
class FieldRule:
    """What one field of a marketplace (title, short title, search terms ...) may hold.

    Parameters
    ----------
    unit, max, min, soft_max
        Limits in `unit`; beyond `soft_max` a text is allowed and not advised.
    max_words, soft_max_words
        Most words, and most advised words, between spaces.
    values
        How many values the field takes, where it takes several (tags).
    spaced
        Whether its language puts spaces between words.
    forbidden, discouraged, once, forbidden_start
        Characters never allowed, better avoided, allowed once, not allowed to begin the field.
    emoji, all_caps, category_word, synonyms
        Level at which an emoji, a text in capitals, a missing category word, or synonyms side by side are
        reported; None where they are allowed.
    encoding
        A codec that the platform is known to need.
    brand
        "first": the brand should lead. "absent": the platform adds it. None: free.
    repeat_max, repeat_level, repeat_confidence, repeat_exempt
        How often a word may stand, what more is, how sure that is, and which words are free.
    excludes
        Another field whose words should not come again here.
    composed
        What the field is made of, where kwopt composes it: a "title" of its own, search "words", "phrases"
        that shoppers type, or "facts" of the product.
    source, source_date, confidence
        Where the limits come from, when they were seen, how sure they are (A to D).
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
    spaced: bool = False
    forbidden: str = ""
    discouraged: str = ""
    once: str = ""
    forbidden_start: str = ""
    emoji: RuleLevel | None = None
    all_caps: RuleLevel | None = None
    category_word: RuleLevel | None = None
    synonyms: RuleLevel | None = None
    encoding: str | None = None
    brand: Literal["first", "absent"] | None = None
    repeat_max: int | None = None
    repeat_level: RuleLevel = "warning"
    repeat_confidence: Confidence | None = None
    repeat_exempt: tuple[str, ...] = ()
    excludes: str | None = None
    composed: Literal["title", "words", "phrases", "facts"] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "repeat_exempt", tuple(self.repeat_exempt))
        if self.unit not in UNITS:
            raise SettingError("errors.unknown_choice", what="unit", value=self.unit, choices=tuple(UNITS))
        if self.max < 1:
            raise SettingError(
                "errors.bad_value", name=f"{self.name}.max", expected="1 or more", value=self.max
            )
        if not 0 <= self.min <= self.max:
            raise SettingError(
                "errors.bad_value", name=f"{self.name}.min", expected=f"0 to {self.max}", value=self.min
            )

    def width(self, text: str) -> int:
        r"""Return the length of `text` as this field counts it: tabs and breaks are spaces, ends are cut.

        >>> marketplace("taobao").title.width(" 改良\t旗袍 ")
        9
        """
        return width(counted_text(text), self.unit)


def counted_text(text: str) -> str:
    r"""Return `text` as a platform stores it: composed, tabs and breaks as spaces, the ends trimmed.

    >>> counted_text(" 旗袍\n女 ")
    '旗袍 女'
    """
    return unicodedata.normalize("NFC", text.translate(_BREAKS)).strip(" ")


_BREAKS = {ord(char): " " for char in "\t\n\r\v\f"}


@dataclass(frozen=True, kw_only=True)
class Marketplace:
    """A marketplace: its fields, the title first, and whose advertising law holds (None: none known)."""

    name: str
    label: str
    fields: tuple[FieldRule, ...]
    aliases: tuple[str, ...] = ()
    law: str | None = None

    @property
    def title(self) -> FieldRule:
        """The field that holds the title (for Google Ads: the headline)."""
        return self.fields[0]

    def field(self, name: str) -> FieldRule:
        """Return the field `name`; "title" is always the first.

        >>> marketplace("amazon").field("highlights").max
        125
        """
        if name == "title":
            return self.title
        for rule in self.fields:
            if rule.name == name:
                return rule
        names = tuple(rule.name for rule in self.fields)
        raise SettingError("errors.unknown_choice", what=f"field of {self.name}", value=name, choices=names)

    def age_notice(self, as_of: date) -> Notice | None:
        """Return a warning if the title's rules were last seen more than a year before `as_of`."""
        age = (as_of - self.title.source_date).days
        if age <= FRESH_DAYS:
            return None
        params = {"marketplace": self.label, "date": self.title.source_date.isoformat(), "days": age}
        return Notice("rules.old_data", "warning", params)


def marketplace(name: str, overrides: Mapping[str, Mapping[str, Any]] | None = None) -> Marketplace:
    """Return the marketplace called `name`: its id, or an alias such as "淘宝".

    Parameters
    ----------
    name
        A store with limits of its own follows a colon: "amazon:ae", "amazon:media", "shopee:tw".
    overrides
        Field name to the values that shall replace the shipped ones, such as `{"title": {"max": 50}}`.
        An overridden field is the user's own rule: it may refuse, whatever the shipped confidence.

    Raises
    ------
    SettingError
        If there is no such marketplace, store, field or value.

    Examples
    --------
    >>> marketplace("淘宝").title.max, marketplace("amazon:ae").title.max
    (60, 200)
    >>> marketplace("taobao", {"title": {"max": 50}}).title.max
    50
    """
    found = _stores().get(name.strip().casefold())
    if found is None:
        raise SettingError(
            "errors.unknown_choice", what="marketplace", value=name, choices=marketplace_names()
        )
    return _overridden(found, overrides) if overrides else found


def marketplace_names() -> tuple[str, ...]:
    """Return the ids of all marketplaces, in the order of the data file."""
    return tuple(load_toml("marketplaces.toml")["marketplace"])


@cache
def _stores() -> dict[str, Marketplace]:
    found: dict[str, Marketplace] = {}
    for name, data in load_toml("marketplaces.toml")["marketplace"].items():
        market = _read_marketplace(name, data)
        names = (name, *market.aliases)
        found |= {alias.casefold(): market for alias in names}
        for variant in data.get("variants", ()):
            for store in variant["names"]:
                special = _variant(market, store, variant)
                found |= {f"{alias}:{store}".casefold(): special for alias in names}
    return found


def _read_marketplace(name: str, data: Mapping[str, Any]) -> Marketplace:
    known = {item.name for item in fields(FieldRule)}
    shared = {key: value for key, value in data.items() if key in known}
    rules = tuple(FieldRule(**(shared | entry)) for entry in data["fields"])
    return Marketplace(
        name=name, label=data["label"], fields=rules, aliases=tuple(data["aliases"]), law=data.get("law")
    )


def _variant(market: Marketplace, store: str, variant: Mapping[str, Any]) -> Marketplace:
    changed = _with_field(market, variant["field"], {"max": variant["max"]})
    return replace(changed, name=f"{market.name}:{store}", label=f"{market.label} {store.upper()}")


def _overridden(market: Marketplace, overrides: Mapping[str, Mapping[str, Any]]) -> Marketplace:
    for name, values in overrides.items():
        market = _with_field(market, name, {"source": USER_SOURCE, "confidence": "A"} | dict(values))
    return market


def _with_field(market: Marketplace, name: str, values: Mapping[str, Any]) -> Marketplace:
    old = market.field(name)
    known: Sequence[str] = [item.name for item in fields(FieldRule) if item.name != "name"]
    for key in values:
        if key not in known:
            raise SettingError(
                "errors.unknown_choice", what=f"rule of {name}", value=key, choices=tuple(known)
            )
    return replace(
        market, fields=tuple(replace(rule, **values) if rule is old else rule for rule in market.fields)
    )
