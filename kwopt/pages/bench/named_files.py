"""Uploaded files: bytes under the name that the user gave them. Their temporary path is never shown."""

import io
from collections.abc import Mapping
from pathlib import Path

from kwopt.errors import TableError


class NamedFile(io.BytesIO):
    """A file in memory that bears the user's name for it.

    >>> NamedFile(b"abc", "我的词.csv").name
    '我的词.csv'
    """

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def named_file(source: Mapping[str, str]) -> NamedFile:
    """Return the file of `{"path", "name"}`.

    Raises
    ------
    TableError
        If it cannot be read any more: uploads are wiped when a visit ends.
    """
    name = Path(source["name"]).name or "-"
    try:
        return NamedFile(Path(source["path"]).read_bytes(), name)
    except OSError as error:
        raise TableError("bench.upload_gone", file=name) from error
