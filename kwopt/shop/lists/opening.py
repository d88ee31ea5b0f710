"""The beginning and the end of a run over a list: its folder, its journal, what stays where it fails.

A run that finishes leaves nothing but its output. One that is killed leaves its work folder, and goes on
with `resume`. One that fails leaves it where going on makes sense: where it was asked to resume, or where
the machine failed it (disk full, workers lost), not the input.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kwopt.errors import KwoptError, RunError
from kwopt.runs.journal import Journal
from kwopt.shop.lists.listrun import ListRun, Watch
from kwopt.shop.lists.workers import Workers
from kwopt.shop.lists.workfolder import made_private, removed, work_folder_of

JOURNAL = "journal.jsonl"

_FULL = ("tables.disk_full", "runs.disk_full")


@dataclass(frozen=True, kw_only=True)
class Going:
    """Whether a run may go on where an earlier one stopped, or begins anew whatever there is."""

    resume: bool = False
    restart: bool = False


@contextmanager
def opened_run(
    target: str | None,
    fingerprint: Mapping[str, Any],
    workers: Workers,
    watch: Watch,
    *,
    going: Going | None = None,
) -> Iterator[ListRun]:
    """Yield a run that is to write `target`; None for one whose result is only printed.

    Parameters
    ----------
    fingerprint
        What the result depends on; a run goes on only where it is equal.

    Raises
    ------
    RunError
        If an earlier run stands in the way, or this one cannot go on from it.
    """
    going = going or Going()
    with workers, ExitStack() as open_files:
        folder = _made(target)
        try:
            journal = open_files.enter_context(
                Journal.start(folder / JOURNAL, fingerprint, resume=going.resume, restart=going.restart)
            )
            if not journal.done:
                _clear(folder)
            yield ListRun(folder=folder, journal=journal, workers=workers, watch=watch)
            journal.finish()
        except BaseException as error:
            open_files.close()
            if target is None or not _stays(error, going):
                removed(folder)
            raise
        open_files.close()
        removed(folder)


def _made(target: str | None) -> Path:
    if target is None:
        return Path(tempfile.mkdtemp(prefix="kwopt-"))
    folder = work_folder_of(Path(target))
    made_private(folder)
    return folder


def _clear(folder: Path) -> None:
    """Remove what an earlier run left, but for the journal."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != JOURNAL:
            path.unlink()


def _stays(error: BaseException, going: Going) -> bool:
    """Return whether what is done is worth keeping, or is another run's."""
    if isinstance(error, RunError):
        return True
    return going.resume or (isinstance(error, KwoptError) and error.code in _FULL)
