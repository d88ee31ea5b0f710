"""The SQLite file under a store: opened, checked, brought to the current schema, written in transactions.

Owns what may go wrong with the file and the sentence for it; knows nothing of tables and titles.

SQLite rather than DuckDB: a DuckDB file takes one writing process at a time and shuts all others out while
it is open, and its file format and wheels are far larger than a few hundred rows a day ask for; SQLite comes
with Python, and any number of processes may hold the file open and wait for one another. The rollback
journal rather than WAL: at rest a store is one single file that can be copied and mailed, it works where
shared memory does not (network folders), and the few long writes gain nothing from WAL.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kwopt.errors import HistoryError
from kwopt.resources import load_toml

APPLICATION_ID = 0x6B776F70
"""Marks a file as a store of kwopt: "kwop" in ASCII, in SQLite's header."""

PATIENCE = 30.0
"""Seconds to wait for another process that writes: a table of a million keywords takes some ten."""

_CACHE_KIB = 65_536
"""Pages kept in memory while writing: the index of a million keywords fits, so that it is not read again and
again."""

_CODES = {
    sqlite3.SQLITE_BUSY: "history.locked",
    sqlite3.SQLITE_LOCKED: "history.locked",
    sqlite3.SQLITE_READONLY: "history.read_only",
    sqlite3.SQLITE_FULL: "history.full",
    sqlite3.SQLITE_CANTOPEN: "history.cannot_open",
    sqlite3.SQLITE_PERM: "history.cannot_open",
    sqlite3.SQLITE_IOERR: "history.disk",
    sqlite3.SQLITE_NOTADB: "history.no_store",
    sqlite3.SQLITE_CORRUPT: "history.damaged",
}
"""Message on what SQLite refused; any other refusal is quoted."""

_MAGIC = b"SQLite format 3\0"
"""How every SQLite database begins."""

_PRIMARY = 0xFF  # of an extended error code, the byte that says the kind


def newest_version() -> int:
    """Return the version of the schema that this kwopt writes: the number of steps that lead to it."""
    return len(load_toml("history.toml")["versions"])


def opened(path: str, *, create: bool, patience: float) -> sqlite3.Connection:
    """Return a connection to a store of the current schema; an older store is brought to it first.

    Raises
    ------
    HistoryError
        If there is no such file (without `create`), or it is no store, one of a newer kwopt, damaged, locked
        or not to be written where it must be.
    """
    if not path:  # SQLite would keep everything in a file that it deletes
        raise HistoryError("history.no_name")
    if not create and not Path(path).exists():
        raise HistoryError("history.no_file", file=path)
    if _is_other_file(Path(path)):
        raise HistoryError("history.no_store", file=path)
    with as_sentences(path):
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if _version(connection, path) < newest_version():
                _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _is_other_file(path: Path) -> bool:
    """Say whether a file holds something that is no database: SQLite takes a very short one for empty."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_MAGIC))
    except OSError as error:
        raise HistoryError("history.cannot_open", file=str(path)) from error
    return bool(beginning) and beginning != _MAGIC


def _version(connection: sqlite3.Connection, path: str) -> int:
    """Return a store's version, 0 for an empty file."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID and (version or _holds_something(connection)):
        raise HistoryError("history.other_database", file=path)
    if version > newest_version():
        raise HistoryError("history.newer", file=path, version=version, known=newest_version())
    return version


def _holds_something(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring a store to the current schema in one transaction; another process may have done it meanwhile."""
    with transaction(connection):
        for number, step in enumerate(load_toml("history.toml")["versions"], start=1):
            if number <= _version(connection, path):
                continue
            for statement in step["statements"]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that the block writes, or nothing; a block inside a block belongs to the outer one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")  # waits for other writers now, not when half is written
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


@contextmanager
def as_sentences(path: str) -> Iterator[None]:
    """Turn what SQLite refuses into a sentence on what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY, "history.refused")
        raise HistoryError(code, file=path, problem=str(error)) from error
