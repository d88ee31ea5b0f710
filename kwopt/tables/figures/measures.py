"""From cells to figures: scale of ratios, ends of ranges, values that cannot be.

Owns what a column's numbers mean. Reading a cell is `cells`; which column is which is `plans`.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.tables.figures.buckets import bucket_ends, months_empty
from kwopt.tables.figures.evidence import ColumnEvidence, Decided, Sizes
from kwopt.tables.planning.plans import Plan, PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.values.cellcolumns import Cells, plain_cells, read_cells, shows_decimal_comma
from kwopt.tables.values.cells import KINDS, Kind, middle, percent_as_fraction

SHARES = (columns.BUYERS_PER_VISITOR, columns.OWN_BUYERS_PER_VISITOR, columns.TMALL_SHARE)
"""Ratios that cannot exceed 1."""

_LARGEST_TYPICAL = {
    columns.CLICK_THROUGH_RATE: 3.0,  # the median is .98 in 39,360 Taobao keywords (spring 2022)
    columns.ORDERS_PER_CLICK: 1.0,
    columns.SEARCH_GROWTH: 5.0,
}
"""Median (of positive sizes) beyond which unsigned ratios are percent, where a ratio may exceed 1."""

SCALE_ASSUMED: Mapping[str, str] = {
    "percent": "tables.scale_assumed",
    "fraction": "tables.scale_assumed_fraction",
}
"""Code of the record on ratios without a sign, by the scale that they were taken to have."""

_CORRECTED = (columns.ORDERS, columns.SALES)
"""What a report may state below 0: where Google parts conversions by their adjustments (returns, cancelled
orders), the change stands in a row of its own (its help on conversion adjustments, read 2026-11-22)."""

ROWS_OF_SIGNS = 1000
"""First rows whose amounts and rates are searched for decimal commas."""

_HEADER_MULTIPLIERS = {"千": 1e3, "万": 1e4, "万元": 1e4, "百万": 1e6, "亿": 1e8}


@dataclass(frozen=True)
class Measured:
    """A column of figures in canonical units, with what was done to it.

    `own` is what its cells betray, `whole` what those of the whole file do: the two differ in a piece of one.
    """

    column: PlannedColumn
    cells: Cells
    own: ColumnEvidence
    whole: ColumnEvidence
    scale: str | None = None
    records: tuple[Record, ...] = ()

    @property
    def has_ends(self) -> bool:
        """Whether any cell of the whole column is a range or a bound."""
        return self.whole.ended or self.cells.has_ends


def measured_columns(raw: RawTable, decided: Decided | None = None) -> list[Measured]:
    """Return every numeric canonical column that the plan fills, in canonical units.

    Parameters
    ----------
    decided
        What is decided of the whole file, where `raw` is a piece of it.
    """
    commas = decided.commas if decided else commas_are_decimal(raw)
    wholes = decided.columns if decided else {}
    used = (column for column in raw.plan.columns if _is_numeric(column))
    read = [_unbucketed(_read(column, raw, commas, wholes.get(column.place)), raw) for column in used]
    scale = _assumed_scale(read, raw.plan)
    return [_possible(_scaled(item, raw, scale), raw) for item in read]


def _is_numeric(column: PlannedColumn) -> bool:
    return column.status == "used" and column.meaning.canonical in columns.NUMERIC


def commas_are_decimal(raw: RawTable) -> bool:
    """Whether dots of counts part thousands: a file of ";", or one with decimal commas in its first rows.

    These are of amounts and rates: in a count a comma can only part thousands.
    """
    some = (
        column
        for column in raw.plan.columns
        if _is_numeric(column) and column.meaning.canonical not in columns.COUNTS
    )
    texts = (raw.body[column.place].iloc[:ROWS_OF_SIGNS] for column in some)
    return raw.delimiter == ";" or any(
        shows_decimal_comma(values) for values in texts if isinstance(values.dtype, pd.StringDtype)
    )


def _read(column: PlannedColumn, raw: RawTable, commas: bool, whole: ColumnEvidence | None) -> Measured:
    values = raw.body[column.place]
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        cells = plain_cells(values.to_numpy(dtype=float, na_value=math.nan))
    else:
        expected = decimal_commas_expected(column, raw.delimiter, commas)
        count = column.meaning.canonical in columns.COUNTS
        signs = whole.signs if whole else None
        cells = read_cells(values.astype("str"), semicolons=expected, count=count, whole=signs)
    cells = _multiplied(cells, _HEADER_MULTIPLIERS.get(column.header.unit or "", 1.0))
    own = ColumnEvidence.of(cells, _percent_beyond(column))
    return Measured(column, cells, own, whole or own, records=_remarks(column, cells, raw))


def decimal_commas_expected(column: PlannedColumn, delimiter: str | None, commas: bool) -> bool:
    """Return whether a comma is likely the decimal sign of a column."""
    return commas if column.meaning.canonical in columns.COUNTS else delimiter == ";"


def _percent_beyond(column: PlannedColumn) -> float | None:
    """Return the size beyond which a ratio is taken for percent; None for what is no ratio."""
    canonical = column.meaning.canonical
    if canonical not in columns.RATIOS:
        return None
    return 1.0 if canonical in SHARES else _LARGEST_TYPICAL[canonical]


def _unbucketed(item: Measured, raw: RawTable) -> Measured:
    """Return volumes with the ends of the ranges that they stand for, where a tool writes buckets only."""
    buckets = raw.plan.format.buckets
    if item.column.target != columns.SEARCH_VOLUME or not buckets or not months_empty(raw):
        return item
    ends = bucket_ends(item.cells.value, buckets)
    if ends is None:
        return item
    known = np.isfinite(item.cells.value)
    kind = np.where(known, KINDS.index("range"), KINDS.index("missing")).astype(np.int8)
    low, high = columns.low(columns.SEARCH_VOLUME), columns.high(columns.SEARCH_VOLUME)
    record = _record("tables.volumes_bucketed", known, item.column, raw, column_low=low, column_high=high)
    cells = replace(item.cells, low=ends[0], high=ends[1], kind=kind)
    return replace(item, cells=cells, records=(*item.records, record))


def _multiplied(cells: Cells, factor: float) -> Cells:
    if factor == 1.0:
        return cells
    return replace(cells, value=cells.value * factor, low=cells.low * factor, high=cells.high * factor)


def unit_of(column: PlannedColumn, currencies: Collection[str]) -> str | None:
    """Return the unit of a column: of money the one currency that its cells name."""
    unit = column.meaning.unit
    return next(iter(currencies)) if unit == "money" and len(currencies) == 1 else unit


def _remarks(column: PlannedColumn, cells: Cells, raw: RawTable) -> tuple[Record, ...]:
    if cells.kind is None:
        return ()
    codes: dict[Kind, str] = {
        "unreadable": "tables.unreadable_values",
        "range": "tables.ranges",
        "lower": "tables.lower_bounds",
        "upper": "tables.upper_bounds",
    }
    return tuple(
        _record(code, cells.of_kind(kind), column, raw)
        for kind, code in codes.items()
        if cells.of_kind(kind).any()
    )


def _record(code: str, where: np.ndarray, column: PlannedColumn, raw: RawTable, **params: str) -> Record:
    places = np.flatnonzero(where)
    few = places[:EXAMPLES]
    return Record(
        code,
        len(places),
        examples(row=raw.rows[few], value=raw.body[column.place].iloc[few].tolist()),
        {"column": column.source, **params},
    )


def _assumed_scale(read: Sequence[Measured], plan: Plan) -> str:
    """Return the scale of ratios without a percent sign: the format's, else what the values betray.

    One column that can only be percent speaks for the others of its file.
    """
    if plan.format.ratio:
        return plan.format.ratio
    return "percent" if any(_must_be_percent(item) for item in read) else "fraction"


def _must_be_percent(item: Measured) -> bool:
    return must_be_percent(item.column, item.whole.sizes)


def must_be_percent(column: PlannedColumn, sizes: Sizes) -> bool:
    """Return whether ratios without a sign can only be percent: by their header, or by their sizes."""
    limit = _percent_beyond(column)
    if limit is None:
        return False
    if column.header.unit == "%":
        return True
    return sizes.beyond > 0 if column.meaning.canonical in SHARES else sizes.median_beyond(limit)


def _scaled(item: Measured, raw: RawTable, scale: str) -> Measured:
    canonical = item.column.meaning.canonical
    if canonical not in columns.RATIOS:
        return item
    unsigned = ~item.cells.percent & (np.isfinite(item.cells.value) | np.isfinite(item.cells.high))
    signed = item.whole.signed
    own = "percent" if signed or item.column.header.unit == "%" else scale
    if own == "fraction" and canonical in SHARES and _must_be_percent(item):
        own = "percent"  # a declared fraction above 1 cannot be one
    records = item.records
    if unsigned.any() and not signed and not raw.plan.format.ratio and item.column.header.unit != "%":
        records += (_record(SCALE_ASSUMED[own], unsigned, item.column, raw, scale=own),)
    cells = _as_fractions(item.cells) if own == "percent" else item.cells
    return replace(item, cells=cells, scale=own, records=records)


def _as_fractions(cells: Cells) -> Cells:
    def fraction(values: np.ndarray) -> np.ndarray:
        return np.where(cells.percent, values, percent_as_fraction(values))

    if cells.kind is None:  # plain numbers: no ends, no signs
        return replace(cells, value=percent_as_fraction(cells.value))
    return replace(cells, value=fraction(cells.value), low=fraction(cells.low), high=fraction(cells.high))


def _possible(item: Measured, raw: RawTable) -> Measured:
    """Return the column without values that cannot be: negative counts, shares above 1."""
    canonical = item.column.meaning.canonical
    value = item.cells.value
    wrong = np.zeros(len(value), dtype=bool) if canonical == columns.SEARCH_GROWTH else value < 0
    if canonical in _CORRECTED and raw.plan.is_report and wrong.any():
        record = _record("tables.corrections", wrong, item.column, raw)
        return replace(item, records=(*item.records, record))
    if canonical in SHARES:
        wrong |= value > 1
    if not wrong.any():
        return item
    record = _record("tables.impossible_values", wrong, item.column, raw)
    cells = replace(item.cells, value=np.where(wrong, math.nan, value))
    return replace(item, cells=cells, records=(*item.records, record))


def canonical_figures(measured: Sequence[Measured]) -> dict[str, np.ndarray]:
    """Return the columns of figures under their canonical names, each before the ends of its ranges.

    Where a file gives only the ends of a range, the figure is their geometric middle.
    """
    by_target = {item.column.target: item for item in measured}
    figures: dict[str, np.ndarray] = {}
    for name in columns.NUMERIC:
        stated, within = by_target.get(name), by_target.get(f"{name}_range")
        ends = _ends(name, by_target)
        if stated is not None:
            figures[name] = stated.cells.value
        elif within is not None:
            figures[name] = within.cells.value
        elif len(ends) == 2:
            figures[name] = middle(ends[columns.low(name)], ends[columns.high(name)])
        figures |= ends
    return figures


def _ends(name: str, by_target: Mapping[str | None, Measured]) -> dict[str, np.ndarray]:
    """Return the ends of ranges: from columns of their own, else from the cells of one column."""
    ends = (columns.low(name), columns.high(name))
    own = {end: by_target[end].cells.value for end in ends if end in by_target}
    if own:
        return own
    item = by_target.get(f"{name}_range") or by_target.get(name)
    if item is None or not item.has_ends:
        return {}
    return dict(zip(ends, (item.cells.low, item.cells.high), strict=True))
