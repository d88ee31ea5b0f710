"""Where a result goes: a document, rows or a drawing, on stdout or in a file; remarks on stderr.

stdout is written last and only when all went well, so that an error leaves it empty.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pandas as pd

from kwopt.cli.progress import progress
from kwopt.cli.request import Request
from kwopt.cli.screen import Screen
from kwopt.cli.voice import Voice
from kwopt.errors import TableError
from kwopt.models import Notice
from kwopt.payloads import json_parts
from kwopt.tables import write_table, write_text_atomically
from kwopt.tables.writing.atomic import check_place
from kwopt.tables.writing.csvtext import csv_parts
from kwopt.tables.writing.safecells import for_spreadsheets
from kwopt.tables.writing.write import SUFFIXES

_SUFFIXES = tuple(suffix for suffix in SUFFIXES if suffix != ".jsonl")
"""A result is one document or one table; JSON lines are for many results (`kwopt batch`)."""

_STYLES = {"warning": "yellow", "error": "red"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One result in its three forms, each made only when it is asked for.

    Parameters
    ----------
    document
        The JSON document, its notices among it.
    rows
        The table that goes into CSV, XLSX and Parquet.
    draw
        What a terminal shows; returns what to say on stderr after it.
    notices
        What the user should know, for the forms that cannot hold it.
    """

    document: Callable[[], dict[str, Any]]
    rows: Callable[[], pd.DataFrame]
    draw: Callable[[Screen], Sequence[str]]
    notices: Sequence[Notice] = ()


def check_target(request: Request) -> None:
    """Refuse a file that could not be written, before any work is done.

    Raises
    ------
    TableError
        If its suffix names no format, if it is an input, or if nothing can be written there.
    """
    if request.target is None:
        return
    suffix = Path(request.target).suffix
    if not suffix:
        raise TableError("tables.no_suffix", file=request.target or '""', choices=_SUFFIXES)
    if suffix.lower() not in _SUFFIXES:
        raise TableError("tables.unknown_suffix", file=request.target, value=suffix, choices=_SUFFIXES)
    check_place(Path(request.target), request.files)


def deliver(request: Request, answer: Answer) -> None:
    """Write a result as the request asks."""
    if request.target:
        with progress(request.voice.say("writing")):
            remarks = _write_file(request, request.target, answer)
        remark(request.voice, remarks)
    else:
        with _printing():
            _PRINTERS[request.format](request, answer)


@contextmanager
def _printing() -> Iterator[None]:
    """Say what hinders printing; a reader that has read enough, as `head`, hinders nothing."""
    if sys.stdout is None:  # the shell closed it: ">&-"
        raise TableError("cli.cannot_print", problem=os.strerror(errno.EBADF))
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE or error.filename:
            raise
        raise TableError("cli.cannot_print", problem=error.strerror or str(error)) from error


def print_json(document: dict[str, Any]) -> None:
    """Print a document on stdout."""
    with _printing():
        _print_parts(part.encode("utf-8", "replace") for part in json_parts(document))


def remark(voice: Voice, notices: Sequence[Notice]) -> None:
    """Say notices on stderr, one a line; what columns mean is left to `kwopt inspect`."""
    on_columns = [notice for notice in notices if notice.level == "info" and notice.column is not None]
    for notice in notices:
        if notice in on_columns:
            continue
        line = voice.say(f"level_{notice.level}", text=_with_file(notice, voice))
        click.secho(line, err=True, fg=_STYLES.get(notice.level))
    if on_columns:
        click.echo(voice.say("column_notes", count=len(on_columns)), err=True)


def _with_file(notice: Notice, voice: Voice) -> str:
    text = str(notice.to_dict(voice.lang)["message"])
    return text if notice.file is None or notice.file in text else f"{notice.file}: {text}"


def _write_file(request: Request, target: str, answer: Answer) -> list[Notice]:
    """Write the file and return what to say of it: a JSON document holds its notices itself."""
    if Path(target).suffix.lower() == ".json":
        write_text_atomically(target, json_parts(answer.document()), protect=request.files)
        return [Notice("cli.written", params={"file": target})]
    rows = answer.rows()
    written = write_table(rows, target, protect=request.files)
    done = Notice("cli.rows_written", params={"rows": len(rows), "file": target})
    return [*answer.notices, *written, done]


def _print_json(_request: Request, answer: Answer) -> None:
    print_json(answer.document())


def _print_csv(request: Request, answer: Answer) -> None:
    safe, notices = for_spreadsheets(answer.rows())
    remark(request.voice, [*answer.notices, *notices])
    _print_parts(csv_parts(safe))


def _print_drawing(request: Request, answer: Answer) -> None:
    screen = Screen.stdout()
    remarks = answer.draw(screen)
    remark(request.voice, answer.notices)
    screen.show()
    for line in remarks:
        click.echo(line, err=True)


def _print_parts(parts: Iterable[bytes]) -> None:
    # Bytes, because a document is UTF-8 whatever the terminal's encoding is.
    sys.stdout.buffer.writelines(parts)


_PRINTERS: dict[str, Callable[[Request, Answer], None]] = {
    "table": _print_drawing,
    "csv": _print_csv,
    "json": _print_json,
}
