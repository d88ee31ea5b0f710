"""What a seller should know of the product as it stands, below its attributes."""

from collections.abc import Mapping
from typing import Any

from nicegui import ui

from kwopt.messages import message
from kwopt.pages.web.visit import Visit

_TWINS = {
    "products.no_attributes": "page_product.no_attributes",
    "products.whole_rate": "page_product.whole_rate",
}
"""Sentences that speak of a product file, and what the page says instead."""


def draw_notices(visit: Visit) -> None:
    """Create the notices of the product, if there is one."""
    for notice in (visit.state.product or {}).get("notices", ()):
        ui.label(notice_sentence(notice, visit.lang)).classes("kw-note kw-warn")


def notice_sentence(notice: Mapping[str, Any], lang: str) -> str:
    """Return the sentence of a notice in the page's words: fields are called as their boxes are.

    >>> notice_sentence({"code": "products.whole_rate", "params": {"field": "refund_rate"}}, "en")
    'Refund rate is 100 %: is that so?'
    """
    params = dict(notice["params"])
    if "field" in params:
        label = message(f"bench.field_{params['field']}", lang=lang)
        params["field"] = label[:1].upper() + label[1:]
    return message(_TWINS.get(notice["code"], notice["code"]), params, lang)
