"""Tables whose columns are typed already (a frame, Parquet) to a raw table."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kwopt.errors import TableError
from kwopt.files.texts import encodable
from kwopt.tables.bounds import MAX_CELLS, check_width
from kwopt.tables.planning.headers import shown_headers
from kwopt.tables.planning.plans import plan_columns
from kwopt.tables.raw import RawTable, as_text

_MAX_CELLS = 10 * MAX_CELLS  # typed columns take a tenth of the room of a sheet's cells
_SUGGESTING_ROWS = 40  # rows by which the likeliest header is found, where none means keywords
DAMAGES = (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError, KeyError, IndexError)
"""What reading a damaged Parquet file raises."""


def read_frame(frame: pd.DataFrame, *, file: str, column_map: Mapping[str, str] | None = None) -> RawTable:
    """Return a frame as a raw table; the frame stays as it is. An index with a name is a column, too.

    >>> read_frame(pd.DataFrame({"keyword": ["cup"]}), file="frame").plan.keyword.source
    'keyword'
    """
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index(allow_duplicates=True)
    check_width(frame.shape[1], file=file)
    shown = shown_headers([_header(header) for header in frame.columns])
    plan = plan_columns(shown, column_map, file=file, rows=frame.head(_SUGGESTING_ROWS).values.tolist())
    body = pd.DataFrame(
        {place: _column(frame.iloc[:, place]) for place in range(frame.shape[1])}, index=range(len(frame))
    )
    return RawTable(plan=plan, body=body, rows=np.arange(len(frame)) + 1)


def _header(header: Any) -> str:
    """Return a header as text that can be encoded; of several levels, those that say something."""
    parts = header if isinstance(header, tuple) else (header,)
    text = " ".join(str(part) for part in parts if part is not None and str(part))
    return encodable(text)


def _column(column: pd.Series) -> pd.Series:
    plain = column.reset_index(drop=True)
    kind = plain.dtype
    if pd.api.types.is_bool_dtype(kind) or not pd.api.types.is_numeric_dtype(kind):
        if isinstance(kind, pd.StringDtype) and kind.na_value is np.nan:
            return plain
        return as_text([_plain(value) for value in plain.tolist()])
    if pd.api.types.is_complex_dtype(kind):
        return as_text([str(value) for value in plain.tolist()])
    return plain.astype("float64") if isinstance(kind, pd.api.extensions.ExtensionDtype) else plain


def _plain(value: Any) -> Any:
    """Return a nested or binary value as text that a person can read; others as they are."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def read_parquet(data: bytes, *, file: str, column_map: Mapping[str, str] | None = None) -> RawTable:
    """Return the table of a Parquet file; what was a frame's index is a column like the others.

    Raises
    ------
    TableError
        If the file is damaged or too large.
    """
    try:
        source = opened_parquet(pa.BufferReader(data), file=file)
        frame = frame_of(source.read())
    except DAMAGES as error:
        raise TableError("tables.damaged_parquet", file=file, problem=damage_said(error)) from error
    return read_frame(frame, file=file, column_map=column_map)


def damage_said(error: BaseException) -> str:
    """Return what a library says of a damaged file, in one line."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def opened_parquet(source: Any, *, file: str) -> pq.ParquetFile:
    """Return a Parquet file, open.

    Raises
    ------
    TableError
        If it is too wide or too large.
    """
    opened = pq.ParquetFile(source)
    rows, columns = opened.metadata.num_rows, opened.metadata.num_columns
    check_width(columns, file=file)
    if rows * columns > _MAX_CELLS:
        raise TableError("tables.sheet_too_large", file=file, sheet="-", rows=rows, columns=columns)
    return opened


def frame_of(table: pa.Table) -> pd.DataFrame:
    """Return the rows of a Parquet file as a frame; damaged ones are an error of Arrow's."""
    table.validate(full=True)  # damaged texts would come to light later, one by one
    frame: pd.DataFrame = table.to_pandas(ignore_metadata=True)
    return frame
