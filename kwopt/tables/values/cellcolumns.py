"""What a column of cells says: the grammar of `cells` for whole columns, a pattern a kind.

Each distinct text is read once, and none of them in Python: Arrow takes the texts apart with the patterns
that `cells.read_cell` uses for one cell. The two agree on every text.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.tables.values import grammar
from kwopt.tables.values.cells import (
    KINDS,
    LARGEST_END,
    Cell,
    Kind,
    Shape,
    middle,
    number_shape,
    percent_as_fraction,
    range_shape,
    read_cell,
)
from kwopt.tables.values.decimal_signs import (
    NO_SIGNS,
    Signs,
    signs_of_commas,
    signs_of_dots,
    with_decimal_points,
)
from kwopt.tables.values.plainforms import as_mask, plain_forms

_MISSING, _NUMBER, _RANGE, _UPPER, _LOWER, _UNREADABLE = range(len(KINDS))


@dataclass(frozen=True)
class Cells:
    """A column of cells: arrays of one length; `low` and `high` are NaN where a cell names no end.

    `kind` holds places in `cells.KINDS`; None for a column that was numbers from the start. `signs` are what
    its dots and commas betray.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    percent: np.ndarray
    kind: np.ndarray | None
    currencies: tuple[str, ...]
    signs: Signs = NO_SIGNS

    @property
    def has_ends(self) -> bool:
        """Whether any cell is a range or a bound."""
        return any(self.of_kind(kind).any() for kind in ("range", "upper", "lower"))

    def divided(self, divisor: float) -> "Cells":
        """Return the column with every figure divided, as the decimals read."""
        value, low, high = (
            percent_as_fraction(ends * (100 / divisor)) for ends in (self.value, self.low, self.high)
        )
        return replace(self, value=value, low=low, high=high)

    def of_kind(self, kind: Kind) -> np.ndarray:
        """Return which cells are of a kind."""
        if self.kind is None:
            return np.isnan(self.value) if kind == "missing" else np.zeros(len(self.value), dtype=bool)
        found: np.ndarray = self.kind == KINDS.index(kind)
        return found


def plain_cells(values: np.ndarray) -> Cells:
    """Return a column that was numbers from the start; infinities are missing.

    >>> plain_cells(np.array([1.0, math.inf])).value.tolist()
    [1.0, nan]
    """
    known = np.where(np.isinf(values), math.nan, values) if np.isinf(values).any() else values
    none, unsigned = (np.broadcast_to(fill, values.shape) for fill in (np.float64(math.nan), np.False_))
    return Cells(known, none, none, unsigned, None, ())


def read_cells(
    texts: pd.Series, *, semicolons: bool = False, count: bool = False, whole: Signs | None = None
) -> Cells:
    """Return what a column of text says; NaN is missing. Each distinct text is read once.

    Parameters
    ----------
    texts
        Strings.
    semicolons
        Whether the file separates by semicolons, as programs do where the comma is the decimal sign.
    count
        Whether the column holds whole numbers, so that "1,234" can only be a thousand and more.
    whole
        What dots and commas betray in the whole column, where `texts` are a piece of it.

    >>> read_cells(pd.Series(["1,200", "-", "3万"])).value.tolist()
    [1200.0, nan, 30000.0]
    """
    codes, distinct = pd.factorize(texts)
    known = pa.array(distinct, type=pa.large_string())
    signs = signs_of_dots(known)
    if (whole or signs).dots_part_thousands(semicolons and count):
        known = pc.replace_substring(known, ".", "")
    signs |= signs_of_commas(known)
    decimal_comma = (whole or signs).commas_are_decimal(semicolons and not count)
    return replace(_Distinct.of(known, decimal_comma=decimal_comma).spread(codes), signs=signs)


def shows_decimal_comma(texts: pd.Series) -> bool:
    """Whether commas in these texts are decimal signs, whatever separates the cells of their file.

    >>> shows_decimal_comma(pd.Series(["12,5 %", "-"])), shows_decimal_comma(pd.Series(["1,200"]))
    (True, False)
    """
    known = pa.array(texts.dropna().unique(), type=pa.large_string())
    return signs_of_commas(known).commas_are_decimal(False)


@dataclass
class _Distinct:
    """What distinct texts say; the last place is the missing cell, to which the code -1 points."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    percent: np.ndarray
    kind: np.ndarray
    currencies: tuple[str, ...] = ()

    @classmethod
    def of(cls, known: pa.Array, *, decimal_comma: bool) -> "_Distinct":
        size = len(known) + 1
        value, low, high = np.full((3, size), math.nan)
        kind = np.full(size, _UNREADABLE, dtype=np.int8)
        read = cls(value, low, high, np.zeros(size, dtype=bool), kind)
        read.kind[-1] = _MISSING
        rest = np.arange(len(known)) if decimal_comma else read._take_plain_numbers(known)
        if len(rest):
            read._take_others(known.take(pa.array(rest)), rest, decimal_comma)
        return read

    def _take_plain_numbers(self, known: pa.Array) -> np.ndarray:
        """Read the commonest texts ("1,234.5", "7%") and return the places of the others."""
        simple = as_mask(pc.match_substring_regex(known, grammar.PLAIN_NUMBER))
        places = np.flatnonzero(simple)
        texts = known.filter(pa.array(simple))
        percent = as_mask(pc.ends_with(texts, "%"))
        self.value[places] = _floats(pc.utf8_rtrim(texts, "%"), np.where(percent, -2, 0))
        self.percent[places] = percent
        self.kind[places] = _NUMBER
        return self._take_exponents(known, np.flatnonzero(~simple))

    def _take_exponents(self, known: pa.Array, among: np.ndarray) -> np.ndarray:
        """Read what programs write of tiny figures ("2.5e-05") and return the places of the others."""
        texts = known.take(pa.array(among))
        simple = as_mask(pc.match_substring_regex(texts, grammar.PLAIN_EXPONENT))
        self.value[among[simple]] = pc.cast(texts.filter(pa.array(simple)), pa.float64()).to_numpy()
        self.kind[among[simple]] = _NUMBER
        others: np.ndarray = among[~simple]
        return others

    def _take_others(self, texts: pa.Array, places: np.ndarray, decimal_comma: bool) -> None:
        plain = plain_forms(texts)
        missing = as_mask(
            pc.is_in(plain, value_set=pa.array(sorted(grammar.MISSING), type=pa.large_string()))
        )
        self.kind[places[missing]] = _MISSING
        plain = with_decimal_points(plain) if decimal_comma else plain
        single = as_mask(pc.match_substring_regex(plain, grammar.WITH_EXPONENT)) & ~missing
        left = np.flatnonzero(~missing & ~single)
        self._take_formed(plain.take(pa.array(left)), places[left])
        for place in np.flatnonzero(single):
            self._put(places[place], read_cell(plain[int(place)].as_py()))

    def _put(self, place: int, cell: Cell) -> None:
        self.value[place], self.low[place], self.high[place] = cell.value, cell.low, cell.high
        self.kind[place], self.percent[place] = KINDS.index(cell.kind), cell.percent
        self._name([cell.currency])

    def _name(self, currencies: Sequence[str | None]) -> None:
        self.currencies = tuple(dict.fromkeys([*self.currencies, *(code for code in currencies if code)]))

    def _take_formed(self, plain: pa.Array, places: np.ndarray) -> None:
        """Read figures, bounds and ranges by their forms: what stands around digits is read once a form."""
        whole = as_mask(pc.match_substring_regex(plain, grammar.NUMBER))
        paired = ~whole & as_mask(pc.match_substring_regex(plain, grammar.RANGE))
        read = np.flatnonzero(whole | paired)
        plain, places, whole = plain.take(pa.array(read)), places[read], whole[read]
        coded = pc.replace_substring_regex(plain, grammar.RUN, "1").dictionary_encode()
        forms = coded.dictionary.to_pylist()
        form = coded.indices.to_numpy()
        numbers, ranges = [number_shape(text) for text in forms], [range_shape(text) for text in forms]
        at = np.flatnonzero(whole & _there(numbers)[form])
        self._put_numbers(plain.take(pa.array(at)), places[at], _Shapes.of(numbers), form[at])
        at = np.flatnonzero(~whole & _there(ranges)[form])
        self._put_ranges(plain.take(pa.array(at)), places[at], _Shapes.of(ranges), form[at])
        read = np.unique(form[self.kind[places] != _UNREADABLE])
        shapes = [numbers[place] or ranges[place] for place in read]
        self._name([shape.currency for shape in shapes if shape])

    def _put_numbers(self, plain: pa.Array, places: np.ndarray, shapes: "_Shapes", form: np.ndarray) -> None:
        sizes = _floats(pc.replace_substring_regex(plain, "[^0-9.]", ""), shapes.exponent[form])
        value = np.where(shapes.negative[form], -sizes, sizes)
        good = np.isfinite(value)
        places, form, value = places[good], form[good], value[good]
        kind = shapes.kind[form]
        self.kind[places], self.percent[places] = kind, shapes.percent[form]
        self.value[places] = np.where(kind == _UPPER, math.nan, value)
        self.low[places] = np.where(kind == _LOWER, value, math.nan)
        self.high[places] = np.where(kind == _UPPER, value, math.nan)

    def _put_ranges(self, plain: pa.Array, places: np.ndarray, shapes: "_Shapes", form: np.ndarray) -> None:
        ends = pc.extract_regex(plain, f"^[^0-9.]*(?P<low>{grammar.RUN})[^0-9.]*(?P<high>{grammar.RUN})")
        sides = (_digits(ends, "low"), _digits(ends, "high"))
        dated = [as_mask(pc.match_substring_regex(digits, grammar.NO_END)) for digits in sides]
        low = _floats(sides[0], shapes.low_exponent[form])
        high = _floats(sides[1], shapes.exponent[form])
        wider = _floats(sides[0], shapes.low_exponent[form] + shapes.shared[form])
        low = np.where(wider <= high, wider, low)
        good = (low <= high) & (high < LARGEST_END) & ~dated[0] & ~dated[1]
        places, low, high = places[good], low[good], high[good]
        self.kind[places], self.percent[places] = _RANGE, shapes.percent[form[good]]
        self.value[places], self.low[places], self.high[places] = middle(low, high), low, high

    def spread(self, codes: np.ndarray) -> Cells:
        """Return the column whose rows are the texts of `codes`."""
        nothing = np.broadcast_to(np.float64(math.nan), codes.shape)
        ends = np.isin(self.kind, (_RANGE, _UPPER, _LOWER)).any()
        return Cells(
            value=self.value[codes],
            low=self.low[codes] if ends else nothing,
            high=self.high[codes] if ends else nothing,
            percent=self.percent[codes] if self.percent.any() else np.broadcast_to(np.False_, codes.shape),
            kind=self.kind[codes],
            currencies=self.currencies,
        )


@dataclass(frozen=True)
class _Shapes:
    """The shapes of forms as arrays, by the place of the form."""

    kind: np.ndarray
    exponent: np.ndarray
    low_exponent: np.ndarray
    shared: np.ndarray
    negative: np.ndarray
    percent: np.ndarray

    @classmethod
    def of(cls, shapes: Sequence[Shape | None]) -> "_Shapes":
        known = [shape or _NO_SHAPE for shape in shapes]
        kinds = np.array([KINDS.index(shape.kind) for shape in known], dtype=np.int8)
        exponents = np.array([(s.exponent, s.low_exponent, s.shared) for s in known], dtype=np.int64)
        flags = np.array([(s.negative, s.percent) for s in known], dtype=bool)
        return cls(kinds, *exponents.reshape(-1, 3).T, *flags.reshape(-1, 2).T)


_NO_SHAPE = Shape("unreadable", 0)


def _there(shapes: Sequence[Shape | None]) -> np.ndarray:
    return np.array([shape is not None for shape in shapes], dtype=bool)


def _digits(ends: pa.StructArray, side: str) -> pa.Array:
    return pc.replace_substring_regex(ends.field(side), "[^0-9.]", "")


def _floats(digits: pa.Array, exponents: np.ndarray) -> np.ndarray:
    """Return digits times powers of ten, each as the decimals read."""
    plain = pc.replace_substring_regex(digits, ",", "")
    powers, place = np.unique(exponents, return_inverse=True)
    if powers.any():
        signs = pa.array([f"e{power}" for power in powers], type=pa.large_string())
        empty = pa.scalar("", pa.large_string())
        plain = pc.binary_join_element_wise(plain, signs.take(pa.array(place)), empty)
    return np.array(pc.cast(plain, pa.float64()).to_numpy(zero_copy_only=False))
