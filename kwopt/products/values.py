"""How the value of each product field is read: numbers given as text, lists given as one word, pairs.

A reader takes what a parser or a spreadsheet gives and returns the field's value, or raises `ValueError` or
`TypeError`; `VALUE_READERS` pairs it with the kind of value, for which there is a message. Text is taken
only where it has one meaning: "1,299" is 1299 and "5%" is 0.05, but "1,5" and a bare 5 for a rate are not.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_MONEY_SIGNS = "¥$€£元"
_SHOP_TYPES = {"taobao": "taobao", "淘宝": "taobao", "tmall": "tmall", "天猫": "tmall"}
_PATH_SIGN = re.compile("[>＞]")


def _number(value: Any) -> float:
    if isinstance(value, bool) or value is None:
        raise TypeError(value)
    number = float(value) if isinstance(value, (int, float)) else _number_in_text(str(value))
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _number_in_text(text: str) -> float:
    plain = unicodedata.normalize("NFKC", text).strip()
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _PLAIN.fullmatch(plain):
        raise ValueError(text)
    return float(plain)


def _money(value: Any) -> float:
    if isinstance(value, str):
        value = unicodedata.normalize("NFKC", value).strip().strip(_MONEY_SIGNS).strip()
    return _amount(value)


def _amount(value: Any) -> float:
    number = _number(value)
    if number < 0:
        raise ValueError(value)
    return number


def _rate(value: Any) -> float:
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    number = _number_in_text(text[:-1].rstrip()) / 100 if text.endswith("%") else _number(value)
    if not 0 <= number <= 1:
        raise ValueError(value)
    return number


def fraction_meant(value: Any) -> float | None:
    """Return the fraction that a bare percent number stands for; None if it can be none.

    >>> fraction_meant(5), fraction_meant("32"), fraction_meant("500%"), fraction_meant(-1)
    (0.05, 0.32, None, None)
    """
    try:
        number = _number(value)
    except (TypeError, ValueError):
        return None
    return round(number / 100, 9) if 1 < number <= 100 else None


def _year(value: Any) -> int:
    number = _number(value.strip().removesuffix("年") if isinstance(value, str) else value)
    if number != int(number) or not 1900 <= number <= 2999:
        raise ValueError(value)
    return int(number)


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError(value)
    return str(value).strip()


def _currency(value: Any) -> str:
    code = _text(value).upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise ValueError(value)
    return code


def _shop_type(value: Any) -> str:
    return _SHOP_TYPES[_text(value)]


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, Sequence):
        raise TypeError(value)
    return tuple(word for word in map(_text, value) if word)


def _category(value: Any) -> tuple[str, ...]:
    # Only ">" parts a path: "/" and "," stand inside real category names, such as "裙子/连衣裙".
    if isinstance(value, str):
        value = _PATH_SIGN.split(value)
    return _words(value)


def _attributes(value: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(value, Mapping):
        return tuple(pair for name, held in value.items() for pair in _pairs(name, held))
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(value)
    return tuple(pair for item in value if item not in ("", None) for pair in _listed(item))


def _listed(item: Any) -> list[tuple[str, str]]:
    if isinstance(item, Mapping):
        if set(item) == {"name", "value"}:
            return _pairs(item["name"], item["value"])
        return [pair for name, held in item.items() for pair in _pairs(name, held)]
    if isinstance(item, str) or len(item) != 2:
        raise ValueError(item)
    return _pairs(*item)


def _pairs(name: Any, held: Any) -> list[tuple[str, str]]:
    """Return a pair for each value of one attribute; an empty value states nothing and gives none."""
    values = held if isinstance(held, (list, tuple)) else [held]
    texts = [_text(value) for value in values if value is not None]
    return [(_text(name), text) for text in texts if text]


VALUE_READERS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "name": ("text", _text),
    "title": ("text", _text),
    "product_id": ("text", _text),
    "brand": ("text", _text),
    "category": ("category", _category),
    "attributes": ("attributes", _attributes),
    "selling_points": ("words", _words),
    "season": ("text", _text),
    "year": ("year", _year),
    "shop_type": ("shop_type", _shop_type),
    "currency": ("currency", _currency),
    "price": ("number", _money),
    "discount": ("number", _money),
    "cost": ("number", _money),
    "shipping": ("number", _money),
    "packaging": ("number", _money),
    "other_fees": ("number", _money),
    "commission_rate": ("rate", _rate),
    "payment_fee_rate": ("rate", _rate),
    "tax_rate": ("rate", _rate),
    "refund_rate": ("rate", _rate),
    "refund_cost": ("number", _money),
    "repeat_orders": ("count", _amount),
    "required_words": ("words", _words),
    "approved_words": ("words", _words),
    "forbidden_words": ("words", _words),
}
"""For each field of `Product`: its kind, which names the message `products.bad_<kind>`, and its reader."""
