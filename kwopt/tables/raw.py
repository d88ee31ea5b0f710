"""A table as it stands in a file: headers planned, rows numbered, values not yet understood.

Every reader (text, workbook, records) returns this; everything after it is the same for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kwopt.files.texts import encodable
from kwopt.tables.planning.plans import Plan
from kwopt.tables.records import Record


@dataclass(frozen=True)
class RawTable:
    """The body of a table.

    Parameters
    ----------
    plan
        What its columns mean.
    body
        One column a header, in the plan's order, under the names 0, 1, 2 ...
    rows
        The row of each line of `body`, as a spreadsheet shows it.
    header_row
        Row of the headers; 0 for containers that have none (Parquet, JSON, a frame).
    preamble
        Texts above the headers: they hold period, account and country.
    refusals
        Rows that could not be split into columns, already left out of `body`.
    """

    plan: Plan
    body: pd.DataFrame
    rows: np.ndarray
    header_row: int = 0
    preamble: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    refusals: tuple[Record, ...] = ()
    repairs: tuple[Record, ...] = ()


def as_text(values: Sequence[Any]) -> pd.Series:
    """Return cells of mixed kinds as text, as a person would type them; None and NaN stay missing.

    >>> as_text(["旗袍", 1688.0, None]).tolist()
    ['旗袍', '1688', nan]
    """
    texts = [_cell_text(value) for value in values]
    try:
        return pd.Series(texts, dtype="str")
    except UnicodeEncodeError:  # half of a surrogate pair, as JSON may hold it
        return pd.Series([None if text is None else encodable(text) for text in texts], dtype="str")


def _cell_text(value: Any) -> str | None:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (float, np.floating)):
        if np.isnan(value):
            return None
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    if isinstance(value, (list, tuple)):
        return " ".join(str(item) for item in value)
    return None if value is pd.NaT or value is pd.NA else str(value)
