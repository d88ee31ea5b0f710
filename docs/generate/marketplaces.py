"""The page of marketplaces: the fields of each, how long they may be, and where that was read."""

from collections.abc import Mapping

from docs.generate.markdown import code, page, plain, table, words
from kwopt.locales import Lang, Locale, locale_of
from kwopt.messages import message
from kwopt.pages.wording import marketplace_label
from kwopt.resources import load_toml
from kwopt.rules.fieldrule import FieldRule
from kwopt.rules.marketplaces import Marketplace, marketplace, marketplace_names

FURTHER = ("emoji", "all_caps", "category_word", "latin_only")
"""Rules of a field that hold or do not."""


def marketplaces_page(lang: Lang) -> str:
    """Return the page of all marketplaces and their fields."""
    own = words(lang)
    markets = [part for name in marketplace_names() for part in _market(marketplace(name), lang)]
    return page(own["marketplaces_title"], own["marketplaces_intro"], *markets)


def _market(market: Marketplace, lang: Lang) -> list[str]:
    own = words(lang)
    header = [own["field"], own["limit"], own["rules"], own["source"], own["date"], own["grade"]]
    rows = [_field(rule, lang) for rule in market.fields]
    heading = f"## {plain(marketplace_label(market.label, lang))}"
    return [heading, locale_of(lang).space.join(_told(market, own, locale_of(lang))), table(header, rows)]


def _told(market: Marketplace, own: Mapping[str, str], locale: Locale) -> list[str]:
    data = load_toml("marketplaces.toml")["marketplace"][market.name]
    told = [own["market_names"].format(names=locale.listed(map(code, (market.name, *market.aliases))))]
    if "stores" in data:
        stores = locale.listed(code(f"{market.name}:{store}") for store in data["stores"])
        told.append(own["market_stores"].format(names=stores))
    for variant in data.get("variants", ()):
        stores = locale.listed(code(f"{market.name}:{store}") for store in variant["names"])
        told.append(
            own["market_variant"].format(names=stores, field=code(variant["field"]), limit=variant["max"])
        )
    return [*told, own["market_law"]] if market.law else told


def _field(rule: FieldRule, lang: Lang) -> list[str]:
    return [
        code(rule.name), _limit(rule, lang), _rules(rule, lang), plain(rule.source),
        rule.source_date.isoformat(), rule.confidence,
    ]  # fmt: skip


def _limit(rule: FieldRule, lang: Lang) -> str:
    own = words(lang)
    span = f"{rule.min} – {rule.max}" if rule.min > 1 else f"{rule.max}"
    told = [own["length"].format(limit=span, unit=message(f"unit.{rule.unit}", {}, lang))]
    if rule.soft_max:
        told.append(own["soft_max"].format(limit=rule.soft_max))
    if rule.values > 1:
        told.append(own["values"].format(count=rule.values))
    if rule.max_words:
        told.append(own["max_words"].format(count=rule.max_words))
    return locale_of(lang).semicolon.join(told)


def _rules(rule: FieldRule, lang: Lang) -> str:
    own = words(lang)
    told = []
    if rule.brand:
        told.append(own[f"brand_{rule.brand}"])
    if rule.repeat_max:
        told.append(
            own["repeat_once" if rule.repeat_max == 1 else "repeat_max"].format(count=rule.repeat_max)
        )
    if rule.forbidden:
        told.append(own["forbidden"].format(characters=plain(" ".join(rule.forbidden))))
    if rule.once:
        told.append(own["once"].format(characters=plain(" ".join(rule.once))))
    told += [
        own[name] for name in ("emoji", "all_caps", "category_word", "latin_only") if getattr(rule, name)
    ]
    if rule.excludes:
        told.append(own["excludes"].format(field=code(rule.excludes)))
    return locale_of(lang).semicolon.join(told)
