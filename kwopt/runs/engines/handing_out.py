"""Tasks handed out a few at a time, results taken in order or as they come.

Works on futures of any kind, and knows nothing of who fulfils them.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass
from itertools import islice
from typing import Any

SLICE = 1.0
"""Seconds after which a wait looks up: on Windows nothing else lets Ctrl-C through."""


def first_done(futures: set[Any], seconds: float) -> set[Any]:
    """Return which of these futures are done within `seconds`, as soon as there is one."""
    return wait(futures, timeout=seconds, return_when=FIRST_COMPLETED).done


def _result(task: Any, future: Any) -> Any:  # noqa: ARG001
    return future.result()


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class HandingOut:
    """How tasks become results.

    Parameters
    ----------
    submit
        Returns the future of a task.
    width
        Most tasks that are handed out and not yet taken back.
    settle
        Returns the result of a task whose future is done.
    wait
        As `first_done`, for futures of another kind.
    look_up
        Called every `SLICE` seconds of waiting; what it raises ends the work.
    """

    submit: Callable[[Any], Any]
    width: int
    settle: Callable[[Any, Any], Any] = _result
    wait: Callable[[set[Any], float], set[Any]] = first_done
    look_up: Callable[[], None] = _nothing

    def in_order(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """Yield results in the order of tasks; however that ends, futures that are left are cancelled."""
        left = iter(tasks)
        flying = deque((task, self.submit(task)) for task in islice(left, self.width))
        try:
            while flying:
                self._wait({flying[0][1]})
                result = self.settle(*flying.popleft())
                flying.extend((task, self.submit(task)) for task in islice(left, 1))
                yield result
        finally:
            _cancel(future for _, future in flying)

    def as_they_come(self, tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Yield each task with its result as soon as it is there; otherwise as `in_order`."""
        left = iter(tasks)
        flying = {self.submit(task): task for task in islice(left, self.width)}
        try:
            while flying:
                for future in self._wait(set(flying)):
                    task = flying.pop(future)
                    result = self.settle(task, future)
                    flying.update((self.submit(other), other) for other in islice(left, 1))
                    yield task, result
        finally:
            _cancel(flying)

    def _wait(self, futures: set[Any]) -> set[Any]:
        """Return those that are done, at least one."""
        while not (done := self.wait(futures, SLICE)):
            self.look_up()
        return done


def _cancel(futures: Iterable[Any]) -> None:
    for future in futures:
        future.cancel()
