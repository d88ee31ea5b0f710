"""Tasks handed out a few at a time, results taken in order or as they come.

Works on any source of `concurrent.futures` futures, and knows nothing of who fulfils them.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import TypeVar

from kwopt.runs.engines.engine import Result, Task

_SLICE = 1.0
"""Seconds after which a wait looks up: on Windows nothing else lets Ctrl-C through."""

Submit = Callable[[Task], Future[Result]]
Item = TypeVar("Item")


def in_order(submit: Submit[Task, Result], tasks: Iterable[Task], width: int) -> Iterator[Result]:
    """Yield results in the order of tasks, at most `width` of them handed out and not yet taken.

    However the iteration ends, futures that are left are cancelled.
    """
    left = iter(tasks)
    flying = deque(map(submit, islice(left, width)))
    try:
        while flying:
            _wait(flying[0])
            result = flying.popleft().result()
            flying.extend(map(submit, islice(left, 1)))
            yield result
    finally:
        _cancel(flying)


def as_they_come(
    submit: Submit[Task, Result], tasks: Iterable[Task], width: int
) -> Iterator[tuple[Task, Result]]:
    """Yield each task with its result as soon as it is there; otherwise as `in_order`."""
    left = iter(tasks)
    flying = {submit(task): task for task in islice(left, width)}
    try:
        while flying:
            for future in _done(flying):
                task, result = flying.pop(future), future.result()
                flying.update((submit(other), other) for other in islice(left, 1))
                yield task, result
    finally:
        _cancel(flying)


def _wait(future: Future[Item]) -> None:
    while not future.done():
        wait([future], timeout=_SLICE)


def _done(flying: Iterable[Future[Item]]) -> set[Future[Item]]:
    while True:
        done = wait(flying, timeout=_SLICE, return_when=FIRST_COMPLETED).done
        if done:
            return done


def _cancel(flying: Iterable[Future[Item]]) -> None:
    for future in flying:
        future.cancel()
