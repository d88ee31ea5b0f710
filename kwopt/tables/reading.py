"""`read_keywords`: any export in, a `KeywordTable` out. Decides by content which reader is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import NoneType
from typing import BinaryIO, Literal, TypeAlias

import pandas as pd

from kwopt.arguments import check_kind
from kwopt.errors import TableError
from kwopt.tables.building import draft_table
from kwopt.tables.joining.join import joined_table
from kwopt.tables.joining.sharedmap import DraftBy, drafts_by_map
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.json_rows import read_json
from kwopt.tables.readers.lists import read_frame, read_parquet
from kwopt.tables.readers.markup import is_markup, read_markup
from kwopt.tables.readers.texts import read_text_table
from kwopt.tables.readers.workbooks import read_workbook
from kwopt.tables.records import Record
from kwopt.tables.sources.archives import unpacked
from kwopt.tables.sources.documents import Document, document
from kwopt.tables.table import KeywordTable

Source: TypeAlias = str | Path | BinaryIO | pd.DataFrame

_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_SPACES = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_JSON = (b"{", b"[{", b"[[", b'["', b"[\n", b"[\r", b"[ ", b"[]")


def read_keywords(
    source: Source | Sequence[Source],
    *,
    name: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    column_map: Mapping[str, str] | None = None,
) -> KeywordTable:
    r"""Return the keywords of one or more exports, under canonical columns.

    CSV, TSV, semicolons, XLSX, XLS, Parquet, JSON and JSON lines are told apart by content. Nothing is
    dropped silently: repairs and refusals are listed, and rows add up. Within a file the first row of a
    keyword wins (in advertising reports, counts and money are added). Among files, of each figure the first
    file that states it wins, and what it lacks is filled from later ones; what says something only together
    (searches and searches per listing; clicks and orders) comes from one file; reports of periods that are
    apart are added; searches that count otherwise are brought to the first file's scale. The rule stands in
    full in `kwopt.tables.joining.join`, and notices say what was done.

    Parameters
    ----------
    source
        Path, open binary file, frame, or a sequence of these.
    name
        What to call a single source in results; its file name by default.
    encoding
        Of text files; by default found from the bytes.
    sheet
        Name of a workbook's sheet; by default the one that looks most like a keyword table.
    column_map
        Canonical column to header, where a header is not known or is understood wrongly. Of several files
        each takes what names a header of its own.

    Raises
    ------
    TableError
        If a source cannot be read, has no column of keywords, or no row with one.

    Examples
    --------
    >>> import io
    >>> table = read_keywords(io.BytesIO("关键词,搜索人气\n旗袍,1.2万\n".encode()))
    >>> table.frame[["keyword", "search_volume"]].values.tolist()
    [['旗袍', 12000.0]]
    """
    for text, said in ((name, "name"), (encoding, "encoding")):
        check_kind(text, (str, NoneType), name=said, expected="a text")
    check_kind(column_map, (Mapping, NoneType), name="column_map", expected="a mapping from column to header")
    for header in (column_map or {}).values():
        check_kind(header, str, name="column_map", expected="a mapping from column to header")
    sources: list[Source] = list(source) if isinstance(source, (list, tuple)) else [source]  # type: ignore[list-item]
    if not sources:
        raise TableError("tables.no_sources")
    shown = name if len(sources) == 1 else None
    files = [_draft_by(item, shown, encoding, sheet) for item in sources]
    return joined_table(drafts_by_map(files, column_map))


def _draft_by(source: Source, name: str | None, encoding: str | None, sheet: str | None) -> DraftBy:
    """Return how a source is understood by a map of columns; it is read once, whatever maps are tried."""
    if isinstance(source, pd.DataFrame):
        nothing = Document(name or "frame", b"")
        return lambda by: draft_table(read_frame(source, file=nothing.name, column_map=by), nothing)
    read = document(source, name)
    table = unpacked(read)
    return lambda by: draft_table(raw_table(table, encoding, sheet, by), read)


def raw_table(
    read: Document, encoding: str | None, sheet: str | None, column_map: Mapping[str, str] | None
) -> RawTable:
    """Return the table of an unpacked document, its values not yet understood, its headers planned.

    Raises
    ------
    TableError
        If it cannot be read, or no column holds keywords.
    """
    data, file = read.data, read.name
    kind = container_of(data)
    if kind == "workbook":
        book = read_workbook(data, file=file, sheet=sheet, column_map=column_map)
        return _with_unused(book, encoding=encoding)
    if kind == "parquet":
        typed = read_parquet(data, file=file, column_map=column_map)
        return _with_unused(typed, encoding=encoding, sheet=sheet)
    if kind == "markup":
        return read_markup(data, file=file, encoding=encoding, sheet=sheet, column_map=column_map)
    reader = read_json if kind == "json" else read_text_table
    rows = reader(data, file=file, encoding=encoding, column_map=column_map)
    return _with_unused(rows, sheet=sheet)


Container: TypeAlias = Literal["workbook", "parquet", "markup", "json", "text"]


def container_of(data: bytes) -> Container:
    """Return in which form the rows stand in a file, by its first bytes.

    >>> container_of(b'{"keyword": "cup"}'), container_of(b"keyword,clicks")
    ('json', 'text')
    """
    if data.startswith((_ZIP, _OLE)):
        return "workbook"
    if data.startswith(_PARQUET):
        return "parquet"
    if is_markup(data):
        return "markup"
    return "json" if data[:64].replace(b"\0", b"").lstrip(_SPACES).startswith(_JSON) else "text"


def _with_unused(table: RawTable, **options: str | None) -> RawTable:
    """Return a table with a remark on each option that it has no use for."""
    return replace(table, repairs=(*table.repairs, *unused_options(**options)))


def unused_options(**options: str | None) -> tuple[Record, ...]:
    """Return a remark on each option that is given, though a file has no use for it."""
    unused = [(name, value) for name, value in options.items() if value is not None]
    return tuple(Record(f"tables.{name}_unused", 1, params={name: value}) for name, value in unused)
