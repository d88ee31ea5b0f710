"""How much of a file is read: bounds that keep memory and time in hand, whatever the bytes say."""

from kwopt.errors import TableError

MAX_COLUMNS = 16_384
"""Columns of the widest table, as in a worksheet (ECMA-376, XFD); real exports have fewer than 200."""

MAX_CELLS = 40_000_000
"""Cells of the largest sheet, empty ones between others included: a million rows of some forty columns."""

MAX_TEXT_CELLS = 200_000_000
"""Cells of the largest delimited text: Brand Analytics, the largest known export, has some 60 million."""

MAX_ROWS = 1_048_576
"""Rows of the longest worksheet (ECMA-376)."""

MAX_CELL_BYTES = 2**20
"""Bytes of the longest text in a workbook: a cell holds 32,767 characters, which may be marked up."""

MAX_TEXT_BYTES = 2 * 2**30
"""Bytes of all texts of a sheet, as often as they are used."""


def check_width(columns: int, *, file: str) -> None:
    """Raise a TableError if a table is wider than any worksheet.

    >>> check_width(200, file="a.csv")
    """
    if columns > MAX_COLUMNS:
        raise TableError("tables.too_many_columns", file=file, columns=columns, limit=MAX_COLUMNS)


def check_cells(rows: int, cells: int, *, file: str) -> None:
    """Raise a TableError if the rows of a file, filled up to equal length, are too many cells to be read.

    >>> check_cells(1000, 40_000, file="a.json")
    """
    if cells > MAX_CELLS:
        raise TableError("tables.too_many_cells", file=file, rows=rows, cells=cells)


def check_extent(rows: int, columns: int, *, file: str, sheet: str) -> None:
    """Raise a TableError if the area that the cells of a sheet span is too wide or too large to be read.

    >>> check_extent(1000, 40, file="a.xlsx", sheet="Sheet1")
    """
    check_width(columns, file=file)
    if rows * columns > MAX_CELLS:
        raise TableError("tables.sheet_too_large", file=file, sheet=sheet, rows=rows, columns=columns)
