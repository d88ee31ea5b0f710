"""A list of any length, scored as a request asks: who works on it, where, and how its rows are written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from kwopt.cli.delivery import CsvText, check_target
from kwopt.cli.failures import StatedUsageError
from kwopt.cli.inputs import source_of
from kwopt.cli.progress import counted, progress
from kwopt.cli.request import Request
from kwopt.errors import RunError
from kwopt.models import Notice, Product, Settings
from kwopt.payloads import product_document
from kwopt.runs.fingerprints import file_hashes, library_versions
from kwopt.shop.lists.folders import check_folder, is_folder_name
from kwopt.shop.lists.opening import Going, opened_run
from kwopt.shop.lists.pipeline import ListSource, score_list
from kwopt.shop.lists.scored_list import ScoredList
from kwopt.shop.lists.texts import Lines
from kwopt.shop.lists.workers import Workers
from kwopt.shop.lists.workfolder import work_folder_of
from kwopt.shop.lists.writing import write_list

_EARLIER = tuple(
    f"runs.{name}" for name in ("unfinished", "other_run", "other_version", "journal_in_use", "no_journal")
)
"""Errors that say themselves what an earlier run left."""


def check_list_target(request: Request) -> None:
    """Refuse, before any work is done, a place that cannot be written and a run that could not go on.

    Raises
    ------
    TableError
        As `kwopt.cli.delivery.check_target`.
    """
    given = [f"--{name}" for name in ("resume", "restart") if getattr(request, name)]
    given += ["--engine dask"] * (request.engine == "dask")  # its workers see no temporary folder of ours
    if given and request.target is None:
        raise StatedUsageError(_context(), "cli.needs_output", options=given)
    if request.resume and request.restart:
        raise StatedUsageError(_context(), "cli.resume_or_restart")
    if request.scheduler is not None and request.engine != "dask":  # a short list asks no engine
        raise StatedUsageError(_context(), "runs.scheduler_unused", value=request.scheduler)
    if request.resume and "-" in (*request.keywords, request.product):
        raise StatedUsageError(_context(), "cli.resume_stdin")
    if request.target and is_folder_name(request.target):
        check_folder(request.target, request.files)
    else:
        check_target(request)


@contextmanager
def scored_list(
    request: Request, product: Product | None, settings: Settings, workers: Workers
) -> Iterator[ScoredList]:
    """Yield the list that a request names, scored; it is gone when the block is left."""
    source = ListSource(
        sources=[source_of(path) for path in request.keywords],
        name="-" if request.keywords == ("-",) else None,
        encoding=request.encoding,
        sheet=request.sheet,
        column_map=request.columns,
    )
    going = Going(resume=request.resume, restart=request.restart)
    account = _fingerprint(request, product, settings) if request.target else {}
    watch = partial(_watched, request)
    try:
        with opened_run(request.target, account, workers, watch, going=going) as run:
            yield score_list(run, source, product, settings, by_rank=request.sort)
    except BaseException as error:
        if not (isinstance(error, RunError) and error.code in _EARLIER):
            _say_what_is_kept(request)
        raise


def _say_what_is_kept(request: Request) -> None:
    """Say where the work of a run that failed lies, if it stayed; an error document stands alone."""
    folder = work_folder_of(Path(request.target)) if request.target else None
    if folder is not None and folder.is_dir() and not request.voice.as_json:
        click.echo(request.voice.say("list_kept", folder=str(folder)), err=True)


@dataclass(frozen=True, eq=False)
class ListRows:
    """The rows of a scored list, as `kwopt.cli.delivery` writes rows."""

    scored: ScoredList

    def __len__(self) -> int:
        return len(self.scored)

    def write(self, target: str, protect: Sequence[str]) -> list[Notice]:
        """Write the rows; the suffix decides on the format, a slash at the end means a folder."""
        return write_list(self.scored, target, protect=protect)

    def csv(self) -> CsvText:
        """Return the rows as text that a spreadsheet may open."""
        lines = Lines(self.scored, remarks=False)
        return CsvText(lines.made(), lines.notices)


def _watched(
    request: Request, stage: str, total: int | None, done: int = 0, /
) -> AbstractContextManager[Callable[[int], object]]:
    text = request.voice.say(f"list_{stage}")
    return _spun(text) if total is None else counted(text, total, done=done, lang=request.voice.lang)


@contextmanager
def _spun(text: str) -> Iterator[Callable[[int], object]]:
    with progress(text):
        yield lambda _rows: None


def _fingerprint(request: Request, product: Product | None, settings: Settings) -> dict[str, Any]:
    """Return what the bytes of the output depend on."""
    target = request.target or ""
    reading = {name: getattr(request, name) for name in ("encoding", "sheet")}
    return {
        "inputs": file_hashes({path: Path(path) for path in request.keywords if path != "-"}),
        "product": product_document(product),
        "settings": settings.to_dict(),
        "reading": reading | {"map": dict(request.columns or {})},
        "output": {"form": "folder" if is_folder_name(target) else Path(target).suffix, "sort": request.sort},
        "libraries": library_versions(),
    }


def _context() -> click.Context:
    return click.get_current_context()
