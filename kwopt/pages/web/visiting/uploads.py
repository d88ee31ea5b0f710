"""Uploaded files of one visit: kept under names of our own in a private folder, counted, wiped at the end.

The name that the browser sends is shown, and decides the kind; it is never part of a path.
"""

import os
import secrets
import shutil
from pathlib import Path, PurePosixPath

from nicegui.elements.upload_files import FileUpload

from kwopt.errors import TableError
from kwopt.pages.suffixes import PRODUCT_SUFFIXES, TABLE_SUFFIXES
from kwopt.pages.web.options import MEGABYTE

SUFFIXES = tuple(dict.fromkeys(TABLE_SUFFIXES + PRODUCT_SUFFIXES))
"""Ends of names of files that are kept: tables, product files and catalogs. Others are refused."""

MOST_KEPT = 4
"""How many times the largest upload a visit may keep."""

_LONGEST_NAME = 120  # characters of a file's name that are shown


class UploadFolder:
    """The private folder of one visit.

    Parameters
    ----------
    parent
        The server's private folder.
    limit
        Bytes that one file may have.
    """

    def __init__(self, parent: Path, limit: int) -> None:
        self._folder = parent / secrets.token_hex(8)
        self._folder.mkdir(mode=0o700)
        self.limit = limit

    async def keep(self, upload: FileUpload) -> dict[str, str]:
        """Return `{"path", "name"}` of a file, written here; see `Visit.keep`."""
        name = shown_name(upload.name)
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in SUFFIXES:
            raise TableError("page.wrong_kind", file=name, choices=SUFFIXES)
        if upload.size() > self.limit:
            raise TableError("page.too_large", file=name, limit=self.limit // MEGABYTE)
        if self._kept() + upload.size() > MOST_KEPT * self.limit:
            raise TableError("page.too_much_kept", file=name)
        path = self._folder / f"{secrets.token_hex(8)}{suffix}"
        try:
            await upload.save(path)
            os.chmod(path, 0o600)
        except OSError as error:
            path.unlink(missing_ok=True)  # half a file would be read as a whole one, and fill the disk
            raise TableError("page.cannot_keep", file=name, problem=error.strerror or str(error)) from error
        return {"path": str(path), "name": name}

    def _kept(self) -> int:
        return sum(path.stat().st_size for path in self._folder.iterdir())

    def drop(self, source: dict[str, str]) -> None:
        """Remove a file that was kept here; anything else is left alone."""
        path = Path(source.get("path", ""))
        if path.parent == self._folder:
            path.unlink(missing_ok=True)

    def wipe(self) -> None:
        """Remove the folder and all that it holds."""
        shutil.rmtree(self._folder, ignore_errors=True)


def shown_name(name: str) -> str:
    r"""Return the last part of a name that a browser sent, as it may be shown.

    >>> shown_name("..\\..\\etc/旗袍.xlsx"), shown_name("/")
    ('旗袍.xlsx', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(character for character in last if character.isprintable()).strip()
    return clean[-_LONGEST_NAME:] or "file"
