"""Where a file may be written: checked before any work is done, refused in a sentence on what to do.

Never over an input, never in the place of a device or a pipe: they would be lost. How a file is written is
`kwopt.files.atomic`'s.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kwopt.errors import TableError

_CODES: Mapping[int, str] = {
    errno.ENOENT: "tables.no_folder",
    errno.ENOTDIR: "tables.no_folder",
    errno.ENOSPC: "tables.disk_full",
    errno.EDQUOT: "tables.disk_full",
    errno.ELOOP: "tables.link_loop",
    errno.ENAMETOOLONG: "tables.name_too_long",
    errno.EACCES: "tables.not_allowed",
    errno.EPERM: "tables.not_allowed",
    errno.EROFS: "tables.not_allowed",
}
"""Message on what the system refused; any other refusal is quoted."""


def check_file(target: str | Path, suffixes: Sequence[str], protect: Iterable[str | Path] = ()) -> None:
    """Refuse a file that could not be written, before any work is done.

    Raises
    ------
    TableError
        If its suffix is none of `suffixes`, or for what `check_place` refuses.
    """
    check_suffix(target, suffixes)
    check_place(Path(target), protect)


def check_suffix(target: str | Path, suffixes: Sequence[str]) -> None:
    """Refuse a name whose suffix is none of `suffixes`; capitals do not matter.

    Raises
    ------
    TableError
        As said; the suffixes are named.
    """
    suffix = Path(target).suffix
    if not suffix:
        raise TableError("tables.no_suffix", file=str(target) or '""', choices=suffixes)
    if suffix.lower() not in suffixes:
        raise TableError("tables.unknown_suffix", file=str(target), value=suffix, choices=suffixes)


def check_place(target: Path, protect: Iterable[str | Path] = ()) -> None:
    """Refuse a place that could not be written, before any work is done.

    Raises
    ------
    TableError
        If it is one of `protect` (under whatever name), a folder, a device, or cannot be written to.
    """
    with refused_as_sentences(target):
        there = _status(target)
        if there is not None:
            _refuse_inputs(target, there, protect)
            _refuse_what_is_no_file(target, there)
        folder = Path(os.path.realpath(target)).parent
        folder.stat()
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        if not os.access(folder if there is None else target, os.W_OK) or not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _status(path: str | Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _refuse_inputs(target: Path, there: os.stat_result, protect: Iterable[str | Path]) -> None:
    for path in protect:
        try:
            same = os.path.samestat(there, os.stat(path))
        except (OSError, ValueError):  # an input that is not there cannot be written over
            continue
        if same:
            raise TableError("tables.over_input", file=str(target))


def _refuse_what_is_no_file(target: Path, there: os.stat_result) -> None:
    if stat.S_ISDIR(there.st_mode):
        raise TableError("tables.is_folder", file=str(target))
    if not stat.S_ISREG(there.st_mode):
        raise TableError("tables.no_plain_file", file=str(target))


@contextmanager
def refused_as_sentences(target: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence on what to do."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "tables.cannot_write")
        problem = error.strerror or str(error)
        folder = str(Path(os.path.realpath(target)).parent)
        raise TableError(code, file=str(target), problem=problem, folder=folder) from error
    except ValueError as error:
        if "\0" not in str(target):
            raise
        raise TableError("tables.cannot_write", file=str(target).replace("\0", "?"), problem="NUL") from error
