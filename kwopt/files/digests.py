"""The digest by which equal files are told, whatever they are called."""

import hashlib
from pathlib import Path


def sha256_of_file(path: str | Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal; read piece by piece, however long it is.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp(), "a.csv")
    >>> place.write_bytes(b"abc")
    3
    >>> sha256_of_file(place)[:16]
    'ba7816bf8f01cfea'
    """
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
