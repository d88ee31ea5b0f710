"""Who works on a list: this process alone where the list is short, else the engine that was asked for.

Workers take a second to start: they are called for before the list is read where its files are large, and
after it where only its rows tell.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from kwopt.runs.engines import Engine, InProcess

ROWS_THAT_PAY = 120_000
"""Rows from which two processes are faster than one: by then this process has read and learned for 1.6 s, in
which workers start. Found with `kwopt score --jobs 1` against 2."""

BYTES_THAT_PAY = 60 * ROWS_THAT_PAY
"""Size of files that hold so many rows, at the 60 bytes a row of the tables that we know."""


class Workers:
    """The engine of a run, called for when it pays.

    Parameters
    ----------
    make
        Makes the engine; called once at most.
    expected
        Bytes to be read; None where that is not known.
    asked
        Whether the user asked for this engine: it is then taken however short the list is.
    """

    def __init__(
        self, make: Callable[[], Engine], *, expected: int | None = None, asked: bool = False
    ) -> None:
        self.engine: Engine = InProcess()
        self._make = make
        self._asked = asked
        self._early = asked or (expected or 0) >= BYTES_THAT_PAY
        self._begun: Engine | None = None
        self._open = ExitStack()

    def settle(self, rows: int) -> None:
        """Decide by the rows of the list who works on it."""
        if self._asked or rows >= ROWS_THAT_PAY:
            self.engine = self._begin()

    def _begin(self) -> Engine:
        if self._begun is None:
            self._begun = self._open.enter_context(self._make())
        return self._begun

    def __enter__(self) -> Self:
        if self._early:
            self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go."""
        self._open.__exit__(kind, error, trace)


def bytes_of_files(paths: Iterable[str | Path]) -> int | None:
    """Return how many bytes files hold together; None where any is no plain file, or is not there."""
    sizes = [_size(Path(path)) for path in paths]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _size(path: Path) -> int | None:
    try:
        if path.is_dir():
            return bytes_of_files(path.iterdir())
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None
