"""Cells in rows (a sheet, a table of a web page) to a raw table: which grid, which header row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kwopt.errors import TableError
from kwopt.tables.bounds import check_width
from kwopt.tables.planning.formats import known_headers
from kwopt.tables.planning.headers import HEADER_ROWS, header_place, normal_header, shown_headers
from kwopt.tables.planning.plans import plan_columns
from kwopt.tables.raw import RawTable, as_text
from kwopt.tables.records import Record


@dataclass(frozen=True)
class Grid:
    """Cells in rows of equal length: texts, numbers, dates; "" is an empty cell.

    `first_row` counts the rows above it; `name` is that of its sheet, None where it has none.
    """

    cells: Sequence[Sequence[Any]]
    name: str | None = None
    first_row: int = 0


@dataclass(frozen=True)
class _Candidate:
    grid: Grid
    header: int | None
    known: int
    has_keywords: bool

    @property
    def rank(self) -> tuple[bool, int]:
        return self.has_keywords, self.known


def table_of_grids(
    grids: Sequence[Grid], *, file: str, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table of the grid that has a column of keywords and most known headers, first of equals.

    Raises
    ------
    TableError
        If all are empty, or none has a column of keywords.

    >>> sheets = [Grid([["说明"]], "a"), Grid([["关键词", "搜索人气"], ["旗袍", 5.0]], "b")]
    >>> table_of_grids(sheets, file="a.xlsx").sheet
    'b'
    """
    filled = [grid for grid in grids if any(cell != "" for row in grid.cells for cell in row)]
    if not filled:
        raise TableError("tables.empty", file=file)
    candidates = [_candidate(grid, column_map, file) for grid in filled]
    best = max(candidates, key=lambda found: found.rank)
    table = _table(best, column_map, file)
    return replace(table, repairs=_choice(best, candidates))


def know_headers(grids: Sequence[Grid]) -> bool:
    """Return whether any of the grids has a row with a known header.

    >>> know_headers([Grid([["说明"], ["关键词"]])])
    True
    """
    return any(_candidate(grid, None, "-").known for grid in grids)


def _candidate(grid: Grid, column_map: Mapping[str, str] | None, file: str) -> _Candidate:
    wanted = frozenset(normal_header(header).name for header in (column_map or {}).values())
    texts = [[str(cell) for cell in row] for row in grid.cells[:HEADER_ROWS]]
    check_width(max(map(len, texts), default=0), file=file)
    place = header_place(texts, known_headers(), wanted)
    header = texts[place or 0] if texts else []
    names = {normal_header(cell).name for cell in header}
    return _Candidate(grid, place, len(names & known_headers()), _has_keywords(header, column_map))


def _has_keywords(header: Sequence[str], column_map: Mapping[str, str] | None) -> bool:
    try:
        plan_columns(shown_headers(header), column_map)
    except TableError:
        return False
    return True


def _choice(best: _Candidate, candidates: Sequence[_Candidate]) -> tuple[Record, ...]:
    """Return the remark which sheets were not read, and whether others would have done as well."""
    others = [found for found in candidates if found is not best and found.grid.name is not None]
    unnamed = sum(found.has_keywords and found.grid.name is None for found in candidates if found is not best)
    if unnamed:
        return (Record("tables.other_tables", unnamed),)
    equal = [found.grid.name for found in others if found.has_keywords and found.rank == best.rank]
    if equal:
        params = {"sheet": best.grid.name, "sheets": [found.grid.name for found in others]}
        return (Record("tables.equal_sheets", len(others), params=params),)
    if not others:
        return ()
    return (Record("tables.other_sheets", len(others), params={"sheets": [o.grid.name for o in others]}),)


def _table(found: _Candidate, column_map: Mapping[str, str] | None, file: str) -> RawTable:
    grid, place = found.grid, found.header if found.header is not None else _first_filled(found.grid)
    lines = grid.cells[place + 1 :]
    header = [str(cell) for cell in grid.cells[place]]
    values = list(zip(*lines, strict=True)) if lines else [()] * len(header)
    filled = _filled_columns(header, values)
    first = [[row[index] for index in filled] for row in lines[:HEADER_ROWS]]
    shown = shown_headers([header[index] for index in filled])
    plan = plan_columns(shown, column_map, file=file, rows=first)
    return RawTable(
        plan=plan,
        body=pd.DataFrame({number: _column(values[index]) for number, index in enumerate(filled)}),
        rows=np.arange(len(lines)) + grid.first_row + place + 2,
        header_row=grid.first_row + place + 1,
        preamble=tuple(" ".join(str(cell) for cell in row if cell != "") for row in grid.cells[:place]),
        sheet=grid.name,
    )


def _filled_columns(header: Sequence[str], values: Sequence[Sequence[Any]]) -> list[int]:
    """Return the columns with a header or a value: a stray cell far to the right makes thousands without."""
    return [
        place
        for place, name in enumerate(header)
        if name.strip() or any(value != "" for value in values[place])
    ]


def _first_filled(grid: Grid) -> int:
    return next(place for place, row in enumerate(grid.cells) if any(cell != "" for cell in row))


def _column(values: Sequence[Any]) -> pd.Series:
    """Return one column: numbers where all cells are numbers or empty, else text or dates."""
    kinds = set(map(type, values))
    if not kinds:
        return pd.Series([], dtype="str")
    if kinds <= {int, float} or (str in kinds and kinds <= {int, float, str} and _texts_empty(values)):
        return pd.Series([np.nan if value == "" else value for value in values], dtype="float64")
    return as_text(values)


def _texts_empty(values: Sequence[Any]) -> bool:
    return all(value == "" for value in values if isinstance(value, str))
