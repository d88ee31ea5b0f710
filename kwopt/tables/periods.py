"""The period of a table: out of its preamble, its own date columns, or its name.

Headers of date columns are data, in `resources/formats.toml`; dates in texts are `values.dates`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kwopt.resources import load_toml
from kwopt.tables.planning.plans import Plan, PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.values.dates import MOST_DATES, Period, spans_of


def period_of(
    raw: RawTable, file: str, dated: Mapping[int, Sequence[Any] | None] | None = None
) -> Period | None:
    """Return first and last day of a table's figures, where the table or its name betrays them.

    A span in the preamble goes before the dates of the rows, and these before dates in the name; a single
    date above the headers or in the name comes last: it is mostly the day of the export.

    Parameters
    ----------
    dated
        The distinct values of the columns of dates, by place; by default those of `raw`.
    """
    if dated is None:
        columns = (column for column in raw.plan.columns if is_dated(column, raw.plan))
        dated = {column.place: distinct_values(raw.body[column.place]) for column in columns}
    above = _periods(raw.preamble)
    named = _periods([file])
    told = _period_of_columns(raw.plan, dated)
    found = [*above, *([told] if told else []), *named]
    return next((item for item in found if item[0] < item[1]), None) or told or next(iter(found), None)


def _periods(texts: Sequence[str]) -> list[Period]:
    return [span for span in spans_of(texts) if span]


def is_dated(column: PlannedColumn, plan: Plan) -> bool:
    """Return whether a column's header is that of a column of dates, in a format whose dates count."""
    kinds = load_toml("formats.toml")["periods"]["columns"]
    return plan.format.dated and any(column.header.name in headers for headers in kinds)


def distinct_values(values: pd.Series) -> tuple[Any, ...] | None:
    """Return the distinct values of a column; None where there are more than dates can be.

    >>> distinct_values(pd.Series(["2026-08-10", None, "2026-08-10"]))
    ('2026-08-10',)
    """
    distinct = values.dropna().unique()
    return tuple(distinct.tolist()) if len(distinct) <= MOST_DATES else None


def _period_of_columns(plan: Plan, dated: Mapping[int, Sequence[Any] | None]) -> Period | None:
    """Return first and last day in the columns of dates; of several kinds, the one that says most."""
    for headers in load_toml("formats.toml")["periods"]["columns"]:
        texts = [
            _as_text(value)
            for column in plan.columns
            if column.header.name in headers
            for value in dated.get(column.place) or ()
        ]
        if spans := _periods(texts):
            return min(start for start, _ in spans), max(end for _, end in spans)
    return None


def _as_text(value: Any) -> str:
    """Return a cell as text: 20260810.0, as workbooks hold it, is 20260810."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
