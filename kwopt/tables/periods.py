"""The period of a table: out of its preamble, its own date columns, or its name.

Headers of date columns are data, in `resources/formats.toml`; dates in texts are `values.dates`.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kwopt.resources import load_toml
from kwopt.tables.raw import RawTable
from kwopt.tables.values.dates import MOST_DATES, Period, spans_of


def period_of(raw: RawTable, file: str) -> Period | None:
    """Return first and last day of a table's figures, where the table or its name betrays them.

    A span in the preamble goes before the dates of the rows, and these before dates in the name; a single
    date above the headers or in the name comes last: it is mostly the day of the export.
    """
    above = _periods(raw.preamble)
    named = _periods([file])
    dated = _period_of_columns(raw) if raw.plan.format.dated else None
    found = [*above, *([dated] if dated else []), *named]
    return next((item for item in found if item[0] < item[1]), None) or dated or next(iter(found), None)


def _periods(texts: Sequence[str]) -> list[Period]:
    return [span for span in spans_of(texts) if span]


def _period_of_columns(raw: RawTable) -> Period | None:
    """Return first and last day in the columns of dates; of several kinds, the one that says most."""
    for headers in load_toml("formats.toml")["periods"]["columns"]:
        texts = [
            text
            for column in raw.plan.columns
            if column.header.name in headers
            for text in _distinct_texts(raw.body[column.place])
        ]
        if spans := _periods(texts):
            return min(start for start, _ in spans), max(end for _, end in spans)
    return None


def _distinct_texts(values: pd.Series) -> list[str]:
    distinct = values.dropna().unique()
    return [_as_text(value) for value in distinct] if len(distinct) <= MOST_DATES else []


def _as_text(value: Any) -> str:
    """Return a cell as text: 20260810.0, as workbooks hold it, is 20260810."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
