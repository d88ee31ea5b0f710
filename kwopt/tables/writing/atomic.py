"""Files written whole or not at all, and never over an input. Knows nothing of what is in them.

A file is written under another name in the same folder, forced to disk, and then takes its name. A symbolic
link is written through: the file that it names is replaced, and the link stays. Devices and pipes are
refused: they cannot be replaced by a file without being lost.
"""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

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


def write_atomically(
    target: Path,
    write: Callable[[IO[bytes]], object],
    *,
    protect: Iterable[str | Path] = (),
    workplace: Path | None = None,
) -> None:
    """Let `write` fill a file that becomes `target`, with the permissions of the file that stood there.

    Parameters
    ----------
    workplace
        Folder on the same disk in which the file grows; by default that of the target.

    Raises
    ------
    TableError
        For a protected path, or a place that cannot be written.
    """
    check_place(target, protect)
    final = Path(os.path.realpath(target))
    with refused_as_sentences(target), _whole_or_not(final, workplace or final.parent) as file:
        write(file)


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


@contextmanager
def _whole_or_not(final: Path, workplace: Path) -> Iterator[IO[bytes]]:
    """Yield a file in the workplace, which takes the final place at the end, or goes if anything fails."""
    part = workplace / f".{secrets.token_hex(6)}.part"  # short: the final name may be as long as allowed
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_permissions(final, part)
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
    _force_to_disk(final.parent)


def _keep_permissions(final: Path, part: Path) -> None:
    there = _status(final)
    if there is not None:
        part.chmod(stat.S_IMODE(there.st_mode))


def _force_to_disk(folder: Path) -> None:
    """Make the new name outlast a power cut, where the system can."""
    with suppress(OSError):  # Windows opens no folders, some network drives force none
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
