"""A reading of tables as a store keeps it: of which files, how understood, of which period, and when read.

Files read together are one table of a store, because their figures were merged. What identifies it are the
bytes of its files and the sheets; how their columns were understood decides whether it must be stored anew.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.history.figures import FIGURES, write_figures
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.table import FileReport, ReadFiles
from kwopt.version import __version__

_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


@dataclass(frozen=True)
class StoredTable:
    """A table of a store: its number, whether this call wrote it, and how many keywords it holds."""

    number: int
    written: bool
    keywords: int


@dataclass(frozen=True)
class Reading(ReadFiles):
    """What identifies and describes the files that were read together."""

    files: tuple[FileReport, ...]

    @property
    def fingerprint(self) -> str | None:
        """Digest of the files' bytes and sheets; None where a source has none (a frame)."""
        if not all(file.sha256 for file in self.files):
            return None
        return _digest([[file.sha256, file.sheet] for file in self.files])

    @property
    def understood(self) -> str:
        """Digest of how the columns were understood, and by which kwopt."""
        columns = [
            [[column.source, column.canonical, column.scale, column.status] for column in file.columns]
            for file in self.files
        ]
        return _digest([__version__, columns])

    @property
    def format(self) -> str:
        """Id of the format that searches come from; of the first file where none states them."""
        return (self._of_demand or self.files[0]).format.id

    @property
    def demand_source(self) -> str | None:
        """The normal form of the header above the searches; None where no file states them."""
        if self._of_demand is None:
            return None
        return normal_header(_demand_headers(self._of_demand)[0]).name

    @cached_property
    def _of_demand(self) -> FileReport | None:
        return next((file for file in self.files if _demand_headers(file)), None)

    @property
    def currency(self) -> str | None:
        """The currency that all files name; None where they name none, or several."""
        named = {file.currency for file in self.files if file.currency}
        return named.pop() if len(named) == 1 else None


def _demand_headers(file: FileReport) -> list[str]:
    parts = (c.SEARCH_VOLUME, c.low(c.SEARCH_VOLUME), c.high(c.SEARCH_VOLUME), f"{c.SEARCH_VOLUME}_range")
    return [column.source for column in file.columns if column.canonical in parts and column.status == "used"]


def write_reading(
    connection: sqlite3.Connection, reading: Reading, blocks: Iterable[pd.DataFrame], *, as_of: date
) -> StoredTable:
    """Write a reading, inside a transaction, unless it is there and nothing would be gained.

    It is written anew where its files were understood otherwise than now, or where it lacks conversions that
    the blocks hold; its number and the day of its first reading stay.
    """
    first, blocks = _peeked(blocks)
    scored = first is not None and c.CONVERSION in first.columns
    there = _there(connection, reading.fingerprint)
    if there is not None and there["understood"] == reading.understood and there["scored"] >= scored:
        return StoredTable(there["id"], written=False, keywords=there["keywords"])
    if there is not None:
        _clear(connection, there["id"])
    number, read_on = (there["id"], there[c.READ_ON]) if there else (None, as_of.isoformat())
    number = _write_table(connection, reading, scored=scored, read_on=read_on, number=number)
    return _write_keywords(connection, reading, number, blocks)


def _write_keywords(
    connection: sqlite3.Connection, reading: Reading, number: int, blocks: Iterable[pd.DataFrame]
) -> StoredTable:
    """Write the keywords of a new table; one without bytes is known by its figures, and only now."""
    seen = _RowsDigest()
    keywords = write_figures(connection, number, blocks if reading.fingerprint else seen.watched(blocks))
    if reading.fingerprint is None:
        same = _there(connection, seen.fingerprint)
        if same is not None:
            _clear(connection, number)
            connection.execute("DELETE FROM tables WHERE id = ?", (number,))
            return StoredTable(same["id"], written=False, keywords=same["keywords"])
        connection.execute("UPDATE tables SET fingerprint = ? WHERE id = ?", (seen.fingerprint, number))
    connection.execute("UPDATE tables SET keywords = ? WHERE id = ?", (keywords, number))
    return StoredTable(number, written=True, keywords=keywords)


def _write_table(
    connection: sqlite3.Connection, reading: Reading, *, scored: bool, read_on: str, number: int | None
) -> int:
    start, end = reading.period or (None, None)
    found = {
        "id": number,
        "fingerprint": reading.fingerprint or "",
        "understood": reading.understood,
        "scored": scored,
        c.READ_ON: read_on,
        c.FORMAT: reading.format,
        c.PERIOD_START: start.isoformat() if start else None,
        c.PERIOD_END: end.isoformat() if end else None,
        c.CURRENCY: reading.currency,
        c.WINDOW_DAYS: reading.files[0].window_days,
        c.DEMAND_SOURCE: reading.demand_source,
        c.KEYWORDS: 0,
    }
    names, marks = ", ".join(found), ", ".join("?" for _ in found)
    written = connection.execute(
        f"INSERT OR REPLACE INTO tables ({names}) VALUES ({marks})", list(found.values())
    )
    table = int(written.lastrowid or 0)
    for position, file in enumerate(reading.files):
        row = (table, position, _FOLDERS.sub("", file.file), file.sheet, file.sha256, file.format.id,
               file.rows_read, file.rows_kept)  # fmt: skip
        connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return table


def _clear(connection: sqlite3.Connection, table: int) -> None:
    """Remove the figures and files of a table; the keywords' texts stay, other tables may have them."""
    connection.execute("DELETE FROM figures WHERE table_id = ?", (table,))
    connection.execute("DELETE FROM files WHERE table_id = ?", (table,))


def _there(connection: sqlite3.Connection, fingerprint: str | None) -> dict[str, Any] | None:
    names = ("id", "understood", "scored", c.READ_ON, c.KEYWORDS)
    query = f"SELECT {', '.join(names)} FROM tables WHERE fingerprint = ?"
    row = connection.execute(query, (fingerprint,)).fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def _peeked(blocks: Iterable[pd.DataFrame]) -> tuple[pd.DataFrame | None, Iterator[pd.DataFrame]]:
    """Return the first block, and all blocks."""
    left = iter(blocks)
    first = next(left, None)

    def again() -> Iterator[pd.DataFrame]:
        if first is not None:
            yield first
        yield from left

    return first, again()


class _RowsDigest:
    """A digest of rows that neither their order nor how they are cut into blocks changes."""

    def __init__(self) -> None:
        self._sum = 0

    def watched(self, blocks: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Yield the blocks, each taken in."""
        for block in blocks:
            names = [name for name in (c.KEYWORD, *FIGURES) if name in block.columns]
            hashes = pd.util.hash_pandas_object(block[names], index=False).to_numpy()
            self._sum = (self._sum + int(hashes.sum(dtype=np.uint64))) % 2**64
            yield block

    @property
    def fingerprint(self) -> str:
        """The digest of all rows seen."""
        return _digest(["rows", self._sum])


def _digest(value: Sequence[Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
