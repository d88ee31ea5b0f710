r"""Rows as delimited text, built column by column in Arrow. Owns quoting and how a cell is spelled.

Cells are quoted only where they must be: where they hold the delimiter, a quote or a line end. Missing is an
empty cell, truth is True or False, and floats are spelled with the fewest digits that give them back.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.tables.writing.numberkinds import NumberKinds

ROWS_AT_ONCE = 20_000
"""Rows of which the text is held in memory."""

_TEXT = pa.large_string()


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
    if not len(frame.columns):
        return b"\n" * len(frame)
    cells = [_quoted(_spelled(frame.iloc[:, place]), delimiter) for place in range(len(frame.columns))]
    if len(cells) == 1:  # a line without anything would be no row
        cells = [pc.if_else(pc.equal(cells[0], ""), '""', cells[0])]
    rows = pc.binary_join_element_wise(*cells, pa.scalar(delimiter, _TEXT))
    ended = pc.binary_join_element_wise(rows, pa.scalar("", _TEXT), pa.scalar("\n", _TEXT))
    return b"" if not len(ended) else _bytes_of(ended)


def _bytes_of(texts: pa.Array) -> bytes:
    """Return all texts, one behind the other: so they lie in memory."""
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[[texts.offset, texts.offset + len(texts)]]
    return bytes(memoryview(data)[ends[0] : ends[1]])


def _spelled(values: pd.Series) -> pa.Array:
    """Return the cells of a column as text, missing ones empty."""
    if pd.api.types.is_bool_dtype(values.dtype):
        cells = pa.array(values, from_pandas=True)
        spelled = pc.if_else(cells, pa.scalar("True", _TEXT), pa.scalar("False", _TEXT))
    elif pd.api.types.is_numeric_dtype(values.dtype):
        spelled = pa.array(values, from_pandas=True).cast(_TEXT)
    elif isinstance(values.dtype, pd.StringDtype):
        spelled = pa.array(values, type=_TEXT, from_pandas=True)
    else:
        spelled = pa.array([None if pd.isna(cell) else str(cell) for cell in values], type=_TEXT)
    return pc.fill_null(_one_piece(spelled), "")


def _one_piece(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def _quoted(cells: pa.Array, delimiter: str) -> pa.Array:
    unsafe = pc.match_substring_regex(cells, f'["\\r\\n{delimiter}]')
    if not pc.any(unsafe).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    quote = pa.scalar('"', _TEXT)
    enclosed = pc.binary_join_element_wise(quote, doubled, quote, pa.scalar("", _TEXT))
    return pc.if_else(unsafe, enclosed, cells)
