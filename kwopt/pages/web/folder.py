"""The server's private folder: for its user alone, all that is written lies in it, wiped at the end."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def private_folder() -> Iterator[Path]:
    """Yield a new folder that only this user can enter; all temporary files go there until it is wiped.

    The libraries below spool large requests to temporary files: `tempfile.tempdir` makes them do it here.

    >>> with private_folder() as folder:
    ...     oct(folder.stat().st_mode)[-3:], tempfile.gettempdir() == str(folder)
    ('700', True)
    >>> folder.exists()
    False
    """
    earlier = tempfile.tempdir
    folder = Path(tempfile.mkdtemp(prefix="kwopt-"))
    tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = earlier
        shutil.rmtree(folder, ignore_errors=True)
