"""The text of a product file: TOML, as the command line reads it.

A product is one flat table of texts, numbers and lists, and a JSON text is a TOML text but for the character
127; so the standard library writes it.
"""

import json
from collections.abc import Mapping
from typing import Any

SUFFIX = ".toml"
_NAME_LENGTH = 60  # characters of a product's name that a file's name takes
_UNFIT = frozenset('\\/:*?"<>|')  # in names of files on Windows


def product_file(product: Mapping[str, Any]) -> str:
    r"""Return a product's document as the text of a TOML file, without fields that say nothing.

    Parameters
    ----------
    product
        Fields and values, as `kwopt.products.read_product` takes them; attributes are a list of pairs.

    Examples
    --------
    >>> print(product_file({"name": "旗袍", "price": 239.0, "discount": 0, "attributes": [["袖长", "短袖"]]}))
    name = "旗袍"
    price = 239.0
    attributes = [
        ["袖长", "短袖"],
    ]
    <BLANKLINE>
    """
    return "".join(f"{field} = {_value(field, value)}\n" for field, value in product.items() if value)


def file_name(label: str) -> str:
    """Return the name of the file of a product called `label`.

    >>> file_name("改良旗袍 / 夏季"), file_name("..")
    ('改良旗袍 夏季.toml', 'product.toml')
    """
    kept = "".join(" " if sign in _UNFIT or not sign.isprintable() else sign for sign in label)
    name = " ".join(kept.split())[:_NAME_LENGTH].strip(". ")
    return f"{name or 'product'}{SUFFIX}"


def _value(field: str, value: Any) -> str:
    if field == "attributes":
        pairs = "".join(f"    {_json(pair)},\n" for pair in value)
        return f"[\n{pairs}]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
