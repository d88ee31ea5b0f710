"""The figures of keywords as a store keeps them: which columns, and how blocks of a frame become rows.

Kept is what a table stated and what it teaches of its rates (shrunk conversion). What depends on a product
or was filled in by scoring (relevance, worth, imputed listings, estimated buyers) is not kept.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.files.texts import encodable
from kwopt.language.normalize import match_forms

FIGURES = (
    c.SEARCH_VOLUME, c.low(c.SEARCH_VOLUME), c.high(c.SEARCH_VOLUME),
    *(name for name in c.NUMERIC if name != c.SEARCH_VOLUME),
    c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH,
)  # fmt: skip
"""Columns that a store keeps of a keyword, besides what the conversion rests on."""

CONVERSION_BASES = ("counts", "rate_and_volume", "rate_only", "prior")
"""What a conversion rests on, by its number in a store: the order never changes."""

_ROWS_AT_ONCE = 50_000
"""Rows that are Python objects together, some 50 MB: what bounds memory."""

_BASES = {
    c.LISTING_COUNT: (c.LISTING_BASIS, ("given", "derived")),
    c.MARKET_BUYERS: (c.MARKET_BUYERS_BASIS, ("given",)),
}
"""Columns that scoring fills in, where it says so, and under which basis they are the table's own."""


def write_figures(connection: sqlite3.Connection, table: int, blocks: Iterable[pd.DataFrame]) -> int:
    """Write the figures of a table's keywords and return how many there are; of repeated ones the first."""
    for part in _parts(blocks):
        texts = _texts(part)
        identities = match_forms(texts)
        _write_identities(connection, identities, texts)
        _write_rows(connection, table, identities, part)
    counted = connection.execute("SELECT count(*) FROM figures WHERE table_id = ?", (table,))
    return int(counted.fetchone()[0])


def _parts(blocks: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for block in blocks:
        for start in range(0, len(block), _ROWS_AT_ONCE):
            yield block.iloc[start : start + _ROWS_AT_ONCE]


def _texts(part: pd.DataFrame) -> list[str]:
    """Return the keywords as a store can hold them; `kwopt.tables` reads none that it cannot."""
    texts: list[str] = part[c.KEYWORD].tolist()
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        return [encodable(text) for text in texts]
    return texts


def _write_identities(
    connection: sqlite3.Connection, identities: Sequence[str], texts: Sequence[str]
) -> None:
    """Give every new keyword its number; its spelling is kept where it differs from its identity."""
    pairs = zip(identities, texts, strict=True)
    spelled = [(identity, None if text == identity else text) for identity, text in pairs]
    spelled.sort(key=itemgetter(0))  # neighbours of the index are written together
    connection.executemany("INSERT OR IGNORE INTO keywords (identity, spelled) VALUES (?, ?)", spelled)


def _write_rows(
    connection: sqlite3.Connection, table: int, identities: Sequence[str], part: pd.DataFrame
) -> None:
    stated = {name: _values(part, name) for name in FIGURES if name in part.columns}
    if c.CONVERSION_BASIS in part.columns:
        codes = {basis: number for number, basis in enumerate(CONVERSION_BASES)}
        stated[c.CONVERSION_BASIS] = [codes.get(basis) for basis in part[c.CONVERSION_BASIS].tolist()]
    names = ", ".join(["table_id", "keyword_id", *stated])
    marks = ", ".join(["?", "(SELECT id FROM keywords WHERE identity = ?)", *("?" for _ in stated)])
    rows = zip(repeat(table), identities, *stated.values(), strict=False)
    connection.executemany(f"INSERT OR IGNORE INTO figures ({names}) VALUES ({marks})", rows)


def _values(part: pd.DataFrame, name: str) -> list[Any]:
    """Return a column as numbers; SQLite stores NaN as NULL."""
    numbers = part[name].to_numpy(dtype=np.float64, na_value=np.nan)
    known = np.isfinite(numbers)
    basis, own = _BASES.get(name, (None, ()))
    if basis in part.columns:
        known &= part[basis].isin(own).to_numpy()
    found: list[Any] = np.where(known, numbers, np.nan).tolist()
    return found
