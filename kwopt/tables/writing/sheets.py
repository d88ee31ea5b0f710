"""One frame as an XLSX workbook that looks right when opened: number types, widths, a frozen header."""

import math
from datetime import datetime
from typing import IO, Any

import numpy as np
import pandas as pd
import xlsxwriter

from kwopt.errors import TableError
from kwopt.language.widths import google_width
from kwopt.tables.writing.numberformats import LOOKS, PLAIN, as_shown, number_format

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
    if len(frame) >= MAX_ROWS or len(frame.columns) > MAX_COLUMNS:
        raise TableError("tables.sheet_full", rows=len(frame), columns=len(frame.columns))
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options | _memory(frame))
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet(name)
    _write_headers(book, sheet, frame)
    for start in range(0, len(frame), _ROWS_AT_ONCE):
        _write_rows(sheet, start + 1, frame.iloc[start : start + _ROWS_AT_ONCE])
    sheet.freeze_panes(1, 1)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    book.close()


def _write_headers(book: Any, sheet: Any, frame: pd.DataFrame) -> None:
    """Write the headers, and say how each column looks."""
    heading = book.add_format({"bold": True})
    looks = {look: book.add_format({"num_format": look}) for look in LOOKS}
    for place, header in enumerate(frame.columns):
        look = number_format(str(header), frame.iloc[:, place])
        width = _width(str(header), frame.iloc[:_WIDTH_ROWS, place], look)
        sheet.write_string(0, place, str(header), heading)
        sheet.set_column(place, place, width, None if look == PLAIN else looks[look])


def _memory(frame: pd.DataFrame) -> dict[str, bool]:
    """Return where the workbook grows: a large one on disk, row by row, its texts inside their cells."""
    return {"constant_memory": True} if frame.size > _MOST_CELLS_IN_MEMORY else {"in_memory": True}


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
