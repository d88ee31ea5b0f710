"""The body of an irregular delimited text, row by row: rows too long, blank or short, stray quotes."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kwopt.errors import TableError
from kwopt.tables.bounds import check_cells
from kwopt.tables.readers.layouts import Layout, Quotes, numbered_rows
from kwopt.tables.records import Record, examples
from kwopt.tables.values.cells import says_nothing

_SHOWN_CHARACTERS = 80  # of a row that is refused


@dataclass(frozen=True)
class Body:
    """Rows below the header as text; their index counts all rows below it, refused ones too."""

    frame: pd.DataFrame
    refusals: tuple[Record, ...] = ()
    repairs: tuple[Record, ...] = ()


def ragged_body(body: str, layout: Layout, width: int, *, file: str) -> Body:
    """Return the rows of `body`: short ones filled up, those with cells beyond `width` columns refused.

    Where quotation marks do not pair, they are taken as text if that misses fewer rows, or if one of them
    swallows line ends: a quote opened and never closed must not cost the rows behind it.

    Raises
    ------
    TableError
        If a cell is longer than any table's, or filled up the rows would take too much room.
    """
    rows, repairs = _rows(body, layout, width, file)
    fits = np.array([_fits(row, width) for row in rows], dtype=bool)
    places = np.flatnonzero(fits)
    check_cells(len(rows), sum(max(0, width - len(rows[place])) for place in places), file=file)
    padded = [(rows[place] + [""] * width)[:width] for place in places]
    frame = pd.DataFrame(padded, columns=range(width), index=places, dtype="str")
    return Body(frame, _refused(rows, np.flatnonzero(~fits), layout, width), repairs)


def _fits(row: Sequence[str], width: int) -> bool:
    return len(row) <= width or all(says_nothing(cell) for cell in row[width:])


def _refused(rows: Sequence[list[str]], bad: np.ndarray, layout: Layout, width: int) -> tuple[Record, ...]:
    if not len(bad):
        return ()
    numbers = bad + layout.header_index + 2
    values = [layout.delimiter.join(rows[place])[:_SHOWN_CHARACTERS] for place in bad]
    return (Record("tables.row_too_long", len(bad), examples(row=numbers, value=values), {"columns": width}),)


def _rows(body: str, layout: Layout, width: int, file: str) -> tuple[list[list[str]], tuple[Record, ...]]:
    if layout.quotes == "text":
        return _unquoted_rows(body, layout, file), (Record("tables.stray_quotes", 1),)
    try:
        enclosed = _split(body, layout, "cells", file)
    except TableError:  # a quote never closed swallows rows, until its cell is longer than any table's
        if '"' not in body:
            raise
        return _unquoted_rows(body, layout, file), (Record("tables.stray_quotes", 1),)
    if '"' not in body or _pairs(body, layout):
        return enclosed, ()
    bare = _unquoted_rows(body, layout, file)
    if _swallows(enclosed) or _misfits(bare, width) < _misfits(enclosed, width):
        return bare, (Record("tables.stray_quotes", 1),)
    return enclosed, ()


def _split(body: str, layout: Layout, quotes: Quotes, file: str) -> list[list[str]]:
    return [row for row, _ in numbered_rows(body, layout.delimiter, quotes, file=file)]


def _pairs(body: str, layout: Layout) -> bool:
    """Whether every quotation mark opens a cell, closes it, or is doubled inside one."""
    try:
        for _ in numbered_rows(body, layout.delimiter, "cells", strict=True):
            pass
    except csv.Error:
        return False
    return True


def _swallows(rows: Sequence[Sequence[str]]) -> bool:
    return any("\n" in cell or "\r" in cell for row in rows for cell in row)


def _misfits(rows: Sequence[Sequence[str]], width: int) -> int:
    return sum(len(row) > width for row in rows)


def _unquoted_rows(body: str, layout: Layout, file: str) -> list[list[str]]:
    return [[_unquoted(cell) for cell in row] for row in _split(body, layout, "text", file)]


def _unquoted(cell: str) -> str:
    inner = cell.strip()
    return inner[1:-1].replace('""', '"') if len(inner) > 1 and inner[0] == inner[-1] == '"' else cell
