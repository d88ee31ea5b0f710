"""The product form: what a seller types in its fields, and a product as the texts of the form.

Owns how typed text parts into lists and pairs. What a value means is `kwopt.products.values`', what a product
may be `kwopt.products`'. All fields are texts, so that a form can hold what cannot be read yet.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kwopt.errors import ProductError
from kwopt.locales import Lang, locale_of
from kwopt.messages import message
from kwopt.models import PRODUCT_AMOUNTS, PRODUCT_RATES, Product
from kwopt.payloads import Document
from kwopt.products import read_product
from kwopt.products.names import FIELDS

Content = Mapping[str, Any]

_WORDS = ("required_words", "approved_words", "forbidden_words")
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(PRODUCT_AMOUNTS, "amount"),
    **dict.fromkeys(PRODUCT_RATES, "rate"),
    **dict.fromkeys(_WORDS, "words"),
    "repeat_orders": "count",
    "attributes": "pairs",
    "selling_points": "lines",
    "category": "path",
    "year": "year",
    "shop_type": "choice",
}
"""What a field takes, by which a form shows it; "text" where none is named."""

_SHOP_TYPES = ("taobao", "tmall")
_LINES = re.compile(r"[\r\n]+")
_BETWEEN_PAIRS = re.compile(r"[;；|]")
_BETWEEN_WORDS = re.compile(r"[\r\n;；|,，、]+")
_NAME_ENDS = re.compile(r"[:：=\t]")
_AFTER_SIGN = re.compile(r"([:：=])\s+")
_NAMED = re.compile(r"[^:：=\t]+[:：=\t].*")


@dataclass(frozen=True)
class FormField:
    """One field of the form: its name in a product file, what it takes, what people call it."""

    name: str
    kind: str
    label: str
    help: str

    def to_dict(self, lang: Lang) -> Document:
        """Return the JSON form; a choice has its options."""
        plain = {"name": self.name, "label": self.label, "kind": self.kind, "help": self.help}
        if self.kind != "choice":
            return plain
        options = [{"name": name, "label": message(f"bench.shop_type_{name}", lang=lang)}
                   for name in _SHOP_TYPES]  # fmt: skip
        return {**plain, "options": options}


def form_fields(lang: Lang) -> list[FormField]:
    """Return the fields of the form in the order of a product.

    >>> field = form_fields("zh")[0]
    >>> field.name, field.label, field.kind
    ('name', '商品名称', 'text')
    """
    return [
        FormField(
            name=name,
            kind=_KINDS.get(name, "text"),
            label=field_label(name, lang),
            help=message(f"bench.help_{name}", lang=lang),
        )
        for name in FIELDS
    ]


def field_label(name: str, lang: Lang) -> str:
    """Return what people call a field.

    >>> field_label("commission_rate", "zh"), field_label("commission_rate", "en")
    ('平台佣金比例', 'platform commission')
    """
    return message(f"bench.field_{name}", lang=lang)


def is_blank(content: Content | None) -> bool:
    """Say whether nothing was typed.

    >>> is_blank({"name": " ", "attributes": []}), is_blank({"price": "0"})
    (True, False)
    """
    return not any(str(value).strip() for value in (content or {}).values() if value not in (None, [], {}))


def product_of(content: Content, lang: Lang) -> Product:
    r"""Return the product that the content of a form states.

    Empty fields state nothing. Lists part at "、", commas, semicolons and line ends; attributes are lines
    "name：value" ("=" and a tab will do), several to a line where semicolons part them; a line without a name
    is a fact by itself.

    Raises
    ------
    ProductError
        If a value cannot be understood: `where["column"]` is the label of the field, `params["form_field"]`
        its name. If neither name, title nor category is there.

    Examples
    --------
    >>> product = product_of({"name": "旗袍", "price": "¥239", "attributes": "袖长：短袖\n提花"}, "zh")
    >>> product.price, product.attributes
    (239.0, (('袖长', '短袖'), ('属性', '提花')))
    """
    stated = {name: _typed(name, value, lang) for name, value in content.items()}
    filled = {name: value for name, value in stated.items() if value not in (None, "", (), [], {})}
    try:
        return read_product(filled)
    except ProductError as error:
        raise _about_form(error, lang) from error


def _typed(name: str, value: Any, lang: Lang) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    reader = _READERS.get(_KINDS.get(name, "text"))
    return reader(text, lang) if reader else text


def words_in(text: str) -> list[str]:
    """Return the words of a list that somebody typed.

    >>> words_in("旗袍、改良旗袍, 国风 ")
    ['旗袍', '改良旗袍', '国风']
    """
    return [word.strip() for word in _BETWEEN_WORDS.split(text) if word.strip()]


def _words(text: str, _lang: Lang) -> list[str]:
    return words_in(text)


def _lines(text: str, _lang: Lang) -> list[str]:
    return [line.strip() for line in _LINES.split(text) if line.strip()]


def _pairs(text: str, lang: Lang) -> list[tuple[str, str]]:
    return [_pair(piece, lang) for line in _lines(text, lang) for piece in _pieces(line)]


def _pieces(line: str) -> list[str]:
    """Return the pairs of a line: several where all its parts have a name, else the line.

    Lists copied from a shop's page may stand on one line: "品牌: 槿禾里 材质: 棉".
    """
    ways = (_BETWEEN_PAIRS.split(line), _AFTER_SIGN.sub(r"\1", line).split())
    parted = [[part.strip() for part in parts if part.strip()] for parts in ways]
    return max((parts for parts in parted if all(map(_NAMED.fullmatch, parts))), key=len, default=[line])


def _pair(piece: str, lang: Lang) -> tuple[str, str]:
    name, *value = _NAME_ENDS.split(piece, maxsplit=1)
    if value and name.strip():
        return name.strip(), value[0].strip()
    return message("bench.fact", lang=lang), (value[0] if value else name).strip()


_READERS: Mapping[str, Callable[[str, Lang], Any]] = {"words": _words, "lines": _lines, "pairs": _pairs}


def _about_form(error: ProductError, lang: Lang) -> ProductError:
    """Return an error that names the field as the form does."""
    name = error.where.get("column")
    if error.code == "products.nothing_named":
        return ProductError("bench.nothing_named", form_field="name")
    if name not in FIELDS:
        return error
    labelled = error.where | {"column": field_label(str(name), lang)}
    return ProductError(error.code, **labelled, **error.params, form_field=name)


def content_of(product: Product, lang: Lang) -> dict[str, str]:
    r"""Return the content of a form that states a product; fields that say nothing are empty.

    >>> content = content_of(Product(name="旗袍", price=239.0, commission_rate=0.006), "zh")
    >>> content["price"], content["commission_rate"], content["cost"]
    ('239', '0.6%', '')
    """
    return {name: _text(name, getattr(product, name), lang) for name in FIELDS}


def _text(name: str, value: Any, lang: Lang) -> str:
    if value is None or value == () or (value == 0 and name in _UNSTATED_AT_ZERO):
        return ""
    kind = _KINDS.get(name, "text")
    if kind in _WRITERS:
        return _WRITERS[kind](value, lang)
    return _shortest(value) if isinstance(value, float) else str(value)


_UNSTATED_AT_ZERO = frozenset({*PRODUCT_AMOUNTS, *PRODUCT_RATES} - {"price", "cost"})
"""Figures whose 0 says no more than an empty field."""


def _shortest(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def _in_percent(rate: float, _lang: Lang) -> str:
    return f"{_shortest(round(rate * 100, 9))}%"


def _listed(words: tuple[str, ...], lang: Lang) -> str:
    return locale_of(lang).listed(words)


def _paired(pairs: tuple[tuple[str, str], ...], lang: Lang) -> str:
    sign = locale_of(lang).colon
    return "\n".join(f"{name}{sign}{' '.join(value.split())}" for name, value in pairs)


_WRITERS: Mapping[str, Callable[[Any, Lang], str]] = {
    "rate": _in_percent,
    "words": _listed,
    "lines": lambda lines, _lang: "\n".join(lines),
    "pairs": _paired,
    "path": lambda path, _lang: " > ".join(path),
}
