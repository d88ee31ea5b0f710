"""Whether the rows of a report add up to its table, for tests of reading and joining."""

from typing import Any

import pandas as pd

from kwopt import columns
from kwopt.tables import KeywordTable


def sums_equal(table: KeywordTable) -> bool:
    """Whether the figures of a table are the sums of its rows by keyword, missing where no row states any."""
    rows, frame = table.report_rows, table.frame.set_index(columns.KEYWORD)
    assert rows is not None
    names = [name for name in columns.OWN_FIGURES if name in rows]
    sums = rows.groupby(columns.KEYWORD, sort=False)[names].sum(min_count=1)
    stated = frame.loc[frame[columns.CLICKS].notna(), names]
    pd.testing.assert_frame_equal(sums.reindex(stated.index), stated, check_names=False)
    return set(sums.dropna(how="all").index) == set(stated.index)


def texts(rows: pd.DataFrame, name: str) -> list[Any]:
    """Return a column, missing as None."""
    return [None if pd.isna(value) else value for value in rows[name]]
