"""Workbooks (XLSX, XLSB, XLS, ODS) to a raw table: which sheet, cells as they are stored.

All sheets are read, hidden ones too, and all rows of a sheet; a formula counts as the value stored with it.
"""

import io
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kwopt.errors import TableError
from kwopt.tables.grids import Grid, table_of_grids
from kwopt.tables.legacy import checked_legacy
from kwopt.tables.packages import check_package
from kwopt.tables.raw import RawTable

_Result = TypeVar("_Result")

_MAX_FILLED = 10_000_000  # cells that merged ones cover: bounds ranges that cover one another
_OLE = b"\xd0\xcf\x11\xe0"


def read_workbook(
    data: bytes, *, file: str, sheet: str | None = None, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table of the sheet asked for, else of the one with most known headers, first of equals.

    Raises
    ------
    TableError
        If the workbook is locked, damaged or too large, or the sheet is not there or empty.
    """
    workbook = _guarded(partial(_opened, data, file), file)
    names: list[str] = workbook.sheet_names
    if sheet is not None and sheet not in names:
        raise TableError("tables.no_sheet", file=file, sheet=sheet, sheets=names)
    wanted = [sheet] if sheet is not None else names
    grids = [_guarded(partial(_grid, workbook, name), file) for name in wanted]
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


def _guarded(read: Callable[[], _Result], file: str) -> _Result:
    """Return what `read` returns; whatever the reader stumbles over is said to be damage."""
    try:
        return read()
    except PasswordError as error:
        raise TableError("tables.locked", file=file) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(file, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how Rust's panics arrive; no module exports the class
            raise
        raise _damaged(file, error) from error


def _damaged(file: str, error: BaseException) -> TableError:
    problem = str(error).splitlines()[0] if str(error) else type(error).__name__
    return TableError("tables.damaged_workbook", file=file, problem=problem)
