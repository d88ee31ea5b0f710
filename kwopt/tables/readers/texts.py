"""Delimited text (CSV, TSV, semicolons) to a raw table.

A well-formed body is read in one pass as UTF-8 (`delimited`); any other is taken apart row by row (`ragged`).
"""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kwopt.errors import TableError
from kwopt.tables.bounds import MAX_COLUMNS, MAX_TEXT_CELLS, check_width
from kwopt.tables.planning.headers import shown_headers, without_empty_tail
from kwopt.tables.planning.plans import Plan, plan_columns
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.delimited import IrregularTextError, regular_body
from kwopt.tables.readers.layouts import SAMPLE_CHARACTERS, Layout, body_start, find_layout
from kwopt.tables.readers.pasted import unfolded
from kwopt.tables.readers.ragged import Body, ragged_body
from kwopt.tables.records import Record
from kwopt.tables.sources.encodings import decode, sniffed

_LINE_ENDS = b"\r\n"


@dataclass(frozen=True)
class Text:
    """A text as UTF-8, and the encoding that it had."""

    utf8: bytes
    encoding: str
    repairs: tuple[Record, ...] = ()

    @cached_property
    def sample(self) -> str:
        """The first characters."""
        return self.utf8[: 4 * SAMPLE_CHARACTERS].decode("utf-8", "ignore")[:SAMPLE_CHARACTERS]


def read_text_table(
    data: bytes, *, file: str, encoding: str | None = None, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table that a text file holds.

    Raises
    ------
    TableError
        If it cannot be decoded, is too wide or too large, or has no column of keywords.
    """
    text = _text(data, file, encoding)
    if not text.sample.strip():
        raise TableError("tables.late_start" if text.utf8.strip() else "tables.empty", file=file)
    wanted = frozenset((column_map or {}).values())
    layout = find_layout(text.sample, wanted, file=file)
    if len(layout.header) == 1 and (rows := unfolded(text.utf8.decode("utf-8", "replace"), file=file)):
        text = Text(rows.encode(), text.encoding, (*text.repairs, Record("tables.cells_unfolded", 1)))
        layout = find_layout(text.sample, wanted, file=file)
    plan = plan_of(layout, text.utf8, column_map, file=file)
    body = _body(text, layout, plan, file)
    return replace(table_of(body, layout, plan), encoding=text.encoding, repairs=text.repairs + body.repairs)


def plan_of(layout: Layout, utf8: bytes, column_map: Mapping[str, str] | None, *, file: str) -> Plan:
    """Return what is to be made of the columns of a text.

    Raises
    ------
    TableError
        If they are too many, or none holds keywords.
    """
    header = without_empty_tail(layout.header)
    if len(header) > MAX_COLUMNS:
        check_width(_cells_of_line(utf8, layout), file=file)
    headers = shown_headers(header)
    return plan_columns(headers, column_map, file=file, rows=layout.rows[layout.header_index + 1 :])


def table_of(body: Body, layout: Layout, plan: Plan, *, above: int = 0) -> RawTable:
    """Return the table of some rows of a text, `above` of which stand between them and the header."""
    return RawTable(
        plan=plan,
        body=body.frame,
        rows=body.frame.index.to_numpy() + layout.header_index + 2 + above,
        header_row=layout.header_index + 1,
        preamble=tuple(" ".join(row) for row in layout.rows[: layout.header_index] if any(row)),
        delimiter=layout.delimiter,
        refusals=body.refusals,
        repairs=body.repairs,
    )


def _text(data: bytes, file: str, encoding: str | None) -> Text:
    found = sniffed(data, file=file, encoding=encoding)
    if found.whole:
        return Text(data.removeprefix(codecs.BOM_UTF8), found.encoding)
    decoded = decode(data, file=file, encoding=encoding, found=found)
    return Text(decoded.text.encode("utf-8", "replace"), decoded.encoding, decoded.records)


def _cells_of_line(utf8: bytes, layout: Layout) -> int:
    """Return the cells of the header row where the sample holds only the first of them."""
    lines = utf8.split(b"\n", layout.header_index + 1)
    return max(len(layout.header), lines[layout.header_index].count(layout.delimiter.encode()) + 1)


def _body(text: Text, layout: Layout, plan: Plan, file: str) -> Body:
    start, end = body_start(text.utf8, layout), _last_text(text.utf8)
    _check_cells(text.utf8, layout, file)
    quoted = layout.quotes == "cells" and text.utf8.find(b'"', start) >= 0
    lines = line_count(text.utf8, start, end) if quoted else 0
    try:
        return Body(regular_body(memoryview(text.utf8)[start:end], layout, plan, lines=lines, quoted=quoted))
    except IrregularTextError:
        rows = text.utf8[start:].decode("utf-8", "replace")
        return ragged_body(rows, layout, len(plan.columns), file=file)


def _check_cells(utf8: bytes, layout: Layout, file: str) -> None:
    """Raise a TableError if a text holds more cells than there is room for: there are fewer than bytes."""
    if len(utf8) <= MAX_TEXT_CELLS:
        return
    rows, cells = utf8.count(b"\n"), utf8.count(layout.delimiter.encode())
    if rows + cells > MAX_TEXT_CELLS:
        raise TableError("tables.too_many_cells", file=file, rows=rows, cells=rows + cells)


def line_count(utf8: bytes, start: int, end: int) -> int:
    r"""Return the lines of a part of a text, its last line without an end.

    >>> line_count(b"a\r\nb\rc", 0, 6)
    3
    """
    newlines = utf8.count(b"\n", start, end)
    if utf8.find(b"\r", start, end) < 0:
        return 1 + newlines
    return 1 + newlines + utf8.count(b"\r", start, end) - utf8.count(b"\r\n", start, end)


def _last_text(utf8: bytes) -> int:
    """Return the place behind the last byte that ends no line."""
    end = len(utf8)
    while end and utf8[end - 1] in _LINE_ENDS:
        end -= 1
    return end
