"""What one cell says: the value grammar of exports, from thousands and 万 to ranges and bounds.

Owns text to number for one cell: `read_cell` is the specification that `cellcolumns` follows for whole
columns. What a number means (the scale of a ratio, the range it may have) belongs to `measures`.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from kwopt.tables.values import grammar

Kind = Literal["missing", "number", "range", "upper", "lower", "unreadable"]

KINDS: tuple[Kind, ...] = ("missing", "number", "range", "upper", "lower", "unreadable")
"""All kinds of cells; columns hold their places in this list."""

LARGEST_END = 1e150
"""Ends of ranges from here on are no figures; the product of two smaller ones stays finite."""

_FRACTION_DECIMALS = 12  # finer than any export writes; a fraction to 12 decimals is exact below 9,000

_NUMBER = re.compile(grammar.NUMBER)
_RANGE = re.compile(grammar.RANGE)
_NO_END = re.compile(grammar.NO_END)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TEXT_FORMULA = re.compile(r'^="?(.*?)"?$')
_BETWEEN_DIGITS = re.compile("[, '’]")
_ARABIC_SIGNS = str.maketrans({"٫": ".", "٬": ",", "٪": "%", "−": "-"})


def percent_as_fraction(percent: Any) -> Any:
    """Return percent (a number or an array) as a fraction, as the decimals read: 78.15 is 0.7815.

    Division alone gives 0.7815000000000001.

    >>> float(percent_as_fraction(78.15))
    0.7815
    """
    return np.round(np.asarray(percent) / 100, _FRACTION_DECIMALS)


@dataclass(frozen=True)
class Cell:
    """One cell: its value, and the ends it names.

    `value` is the number, the geometric middle of a range (the arithmetic one where the range begins at 0),
    or the bound itself for "10万+" (at least that much); an upper bound ("< 20") gives no value. Percent
    is already divided by 100 and marked in `percent`.
    """

    kind: Kind
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    percent: bool = False
    currency: str | None = None


def read_cell(text: str, *, decimal_comma: bool = False) -> Cell:
    """Return what a cell says.

    >>> read_cell("1.2万").value
    12000.0
    >>> read_cell("100 ~ 400")
    Cell(kind='range', value=200.0, low=100.0, high=400.0, percent=False, currency=None)
    >>> read_cell("78.15%").percent
    True
    """
    plain = plain_form(text)
    if plain in grammar.MISSING:
        return Cell("missing")
    if decimal_comma:
        plain = _with_decimal_point(plain)
    return _number(plain) or _range(plain) or Cell("unreadable")


def says_nothing(text: str) -> bool:
    """Whether a cell is blank or says "not known".

    >>> says_nothing(" -- "), says_nothing("0")
    (True, False)
    """
    return plain_form(text) in grammar.MISSING


def plain_form(text: str) -> str:
    """Return a cell as the grammar expects it: NFKC, ASCII digits, lower case, single spaces.

    >>> plain_form(' ＝"１，２３４" ')
    '1,234'
    """
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_ARABIC_SIGNS).casefold()
    if not plain.isascii():
        plain = "".join(map(_ascii_digit, plain))
    plain = " ".join(plain.split())
    if plain.startswith("="):
        plain = _TEXT_FORMULA.sub(r"\1", plain)
    return plain.lstrip("'").strip()


def _ascii_digit(character: str) -> str:
    """Return the digit that a character stands for in its own script, else the character."""
    return str(unicodedata.decimal(character, character))


def _with_decimal_point(plain: str) -> str:
    ungrouped = re.sub(r"(?<=[0-9])[. '’](?=[0-9]{3}(?![0-9]))", "", plain)
    return re.sub(r"(?<=[0-9]),(?=[0-9])", ".", ungrouped)


def _number(plain: str) -> Cell | None:
    match, shape = _NUMBER.match(plain), number_shape(plain)
    if match is None or shape is None:
        return None
    value = _scaled(match["digits"], shape.exponent + int(match["exponent"] or 0))
    if not math.isfinite(value):
        return None
    value = -value if shape.negative else value
    low, high = (value if shape.kind == bound else math.nan for bound in ("lower", "upper"))
    value = math.nan if shape.kind == "upper" else value
    return Cell(shape.kind, value, low, high, shape.percent, shape.currency)


@dataclass(frozen=True)
class Shape:
    """What stands around the digits of a cell: its kind, powers of ten, sign, percent sign and currency.

    `exponent` is that of the only figure or of a range's upper end, `low_exponent` that of its lower end;
    `shared` is what the lower end may borrow from the upper one ("1-2万").
    """

    kind: Kind
    exponent: int
    negative: bool = False
    percent: bool = False
    currency: str | None = None
    low_exponent: int = 0
    shared: int = 0


def number_shape(plain: str) -> Shape | None:
    """Return what stands around the only figure of a cell; None where there is no one figure.

    >>> number_shape("1.2万+")
    Shape(kind='lower', exponent=4, negative=False, percent=False, currency=None, low_exponent=0, shared=0)
    """
    match = _NUMBER.match(plain)
    if match is None:
        return None
    bracketed, kind = bool(match["open"]), _bound_kind(match)
    if bracketed != bool(match["close"]) or (bracketed and (kind != "number" or match["sign"])):
        return None
    if match["sign"] in ("+", "-") and match["inner"]:
        return None
    falls = not {match["sign"], match["end"]}.isdisjoint(("-", *grammar.FALLS))
    return Shape(
        kind,
        _exponent(match, ""),
        negative=bracketed or bool(match["inner"]) or falls,
        percent=bool(match["percent"]),
        currency=currency_code(match["before"]) or currency_code(match["after"]),
    )


def _bound_kind(match: re.Match[str]) -> Literal["number", "upper", "lower"]:
    if match["bound"] in grammar.UPPER or match["end"] in grammar.AT_MOST:
        return "upper"
    open_above = (match["plus"] or match["end"] in grammar.AT_LEAST) and not match["sign"]
    return "lower" if match["bound"] in grammar.LOWER or open_above else "number"


def _exponent(match: re.Match[str], side: str) -> int:
    percent = 2 if match[f"percent{side}"] else 0
    return grammar.EXPONENTS.get(match[f"times{side}"] or "", 0) - percent


def _scaled(digits: str, exponent: int) -> float:
    return float(_BETWEEN_DIGITS.sub("", digits) + f"e{exponent}")


def currency_code(mark: str | None) -> str | None:
    """Return the code of a currency's mark in lower case; None for no mark and for measure words.

    >>> currency_code("€"), currency_code("dkk"), currency_code("人")
    ('EUR', 'DKK', None)
    """
    if not mark or mark in grammar.COUNTED:
        return None
    return grammar.CURRENCIES.get(mark, mark.upper())


def range_shape(plain: str) -> Shape | None:
    """Return what stands around the two figures of a range; a percent sign on one side stands for both.

    >>> range_shape("1-2万").shared
    4
    """
    match = _RANGE.match(plain)
    if match is None:
        return None
    low, high = _exponent(match, "_low"), _exponent(match, "_high")
    percent = bool(match["percent_low"] or match["percent_high"])
    marks = (match["before"], match["between"], match["before_high"], match["after"])
    return Shape(
        "range",
        exponent=high if match["percent_high"] or not percent else high - 2,
        percent=percent,
        currency=next((code for mark in marks if (code := currency_code(mark))), None),
        low_exponent=low if match["percent_low"] or not percent else low - 2,
        shared=0 if match["times_low"] else grammar.EXPONENTS.get(match["times_high"] or "", 0),
    )


def _range(plain: str) -> Cell | None:
    match, shape = _RANGE.match(plain), range_shape(plain)
    if match is None or shape is None:
        return None
    digits, upper_digits = match["digits_low"], match["digits_high"]
    if _NO_END.match(digits) or _NO_END.match(upper_digits):
        return None
    low, high = _scaled(digits, shape.low_exponent), _scaled(upper_digits, shape.exponent)
    wider = _scaled(digits, shape.low_exponent + shape.shared)
    low = wider if wider <= high else low  # "1-2万" is 10,000 to 20,000; "5000 ~ 1万" is as it says
    if not low <= high < LARGEST_END:
        return None
    return Cell("range", middle(low, high), low, high, shape.percent, shape.currency)


def middle(low: Any, high: Any) -> Any:
    """Return the geometric middle of ranges (numbers or arrays), the arithmetic one where they begin at 0.

    >>> middle(100.0, 400.0), middle(0.0, 100.0)
    (200.0, 50.0)
    """
    if isinstance(low, np.ndarray):
        return np.where(low > 0, np.sqrt(low * high), high / 2)
    return math.sqrt(low * high) if low > 0 else high / 2
