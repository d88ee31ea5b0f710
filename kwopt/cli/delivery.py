"""Where a result goes: a document, rows or a drawing, on stdout or in a file; remarks on stderr.

stdout is written last and only when all went well, so that an error leaves it empty.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click
import pandas as pd

from kwopt.cli.progress import progress
from kwopt.cli.request import Request
from kwopt.cli.voice import Voice
from kwopt.errors import TableError
from kwopt.files.atomic import write_text_atomically
from kwopt.files.places import check_file
from kwopt.models import Notice
from kwopt.payloads import json_parts
from kwopt.tables import write_table
from kwopt.tables.writing.csvtext import csv_parts
from kwopt.tables.writing.safecells import for_spreadsheets
from kwopt.tables.writing.write import SUFFIXES

if TYPE_CHECKING:
    from kwopt.cli.screen import Screen

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
        The table that goes into CSV, XLSX and Parquet: a frame, or rows that are written piece by piece.
    draw
        What a terminal shows; returns what to say on stderr after it.
    notices
        What the user should know, for the forms that cannot hold it.
    workplace
        Folder beside the target in which a document grows; by default the target's own.
    """

    document: Callable[[], dict[str, Any]]
    rows: "Callable[[], pd.DataFrame | Rows]"
    draw: "Callable[[Screen], Sequence[str]]"
    notices: Sequence[Notice] = ()
    workplace: Path | None = None


class Rows(Protocol):
    """A table, wherever its rows are."""

    def __len__(self) -> int: ...

    def write(self, target: str, protect: Sequence[str]) -> list[Notice]:
        """Write the rows to a file, and return what the user should know of it."""

    def csv(self) -> "CsvText":
        """Return the rows as text, all of them there."""


@dataclass(frozen=True)
class CsvText:
    """Delimited text in parts, and what was changed in its cells."""

    parts: Iterable[bytes]
    notices: Sequence[Notice]


@dataclass(frozen=True, eq=False)
class FrameRows:
    """The rows of a frame."""

    frame: pd.DataFrame

    def __len__(self) -> int:
        return len(self.frame)

    def write(self, target: str, protect: Sequence[str]) -> list[Notice]:
        """Write the rows; the suffix decides on the format."""
        return write_table(self.frame, target, protect=protect)

    def csv(self) -> CsvText:
        """Return the rows as text that a spreadsheet may open."""
        safe, notices = for_spreadsheets(self.frame)
        return CsvText(csv_parts(safe), notices)


def _rows(answer: Answer) -> Rows:
    rows = answer.rows()
    return FrameRows(rows) if isinstance(rows, pd.DataFrame) else rows


def check_target(request: Request) -> None:
    """Refuse a file that could not be written, before any work is done.

    Raises
    ------
    TableError
        If its suffix names no format, if it is an input, or if nothing can be written there.
    """
    if request.target is not None:
        check_file(request.target, _SUFFIXES, request.files)


def deliver(request: Request, answer: Answer) -> None:
    """Write a result as the request asks."""
    if request.target:
        # What is written piece by piece says itself how far it is.
        with progress(request.voice.say("writing")) if answer.workplace is None else nullcontext():
            remarks = _write_file(request, request.target, answer)
        remark(request.voice, remarks)
    else:
        with printing():
            _PRINTERS[request.format](request, answer)


@contextmanager
def printing() -> Iterator[None]:
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
    with printing():
        print_parts(part.encode("utf-8", "replace") for part in json_parts(document))


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
        parts = json_parts(answer.document())
        write_text_atomically(target, parts, protect=request.files, workplace=answer.workplace)
        return [Notice("cli.written", params={"file": target})]
    rows = _rows(answer)
    written = rows.write(target, request.files)
    done = Notice("cli.rows_written", params={"rows": len(rows), "file": target})
    return [*answer.notices, *written, done]


def _print_json(_request: Request, answer: Answer) -> None:
    print_json(answer.document())


def _print_csv(request: Request, answer: Answer) -> None:
    text = _rows(answer).csv()
    remark(request.voice, [*answer.notices, *text.notices])
    print_parts(text.parts)


def _print_drawing(request: Request, answer: Answer) -> None:
    from kwopt.cli.screen import Screen  # loaded only for a terminal

    screen = Screen.stdout()
    remarks = answer.draw(screen)
    remark(request.voice, answer.notices)
    screen.show()
    for line in remarks:
        click.echo(line, err=True)


def print_parts(parts: Iterable[bytes]) -> None:
    """Write parts of a document on stdout."""
    # Bytes, because a document is UTF-8 whatever the terminal's encoding is.
    sys.stdout.buffer.writelines(parts)


_PRINTERS: dict[str, Callable[[Request, Answer], None]] = {
    "table": _print_drawing,
    "csv": _print_csv,
    "json": _print_json,
}
