"""The body of an irregular delimited text, row by row: rows too long, blank or short, stray quotes."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pandas as pd

from kwopt.errors import TableError
from kwopt.tables.bounds import check_cells
from kwopt.tables.readers.layouts import Layout, Quotes, numbered_rows
from kwopt.tables.records import Record, examples
from kwopt.tables.values.cells import says_nothing

Lines: TypeAlias = Callable[[], Iterable[str]]

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

    def lines() -> Iterable[str]:
        return io.StringIO(body, newline="")

    _check_pieces(body, layout, file)
    quotes = quotes_of(lines, layout, width, file=file)
    rows = list(split_rows(lines(), layout, quotes, file=file))
    missing = sum(max(0, width - len(row)) for row in rows if fits(row, width))
    check_cells(len(rows), missing, file=file)
    return replace(body_of_rows(rows, layout, width), repairs=quote_repairs(quotes))


_MOST_PIECES = 30_000_000
"""Cells of an irregular text, a line counted as four: each becomes an object, and these are some 2 GB."""


def _check_pieces(body: str, layout: Layout, file: str) -> None:
    """Raise a TableError if a text has more rows and cells than can be taken apart one by one."""
    rows, marks = body.count("\n"), body.count(layout.delimiter)
    if 4 * rows + marks > _MOST_PIECES:
        raise TableError("tables.too_many_irregular", file=file, rows=rows)


def body_of_rows(rows: Sequence[list[str]], layout: Layout, width: int, *, above: int = 0) -> Body:
    """Return rows of a text, filled up to `width` cells; those with more are refused.

    Parameters
    ----------
    above
        Rows between these and the header.
    """
    fitting = np.array([fits(row, width) for row in rows], dtype=bool)
    places = np.flatnonzero(fitting)
    padded = [(rows[place] + [""] * width)[:width] for place in places.tolist()]
    frame = pd.DataFrame(padded, columns=range(width), index=places, dtype="str")
    return Body(frame, _refused(rows, np.flatnonzero(~fitting), layout, width, above))


def fits(row: Sequence[str], width: int) -> bool:
    """Return whether a row has no more cells than there are columns; further ones may be blank."""
    return len(row) <= width or all(says_nothing(cell) for cell in row[width:])


def _refused(
    rows: Sequence[list[str]], bad: np.ndarray, layout: Layout, width: int, above: int
) -> tuple[Record, ...]:
    if not len(bad):
        return ()
    numbers = bad + layout.header_index + 2 + above
    values = [layout.delimiter.join(rows[place])[:_SHOWN_CHARACTERS] for place in bad]
    return (Record("tables.row_too_long", len(bad), examples(row=numbers, value=values), {"columns": width}),)


def quotes_of(lines: Lines, layout: Layout, width: int, *, file: str) -> Quotes:
    """Return what quotation marks do in an irregular text.

    Parameters
    ----------
    lines
        Returns the lines of the text, with their ends; it is called again for each look at them.
    """
    if layout.quotes == "text":
        return "text"
    if not any('"' in line for line in lines()):
        return "cells"
    try:
        if _pairs(lines(), layout, file):
            return "cells"
        swallows, enclosed = _misfits(split_rows(lines(), layout, "cells", file=file), width)
    except TableError:  # a quote never closed swallows rows, until its cell is longer than any table's
        return "text"
    _, bare = _misfits(split_rows(lines(), layout, "text", file=file), width)
    return "text" if swallows or bare < enclosed else "cells"


def quote_repairs(quotes: Quotes) -> tuple[Record, ...]:
    """Return what reading records of quotation marks in an irregular text."""
    return (Record("tables.stray_quotes", 1),) if quotes == "text" else ()


def split_rows(lines: Iterable[str], layout: Layout, quotes: Quotes, *, file: str) -> Iterator[list[str]]:
    """Yield the rows of a text by its lines.

    Raises
    ------
    TableError
        If a cell is longer than any table's.
    """
    rows = (row for row, _ in numbered_rows(lines, layout.delimiter, quotes, file=file))
    return rows if quotes == "cells" else ([_unquoted(cell) for cell in row] for row in rows)


def _pairs(lines: Iterable[str], layout: Layout, file: str) -> bool:
    """Whether every quotation mark opens a cell, closes it, or is doubled inside one."""
    try:
        for _ in numbered_rows(lines, layout.delimiter, "cells", strict=True, file=file):
            pass
    except csv.Error:
        return False
    return True


def _misfits(rows: Iterable[Sequence[str]], width: int) -> tuple[bool, int]:
    """Return whether some cell holds a line end, and how many rows have too many cells."""
    swallows, misfits = False, 0
    for row in rows:
        swallows = swallows or any("\n" in cell or "\r" in cell for cell in row)
        misfits += len(row) > width
    return swallows, misfits


def _unquoted(cell: str) -> str:
    inner = cell.strip()
    return inner[1:-1].replace('""', '"') if len(inner) > 1 and inner[0] == inner[-1] == '"' else cell
