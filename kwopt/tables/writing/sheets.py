"""One frame as an XLSX workbook that looks right when opened: number types, widths, a frozen header."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd
import xlsxwriter

from kwopt.errors import TableError
from kwopt.language.widths import google_width
from kwopt.tables.writing.numberformats import LOOKS, PLAIN, as_shown, number_format
from kwopt.tables.writing.numberkinds import NumberKinds

CREATED = datetime(2020, 1, 1)
"""Creation date of every workbook: fixed, so that equal tables give equal bytes."""

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 1_048_576, 16_384, 32_767
"""Limits of the format: rows, columns, characters of a cell (Microsoft, Excel specifications)."""

_WIDTH_ROWS = 200  # rows from which a column's width is taken
_ROWS_AT_ONCE = 20_000  # that are turned into Python's values together
_MOST_CELLS_IN_MEMORY = 2_000_000  # each takes some 250 bytes until the workbook is closed
_LONGEST_NUMBER = 10**15  # Excel keeps 15 digits of a number (Microsoft, Excel specifications)
_NARROWEST, _WIDEST = 6, 48  # widths of a column, in characters of the default font


def write_sheet(frame: pd.DataFrame, file: IO[bytes], name: str) -> None:
    """Write `frame` as the only sheet of a workbook.

    Raises
    ------
    TableError
        If it has more rows, columns or characters in a cell than the format holds.
    """
    size = SheetSize(len(frame), tuple(map(str, frame.columns)), NumberKinds.of(frame).without_parts)
    write_sheet_rows([frame], file, size, name=name)


@dataclass(frozen=True)
class SheetSize:
    """What must be known of a sheet before its first row is written.

    Parameters
    ----------
    rows
        Without the headers.
    headers
        As they are to be written.
    whole
        One mark a column: whether all its numbers are without parts.
    """

    rows: int
    headers: tuple[str, ...]
    whole: tuple[bool, ...]

    def check(self) -> None:
        """Refuse what a workbook cannot hold.

        >>> SheetSize(2**20, ("keyword",), (True,)).check()
        Traceback (most recent call last):
        kwopt.errors.TableError: a workbook cannot hold 1048576 rows and 1 columns; write CSV or Parquet
        """
        if self.rows >= MAX_ROWS or len(self.headers) > MAX_COLUMNS:
            raise TableError("tables.sheet_full", rows=self.rows, columns=len(self.headers))


def write_sheet_rows(
    frames: Iterable[pd.DataFrame],
    file: IO[bytes],
    size: SheetSize,
    *,
    name: str,
    workplace: Path | None = None,
) -> None:
    """Write frames, one below the other, as the only sheet of a workbook; at least one frame is needed.

    Parameters
    ----------
    workplace
        Folder in which a large sheet grows; by default the system's for such files.

    Raises
    ------
    TableError
        As `write_sheet`.
    """
    size.check()
    options: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options | _memory(size) | {"tmpdir": workplace and str(workplace)})
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet(name)
    first, left = _first_rows(frames)
    _write_headers(book, sheet, size, first)
    row = 1
    for frame in left:
        for start in range(0, len(frame), _ROWS_AT_ONCE):
            _write_rows(sheet, row + start, frame.iloc[start : start + _ROWS_AT_ONCE])
        row += len(frame)
    sheet.freeze_panes(1, 1)
    if size.headers:
        sheet.autofilter(0, 0, size.rows, len(size.headers) - 1)
    book.close()


def _first_rows(frames: Iterable[pd.DataFrame]) -> tuple[pd.DataFrame, Iterable[pd.DataFrame]]:
    """Return the rows from which widths are taken, and all frames, these among them."""
    left, held, rows = iter(frames), [], 0
    for frame in left:
        held.append(frame)
        rows += len(frame)
        if rows >= _WIDTH_ROWS:
            break
    first = held[0] if len(held) == 1 else pd.concat(held, ignore_index=True)
    return first.iloc[:_WIDTH_ROWS], chain(held, left)


def _write_headers(book: Any, sheet: Any, size: SheetSize, first: pd.DataFrame) -> None:
    """Write the headers, and say how each column looks."""
    heading = book.add_format({"bold": True})
    looks = {look: book.add_format({"num_format": look}) for look in LOOKS}
    for place, (header, whole) in enumerate(zip(size.headers, size.whole, strict=True)):
        look = number_format(header, whole=whole)
        width = _width(header, first.iloc[:, place], look)
        sheet.write_string(0, place, header, heading)
        sheet.set_column(place, place, width, None if look == PLAIN else looks[look])


def _memory(size: SheetSize) -> dict[str, bool]:
    """Return where the workbook grows: a large one on disk, row by row, its texts inside their cells."""
    large = size.rows * len(size.headers) > _MOST_CELLS_IN_MEMORY
    return {"constant_memory": True} if large else {"in_memory": True}


def _write_rows(sheet: Any, first: int, frame: pd.DataFrame) -> None:
    columns = [frame.iloc[:, place].tolist() for place in range(len(frame.columns))]
    for row, values in enumerate(zip(*columns, strict=True), start=first):
        for place, value in enumerate(values):
            _write_cell(sheet, row, place, value)


def _write_cell(sheet: Any, row: int, place: int, value: Any) -> None:
    if isinstance(value, bool | np.bool_):
        sheet.write_boolean(row, place, bool(value))
    elif isinstance(value, int) and abs(value) >= _LONGEST_NUMBER:
        sheet.write_string(row, place, str(value))  # an id: as a number it would be rounded
    elif isinstance(value, int | float | np.number):
        if math.isfinite(value):
            sheet.write_number(row, place, value)
    elif value is not None and value is not pd.NA and value is not pd.NaT:
        _write_text(sheet, row, place, str(value))


def _write_text(sheet: Any, row: int, place: int, text: str) -> None:
    if len(text) > MAX_CELL:
        raise TableError("tables.cell_too_long", row=row + 1, limit=MAX_CELL)
    if text:
        sheet.write_string(row, place, text)


def _width(header: str, values: pd.Series, look: str) -> int:
    """Return a width that shows the header and the values; a hanzi takes two characters.

    The arrow of the filter covers the end of the header, and takes two more.
    """
    shown = max((google_width(as_shown(value, look)) for value in values.tolist()), default=0)
    return max(_NARROWEST, min(_WIDEST, max(shown + 2, google_width(header) + 4)))
