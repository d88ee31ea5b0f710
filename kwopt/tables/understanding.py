"""How each column of a file was understood: meaning, unit, scale, what is missing, a few values."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from kwopt.models import Notice
from kwopt.tables.measures import Measured
from kwopt.tables.plans import PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.table import ColumnReport

_SHOWN_EXAMPLES = 3


def column_reports(raw: RawTable, measured: Sequence[Measured]) -> tuple[ColumnReport, ...]:
    """Return how each column was understood, in the file's order."""
    by_place = {item.column.place: item for item in measured}
    return tuple(_column_report(raw, column, by_place.get(column.place)) for column in raw.plan.columns)


def _column_report(raw: RawTable, column: PlannedColumn, measured: Measured | None) -> ColumnReport:
    values = raw.body[column.place]
    if measured is not None:
        missing = int(np.count_nonzero(np.isnan(measured.cells.value) & np.isnan(measured.cells.high)))
    else:
        missing = int(values.isna().sum()) + (
            int((values == "").sum()) if isinstance(values.dtype, pd.StringDtype) else 0
        )
    shown = values[values.notna()].iloc[: 4 * _SHOWN_EXAMPLES]
    distinct = [item for item in dict.fromkeys(map(_as_shown, shown.tolist())) if item != ""]
    note = column.meaning.note if column.status != "kept" else None
    return ColumnReport(
        source=column.source,
        canonical=column.meaning.canonical if column.meaning.part == "range" else column.target,
        unit=measured.unit if measured else column.meaning.unit,
        scale=measured.scale if measured else None,
        direction=column.meaning.direction,
        status=column.status,
        missing=missing,
        examples=tuple(distinct[:_SHOWN_EXAMPLES]),
        note=Notice(note, column=column.source) if note else None,
    )


def _as_shown(value: Any) -> Any:
    """Return a whole number as people write it: workbooks hold 5097 as 5097.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def currency_of(raw: RawTable, measured: Sequence[Measured]) -> str | None:
    """Return the currency of money columns: of a column that names it, else of the cells."""
    for column in raw.plan.columns:
        if column.meaning.unit == "currency":
            names = raw.body[column.place].dropna().unique().tolist()
            if len(names) == 1:
                return str(names[0]).strip() or None
    met = {currency for item in measured for currency in item.cells.currencies}
    return met.pop() if len(met) == 1 else None
