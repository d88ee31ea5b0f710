"""A sign of life on stderr for whatever takes longer than a second; only where stderr is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Timer
from typing import TYPE_CHECKING, Protocol

from kwopt.locales import Lang
from kwopt.messages import message

if TYPE_CHECKING:
    from rich.progress import Progress, Task, TaskID

PATIENCE = 1.0
"""Seconds of silence before a sign of life."""
_FAST = 10
"""Parts a second from which on a fraction of one does not matter."""


@contextmanager
def progress(text: str, patience: float = PATIENCE) -> Iterator[None]:
    """Show `text` with a spinner while the block runs, if it runs longer than `patience` seconds."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # loaded only where somebody watches

    status = Console(stderr=True, highlight=False, markup=False).status(text)
    with _between(status.start, status.stop, patience):
        yield


class Advance(Protocol):
    """What tells a count that more is done."""

    def __call__(self, n: int = 1) -> None:
        """Count `n` more."""


@contextmanager
def counted(
    text: str, total: int | None, *, done: int = 0, lang: Lang = "en", patience: float = PATIENCE
) -> Iterator[Advance]:
    """Yield what counts finished parts; show count, rate and time left if that takes longer than `patience`.

    Parameters
    ----------
    text
        What is done to the parts.
    total
        How many parts there are; None if that is not known.
    done
        How many were done before, in an earlier run: they tell nothing about how fast this one is.
    """
    if not sys.stderr.isatty():
        yield _uncounted
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True, highlight=False, markup=False)
    if not console.is_interactive:
        yield _uncounted
        return
    texts = [
        TextColumn(f"{{task.{name}}}", markup=False)
        for name in ("description", "fields[count]", "fields[pace]")
    ]
    bar = Progress(texts[0], BarColumn(), *texts[1:], console=console, transient=True)
    task = bar.add_task(text, total=total, completed=done, count="", pace="")
    with _between(bar.start, bar.stop, patience):
        yield _counting(bar, task, lang)


def _uncounted(n: int = 1) -> None:
    pass


def _counting(bar: "Progress", number: "TaskID", lang: Lang) -> Advance:
    def advance(n: int = 1) -> None:
        bar.advance(number, n)
        task = bar.tasks[0]
        bar.update(number, count=_count(task), pace=_pace(task, lang))

    return advance


def _count(task: "Task") -> str:
    return f"{task.completed:,.0f}" + ("" if task.total is None else f" / {task.total:,.0f}")


def _pace(task: "Task", lang: Lang) -> str:
    """Return how fast it goes and how long it will yet take, as far as that is known."""
    if not task.speed:
        return ""
    rate = f"{task.speed:,.0f}" if task.speed >= _FAST else f"{task.speed:.1f}"
    if task.time_remaining is None:
        return message("cli.rate", {"rate": rate}, lang)
    left = str(timedelta(seconds=int(task.time_remaining)))
    return message("cli.rate_and_left", {"rate": rate, "left": left}, lang)


@contextmanager
def _between(start: Callable[[], None], stop: Callable[[], None], patience: float) -> Iterator[None]:
    """Start in a while, unless the block ends before; stop at its end."""
    timer = Timer(patience, start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        stop()
