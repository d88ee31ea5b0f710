"""The server's private folder: for its user alone, all that is written lies in it, wiped at the end.

A server that was killed, or lost its power, cannot wipe: the next one does. A lock on a file of the folder,
which vanishes with its process, tells whether somebody still uses it.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kwopt.errors import SettingError
from kwopt.runs.locks import locked

_PREFIX = "kwopt-page-"
_LOCK = "in-use"


@contextmanager
def private_folder() -> Iterator[Path]:
    """Yield a new folder that only this user can enter; all temporary files go there until it is wiped.

    The libraries below spool large requests to temporary files: `tempfile.tempdir` makes them do it here.
    Folders that killed servers left are wiped first.

    >>> with private_folder() as folder:
    ...     oct(folder.stat().st_mode)[-3:], tempfile.gettempdir() == str(folder)
    ('700', True)
    >>> folder.exists()
    False

    Raises
    ------
    SettingError
        If there is nowhere to write.
    """
    earlier = tempfile.tempdir
    folder = _made()
    tempfile.tempdir = str(folder)
    try:
        with (folder / _LOCK).open("wb") as mark:
            locked(mark)
            yield folder
    finally:
        tempfile.tempdir = earlier
        shutil.rmtree(folder, ignore_errors=True)


def _made() -> Path:
    try:
        _wipe_left(Path(tempfile.gettempdir()))
        return Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise SettingError("page.cannot_begin", problem=error.strerror or str(error)) from error


def _wipe_left(parent: Path) -> None:
    """Wipe the folders of servers that are gone; those of other users cannot be opened, and stay."""
    for mark in parent.glob(f"{_PREFIX}*/{_LOCK}"):
        if _is_left(mark):
            shutil.rmtree(mark.parent, ignore_errors=True)


def _is_left(mark: Path) -> bool:
    try:
        with mark.open("r+b") as file:
            return locked(file)
    except OSError:
        return False
