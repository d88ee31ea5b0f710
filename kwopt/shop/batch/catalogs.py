"""Catalogs of any kind of file: text, workbooks, web pages, Parquet, JSON. Owns which reader is asked.

Tables are read as keyword tables are (encodings, delimiters, header rows, sheets, archives), by a column that
names products. What their columns mean is `kwopt.products.catalog`'s.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow.parquet as pq

from kwopt.columns import KEYWORD
from kwopt.errors import ProductError, TableError
from kwopt.models import Notice
from kwopt.products.catalog import Catalog, read_catalog
from kwopt.products.catalog_headers import meaning_of, title_headers
from kwopt.products.catalog_records import CatalogRecord, json_records
from kwopt.shop.batch.catalog_options import OF_CATALOG, catalog_errors
from kwopt.tables.figures.ids import with_ids_as_text
from kwopt.tables.raw import RawTable, as_text
from kwopt.tables.readers.lists import DAMAGES, damage_said
from kwopt.tables.reading import raw_table
from kwopt.tables.records import Record
from kwopt.tables.sources.archives import unpacked
from kwopt.tables.sources.documents import Document, document
from kwopt.tables.sources.encodings import decode

_PARQUET = b"PAR1"
_JSON = (b"{", b"[")
_MARKS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_NAMING = ("title", "name", "category", "product_id")
"""Fields by which a table is known for a catalog, the best first."""

_ROWS_AT_ONCE = 1_000  # of a Parquet file that are mappings together


@dataclass(frozen=True)
class CatalogFile:
    """A catalog and the file that it was read from, for a document's `inputs`."""

    catalog: Catalog
    file: str
    sha256: str | None = None
    sheet: str | None = None

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """Name, sheet and fingerprint of the file."""
        return [{"file": self.file, "sheet": self.sheet, "sha256": self.sha256}]


def read_catalog_file(
    source: str | Path | BinaryIO,
    *,
    name: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    column_map: Mapping[str, str] | None = None,
) -> CatalogFile:
    r"""Read the products of a catalog in any format that keyword tables may have.

    Parameters
    ----------
    source
        Path or open binary file; what it is, is told by its content.
    name
        What to call it in messages; its file name by default.
    encoding, sheet
        Of text files and of workbooks, where they are found wrongly.
    column_map
        Product field to header.

    Raises
    ------
    TableError, ProductError
        If the file cannot be read, or no column names products. A bad row is an error in the catalog.

    Examples
    --------
    >>> text = "商品ID,商品标题,属性:袖长\n7,改良旗袍,短袖\n8,\n"
    >>> found = read_catalog_file(io.BytesIO(text.encode("gbk")), name="shop.csv").catalog
    >>> found.products[0].attributes, found.errors[0].row
    ((('袖长', '短袖'),), 3)
    """
    read = document(source, name)
    with catalog_errors():
        catalog, found = _read(unpacked(read), encoding, sheet, column_map or {})
    return CatalogFile(catalog, read.name, read.sha256, found)


def _read(
    table: Document, encoding: str | None, sheet: str | None, column_map: Mapping[str, str]
) -> tuple[Catalog, str | None]:
    """Return the catalog of a file, and the sheet that it stands on."""
    if table.data.startswith(_PARQUET):
        return _catalog(_parquet(table), table, column_map), None
    if table.data[:64].lstrip(_MARKS).startswith(_JSON):
        text = decode(table.data, file=table.name, encoding=encoding).text
        return _catalog(json_records(text, file=table.name), table, column_map), None
    raw, ids = with_ids_as_text(_raw(table, encoding, sheet, column_map))
    catalog = _catalog(_records(raw), table, column_map)
    rounded = [evidence.record for evidence in ids.values() if evidence.record]
    notices = (*_notices(raw, (*raw.repairs, *rounded), table.name), *catalog.notices)
    return replace(catalog, notices=notices), raw.sheet


def _catalog(records: Iterable[CatalogRecord], table: Document, column_map: Mapping[str, str]) -> Catalog:
    return read_catalog(records, file=table.name, column_map=column_map)


def _raw(table: Document, encoding: str | None, sheet: str | None, column_map: Mapping[str, str]) -> RawTable:
    """Return the table by a header that names products: one that is mapped, there, or known from exports.

    The headers of the row that looks most like one come with the error of asking for another; known ones
    are asked for where that row is not the right one.
    """
    mapped = [column_map[field] for field in _NAMING if field in column_map]
    waiting, problem = [*mapped, *title_headers()], None
    tried: set[str] = set()
    while waiting:
        header = waiting.pop(0)
        if header in tried:
            continue
        tried.add(header)
        try:
            return raw_table(table, encoding, sheet, {KEYWORD: header})
        except TableError as error:
            if error.code != "tables.no_such_header":
                raise
            waiting = [*_naming(error.params["headers"]), *waiting] if problem is None else waiting
            problem = problem or error
    headers = problem.params["headers"] if problem else []
    raise ProductError("products.catalog_no_title", file=table.name, headers=headers) from problem


def _naming(headers: Sequence[str]) -> list[str]:
    """Return the headers of columns that name products, the best first."""
    named = [(meaning_of(header).name, header) for header in headers if meaning_of(header).kind == "field"]
    return [header for field in _NAMING for name, header in named if name == field]


def _records(raw: RawTable) -> Iterator[CatalogRecord]:
    """Yield the rows of a table, cells as text; those that could not be split come with an error."""
    headers = [column.source for column in raw.plan.columns]
    columns = [as_text(raw.body[column.place].tolist()).fillna("").tolist() for column in raw.plan.columns]
    refused = _refused(raw)
    for row, cells in zip(raw.rows.tolist(), zip(*columns, strict=True), strict=True):
        while refused and refused[0].row < row:
            yield refused.pop(0)
        yield CatalogRecord(row, dict(zip(headers, cells, strict=True)))
    yield from refused


def _refused(raw: RawTable) -> list[CatalogRecord]:
    """Return the rows that have more cells than there are headers: those whose numbers are left out."""
    count = sum(record.count for record in raw.refusals)
    if not count:
        return []
    there, last = set(raw.rows.tolist()), int(raw.rows.max(initial=raw.header_row))
    gaps = [row for row in range(raw.header_row + 1, last + count + 1) if row not in there][:count]
    shown = {
        example.get("row"): example.get("value") for record in raw.refusals for example in record.examples
    }
    return [CatalogRecord(row, {}, _too_long(row, shown.get(row), len(raw.plan.columns))) for row in gaps]


def _too_long(row: int, value: Any, columns: int) -> ProductError:
    return ProductError("products.catalog_row_too_long", row=row, value=value, columns=columns)


def _notices(raw: RawTable, records: Iterable[Record], file: str) -> list[Notice]:
    """Return what was mended while the cells were read; other sheets, stray quotes, foreign bytes."""
    return [
        Notice(
            OF_CATALOG.get(record.code, record.code),
            record.level,
            {"count": record.count, **record.params},
            file=file,
            sheet=raw.sheet,
        )
        for record in records
    ]


def _parquet(table: Document) -> Iterator[CatalogRecord]:
    """Yield the rows of a Parquet file; nested values stay as they are."""
    try:
        source = pq.ParquetFile(io.BytesIO(table.data))
        row = 0
        for batch in source.iter_batches(batch_size=_ROWS_AT_ONCE):
            for values in batch.to_pylist():
                row += 1
                yield CatalogRecord(row, values)
    except DAMAGES as error:
        raise TableError("tables.damaged_parquet", file=table.name, problem=damage_said(error)) from error
