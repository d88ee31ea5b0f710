"""Functions that workers of the tests of engines call: a worker can load only what stands in a module."""

import importlib
import os
import signal
import sys
from pathlib import Path
from threading import Event
from typing import Any, NoReturn

from kwopt.errors import TableError


def scaled(shared: int, task: int) -> int:
    """Return a product."""
    return shared * task


def pid(_shared: object, _task: object) -> int:
    """Return which process this is."""
    return os.getpid()


_REMEMBERED: list[int] = []


def remember_pid() -> None:
    """Remember which process this is."""
    _REMEMBERED.append(os.getpid())


def loaded_by(shared: str, _task: object) -> int | None:
    """Return the process that remembered itself; None if the module `shared` was not loaded before."""
    return _REMEMBERED[0] if shared in sys.modules else None


def refuse_five(_shared: object, task: int) -> int:
    """Return the task; raise for 5."""
    if task == 5:
        raise TableError("tables.empty", file="五.csv", row=5)
    return task


def die_of(shared: int, task: int) -> int:
    """Return the task; the worker is killed for the one that is shared."""
    if task == shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def die_once(shared: str, task: int) -> int:
    """Return the task; for 3 the worker is killed, but only the first time, which the file `shared` tells."""
    if task == 3 and not Path(shared).exists():
        Path(shared).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def pretend_version(version: str | None) -> None:
    """Make this process say that it runs another version of kwopt; None: the true one again."""
    import kwopt.version

    if version is None:
        importlib.reload(kwopt.version)
    else:
        kwopt.version.__version__ = version


def wait_for_ever(_shared: object, task: int) -> int:
    """Return the task 0 at once, any other never."""
    if task:
        Event().wait()
    return task


def refuse_or_wait(_shared: object, task: int) -> NoReturn:
    """Raise for the task 0, wait for ever otherwise."""
    if task:
        Event().wait()
    raise TableError("tables.empty", file="x.csv")


def chatter(_shared: object, task: int) -> int:
    """Return the task, after saying so in every way."""
    print("to stdout")
    print("to stderr", file=sys.stderr)
    os.write(2, b"to the handle of stderr")
    return task


def lose_connection(_shared: object, _task: object) -> NoReturn:
    """Raise what a task raises that talks to another machine."""
    raise ConnectionResetError("far away")


def unsendable(_shared: object, _task: object) -> Any:
    """Return what cannot be pickled."""
    return lambda: None


class OddError(Exception):
    """An exception that cannot be made again from what is pickled of it."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)
        self.second = second


def raise_odd(_shared: object, _task: object) -> NoReturn:
    """Raise what cannot be sent."""
    raise OddError("one", "two")


class Counted:
    """A value that notes in a file each time it is pickled or made again."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def __getstate__(self) -> Path:
        self._note("sent")
        return self.log

    def __setstate__(self, log: Path) -> None:
        self.log = log
        self._note("received")

    def _note(self, what: str) -> None:
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")


def ignore(_shared: object, task: int) -> int:
    """Return the task."""
    return task
