"""A source of a table as bytes with a name: path, pipe, open binary file. Knows nothing of what is in it."""

import errno
import hashlib
import os
import re
import select
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from kwopt.errors import TableError

MAX_BYTES = 2**30
"""Largest file that is read, in bytes: the largest known exports (Brand Analytics) have some 900 MB."""

_SOMETHING = re.compile(rb"[^\xef\xbb\xbf\xff\xfe \t\r\n\0]")  # a byte that is no mark and no blank
_PIPE_PATIENCE = 8.0  # seconds that a named pipe is given to be written to
_PRODUCT_FILES = (".toml", ".yaml", ".yml")  # no table is written so
LOCKS = ("~$", ".~lock.")
"""What Excel and LibreOffice put before a name while they hold the file open."""


@dataclass(frozen=True)
class Document:
    """The bytes of one file, and what to call it."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str | None:
        """Fingerprint of the bytes; None where there are none, as for a frame."""
        return hashlib.sha256(self.data).hexdigest() if self.data else None


def document(source: Any, name: str | None = None) -> Document:
    """Return the bytes of a path or an open binary file.

    Raises
    ------
    TableError
        If there is nothing to read, or too much.

    >>> import io
    >>> document(io.BytesIO(b"abc"), "words.csv").name
    'words.csv'
    """
    if isinstance(source, str) and not source:
        raise TableError("tables.no_name")
    if isinstance(source, (str, Path)):
        return _from_path(Path(source), name)
    if hasattr(source, "read"):
        return _from_file(source, name)
    raise TableError("tables.bad_source", value=type(source).__name__)


def _from_path(path: Path, name: str | None) -> Document:
    shown = name or shown_name(path)
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise TableError("tables.is_folder", file=_encodable(str(path)))
        if path.name.startswith(LOCKS):
            raise TableError("tables.lock_file", file=_encodable(str(path)))
        if path.suffix.lower() in _PRODUCT_FILES:
            raise TableError("tables.product_file", file=_encodable(str(path)))
        if stat.S_ISFIFO(kind):
            return _from_pipe(path, shown)
        with path.open("rb") as file:
            return _from_file(file, shown)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def shown_name(path: Path) -> str:
    """Return what a file is called in results."""
    return _encodable(path.name)


def _unreadable(path: Path, error: OSError | ValueError) -> TableError:
    """Return the sentence for a path that cannot be opened."""
    file = _encodable(str(path))
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return TableError("tables.dangling_link", file=file, value=_encodable(os.readlink(path)))
        return TableError("tables.no_file", file=file)
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return TableError("tables.link_loop", file=file)
    problem = getattr(error, "strerror", None) or str(error)
    return TableError("tables.unreadable_file", file=file, problem=problem)


def _encodable(name: str) -> str:
    """Return a file's name with marks for bytes that are no characters, as old systems leave them."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _from_pipe(path: Path, shown: str) -> Document:
    """Read a pipe, but do not wait without end for somebody to write to a named one."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(pipe, "rb") as file:
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        if not str(path).startswith("/dev/") and not poll.poll(_PIPE_PATIENCE * 1000):
            raise TableError("tables.silent_pipe", file=_encodable(str(path)), seconds=_PIPE_PATIENCE)
        os.set_blocking(pipe, True)
        return _from_file(file, shown)


def _from_file(file: BinaryIO, name: str | None) -> Document:
    own = getattr(file, "name", None)
    shown = name or (_encodable(Path(own).name) if isinstance(own, str) and not own.startswith("<") else "-")
    try:
        data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a file that was closed, a device or network that fails
        problem = getattr(error, "strerror", None) or str(error)
        raise TableError("tables.unreadable_file", file=shown, problem=problem) from error
    if isinstance(data, str):
        raise TableError("tables.not_binary", file=shown)
    if len(data) > MAX_BYTES:
        raise TableError("tables.too_large", file=shown, limit=MAX_BYTES // 2**20)
    if not _SOMETHING.search(data):
        raise TableError("tables.empty", file=shown)
    return Document(shown, data)
