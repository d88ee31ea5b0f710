"""What a header of a catalog means: a field of the product, an attribute, part of an option, or nothing.

The headers beyond those of product files stand in `resources/catalog_headers.toml`, with their sources. An
unknown header is never taken for an attribute unless it says so ("属性:材质", "attribute_material") or is a
name that sellers use for nothing else ("材质", "color_name").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kwopt.products.names import field_named, names_of, spelled
from kwopt.resources import load_toml

Kind = Literal["field", "attribute", "option_name", "option_value", "unused"]

_ATTRIBUTE = re.compile(
    r"(?:商品|宝贝|产品|类目)?(?:属性|参数)\s*[:_\-./]\s*(?P<zh>.+)"
    r"|attr(?:ibute)?s?(?:\s*[:./]\s*|[_-](?:[tnb]_)?)(?P<en>.+)",
    re.IGNORECASE,
)
"""A header that says it is an attribute; "attr_t_", "attr_n_", "attr_b_" mark texts, numbers, yes or no."""

_METAFIELD = re.compile(r"(.+?)\s*\(product\.metafields\.[^)]+\)", re.IGNORECASE)
"""Shopify's own fields of products: a name, and where the value is kept."""

_OPTION = re.compile(r"(?:option|attribute)[ _]?(\d+)[ _](name|values?)(?:\(s\))?", re.IGNORECASE)
"""Pairs of columns of which one holds the name: of Shopify's options, of WooCommerce's attributes."""

_TEMPLATE_PATH = re.compile(r"(\w+?)(?:\[[^\]]*\])*#\d+(?:\.\w+)*")
"""A header of Amazon's templates: field, marketplace and language, number of the value."""


_MARKS = re.compile(
    r"^[*＊\s]+|[*＊\s]+$|\s*[(（](?:必填|选填|元|人民币|¥|￥|\$|[A-Z]{3}|required|optional)[)）]\s*$"
)
"""What stands around a header without being of it: signs that a cell must be filled in, units of money."""

_BESIDE_HANZI = re.compile(r"(?<=[\u3400-\u9fff]) +| +(?=[\u3400-\u9fff])")


@dataclass(frozen=True)
class Meaning:
    """What a column holds. `order` tells which of several columns of one field is read: the least."""

    kind: Kind
    name: str = ""
    order: int = 0


UNUSED = Meaning("unused")


def meaning_of(header: str) -> Meaning:
    """Return what the column under `header` holds.

    Examples
    --------
    >>> meaning_of("商品标题").name, meaning_of("item-name").name, meaning_of("属性:材质").name
    ('title', 'title', '材质')
    >>> meaning_of("attr_t_product_colour").name, meaning_of("Fabric (product.metafields.custom.fabric)").name
    ('product colour', 'Fabric')
    >>> meaning_of("库存").kind
    'unused'
    """
    header = _BESIDE_HANZI.sub("", _MARKS.sub("", _MARKS.sub("", header)))
    field = field_named(header)
    if field is not None:
        return Meaning("field", field)
    name = spelled(header)
    if path := _TEMPLATE_PATH.fullmatch(name):
        return meaning_of(path[1])
    if name in _known_fields():
        return _known_fields()[name]
    return _of_attribute(header, name)


def _of_attribute(header: str, name: str) -> Meaning:
    if option := _OPTION.fullmatch(name):
        return Meaning("option_name" if option[2] == "name" else "option_value", option[1])
    if found := _ATTRIBUTE.fullmatch(header.replace("：", ":")):
        return Meaning("attribute", found["zh"] or found["en"].replace("_", " ").strip() or header)
    if found := _METAFIELD.fullmatch(header):
        return Meaning("attribute", found[1])
    if name in _attribute_names():
        return Meaning("attribute", header if not header.isascii() else name.replace("_", " "))
    return UNUSED


def groups_rows(header: str) -> bool:
    """Say whether rows with one value under `header` are one product, as a handle's are.

    >>> groups_rows("URL handle"), groups_rows("SKU")
    (True, False)
    """
    return spelled(header) in _group_headers()


def title_headers() -> tuple[str, ...]:
    """Return headers by which a table may be known for a catalog, those of titles first, in all spellings.

    >>> "item_name" in title_headers()
    True
    """
    return tuple(dict.fromkeys(_headers_of("title") + _headers_of("name")))


def _headers_of(field: str) -> tuple[str, ...]:
    known = [name for name, meaning in _known_fields().items() if meaning.name == field]
    return (*names_of(field), *(sign.join(name.split("_")) for name in known for sign in "_ -"))


@cache
def _known_fields() -> Mapping[str, Meaning]:
    known: dict[str, Meaning] = {}
    for form in load_toml("catalog_headers.toml")["form"]:
        for field, headers in form["fields"].items():
            for header in headers:
                known.setdefault(spelled(header), Meaning("field", field, 1 + len(known)))
    return known


@cache
def _group_headers() -> frozenset[str]:
    forms = load_toml("catalog_headers.toml")["form"]
    return frozenset(spelled(header) for form in forms for header in form.get("group", ()))


@cache
def _attribute_names() -> frozenset[str]:
    return frozenset(map(spelled, load_toml("catalog_headers.toml")["attributes"]["names"]))
