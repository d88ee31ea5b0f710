"""Workbooks (XLSX, XLS) to a raw table: which sheet, which header row, cells as they are stored."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import python_calamine

from kwopt.errors import TableError
from kwopt.tables.formats import known_headers
from kwopt.tables.headers import HEADER_ROWS, header_place, normal_header, shown_headers
from kwopt.tables.plans import plan_columns
from kwopt.tables.raw import RawTable, as_text
from kwopt.tables.records import Record

MAX_UNPACKED = 2 * 2**30
"""Largest total of an XLSX's parts, in bytes: a million rows of thirty columns take some 1.5 GB."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # stream of an encrypted workbook (MS-OFFCRYPTO 2.3.4)


@dataclass(frozen=True)
class _Sheet:
    name: str
    first_row: int
    cells: Sequence[Sequence[Any]]
    header_index: int | None
    known: int


def read_workbook(
    data: bytes, *, file: str, sheet: str | None = None, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table of the sheet asked for, else of the sheet with most known headers, first of equals.

    Raises
    ------
    TableError
        If the workbook is locked, damaged or too large, or the sheet is not there or empty.
    """
    _check_size(data, file)
    workbook = _opened(data, file)
    wanted = frozenset(normal_header(header).name for header in (column_map or {}).values())
    if sheet is not None and sheet not in workbook.sheet_names:
        raise TableError("tables.no_sheet", file=file, sheet=sheet, sheets=workbook.sheet_names)
    names = [sheet] if sheet is not None else workbook.sheet_names
    sheets = [found for name in names if (found := _sheet(workbook, name, wanted, file)).cells]
    if not sheets:
        raise TableError("tables.empty", file=file)
    best = max(sheets, key=lambda found: found.known)
    others = [found.name for found in sheets if found is not best]
    return _table(best, column_map, file, others)


def _check_size(data: bytes, file: str) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise TableError("tables.damaged_workbook", file=file, problem=str(error)) from error
    if size > MAX_UNPACKED:
        raise TableError("tables.too_large", file=file, limit=MAX_UNPACKED // 2**20)


def _opened(data: bytes, file: str) -> python_calamine.CalamineWorkbook:
    if _ENCRYPTED in data:
        raise TableError("tables.locked", file=file)
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise TableError("tables.locked", file=file) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TableError("tables.damaged_workbook", file=file, problem=str(error)) from error


def _sheet(
    workbook: python_calamine.CalamineWorkbook, name: str, wanted: frozenset[str], file: str
) -> _Sheet:
    try:
        source = workbook.get_sheet_by_name(name)
        cells = source.to_python(skip_empty_area=True)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TableError("tables.damaged_workbook", file=file, problem=str(error)) from error
    first = source.start[0] if source.start else 0
    texts = [[str(cell) for cell in row] for row in cells[:HEADER_ROWS]]
    place = header_place(texts, known_headers(), wanted)
    known = 0 if place is None else len({normal_header(cell).name for cell in texts[place]} & known_headers())
    return _Sheet(name, first, cells, place, known)


def _table(sheet: _Sheet, column_map: Mapping[str, str] | None, file: str, others: Sequence[str]) -> RawTable:
    place = sheet.header_index or 0
    header = [str(cell) for cell in sheet.cells[place]]
    plan = plan_columns(shown_headers(header), column_map, file=file)
    lines = sheet.cells[place + 1 :]
    width = len(header)
    body = pd.DataFrame(
        {index: _column(values) for index, values in enumerate(zip(*lines, strict=True))}
        if lines
        else {index: pd.Series([], dtype="str") for index in range(width)}
    )
    return RawTable(
        plan=plan,
        body=body,
        rows=np.arange(len(lines)) + sheet.first_row + place + 2,
        header_row=sheet.first_row + place + 1,
        preamble=tuple(" ".join(str(cell) for cell in row if cell != "") for row in sheet.cells[:place]),
        sheet=sheet.name,
        repairs=(Record("tables.other_sheets", len(others), params={"sheets": list(others)}),)
        if others
        else (),
    )


def _column(values: Sequence[Any]) -> pd.Series:
    """Return one column: numbers where all cells are numbers or empty, else text or dates."""
    kinds = set(map(type, values))
    if kinds <= {int, float} or (str in kinds and kinds <= {int, float, str} and _texts_empty(values)):
        return pd.Series([np.nan if value == "" else value for value in values], dtype="float64")
    return as_text(values)


def _texts_empty(values: Sequence[Any]) -> bool:
    return all(value == "" for value in values if isinstance(value, str))
