"""How each column of a file was understood: meaning, unit, scale, what is missing, a few values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.models import Notice
from kwopt.resources import load_toml
from kwopt.tables.figures.ids import is_id
from kwopt.tables.figures.measures import Measured
from kwopt.tables.figures.ratios import RatioCheck
from kwopt.tables.planning.formats import GENERIC, known_headers
from kwopt.tables.planning.plans import Plan, PlannedColumn
from kwopt.tables.planning.suggestions import headers_may_be_data, holds_figures
from kwopt.tables.raw import RawTable
from kwopt.tables.records import Record, shortened
from kwopt.tables.table import CheckedRatio, ColumnReport
from kwopt.tables.values.cells import read_cell

_SHOWN_EXAMPLES = 3
_HEADERS_SHOWN = 6  # that a remark names
_ROWS_BELOW = 200  # looked at to tell headers from data
_LOOKED_AT = 500  # unknown columns that are looked into for figures: real exports have fewer than 200


@dataclass(frozen=True)
class Figures:
    """The columns of figures of a file, and how its ratios relate to their parts."""

    measured: Sequence[Measured]
    checks: Sequence[RatioCheck] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """What was repaired in them, and which ratios contradict their parts."""
        found = [record for item in self.measured for record in item.records]
        return (*found, *(record for check in self.checks if (record := check.record())))


def column_reports(raw: RawTable, figures: Figures) -> tuple[ColumnReport, ...]:
    """Return how each column was understood, in the file's order."""
    measured = {item.column.place: item for item in figures.measured}
    checks = {check.column.place: check for check in figures.checks}
    return tuple(
        _column_report(raw, column, measured.get(column.place), checks.get(column.place))
        for column in raw.plan.columns
    )


def _column_report(
    raw: RawTable, column: PlannedColumn, measured: Measured | None, check: RatioCheck | None
) -> ColumnReport:
    values = raw.body[column.place]
    if measured is not None:
        missing = int(np.count_nonzero(np.isnan(measured.cells.value) & np.isnan(measured.cells.high)))
    else:
        missing = int(values.isna().sum()) + (
            int((values == "").sum()) if isinstance(values.dtype, pd.StringDtype) else 0
        )
    shown = values.iloc[np.flatnonzero(values.notna())[: 4 * _SHOWN_EXAMPLES]]
    distinct = [item for item in dict.fromkeys(map(_as_shown, shown.tolist())) if item != ""]
    note = column.meaning.note if column.status != "kept" else None
    placed = column.meaning.part == "placed"  # it fills no column of its own
    return ColumnReport(
        source=column.source,
        canonical=_canonical(column),
        unit=measured.unit if measured else column.meaning.unit,
        scale=measured.scale if measured else check.scale if check else None,
        direction=column.meaning.direction,
        status="ignored" if placed else column.status,
        missing=missing,
        examples=tuple(distinct[:_SHOWN_EXAMPLES]),
        note=Notice(note, column=column.source) if note else None,
        checked=_checked(check) if check else None,
        group=column.group,
    )


def _canonical(column: PlannedColumn) -> str | None:
    if column.meaning.part == "placed":
        return None
    return column.meaning.canonical if column.meaning.part == "range" else column.target


def _checked(check: RatioCheck) -> CheckedRatio:
    return CheckedRatio(check.numerator, check.denominator, check.rows, check.verdict != "disagrees")


def _as_shown(value: Any) -> Any:
    """Return a cell as people write it: workbooks hold 5097 as 5097.0. Giant texts are cut."""
    if isinstance(value, str):
        return shortened(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def unknown_figures(raw: RawTable) -> list[str]:
    """Return the headers of figures that nothing is known of, in a table of no known format."""
    if raw.plan.format.id != GENERIC.id:
        return []
    unknown = [column for column in raw.plan.columns if column.status == "kept" and not column.meaning.unit]
    return [
        column.source
        for column in unknown[:_LOOKED_AT]
        if holds_figures(raw.body[column.place]) and not is_id(column)
    ]


def headers_in_doubt(raw: RawTable, file: str) -> tuple[Notice, ...]:
    """Return a warning where the headers, known to the user alone, look like the first row of data."""
    headers = [column.source for column in raw.plan.columns]
    if raw.header_row == 0 or raw.plan.keyword.header.name in known_headers():
        return ()
    if not headers_may_be_data(headers, raw.body.iloc[:_ROWS_BELOW].to_numpy(dtype=object).tolist()):
        return ()
    shown = headers[:_HEADERS_SHOWN]
    return (Notice("tables.headers_in_doubt", "warning", {"headers": shown}, file=file),)


def currency_of(raw: RawTable, measured: Sequence[Measured]) -> str | None:
    """Return the currency of the money in a file.

    It is that of a column that names it, else that of cells and headers, else the only one of the platform.
    """
    for column in raw.plan.columns:
        if column.meaning.unit == "currency":
            names = raw.body[column.place].dropna().unique().tolist()
            if len(names) == 1:
                return str(names[0]).strip() or None
    money = [item for item in measured if item.column.meaning.unit == "money"]
    met = {currency for item in measured for currency in item.cells.currencies} | _in_headers(money)
    if met or not money:
        return met.pop() if len(met) == 1 else None
    return raw.plan.format.currency


def _in_headers(money: Sequence[Measured]) -> set[str]:
    """Return the currencies that stand in brackets behind headers."""
    units = {item.column.header.unit for item in money} - {None}
    return {currency for unit in units if (currency := read_cell(f"1{unit}").currency)}


def window_of(plan: Plan) -> int | None:
    """Return the days after a click within which an order counts: of the header, else of the format."""
    pattern = load_toml("formats.toml")["windows"]["pattern"]
    orders = (plan.filling(columns.ORDERS), plan.filling(columns.SALES))
    found = (re.search(pattern, column.header.name) for column in orders if column is not None)
    match = next((match for match in found if match), None)
    return int(match["days"]) if match else plan.format.window_days
