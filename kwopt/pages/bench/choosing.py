"""The order `choices`: what can be chosen on the page, with the names that people know."""

from collections.abc import Mapping

from kwopt import columns as c
from kwopt.locales import Lang
from kwopt.messages import message
from kwopt.models import SHOP_STRENGTHS
from kwopt.pages.bench.form import form_fields
from kwopt.pages.bench.state import Bench
from kwopt.pages.bench.wording import column_label
from kwopt.pages.suffixes import PRODUCT_SUFFIXES, TABLE_SUFFIXES
from kwopt.pages.wording import Wording, marketplace_label
from kwopt.payloads import Document
from kwopt.resources.samples import SAMPLES
from kwopt.rules import marketplace, marketplace_names
from kwopt.tables.planning.formats import CANONICAL
from kwopt.titles.proof.certify import EFFORTS

_NOT_TO_CHOOSE = (c.SOURCE_FILE, c.SOURCE_ROW)

_UNITS: Mapping[str, str] = {
    c.SEARCH_VOLUME: "searches",
    c.LISTING_COUNT: "listings",
    c.CLICK_THROUGH_RATE: "clicks_per_search",
    c.BUYERS_PER_VISITOR: "buyers_per_visitor",
    c.ORDERS_PER_CLICK: "orders_per_click",
    c.MARKET_BUYERS: "buyers",
    c.CLICKS: "clicks",
    c.ORDERS: "orders",
    c.IMPRESSIONS: "impressions",
    c.SPEND: "money",
    c.SALES: "money",
    c.MARKET_CPC: "money_per_click",
    c.DEMAND_SUPPLY_RATIO: "searches_per_listing",
    c.SEARCH_GROWTH: "fraction",
    c.TMALL_SHARE: "fraction_of_clicks",
    c.OWN_VISITORS: "visitors",
    c.OWN_BUYERS: "buyers",
    c.OWN_BUYERS_PER_VISITOR: "own_buyers_per_own_visitor",
}
"""What each canonical column counts, as `cli.measure_*` names it; a column of text has no unit."""


def choices(_bench: Bench, *, lang: Lang = "en") -> Document:
    """Return marketplaces, shop strengths, columns, product fields, samples and kinds of files."""
    return {
        "marketplaces": [_marketplace(name, lang) for name in marketplace_names()],
        "shop_strengths": [
            {"name": name, "label": Wording(lang).term("strength", name), "listings": listings}
            for name, listings in SHOP_STRENGTHS.items()
        ],
        "canonical": [_column(name, lang) for name in CANONICAL if name not in _NOT_TO_CHOOSE],
        "product_fields": [field.to_dict(lang) for field in form_fields(lang)],
        "samples": [{"name": name, "label": message(f"bench.sample_{name}", lang=lang)} for name in SAMPLES],
        "suffixes": list(TABLE_SUFFIXES),
        "product_suffixes": list(PRODUCT_SUFFIXES),
        "efforts": list(EFFORTS),
    }


def _marketplace(name: str, lang: Lang) -> Document:
    market = marketplace(name)
    return {
        "name": name,
        "label": marketplace_label(market.label, lang),
        "limit": market.title.max,
        "minimum": market.title.min,
        "unit": market.title.unit,
        "unit_label": message(f"cli.unit_{market.title.unit}", lang=lang),
    }


def _column(name: str, lang: Lang) -> Document:
    unit = _UNITS.get(name)
    return {
        "name": name,
        "label": column_label(name, lang),
        "unit": unit,
        "unit_label": message(f"cli.measure_{unit}", lang=lang) if unit else "",
    }
