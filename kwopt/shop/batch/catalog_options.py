"""What is said of a catalog where a keyword table's message would name the options of keyword tables.

Both are read by one reader; a seller who mends `--encoding` would change the wrong file.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from kwopt.errors import TableError

OF_CATALOG = {
    "tables.wrong_encoding": "shop.catalog_wrong_encoding",
    "tables.unknown_encoding": "shop.catalog_unknown_encoding",
    "tables.open_encoding": "shop.catalog_open_encoding",
    "tables.encoding_unused": "shop.catalog_encoding_unused",
    "tables.encoding_guessed": "shop.catalog_encoding_guessed",
    "tables.sheet_unused": "shop.catalog_sheet_unused",
    "tables.other_sheets": "shop.catalog_other_sheets",
    "tables.equal_sheets": "shop.catalog_equal_sheets",
}
"""Codes that name options, and their twins that name those of catalogs."""


@contextmanager
def catalog_errors() -> Iterator[None]:
    """Turn errors of reading into those that name a catalog's options."""
    try:
        yield
    except TableError as error:
        if error.code not in OF_CATALOG:
            raise
        raise TableError(OF_CATALOG[error.code], **error.where, **error.params) from error
