r"""Rows as delimited text, built column by column in Arrow. Owns quoting and how a cell is spelled.

Cells are quoted only where they must be: where they hold the delimiter, a quote or a line end. Missing is an
empty cell, truth is True or False, and floats are spelled with the fewest digits that give them back.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.tables.writing.numberkinds import NumberKinds
from kwopt.tables.writing.textcells import TEXT, bytes_of, holds_any, numbered, one_piece, texts_of

ROWS_AT_ONCE = 2**15
"""Rows of which the text is held in memory: as many as 2**16 take per row, a tenth less than 20,000."""


def csv_parts(frame: pd.DataFrame, delimiter: str = ",") -> Iterator[bytes]:
    r"""Yield the frame as delimited text in UTF-8, headers first, some thousand rows at a time.

    >>> b"".join(csv_parts(pd.DataFrame({"a": [1, 2], "b": ["x,y", None]})))
    b'a,b\n1,"x,y"\n2,\n'
    """
    yield csv_header([str(name) for name in frame.columns], delimiter)
    yield from csv_rows(with_whole_numbers(frame), delimiter)


def csv_header(names: Sequence[str], delimiter: str = ",") -> bytes:
    r"""Return the line of headers.

    >>> csv_header(["a", "b,c"])
    b'a,"b,c"\n'
    """
    return _lines(pd.DataFrame([list(names)], dtype=object), delimiter)


def csv_rows(frame: pd.DataFrame, delimiter: str = ",") -> Iterator[bytes]:
    r"""Yield the rows without headers, some thousand at a time, numbers spelled as their columns are typed.

    Pieces of one table give the bytes of the whole: `with_whole` first, by what is known of all its rows.

    >>> b"".join(csv_rows(pd.DataFrame({"a": [1.0, None]})))
    b'1\n""\n'
    """
    for start in range(0, len(frame), ROWS_AT_ONCE):
        yield _lines(frame.iloc[start : start + ROWS_AT_ONCE], delimiter)


def with_whole_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with counts as whole numbers: 2053, not 2053.0."""
    return with_whole(frame, NumberKinds.of(frame).whole)


def with_whole(frame: pd.DataFrame, whole: Sequence[bool]) -> pd.DataFrame:
    """Return the frame with the columns that `whole` marks as whole numbers; it holds a mark a column."""
    plain = frame.copy(deep=False)
    for place in np.flatnonzero(whole).tolist():
        values = frame.iloc[:, place].to_numpy(dtype=float, na_value=np.nan)
        plain.isetitem(place, pd.array(values, dtype="Float64").astype("Int64"))
    return plain


def _lines(frame: pd.DataFrame, delimiter: str) -> bytes:
    """Return rows as lines: the cells of a column at once, joined across, one line behind the other."""
    if not len(frame.columns) or not len(frame):
        return b"\n" * len(frame)
    *cells, last = (_cells(values, delimiter) for _, values in frame.items())
    if isinstance(last, pa.Scalar):
        last = pa.repeat(last, len(frame))
    if not cells:  # a line without anything would be no row
        last = pc.if_else(pc.equal(last, ""), '""', last)
    cells.append(_joined([last, pa.scalar("", TEXT)], "\n"))
    return bytes_of(_joined(_with_missing_as_one(cells, delimiter), delimiter)).tobytes()


def _joined(cells: Sequence[pa.Array | pa.Scalar], between: str) -> pa.Array:
    return pc.binary_join_element_wise(*cells, pa.scalar(between, TEXT))


def _with_missing_as_one(cells: Sequence[pa.Array | pa.Scalar], delimiter: str) -> list[pa.Array | pa.Scalar]:
    """Return columns with those side by side that hold nothing as one; a list has many of them."""
    found: list[pa.Array | pa.Scalar] = []
    for is_empty, group in groupby(cells, lambda column: isinstance(column, pa.Scalar)):
        columns = list(group)
        found += [pa.scalar(delimiter * (len(columns) - 1), TEXT)] if is_empty else columns
    return found


def _cells(values: pd.Series, delimiter: str) -> pa.Array | pa.Scalar:
    """Return the cells of a column as they stand in a line, missing ones empty; one scalar if all are."""
    if pd.api.types.is_bool_dtype(values.dtype):
        flags = one_piece(pa.array(values, from_pandas=True))
        return _without_gaps(pc.if_else(flags, pa.scalar("True", TEXT), pa.scalar("False", TEXT)))
    if pd.api.types.is_numeric_dtype(values.dtype):
        return _spelled_once(one_piece(pa.array(values, from_pandas=True)), lambda cells: cells.cast(TEXT))
    return _quoted(_as_texts(values), delimiter)


def _as_texts(values: pd.Series) -> pa.Array:
    if isinstance(values.dtype, pd.StringDtype):
        return texts_of(values)
    return pa.array([None if pd.isna(cell) else str(cell) for cell in values], type=TEXT)


def _quoted(texts: pa.Array, delimiter: str) -> pa.Array | pa.Scalar:
    """Return the cells with quotes around those that need them; few columns hold any."""
    if not holds_any(texts, f'"\r\n{delimiter}'.encode()):
        return _without_gaps(texts)
    return _spelled_once(texts, lambda cells: _with_quotes(cells, delimiter))


def _with_quotes(texts: pa.Array, delimiter: str) -> pa.Array:
    unsafe = pc.match_substring_regex(texts, f'["\\r\\n{delimiter}]')
    doubled = pc.replace_substring(texts, '"', '""')
    quote = pa.scalar('"', TEXT)
    return pc.if_else(unsafe, _joined([quote, doubled, quote], ""), texts)


def _spelled_once(cells: pa.Array, spelling: Callable[[pa.Array], pa.Array]) -> pa.Array | pa.Scalar:
    """Return the cells spelled, each distinct one once where many are equal; one scalar if all miss."""
    if cells.null_count == len(cells):
        return pa.scalar("", TEXT)
    coded = numbered(cells)
    spelled = spelling(cells) if coded is None else spelling(coded.dictionary).take(coded.indices)
    return _without_gaps(spelled)


def _without_gaps(texts: pa.Array) -> pa.Array:
    return pc.fill_null(texts, "") if texts.null_count else texts
