"""Calls into the reader of workbooks: whatever it stumbles over becomes a sentence of ours.

The reader is written in Rust. Where it meets what it did not foresee it panics: Python sees an exception
that is no `Exception`, and the user a note on stderr that no Python code can keep back. So stderr itself is
turned away while files are read of which such panics are known (binary ones; of XLSX none is).
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TypeVar

from python_calamine import CalamineError, PasswordError

from kwopt.errors import TableError

_Result = TypeVar("_Result")
_STDERR = 2
_TURNING = threading.Lock()  # two threads that turn stderr away at once would leave it turned away


def guarded(read: Callable[[], _Result], *, file: str, quiet: bool = False) -> _Result:
    """Return what `read` returns; if `quiet`, what is written to stderr meanwhile is lost.

    Raises
    ------
    TableError
        If the workbook is locked, or the reader stumbles over it.

    >>> guarded(lambda: 5, file="a.xlsx")
    5
    """
    try:
        with _stderr_turned_away() if quiet else nullcontext():
            return read()
    except PasswordError as error:
        raise TableError("tables.locked", file=file) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(file, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # no module exports the class
            raise
        raise _damaged(file, error) from error


def _damaged(file: str, error: BaseException) -> TableError:
    problem = str(error).splitlines()[0] if str(error) else type(error).__name__
    return TableError("tables.damaged_workbook", file=file, problem=problem)


@contextmanager
def _stderr_turned_away() -> Iterator[None]:
    with _TURNING:
        try:
            kept = os.dup(_STDERR)
        except OSError:  # there is no stderr, as in a program without a console
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)
        try:
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(nowhere)
            os.close(kept)
