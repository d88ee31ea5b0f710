"""What a catalog's cell says: attributes and lists written as text, ranges of prices, numbers as identifiers.

A cell holds what a person typed, so it is read more kindly than a product file: "材质:棉;袖长:短袖" are two
attributes, "真丝;桑蚕丝" two words. What is left out is counted by the reader of the catalog, never silent.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kwopt.products.values import VALUE_READERS

_PIECES = re.compile(r"[;；|\n]+")
_WORDS = re.compile(r"[;；|\n,，、]+")
_COMMAS = re.compile(r"[,，]")
_SIGN = re.compile(r"[:：=]")
_HALF = re.compile("[\ud800-\udfff]")
_AMOUNT = r"[¥$€£]?\s*\d[\d,]*(?:\.\d+)?\s*元?"
_RANGE = re.compile(rf"{_AMOUNT}\s*[-~–—至]\s*{_AMOUNT}")

_LISTS: Mapping[str, re.Pattern[str]] = {
    "selling_points": _PIECES,
    "required_words": _WORDS,
    "approved_words": _WORDS,
    "forbidden_words": _WORDS,
}
"""What parts the entries of a list in one cell: a selling point may hold commas, a word does not."""


@dataclass(frozen=True)
class ReadCell:
    """The value of a field, and how many of the cell's entries say nothing that can be used."""

    value: Any
    left_out: int = 0


def is_blank(value: Any) -> bool:
    """Say whether a cell states nothing.

    >>> is_blank("  "), is_blank(None), is_blank([]), is_blank(0)
    (True, True, True, False)
    """
    return (
        value is None
        or value != value
        or (isinstance(value, (str, list, dict, tuple)) and not _filled(value))
    )


def _filled(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def whole_characters(value: Any) -> Any:
    r"""Return a value with U+FFFD for halves of surrogate pairs, which no file can hold; itself without any.

    JSON may hold them: a text that was cut in the middle of an emoji.

    >>> whole_characters({"材质": ["棉\ud83d"]}), whole_characters(["棉", 7])
    ({'材质': ['棉�']}, ['棉', 7])
    """
    if isinstance(value, str):
        return _HALF.sub("\N{REPLACEMENT CHARACTER}", value) if _HALF.search(value) else value
    mended: Any = value
    if isinstance(value, dict):
        mended = {whole_characters(name): whole_characters(held) for name, held in value.items()}
    elif isinstance(value, list):
        mended = [whole_characters(item) for item in value]
    return value if mended == value else mended


def read_cell(field: str, value: Any) -> ReadCell:
    """Return the value of a product's field out of one cell.

    Raises
    ------
    ValueError, TypeError, KeyError
        If the cell cannot be understood.

    Examples
    --------
    >>> read_cell("attributes", "材质：棉；袖长：短袖").value
    (('材质', '棉'), ('袖长', '短袖'))
    >>> read_cell("required_words", "真丝,桑蚕丝").value, read_cell("price", "39.9-59.9")
    (('真丝', '桑蚕丝'), ReadCell(value=None, left_out=1))
    """
    if field == "attributes":
        return _attributes(value)
    if field in ("price", "cost") and isinstance(value, str) and _is_range(value):
        return ReadCell(None, 1)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)  # a sheet holds every number as a float
    if field == "category" and str(value).strip().isdigit():
        return ReadCell((), 1)  # a marketplace's number of a category
    return ReadCell(_reader(field)(_parted(field, value)))


def _reader(field: str) -> Callable[[Any], Any]:
    return VALUE_READERS[field][1]


def _is_range(text: str) -> bool:
    return bool(_RANGE.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def _parted(field: str, value: Any) -> Any:
    if not isinstance(value, str) or field not in (*_LISTS, "category"):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return [part.strip() for part in _LISTS[field].split(value)] if field in _LISTS else value


def _attributes(value: Any) -> ReadCell:
    if isinstance(value, str):
        value = value.strip()
        if not value.startswith(("{", "[")):
            return _pairs_in_text(value)
        value = json.loads(value)
    if isinstance(value, Sequence):
        kept = [item for item in value if isinstance(item, Mapping) or _is_pair(item)]
        return _stated(kept, len(value) - len(kept))
    return _stated(value, 0)


def _is_pair(item: Any) -> bool:
    return not isinstance(item, str) and isinstance(item, Sequence) and len(item) == 2


def _stated(value: Any, left_out: int) -> ReadCell:
    pairs = _reader("attributes")(value)
    return ReadCell(pairs, left_out)


def _pairs_in_text(text: str) -> ReadCell:
    """Return "name:value" pairs; a text without any is no list of attributes.

    Pairs of numbers ("20000:29534") are a marketplace's own codes, which say nothing.
    """
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    if len(pieces) == 1 and all(_SIGN.search(part) for part in _COMMAS.split(text)):
        pieces = [part.strip() for part in _COMMAS.split(text)]
    split = [_SIGN.split(piece, maxsplit=1) for piece in pieces]
    pairs = [(name.strip(), value.strip()) for name, *rest in split for value in rest]
    if not pairs:
        raise ValueError(text)
    kept = tuple((name, value) for name, value in pairs if name and value and not name.isdigit())
    return ReadCell(kept, len(pieces) - len(kept))


def attribute_pairs(name: str, value: Any) -> tuple[tuple[str, str], ...]:
    """Return the attributes that one column of attributes states.

    A feature that the product has is named; one that it lacks is left out.

    >>> attribute_pairs("touchscreen", True), attribute_pairs("颜色", ["黑", "白"])
    ((('feature', 'touchscreen'),), (('颜色', '黑'), ('颜色', '白')))
    """
    if isinstance(value, bool):
        return (("feature", name),) if value else ()
    if isinstance(value, float):
        value = f"{value:g}"
    if isinstance(value, list):
        return tuple(pair for item in value for pair in attribute_pairs(name, item))
    pairs: tuple[tuple[str, str], ...] = _reader("attributes")({name: value})
    return pairs
