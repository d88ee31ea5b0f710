"""One frame as an XLSX workbook that looks right when opened: number types, widths, a frozen header."""

import math
from datetime import datetime
from typing import IO, Any

import numpy as np
import pandas as pd
import xlsxwriter

from kwopt.errors import TableError
from kwopt.language.widths import google_width

CREATED = datetime(2020, 1, 1)
"""Creation date of every workbook: fixed, so that equal tables give equal bytes."""

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 1_048_576, 16_384, 32_767
"""Limits of the format: rows, columns, characters of a cell (Microsoft, Excel specifications)."""

_WIDTH_ROWS = 200  # rows from which a column's width is taken
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
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True})
    columns = [frame.iloc[:, place] for place in range(len(frame.columns))]
    for place, (header, values) in enumerate(zip(frame.columns, columns, strict=True)):
        sheet.write_string(0, place, str(header), heading)
        _write_column(sheet, place, values)
        sheet.set_column(place, place, _width(str(header), values))
    sheet.freeze_panes(1, 1)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    book.close()


def _write_column(sheet: Any, place: int, values: pd.Series) -> None:
    for row, value in enumerate(values.tolist(), start=1):
        if isinstance(value, bool | np.bool_):
            sheet.write_boolean(row, place, bool(value))
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


def _width(header: str, values: pd.Series) -> int:
    """Return a width that shows the header and the first rows; a hanzi takes two characters."""
    shown = [
        header,
        *(f"{value:.6g}" if isinstance(value, float) else str(value) for value in values[:_WIDTH_ROWS]),
    ]
    return max(_NARROWEST, min(_WIDEST, max(google_width(text) for text in shown) + 2))
