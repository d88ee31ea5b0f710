"""Parquet files, one row group at a time: as much of a table is in memory as one group holds."""

from collections.abc import Iterable, Iterator
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kwopt.tables.writing.safecells import flat

ROWS_IN_GROUP = 2**16
"""Rows of a group: some 10 MB of scored keywords. Equal tables are cut alike, so that bytes are equal."""


def write_row_groups(frames: Iterable[pd.DataFrame], file: IO[bytes]) -> None:
    """Write frames with the same columns, each as one row group; at least one is needed.

    >>> import io
    >>> file = io.BytesIO()
    >>> write_row_groups([pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]})], file)
    >>> pd.read_parquet(file)["a"].tolist()
    [1, 2]
    """
    left = iter(frames)
    first = pa.Table.from_pandas(next(left), preserve_index=False)
    with pq.ParquetWriter(file, first.schema) as writer:
        writer.write_table(first)
        for frame in left:
            writer.write_table(pa.Table.from_pandas(frame, schema=first.schema, preserve_index=False))


def row_groups(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield a frame cut into row groups, its columns such as Parquet can hold; at least one group."""
    named = frame.set_axis([str(name) for name in frame.columns], axis=1)
    for place, kind in enumerate(named.dtypes):
        if pd.api.types.is_object_dtype(kind):
            named.isetitem(place, _one_kind(named.iloc[:, place]).array)
    for start in range(0, max(len(named), 1), ROWS_IN_GROUP):
        yield named.iloc[start : start + ROWS_IN_GROUP]


def _one_kind(values: pd.Series) -> pd.Series:
    """Return a column that Parquet can hold: lists or texts as they are, mixed kinds as text."""
    kinds = {type(value) for value in values if value is not None and value is not pd.NA and value == value}
    if len(kinds) <= 1 or kinds <= {list, tuple}:
        return values.map(lambda cell: list(cell) if isinstance(cell, tuple) else cell)
    return flat(values).map(lambda cell: None if pd.isna(cell) else str(cell)).astype("str")
