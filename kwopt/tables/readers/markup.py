"""Web pages and XML spreadsheets that are named .xls: their tables as grids of cells.

Tools and shop backends write an HTML table, or "XML Spreadsheet 2003", and call it .xls. What a reader sees
is read: the text of cells, not what attributes say. Parsed as a stream: no network, no entities, no tree.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from kwopt.errors import TableError
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.grids import Grid, know_headers, table_of_grids
from kwopt.tables.readers.spans import SpannedRows
from kwopt.tables.sources.encodings import DecodedText, decode
from kwopt.tables.sources.validity import is_utf8

_HEAD = 4096  # bytes in which the kind of mark-up and its charset are sought
_MARKUP = re.compile(
    rb"\s*<(?:!doctype|!--|\?xml|html|head|meta|title|style|script|body|center|div|form|font|p|br|h[1-6]|table"
    rb"|thead|tbody|tr|(?:\w+:)?workbook)\b|\s*<!--",
    re.IGNORECASE,
)
_WORKBOOK = re.compile(rb"<(?:\w+:)?Workbook\b")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")  # taken away: the text is UTF-8 by now, whatever it says
_PAGE = re.compile(rb"<(?:html|table)\b", re.IGNORECASE)
_PIECE = 2**20  # bytes that are parsed at once
_SILENT = frozenset(["script", "style", "xml", "template"])  # elements whose text is not shown
_SHOWN = 60  # characters of a page that the error shows


def is_markup(data: bytes) -> bool:
    """Return whether bytes begin as a web page or an XML spreadsheet does.

    >>> is_markup(b"<table><tr><td>"), is_markup(b"<5,a")
    (True, False)
    """
    return _MARKUP.match(_plain_head(data)) is not None


def _plain_head(data: bytes) -> bytes:
    """Return the first bytes, without marks and the zeros of UTF-16."""
    return data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")


def read_markup(
    data: bytes,
    *,
    file: str,
    encoding: str | None = None,
    sheet: str | None = None,
    column_map: Mapping[str, str] | None = None,
) -> RawTable:
    """Return the table of a web page or XML spreadsheet that has most known headers.

    Raises
    ------
    TableError
        If it holds no table of keywords, as a login page, or is damaged.
    """
    head = _plain_head(data)
    decoded = _decoded(data, file, encoding)
    utf8 = _DECLARATION.sub("", decoded.text, count=1).encode("utf-8", "replace")
    if _WORKBOOK.search(head):
        table = table_of_grids(_sheets(utf8, file, sheet), file=file, column_map=column_map)
    elif head.lstrip().startswith(b"<?xml") and not _PAGE.search(head):
        raise TableError("tables.no_table_file", file=file, kind="XML")
    else:
        table = _page_table(utf8, file, column_map)
    return replace(table, encoding=decoded.encoding, repairs=decoded.records + table.repairs)


def _decoded(data: bytes, file: str, encoding: str | None) -> DecodedText:
    """Return the text: as it says itself, unless that does not fit (many say GB2312 and are UTF-8)."""
    named = _CHARSET.search(data[:_HEAD])
    if encoding is None and named is not None and not is_utf8(data):
        try:
            return decode(data, file=file, encoding=named[1].decode("ascii", "ignore"))
        except TableError:
            pass
    return decode(data, file=file, encoding=encoding)


def _page_table(utf8: bytes, file: str, column_map: Mapping[str, str] | None) -> RawTable:
    page = _Page(file)
    _feed(etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True), utf8)
    grids = _with_bodies([Grid(rows.cells()) for rows in page.tables if rows.height])
    if not column_map and not know_headers(grids):
        raise TableError("tables.web_page", file=file, value=page.beginning)
    return table_of_grids(grids, file=file, column_map=column_map)


def _feed(parser: Any, utf8: bytes) -> None:
    """Pass a text to a parser piece by piece; its target hears of what is in it."""
    for start in range(0, len(utf8), _PIECE):
        parser.feed(utf8[start : start + _PIECE])
    parser.close()


def _with_bodies(grids: list[Grid]) -> list[Grid]:
    """Join a table of one row with the next one of equal width: pages with a fixed header are so built."""
    joined: list[Grid] = []
    for grid in grids:
        last = joined[-1] if joined else None
        if last and len(last.cells) == 1 and len(last.cells[0]) == len(grid.cells[0]):
            joined[-1] = Grid([*last.cells, *grid.cells])
        else:
            joined.append(grid)
    return joined


class _Page:
    """What a parser tells of a web page: its tables, inner ones apart from those around them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tables: list[SpannedRows] = []
        self.beginning = ""
        self._open: list[SpannedRows] = []
        self._silent = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet an opening tag."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open.append(SpannedRows(self.file))
            self.tables.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].start_row()
        elif self._open and tag in ("td", "th"):
            if not attributes:  # as most cells: reading them costs more than all else
                self._open[-1].start_cell()
                return
            across, down = _number(attributes, "colspan"), _number(attributes, "rowspan")
            self._open[-1].start_cell(across=across or 1, down=down or 1)
        else:
            self.data(" " if tag in ("br", "p", "div", "li") else "")

    def end(self, tag: str) -> None:
        """Meet a closing tag."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._open and tag == "table":
            self._open.pop().end_cell()
        elif self._open and tag in ("td", "th"):
            self._open[-1].end_cell()

    def data(self, text: str) -> None:
        """Meet text."""
        if self._silent:
            return
        if len(self.beginning) < _SHOWN:
            self.beginning = " ".join(f"{self.beginning} {text}".split())[:_SHOWN]
        if self._open:
            self._open[-1].add_text(text)

    def close(self) -> None:
        """Come to the end."""


def _number(attributes: Mapping[str, str], name: str) -> int | None:
    digits = attributes.get(name, "").strip()
    return int(digits[:9]) if digits.isascii() and digits.isdigit() else None


def _sheets(utf8: bytes, file: str, sheet: str | None) -> list[Grid]:
    book = _Book(file)
    try:
        _feed(etree.XMLParser(target=book, encoding="utf-8", resolve_entities=False, huge_tree=True), utf8)
    except (etree.LxmlError, ValueError) as error:
        raise TableError("tables.damaged_workbook", file=file, problem=str(error)) from error
    names = [name for name, _ in book.sheets]
    if sheet is not None and sheet not in names:
        raise TableError("tables.no_sheet", file=file, sheet=sheet, sheets=names)
    return [Grid(rows.cells(), name) for name, rows in book.sheets if rows.height and sheet in (None, name)]


class _Book:
    """What a parser tells of an XML spreadsheet: its sheets."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: list[tuple[str, SpannedRows]] = []
        self._kind = "String"
        self._in_data = False
        self._comments = 0

    def doctype(self, *_: str | None) -> None:
        """Meet a declaration of entities, which no spreadsheet program writes."""
        raise TableError("tables.damaged_workbook", file=self.file, problem="it declares entities")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet an opening tag."""
        local = etree.QName(tag).localname
        own = {etree.QName(name).localname: value for name, value in attributes.items()}
        if local == "Worksheet":
            self.sheets.append((own.get("Name", ""), SpannedRows(self.file)))
        if not self.sheets:
            return
        rows = self.sheets[-1][1]
        if local == "Row":
            rows.start_row(_number(own, "Index"))
        elif local == "Cell":
            rows.start_cell(
                across=1 + (_number(own, "MergeAcross") or 0),
                down=1 + (_number(own, "MergeDown") or 0),
                column=_number(own, "Index"),
            )
        elif local == "Comment":
            self._comments += 1
        elif local == "Data" and not self._comments:
            self._in_data, self._kind = True, own.get("Type", "String")

    def end(self, tag: str) -> None:
        """Meet a closing tag."""
        local = etree.QName(tag).localname
        if local == "Comment":
            self._comments -= 1
        elif local == "Data":
            self._in_data = False
        elif local == "Cell" and self.sheets:
            self.sheets[-1][1].end_cell(lambda text: _value(text, self._kind))
            self._kind = "String"

    def data(self, text: str) -> None:
        """Meet text."""
        if self._in_data and self.sheets:
            self.sheets[-1][1].add_text(text)

    def close(self) -> None:
        """Come to the end."""


def _value(text: str, kind: str) -> Any:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        return text.removesuffix(".000").removesuffix("T00:00:00")
    return "" if kind == "Error" else text
