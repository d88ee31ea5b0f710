"""The folder in which a list is scored: private, beside the output, gone when the output stands.

It holds the journal and what the stages leave for one another. Knows nothing of what that is.
"""

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kwopt.errors import RunError
from kwopt.files.places import refused_as_sentences

SUFFIX = ".kwopt-work"
"""End of a work folder's name: that of "out.csv" is ".out.csv.kwopt-work"."""

_LONGEST_NAME = 255  # bytes of a file's name, on the usual file systems
_OWN_ONLY = 0o700


def work_folder_of(target: Path) -> Path:
    """Return where the work on `target` lies: beside the file that it names, links followed.

    >>> work_folder_of(Path("/shop/out.csv")).name
    '.out.csv.kwopt-work'
    """
    final = Path(os.path.realpath(target))
    name = f".{final.name}{SUFFIX}"
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = f".{hashlib.sha256(os.fsencode(final.name)).hexdigest()[:16]}{SUFFIX}"
    return final.with_name(name)


def made_private(folder: Path) -> None:
    """Make a folder that nobody else may enter, or make sure that the one there is such a folder.

    What lies in it is trusted when a run goes on: a folder of somebody else's is refused.

    Raises
    ------
    RunError
        If there is something of that name that is no folder, or not this user's own.
    TableError
        If it cannot be made.
    """
    with refused_as_sentences(folder):
        try:
            folder.mkdir(mode=_OWN_ONLY)
        except FileExistsError:
            there = folder.lstat()
            if not stat.S_ISDIR(there.st_mode) or not _is_own(there):
                raise RunError("lists.foreign_folder", file=str(folder)) from None
            folder.chmod(_OWN_ONLY)


def _is_own(there: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or there.st_uid == os.getuid()


def removed(folder: Path) -> None:
    """Remove a folder and all in it; what cannot be removed stays."""
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a name under which to write a file, which then takes the name `path`; nothing is left half done.

    Two workers may write the same file at once (one that was thought lost, and its successor): each has a
    name of its own, and the bytes are equal.

    Raises
    ------
    TableError
        If the disk is full, or refuses.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with refused_as_sentences(path):
        try:
            yield part
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
