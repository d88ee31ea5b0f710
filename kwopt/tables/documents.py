"""A source of a table as bytes with a name: path, open binary file. Knows nothing of what is in it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kwopt.errors import TableError

MAX_BYTES = 512 * 2**20
"""Largest file that is read, in bytes: larger ones would not fit in a small machine's memory as a table."""


@dataclass(frozen=True)
class Document:
    """The bytes of one file, and what to call it."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str | None:
        """Fingerprint of the bytes; None where there are none."""
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
    if isinstance(source, (str, Path)):
        return _from_path(Path(source), name)
    if hasattr(source, "read"):
        return _from_file(source, name)
    raise TableError("tables.bad_source", value=type(source).__name__)


def _from_path(path: Path, name: str | None) -> Document:
    shown = name or path.name
    try:
        if path.is_dir():
            raise TableError("tables.is_folder", file=str(path))
        with path.open("rb") as file:
            return _from_file(file, shown)
    except FileNotFoundError as error:
        raise TableError("tables.no_file", file=str(path)) from error
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise TableError("tables.unreadable_file", file=str(path), problem=problem) from error


def _from_file(file: BinaryIO, name: str | None) -> Document:
    own = getattr(file, "name", None)
    shown = name or (Path(own).name if isinstance(own, str) and not own.startswith("<") else "-")
    data = file.read(MAX_BYTES + 1)
    if isinstance(data, str):
        raise TableError("tables.not_binary", file=shown)
    if len(data) > MAX_BYTES:
        raise TableError("tables.too_large", file=shown, limit=MAX_BYTES // 2**20)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise TableError("tables.empty", file=shown)
    return Document(shown, data)
