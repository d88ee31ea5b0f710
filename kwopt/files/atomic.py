"""Files written whole or not at all. Knows nothing of what is in them.

A file is written under another name in the same folder, forced to disk, and then takes its name. A symbolic
link is written through: the file that it names is replaced, and the link stays.
"""

import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kwopt.files.places import check_place, refused_as_sentences


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


def write_text_atomically(
    path: str | Path,
    text: str | Iterable[str],
    *,
    protect: Iterable[str | Path] = (),
    workplace: Path | None = None,
) -> None:
    """Write `text` (one, or its parts in order) as UTF-8 to `path`, whole or not at all.

    It grows in `workplace`, a folder on the same disk; by default in that of `path`.

    Raises
    ------
    TableError
        For a protected path, or a place that cannot be written.
    """
    parts = [text] if isinstance(text, str) else text
    write_atomically(
        Path(path),
        lambda file: file.writelines(part.encode("utf-8", "replace") for part in parts),
        protect=protect,
        workplace=workplace,
    )


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
    force_name(final)


def _keep_permissions(final: Path, part: Path) -> None:
    with suppress(FileNotFoundError):
        part.chmod(stat.S_IMODE(final.stat().st_mode))


def force_name(path: Path) -> None:
    """Make the name of a new file outlast a power cut, where the system can."""
    with suppress(OSError):  # Windows opens no folders, some network drives force none
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
