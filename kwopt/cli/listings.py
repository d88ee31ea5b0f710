"""Titles, or other fields, of files: lists with one a line, and a column of any table that can be read.

Owns which files are lists, and which column is meant. How files are read is `kwopt.tables`'.
"""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

import pandas as pd

from kwopt.cli.request import Request
from kwopt.errors import TableError
from kwopt.models import Level, Notice
from kwopt.resources import load_toml
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.raw import RawTable, as_text
from kwopt.tables.reading import raw_table
from kwopt.tables.records import Record
from kwopt.tables.sources.archives import unpacked
from kwopt.tables.sources.documents import Document, document
from kwopt.tables.sources.encodings import decode

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1")
"""How workbooks and Parquet begin: no list of lines does."""
_LINES = re.compile(r"\r\n|\r|\n")
_CELLS = re.compile(r"[,\t;|]")
_ONE_COLUMN = "tables.no_keyword_column_single"
_NO_KEYWORDS = "tables.no_keyword_column", "tables.no_headers"


@dataclass(frozen=True)
class ListedText:
    """A text to check, where it stands, and the title beside it, if it is another field."""

    text: str
    file: str | None = None
    row: int | None = None
    beside: str | None = None


@dataclass(frozen=True)
class Listing:
    """The texts of one file, and what was met while reading it."""

    texts: tuple[ListedText, ...]
    notices: tuple[Notice, ...] = ()


def read_listing(source: str | BinaryIO, request: Request, *, name: str | None = None) -> Listing:
    """Return the texts of a file, for the field and column that the request names.

    Blank lines and cells are none; they are counted in a notice where a table has them.

    Raises
    ------
    TableError
        If it cannot be read, is empty, or has no column of titles: the columns that it has are named.
    """
    read = document(source, name)
    if request.column is None and (texts := _json_texts(read)) is not None:
        return Listing(texts)
    if request.column is None and _is_list(read, request):
        return _lines(read, request.encoding)
    return _column(read, request)


def _json_texts(read: Document) -> tuple[ListedText, ...] | None:
    """Return the texts of a JSON list that holds nothing else, numbered from 1; None for any other file."""
    if not read.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return None
    try:
        found = json.loads(read.data)
    except (ValueError, RecursionError):
        return None
    if not found or not all(isinstance(text, str) for text in found):
        return None
    return tuple(ListedText(text, read.name, place) for place, text in enumerate(found, 1) if text.strip())


def _is_list(read: Document, request: Request) -> bool:
    """Say whether a text file holds one text a line: its first line names no known column."""
    if read.data.startswith(_BINARY) or (request.sheet is not None):
        return False
    if not read.name.lower().endswith((".txt", ".text")) and read.name != "-":
        return False
    first = _LINES.split(decode(read.data, file=read.name, encoding=request.encoding).text.lstrip(), 1)[0]
    headers = {normal_header(cell).name for cell in _CELLS.split(first)}
    return headers.isdisjoint((*_headers(request.field), *_headers("title")))


def _lines(read: Document, encoding: str | None) -> Listing:
    decoded = decode(read.data, file=read.name, encoding=encoding)
    lines = enumerate((line.strip() for line in _LINES.split(decoded.text)), 1)
    texts = tuple(ListedText(line, read.name, row) for row, line in lines if line)
    notices = [Notice(record.code, record.level, {"count": record.count, **record.params}, file=read.name)
               for record in decoded.records]  # fmt: skip
    return Listing(texts, tuple(notices))


def _column(read: Document, request: Request) -> Listing:
    try:
        raw = _raw(read, request, request.column)
    except TableError as error:
        if request.column is not None:
            raise _no_such_column(error, request.column) from error
        if error.code == _ONE_COLUMN and not read.data.startswith(_BINARY):
            return _single_cells(read, request.encoding)
        raw = _by_headers(read, request, error)
    place = _place(raw, request, read.name)
    beside = _header_place(raw, "title") if request.field != "title" else None
    texts = _texts(raw, place, beside, read.name)
    return Listing(texts, tuple(_notices(raw, place, texts, read.name)))


def _no_such_column(error: TableError, column: str) -> TableError:
    """Return an error of reading a named column: if it is not there, in words of titles."""
    if error.code != "tables.no_such_header":
        return error
    return TableError(
        "cli.no_such_column", file=error.where.get("file"), column=column, headers=error.params["headers"]
    )


def _raw(read: Document, request: Request, column: str | None) -> RawTable:
    named = {"keyword": column} if column is not None else None
    return raw_table(unpacked(read), request.encoding, request.sheet, named)


def _by_headers(read: Document, request: Request, error: TableError) -> RawTable:
    """Return a table that has no column of keywords by the first header that it may have."""
    headers = error.params.get("headers")
    if headers is None and not error.code.startswith(_NO_KEYWORDS):
        raise error
    for header in _headers(request.field):
        try:
            return _raw(read, request, header)
        except TableError as other:
            if other.code != "tables.no_such_header":
                raise
    shown = headers or [error.params.get("likely", "")]
    raise TableError("cli.no_title_column", file=read.name, field=request.field, headers=shown) from error


def _single_cells(read: Document, encoding: str | None) -> Listing:
    """Return a table of one column without a header as a list; cells may be quoted."""
    listing = _lines(read, encoding)
    texts = [next(csv.reader([item.text]), [""])[0].strip() for item in listing.texts]
    kept = [ListedText(text, item.file, item.row) for text, item in zip(texts, listing.texts, strict=True)]
    return Listing(tuple(item for item in kept if item.text), listing.notices)


def _place(raw: RawTable, request: Request, file: str) -> int:
    """Return the column that is meant."""
    if request.column is not None:
        return raw.plan.keyword.place
    place = _header_place(raw, request.field)
    if place is None:
        headers = [column.source for column in raw.plan.columns]
        raise TableError("cli.no_title_column", file=file, field=request.field, headers=headers)
    return place


def _header_place(raw: RawTable, field: str) -> int | None:
    """Return the place of the column that holds a field, by its header."""
    places = {column.header.name: column.place for column in reversed(raw.plan.columns)}
    return next((places[header] for header in _headers(field) if header in places), None)


@cache
def _headers(field: str) -> Sequence[str]:
    known = load_toml("field_headers.toml")["headers"]
    return tuple(normal_header(header).name for header in known.get(field, (field, field.replace("_", " "))))


def _texts(raw: RawTable, place: int, beside: int | None, file: str) -> tuple[ListedText, ...]:
    cells = _as_cells(raw.body[place])
    titles = _as_cells(raw.body[beside]) if beside is not None else [""] * len(cells)
    return tuple(
        ListedText(cell, file, int(row), title or None)
        for cell, title, row in zip(cells, titles, raw.rows, strict=True)
        if cell
    )


def _as_cells(column: "pd.Series[str]") -> list[str]:
    return [cell.strip() for cell in as_text(column.tolist()).fillna("").tolist()]


def _notices(raw: RawTable, place: int, texts: Sequence[ListedText], file: str) -> list[Notice]:
    """Return what reading met: rows that cannot be read, cells mended, blank ones."""
    levels: list[tuple[Level, Record]] = [("warning", record) for record in raw.refusals]
    levels += [(record.level, record) for record in raw.repairs]
    found = [
        Notice(record.code, level, {"count": record.count, **record.params}, file=file, sheet=raw.sheet)
        for level, record in levels
    ]
    blank = len(raw.rows) - len(texts)
    if blank:
        params = {"count": blank, "header": raw.plan.columns[place].source}
        found.append(Notice("cli.blank_titles", "info", params, file=file, sheet=raw.sheet))
    return found
