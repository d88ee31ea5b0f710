"""Workbooks (XLSX, XLSB, XLS, ODS) to a raw table: which sheet, cells as they are stored.

All sheets are read, hidden ones too, and all rows of a sheet; a formula counts as the value stored with it.
"""

import io
from collections.abc import Mapping
from functools import partial
from typing import Any

from python_calamine import CalamineWorkbook

from kwopt.errors import TableError
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.grids import Grid, table_of_grids
from kwopt.tables.readers.legacy import checked_legacy
from kwopt.tables.readers.panics import guarded
from kwopt.tables.sources.packages import check_package

_MAX_FILLED = 10_000_000  # cells that merged ones cover: bounds ranges that cover one another
_OLE = b"\xd0\xcf\x11\xe0"
_XLSX_PART = b"xl/workbook.xml"  # its name stands in the directory of every XLSX


def read_workbook(
    data: bytes, *, file: str, sheet: str | None = None, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table of the sheet asked for, else of the one with most known headers, first of equals.

    Raises
    ------
    TableError
        If the workbook is locked, damaged or too large, or the sheet is not there or empty.
    """
    quiet = _XLSX_PART not in data
    workbook = guarded(partial(_opened, data, file), file=file, quiet=quiet)
    names: list[str] = workbook.sheet_names
    if sheet is not None and sheet not in names:
        raise TableError("tables.no_sheet", file=file, sheet=sheet, sheets=names)
    wanted = [sheet] if sheet is not None else names
    grids = [guarded(partial(_grid, workbook, name), file=file, quiet=quiet) for name in wanted]
    return table_of_grids(grids, file=file, column_map=column_map)


def _opened(data: bytes, file: str) -> CalamineWorkbook:
    if data.startswith(_OLE):
        data = checked_legacy(data, file=file)
    else:
        check_package(data, file=file)
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _grid(workbook: CalamineWorkbook, name: str) -> Grid:
    source = workbook.get_sheet_by_name(name)
    cells = source.to_python(skip_empty_area=True)
    row, column = source.start or (0, 0)
    left_to_fill = _MAX_FILLED
    for (top, left), (bottom, _) in source.merged_cell_ranges or ():
        left_to_fill -= min(bottom - top, len(cells))
        if left_to_fill > 0:
            _fill_down(cells, top - row, bottom - row, left - column)
    return Grid(cells, name, row)


def _fill_down(cells: list[list[Any]], top: int, bottom: int, column: int) -> None:
    """Write the value of a merged cell into the rows below that it covers, as in headers of two rows."""
    if not (0 <= top < bottom and top < len(cells) and 0 <= column < len(cells[0])):
        return
    for row in cells[top + 1 : bottom + 1]:
        row[column] = cells[top][column]
