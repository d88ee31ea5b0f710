"""Rows of cells as mark-up tells them: cells that span columns and rows become a plain grid."""

from collections.abc import Callable
from typing import Any

from kwopt.errors import TableError
from kwopt.tables.bounds import MAX_ROWS, check_extent, check_width

_MAX_ACROSS = 1_000  # columns that a cell may span, as browsers limit it (HTML Standard, 4.9.11)

_MAX_FILLED = 500_000  # cells that are filled from above: headers of two rows have some ten


def _spaced(text: str) -> str:
    return " ".join(text.split())


class SpannedRows:
    """A table that is told cell by cell.

    A value that spans rows stands in each of them, one that spans columns in the first of them only.

    >>> rows = SpannedRows("a.xls")
    >>> rows.start_row()
    >>> rows.start_cell(across=2)
    >>> rows.add_text(" 关键词 ")
    >>> rows.cells()
    [['关键词', '']]
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: list[list[Any]] = []
        self._covered: dict[int, tuple[int, Any]] = {}  # column of this row -> rows it covers still, value
        self._below: dict[int, tuple[int, Any]] = {}  # the same of the next row
        self._texts: list[str] | None = None
        self._span = (1, 1)
        self._width = 0
        self._filled = 0

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self._rows)

    def start_row(self, number: int | None = None) -> None:
        """Begin a row: the next one, or the one with this number, from 1."""
        self._end_row()
        if number is not None and number > len(self._rows) + 1:
            check_extent(number, max(1, self._width), file=self._file, sheet="-")
            self._rows.extend([] for _ in range(number - 1 - len(self._rows)))
        if self._filled > _MAX_FILLED or self.height >= MAX_ROWS:
            raise TableError(
                "tables.sheet_too_large", file=self._file, sheet="-", rows=self.height, columns=self._width
            )
        check_extent(len(self._rows), self._width, file=self._file, sheet="-")
        self._covered, self._below = self._below, {}
        self._rows.append([])

    def start_cell(self, *, across: int = 1, down: int = 1, column: int | None = None) -> None:
        """Begin a cell: the next one, or the one in this column, from 1."""
        self.end_cell()
        if not self._rows:
            self._rows.append([])
        self._fill_covered()
        if column is not None and column > len(self._rows[-1]) + 1:
            check_width(column, file=self._file)
            self._rows[-1].extend([""] * (column - 1 - len(self._rows[-1])))
        self._texts, self._span = [], (max(1, min(across, _MAX_ACROSS)), max(1, down))

    def add_text(self, text: str) -> None:
        """Add to the text of the open cell, if one is open."""
        if self._texts is not None:
            self._texts.append(text)

    def end_cell(self, value_of: Callable[[str], Any] = _spaced) -> None:
        """End the open cell, if one is open."""
        if self._texts is None:
            return
        text = "".join(self._texts)
        value, self._texts = value_of(text) if text else "", None
        row, (across, down) = self._rows[-1], self._span
        values = [value, *[""] * (across - 1)]
        if down > 1:
            self._below |= {len(row) + place: (down - 1, item) for place, item in enumerate(values)}
        row.extend(values)
        self._width = max(self._width, len(row))
        check_width(len(row), file=self._file)

    def _fill_covered(self) -> None:
        """Write what spans from above into the columns that come next."""
        row = self._rows[-1]
        while (column := len(row)) in self._covered:
            self._filled += 1
            down, value = self._covered.pop(column)
            row.append(value)
            if down > 1:
                self._below[column] = (down - 1, value)

    def _end_row(self) -> None:
        self.end_cell()
        for column in sorted(self._covered):
            row = self._rows[-1]
            row.extend([""] * (column - len(row)))
            self._fill_covered()

    def cells(self) -> list[list[Any]]:
        """Return all rows, filled up to equal length."""
        self._end_row()
        width = max(map(len, self._rows), default=0)
        check_extent(len(self._rows), width, file=self._file, sheet="-")
        return [row + [""] * (width - len(row)) for row in self._rows]
