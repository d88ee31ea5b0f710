"""Folders of Parquet files, one a partition: told by name, put into their place whole."""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from kwopt.errors import TableError
from kwopt.files.places import refused_as_sentences

PART_NAME = "part-{:06d}.parquet"
"""Name of a partition; partitions stand in the order of their names."""

_PART = re.compile(r"part-\d{6,}\.parquet")
_READABLE = 0o777


def is_folder_name(target: str) -> bool:
    """Return whether a name is that of a folder: it ends in a slash.

    >>> is_folder_name("out/"), is_folder_name("out.parquet")
    (True, False)
    """
    return target.endswith(("/", os.sep))


def check_folder(target: str, protect: Iterable[str] = ()) -> None:
    """Refuse a folder that could not be written, or that holds inputs or anything but partitions.

    Raises
    ------
    TableError
        As said.
    """
    folder = Path(target)
    with refused_as_sentences(folder):
        if folder.exists():
            _refuse_others(folder)
            _refuse_inputs(folder, protect)
        place = Path(os.path.realpath(folder)).parent
        place.stat()
        if not os.access(place, os.W_OK):
            raise PermissionError(13, os.strerror(13), str(folder))


def _refuse_others(folder: Path) -> None:
    if not folder.is_dir():
        raise TableError("lists.no_folder", file=str(folder))
    others = sorted(path.name for path in folder.iterdir() if not _PART.fullmatch(path.name))
    if others:
        raise TableError("lists.folder_in_use", file=str(folder), examples=others[:3])


def _refuse_inputs(folder: Path, protect: Iterable[str]) -> None:
    place = folder.resolve()
    for path in protect:
        if place in (Path(path).resolve(), *Path(path).resolve().parents):
            raise TableError("tables.over_input", file=str(folder))


def put_in_place(made: Path, target: Path, *, aside: Path) -> None:
    """Let a folder of partitions take the name `target`; one that is there is put `aside`, and removed.

    Raises
    ------
    TableError
        If the place cannot be written, or the folder there holds anything but partitions.
    """
    final = Path(os.path.realpath(target))
    check_folder(str(target))
    with refused_as_sentences(target):
        made.chmod(_READABLE & ~_mask())
        if final.exists():
            final.rename(aside)
        made.rename(final)
        shutil.rmtree(aside, ignore_errors=True)


def _mask() -> int:
    """Return the process's mask of permissions; there is no way to read it but to set it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
