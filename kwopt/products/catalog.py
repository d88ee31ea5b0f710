"""Catalogs: many products, one a row, each read or with the reason why it could not be.

Owns what may be a catalog and what is told of it as a whole. How a row becomes a `Product` is
`kwopt.products.catalog_reader`'s; how CSV, workbooks and Parquet are cut into cells is not known in this
room: their rows come as `CatalogRecord`s.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kwopt.errors import ProductError
from kwopt.models import Notice, Product
from kwopt.products.catalog_reader import CatalogReader, CatalogRow
from kwopt.products.catalog_records import CatalogRecord, json_records
from kwopt.products.texts import decoded, text_of_path

CatalogSource = str | os.PathLike[str] | BinaryIO | Iterable[CatalogRecord | Mapping[str, Any]]

_NAMED = 12
"""Identifiers that a notice names."""


@dataclass(frozen=True)
class Catalog:
    """The products of a shop in the order of the file, and what should be known of reading them."""

    rows: tuple[CatalogRow, ...]
    notices: tuple[Notice, ...] = ()
    file: str | None = None

    @property
    def products(self) -> tuple[Product, ...]:
        """Products of the rows that could be read."""
        return tuple(row.product for row in self.rows if row.product is not None)

    @property
    def errors(self) -> tuple[Notice, ...]:
        """Errors of the rows that could not."""
        return tuple(row.error for row in self.rows if row.error is not None)


def read_catalog(
    source: CatalogSource, *, file: str | None = None, column_map: Mapping[str, str] | None = None
) -> Catalog:
    """Read the products of a catalog; a row that cannot be read becomes an error, never an exception.

    Parameters
    ----------
    source
        Path or open binary file of JSON lines or a JSON list; or the rows: mappings of headers to values, or
        `CatalogRecord`s, as `kwopt.shop.batch.catalogs` makes them of tables.
    file
        What to call the catalog in messages; the file's name by default.
    column_map
        Product field to header, where a header is not known or is understood wrongly.

    Returns
    -------
    Catalog
        Its rows in the order of the file; blank ones, repeated headers, and further rows of a product that
        stands on several (variants under one handle) are none.

    Raises
    ------
    ProductError
        If a file cannot be read at all, if the map names what is no field, or if there is no row.

    Examples
    --------
    >>> rows = [{"商品ID": 7, "标题": "改良旗袍", "属性:袖长": "短袖"}, {"售价": "x"}]
    >>> catalog = read_catalog(rows)
    >>> catalog.products[0].product_id, catalog.products[0].attributes, catalog.errors[0].row
    ('7', (('袖长', '短袖'),), 2)
    """
    if isinstance(source, (str, os.PathLike)) or hasattr(source, "read"):
        text, name = _text(source)
        return _catalog(json_records(text, file=file or name), file or name, column_map or {})
    records = (
        record if isinstance(record, CatalogRecord) else CatalogRecord(row, record)
        for row, record in enumerate(source, 1)
    )  # fmt: skip
    return _catalog(records, file, column_map or {})


def _text(source: Any) -> tuple[str, str | None]:
    if not hasattr(source, "read"):
        return text_of_path(Path(source)), str(source)
    name = getattr(source, "name", None)
    shown = name if isinstance(name, str) else None
    return decoded(source.read(), shown or "-"), shown


def _catalog(records: Iterable[CatalogRecord], file: str | None, column_map: Mapping[str, str]) -> Catalog:
    reader = CatalogReader(file, column_map)
    rows = tuple(reader.rows(records))
    if not rows:
        raise ProductError("products.catalog_empty", file=file or "-")
    reader.check_map()
    return Catalog(rows, (*reader.notices(), *_repeated_ids(rows, file)), file)


def _repeated_ids(rows: Sequence[CatalogRow], file: str | None) -> Iterator[Notice]:
    counts = Counter(row.product_id for row in rows if row.product_id is not None)
    repeated = [name for name, count in counts.items() if count > 1]
    if repeated:
        params = {"count": len(repeated), "examples": repeated[:_NAMED]}
        yield Notice("products.catalog_same_ids", "warning", params, file=file)
