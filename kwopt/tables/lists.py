"""Tables that bear their headers with them (Parquet, JSON, JSON lines, a frame) to a raw table."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kwopt.errors import TableError
from kwopt.tables.encodings import decode
from kwopt.tables.headers import shown_headers
from kwopt.tables.plans import plan_columns
from kwopt.tables.raw import RawTable, as_text

_SUGGESTING_ROWS = 40  # rows by which the likeliest header is found, where none means keywords
_ROW_LISTS = ("keywords", "rows", "data", "items")  # keys under which a JSON document may hold its rows


def read_frame(frame: pd.DataFrame, *, file: str, column_map: Mapping[str, str] | None = None) -> RawTable:
    """Return a frame as a raw table; the frame stays as it is.

    >>> read_frame(pd.DataFrame({"keyword": ["cup"]}), file="frame").plan.keyword.source
    'keyword'
    """
    shown = shown_headers([str(header) for header in frame.columns])
    plan = plan_columns(shown, column_map, file=file, rows=frame.head(_SUGGESTING_ROWS).values.tolist())
    body = pd.DataFrame(
        {place: _column(frame.iloc[:, place]) for place in range(frame.shape[1])}, index=range(len(frame))
    )
    return RawTable(plan=plan, body=body, rows=np.arange(len(frame)) + 1)


def _column(column: pd.Series) -> pd.Series:
    plain = column.reset_index(drop=True)
    kind = plain.dtype
    if pd.api.types.is_bool_dtype(kind) or not pd.api.types.is_numeric_dtype(kind):
        if isinstance(kind, pd.StringDtype) and kind.na_value is np.nan:
            return plain
        return as_text(plain.tolist())
    return plain.astype("float64") if isinstance(kind, pd.api.extensions.ExtensionDtype) else plain


def read_parquet(data: bytes, *, file: str, column_map: Mapping[str, str] | None = None) -> RawTable:
    """Return the table of a Parquet file.

    Raises
    ------
    TableError
        If the file is damaged.
    """
    try:
        frame = pd.read_parquet(io.BytesIO(data))
    except (OSError, ValueError) as error:  # pyarrow's errors are ValueErrors
        raise TableError("tables.damaged_parquet", file=file, problem=str(error).splitlines()[0]) from error
    return read_frame(frame, file=file, column_map=column_map)


def read_json(
    data: bytes, *, file: str, encoding: str | None = None, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table of a JSON list of objects, of a document that holds one, or of JSON lines.

    Raises
    ------
    TableError
        If it is no JSON, or not rows of objects.
    """
    decoded = decode(data, file=file, encoding=encoding)
    entries, rows = _entries(decoded.text, file)
    headers: dict[str, None] = {}
    for entry, row in zip(entries, rows, strict=True):
        if not isinstance(entry, dict):
            raise TableError("tables.not_an_object", file=file, row=row)
        headers.update(dict.fromkeys(entry))
    if not headers:
        raise TableError("tables.empty", file=file)
    frame = pd.DataFrame(
        {place: _values([entry.get(header) for entry in entries]) for place, header in enumerate(headers)},
        index=range(len(entries)),
    )
    frame.columns = pd.Index(list(headers))
    raw = read_frame(frame, file=file, column_map=column_map)
    return RawTable(
        plan=raw.plan, body=raw.body, rows=np.array(rows, dtype=np.int64), encoding=decoded.encoding
    )


def _values(values: Sequence[Any]) -> pd.Series:
    if all(
        value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)) for value in values
    ):
        try:
            return pd.Series([np.nan if value is None else value for value in values], dtype="float64")
        except OverflowError:  # an integer beyond floats: as text, so that it stays as written
            pass
    return as_text(
        [json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value for value in values]
    )


def _entries(text: str, file: str) -> tuple[list[Any], list[int]]:
    """Return the rows and their numbers: places in a list, or lines of JSON lines."""
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise TableError("tables.bad_json", file=file, row=1, problem="nested too deeply") from error
    except ValueError:
        return _lines(text, file)
    if isinstance(whole, dict):
        whole = next((whole[key] for key in _ROW_LISTS if isinstance(whole.get(key), list)), [whole])
    return whole, list(range(1, len(whole) + 1))


def _lines(text: str, file: str) -> tuple[list[Any], list[int]]:
    entries, rows = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entries.append(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise TableError("tables.bad_json", file=file, row=number, problem=str(error)) from error
        rows.append(number)
    return entries, rows
