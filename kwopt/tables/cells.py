"""What one cell says: the value grammar of exports, from thousands and 万 to ranges and bounds.

Owns text to number, for one cell (`read_cell`) and for a column (`read_cells`). What a number means (the
scale of a ratio, the range it may have) belongs to `measures`.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

MISSING = frozenset(
    {
        "", "-", "--", "---", "—", "——", "–", "n/r", "n/a", "na", "nan", "null", "none", "\\n", "unknown",
        "暂无", "暂无数据", "无", "无数据", "∞", "+∞", "-∞", "inf", "-inf", "infinity", "#n/a",
        "#div/0!", "*",
    }
)  # fmt: skip
"""Cells that say "not known", casefolded. Never zero."""

NA_TOKENS = ["", "-", "--", "—", "∞", " --", "NaN", "nan", "N/A", "null", "NULL", "\\N", "暂无"]
"""The commonest of them, as a CSV engine may be told, so that a column of numbers stays one."""

Kind = Literal["missing", "number", "range", "upper", "lower", "unreadable"]

_FRACTION_DECIMALS = 12  # finer than any export writes; a fraction to 12 decimals is exact below 9,000

_MULTIPLIERS = {
    "百": 1e2, "千": 1e3, "k": 1e3, "万": 1e4, "萬": 1e4, "w": 1e4, "m": 1e6, "百万": 1e6, "千万": 1e7,
    "亿": 1e8, "億": 1e8, "b": 1e9, "bn": 1e9,
}  # fmt: skip
_CURRENCIES = {
    "$": "USD", "us$": "USD", "¥": "CNY", "元": "CNY", "rmb": "CNY", "€": "EUR", "£": "GBP", "円": "JPY",
    "₩": "KRW", "₹": "INR", "₽": "RUB", "฿": "THB", "r$": "BRL", "hk$": "HKD", "c$": "CAD", "a$": "AUD",
}  # fmt: skip
_CODES = (
    "usd|eur|gbp|cny|rmb|jpy|krw|inr|rub|thb|brl|hkd|cad|aud|aed|sar|dkk|sek|nok|pln|czk|chf|mxn|sgd|myr|idr|vnd|php|twd"
    "|try|nzd|zar|egp|huf|ron"
)
_GROUPED = r"\d{1,3}(?:[,\s'’]\d{3})+(?:\.\d+)?"
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<before>[$¥€£₩₹₽฿]|us\$|hk\$|r\$|c\$|a\$|"
    rf"(?:{_CODES})(?=[\s\d]))?\s*(?P<inner>-?)"
    rf"(?P<digits>{_GROUPED}|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)\s*"
    r"(?P<times>千万|百万|[百千万萬亿億kwmb]|bn)?\s*(?P<percent>%?)\s*(?P<plus>\+?)\s*"
    rf"(?P<after>[元円$¥€£₩₹₽฿]|[人次个件笔条款家位]|(?:{_CODES}))?(?P<plus_after>\+?)"
)
_RANGE = re.compile(r"^(.*?[^\s~\-–—−至到<>])\s*(?:~|–|—|−|-|至|到)\s*([^\s~\-–—−至到].*)$")
_TEXT_NUMBER = re.compile(r'^="?(.*?)"?$')
_SIMPLE = r"^(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,9})?)%?$"


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
    plain = _plain(text)
    if plain in MISSING:
        return Cell("missing")
    if decimal_comma:
        plain = _with_decimal_point(plain)
    if plain[0] in "<≤":
        return _bound(plain, "upper")
    if plain[0] in ">≥":
        return _bound(plain, "lower")
    return _number(plain) or _range(plain) or Cell("unreadable")


def says_nothing(text: str) -> bool:
    """Whether a cell is blank or says "not known".

    >>> says_nothing(" -- "), says_nothing("0")
    (True, False)
    """
    return _plain(text) in MISSING


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().strip("\u200b\ufeff").casefold()
    if plain.startswith("="):
        plain = _TEXT_NUMBER.sub(r"\1", plain)
    return plain.lstrip("'").replace("−", "-").strip()


def _with_decimal_point(plain: str) -> str:
    ungrouped = re.sub(r"(?<=\d)[.\s](?=\d{3}(?!\d))", "", plain)
    return re.sub(r"(?<=\d),(?=\d)", ".", ungrouped)


def _number(plain: str) -> Cell | None:
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    value = _magnitude(match)
    if not math.isfinite(value):
        return None
    percent, currency = bool(match["percent"]), _currency(match)
    if (match["plus"] or match["plus_after"]) and not match["sign"]:
        return Cell("lower", value, low=value, percent=percent, currency=currency)
    return Cell("number", value, percent=percent, currency=currency)


def _magnitude(match: re.Match[str]) -> float:
    value = float(re.sub(r"[,\s'’]", "", match["digits"]))
    if match["times"]:
        value = round(value * _MULTIPLIERS[match["times"]], 6)
    if match["percent"]:
        value = float(percent_as_fraction(value))
    return -value if "-" in (match["sign"], match["inner"]) else value


def _currency(match: re.Match[str]) -> str | None:
    mark = match["before"] or match["after"]
    if mark is None or mark in "人次个件笔条款家位":
        return None
    return _CURRENCIES.get(mark, mark.upper())


def _bound(plain: str, kind: Literal["upper", "lower"]) -> Cell:
    cell = _number(plain.lstrip("<>≤≥=").strip())
    if cell is None:
        return Cell("unreadable")
    if kind == "upper":
        return Cell("upper", high=cell.value, percent=cell.percent, currency=cell.currency)
    return Cell("lower", cell.value, low=cell.value, percent=cell.percent, currency=cell.currency)


def _range(plain: str) -> Cell | None:
    match = _RANGE.match(plain)
    left, right = (_NUMBER.fullmatch(part) for part in match.groups()) if match else (None, None)
    if left is None or right is None:
        return None
    low, high = _magnitude(left), _magnitude(right)
    if right["percent"] and not left["percent"]:
        low = float(percent_as_fraction(low))
    if right["times"] and not left["times"] and low <= high / _MULTIPLIERS[right["times"]]:
        low *= _MULTIPLIERS[right["times"]]  # "1-2万" is ten to twenty thousand; "5000 ~ 1万" is as it says
    if not 0 <= low <= high:
        return None
    middle = math.sqrt(low * high) if low > 0 else high / 2
    return Cell("range", middle, low, high, bool(right["percent"]), _currency(left) or _currency(right))


@dataclass(frozen=True)
class Cells:
    """A column of cells: arrays of one length; `low` and `high` are NaN where a cell names no end.

    `kind` is None for a column that was numbers from the start.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    percent: np.ndarray
    kind: np.ndarray | None
    currencies: tuple[str, ...]

    @property
    def has_ends(self) -> bool:
        """Whether any cell is a range or a bound."""
        return self.kind is not None and bool(np.isin(self.kind, ("range", "upper", "lower")).any())


def read_cells(texts: pd.Series, *, semicolons: bool = False, count: bool = False) -> Cells:
    """Return what a column of text says; NaN is missing. Each distinct text is read once.

    Parameters
    ----------
    texts
        Strings.
    semicolons
        Whether the file separates by semicolons, as programs do where the comma is the decimal sign.
    count
        Whether the column holds whole numbers, so that "1,234" can only be a thousand and more.

    >>> read_cells(pd.Series(["1,200", "-", "3万"])).value.tolist()
    [1200.0, nan, 30000.0]
    """
    codes, distinct = pd.factorize(texts)
    known = pd.Series(distinct, dtype="str")
    if semicolons and count:
        known = _without_dots_of_thousands(known)
    values, kinds, currencies = _distinct_cells(known, _has_decimal_comma(known, semicolons and not count))
    return Cells(
        value=values[0][codes],
        low=values[1][codes],
        high=values[2][codes],
        percent=values[3][codes] == 1,
        kind=kinds[codes],
        currencies=currencies,
    )


def _distinct_cells(known: pd.Series, decimal_comma: bool) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Return value, low, high and percent (as rows of one array), kinds, and the currencies met.

    One place more than there are texts: the last one is the missing cell, which has code -1.
    """
    values = np.full((4, len(known) + 1), math.nan)
    kinds = np.full(len(known) + 1, "number", dtype="<U10")
    kinds[-1] = "missing"
    simple = np.zeros(len(known), dtype=bool)
    if not decimal_comma and len(known):
        simple = known.str.contains(_SIMPLE, regex=True).to_numpy(dtype=bool)
        values[0, :-1][simple], values[3, :-1][simple] = _simple_values(known[simple])
    currencies: dict[str, None] = {}
    for place in np.flatnonzero(~simple):
        cell = read_cell(str(known.iat[int(place)]), decimal_comma=decimal_comma)
        values[:, place] = cell.value, cell.low, cell.high, cell.percent
        kinds[place] = cell.kind
        if cell.currency:
            currencies[cell.currency] = None
    return values, kinds, tuple(currencies)


def _simple_values(texts: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of plain texts ("1,234.5", "7%"), and whether they are percent."""
    percent = texts.str.endswith("%").to_numpy(dtype=bool)
    numbers = pd.to_numeric(texts.str.rstrip("%").str.replace(",", "")).to_numpy(dtype=float)
    return np.where(percent, percent_as_fraction(numbers), numbers), percent


def _without_dots_of_thousands(known: pd.Series) -> pd.Series:
    """Return counts without the dots that part thousands, if every dot among them can be one."""
    dotted = known[known.str.contains(".", regex=False)]
    if not len(dotted) or not dotted.str.fullmatch(r"\s*\d{1,3}(?:\.\d{3})+\s*").all():
        return known
    return known.str.replace(".", "", regex=False)


def _has_decimal_comma(known: pd.Series, expected: bool) -> bool:
    """Whether commas in this column are decimal signs: some can be nothing else, and none contradicts."""
    if not len(known) or not known.str.contains(",").any():
        return False
    if known.str.contains(r",\d{3}(?:,\d{3}|\.\d)", regex=True).any():
        return False
    certain = known.str.contains(r"\d,(?:\d{1,2}|\d{4,})(?!\d)", regex=True).any()
    return bool(certain or expected)
