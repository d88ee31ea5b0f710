"""Marketplaces and their fields, and how to find them by name, with the user's own rules over the shipped.

Owns the records and the names. It checks no text (`kwopt.rules.check`) and knows no word lists
(`kwopt.rules.wordlists`); how a user's rules are read is `kwopt.rules.profiles`'.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from kwopt.arguments import check_kind
from kwopt.errors import SettingError
from kwopt.models import Notice
from kwopt.resources import load_toml
from kwopt.rules.fieldrule import FieldRule
from kwopt.rules.profiles import TABLE, OwnRules, own_rules

FRESH_DAYS = 366
"""Days after which rule data is called old: platforms revise title rules about once a year."""

STALE_DAYS = 548
"""Days after which that is a warning, a year and a half: a revision was most likely missed."""


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

    @property
    def base_name(self) -> str:
        """The name without the store: "amazon" of "amazon:ae"."""
        return self.name.split(":")[0]

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

    def age_notice(self, as_of: date, field: str = "title") -> Notice | None:
        """Return a notice if a field's rules were last seen more than `FRESH_DAYS` before `as_of`."""
        rule = self.field(field)
        age = (as_of - rule.source_date).days
        if age <= FRESH_DAYS or "max" in rule.overridden:
            return None
        params = {
            "marketplace": self.label,
            "field": rule.name,
            "date": rule.source_date.isoformat(),
            "days": age,
            "source": rule.source,
        }
        return Notice("rules.old_data", "warning" if age > STALE_DAYS else "info", params)

    def age_notices(self, as_of: date | None, field: str = "title") -> list[Notice]:
        """Return that notice in a list, empty without one, or without a day."""
        notice = self.age_notice(as_of, field) if as_of else None
        return [notice] if notice else []

    def overridden(self, own: OwnRules) -> "Marketplace":
        """Return the marketplace with the user's own rules over its fields."""
        known = {rule.name: rule for rule in self.fields}
        rules = {name: rule.changed(own.of_field(name)) for name, rule in known.items()}
        for name, values in own.new_fields.items():
            rules[name] = replace(self.title, name=name, **_NO_LIMITS).changed(values)
        return replace(self, fields=tuple(rules.values()), label=own.label or self.label)


_NO_LIMITS: dict[str, Any] = {"min": 0, "soft_max": None, "soft_max_words": None, "brand": None}
"""What a new field of the user's does not take over from the title."""


def marketplace(
    name: "str | Marketplace", overrides: Mapping[str, Any] | None = None, *, file: str | None = None
) -> Marketplace:
    """Return the marketplace called `name`: its id, or an alias such as "淘宝".

    Parameters
    ----------
    name
        A store with limits of its own follows a colon: "amazon:ae", "amazon:media", "shopee:tw". A
        marketplace is taken as it is.
    overrides
        Rules of the user's own over the shipped ones: field to values, such as `{"title": {"max": 50}}`, or
        values for all fields. What is not named stays. An overridden rule is the user's own: it may refuse,
        whatever the shipped confidence.
    file
        Where the overrides come from, for errors.

    Raises
    ------
    SettingError
        If there is no such marketplace, store, field, key or value.

    Examples
    --------
    >>> marketplace("淘宝").title.max, marketplace("amazon:ae").title.max
    (60, 200)
    >>> marketplace("taobao", {"title": {"max": 50}}).title.max
    50
    """
    found = name if isinstance(name, Marketplace) else _found(name)
    if not overrides:
        return found
    own = own_rules(overrides, known=tuple(rule.name for rule in found.fields), place=found.name, file=file)
    return found.overridden(own)


def with_own_rules(market: Marketplace, own: Mapping[str, Any], *, file: str | None = None) -> Marketplace:
    """Return a marketplace with the user's rules for it, out of his rules for any.

    Parameters
    ----------
    own
        Marketplace (any spelling that `marketplace` takes) to its rules, or the same under `marketplace`, as
        the data file has it. A store with rules of its own is named itself: "amazon:ae".
    file
        Where they come from, for errors.

    Raises
    ------
    SettingError
        If any marketplace, field, key or value is unknown, those of other marketplaces included: a file is
        right as a whole.

    Examples
    --------
    >>> with_own_rules(marketplace("taobao"), {"淘宝": {"title": {"max": 50}}}).title.max
    50
    """
    listed = own.get("marketplace", {})
    entries = {**(listed if isinstance(listed, Mapping) else {"marketplace": listed}), **own}
    changed = market
    for name, values in entries.items():
        if name == "marketplace" and values is listed and isinstance(listed, Mapping):
            continue
        if not isinstance(values, Mapping):
            where = f"{file}: {name}" if file else name
            raise SettingError("errors.bad_value", file=file, name=where, expected=TABLE, value=values)
        base = _found(name, file)
        with_rules = marketplace(changed if base.name == market.name else base, values, file=file)
        changed = with_rules if base.name == market.name else changed
    return changed


def _found(name: str, file: str | None = None) -> Marketplace:
    check_kind(name, str, name="marketplace", expected="the name of a marketplace")
    wanted = name.strip().casefold()
    stores = _stores()
    for spelling in (wanted, wanted.replace(".", ":", 1), wanted.replace("_", ":", 1)):
        if spelling in stores:
            return stores[spelling]
    if file is not None:
        near = get_close_matches(wanted, list(stores), n=1, cutoff=0.6) or list(marketplace_names())
        raise SettingError("rules.own_unknown_market", file=file, name=name, choices=near)
    what, choices = "marketplace", marketplace_names()
    base = wanted.split(":")[0]
    if base in stores and base != wanted:
        what, choices = "store", (base, *(known for known in stores if known.startswith(f"{base}:")))
    raise SettingError("errors.unknown_choice", what=what, value=name, choices=choices)


def marketplace_names() -> tuple[str, ...]:
    """Return the ids of all marketplaces, in the order of the data file."""
    return tuple(load_toml("marketplaces.toml")["marketplace"])


def all_marketplaces() -> tuple[Marketplace, ...]:
    """Return every marketplace and every store with rules of its own, in the order of the data file."""
    return tuple(dict.fromkeys(_stores().values()))


@cache
def _stores() -> dict[str, Marketplace]:
    found: dict[str, Marketplace] = {}
    for name, data in load_toml("marketplaces.toml")["marketplace"].items():
        market = _read_marketplace(name, data)
        names = (name, *market.aliases)
        found |= {alias.casefold(): market for alias in names}
        for store in data.get("stores", ()):
            found |= {f"{alias}:{store}".casefold(): market for alias in names}
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
    """Return a store: the marketplace with some values of one field replaced."""
    values = {key: value for key, value in variant.items() if key not in ("names", "field")}
    changed = tuple(
        replace(rule, **values) if rule.name == variant["field"] else rule for rule in market.fields
    )
    return replace(
        market, fields=changed, name=f"{market.name}:{store}", label=f"{market.label} {store.upper()}"
    )
