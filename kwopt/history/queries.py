"""Answers to queries as frames, and questions about many values."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

_VALUES_AT_ONCE = 500
"""Values in one query; old versions of SQLite take 999 parameters."""


def frame_of(connection: sqlite3.Connection, query: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the rows of a query.

    Not `pandas.read_sql_query`, which hides SQLite's errors behind its own: what was refused, and why, must
    be told.

    >>> from contextlib import closing
    >>> with closing(sqlite3.connect(":memory:")) as connection:
    ...     frame_of(connection, "SELECT 1 AS one, NULL AS none").values.tolist()
    [[1, None]]
    """
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return pd.DataFrame(cursor.fetchall(), columns=names)


def in_parts(values: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield what stands behind IN, and the values for it; one part at least.

    >>> list(in_parts(["a", "b"]))
    [('(?, ?)', ['a', 'b'])]
    """
    for start in range(0, max(len(values), 1), _VALUES_AT_ONCE):
        part = values[start : start + _VALUES_AT_ONCE]
        yield f"({', '.join('?' for _ in part)})", part
