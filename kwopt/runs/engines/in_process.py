"""The engine without workers: one task after another, here."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from kwopt.runs.engines.engine import Result, Task


class InProcess:
    """Work on tasks in this process; the measure of what other engines must give.

    >>> from operator import add
    >>> with InProcess() as engine:
    ...     list(engine.map(add, [1, 2, 3], shared=10))
    [11, 12, 13]
    """

    workers = 1

    def map(
        self,
        function: Callable[[Any, Task], Result],
        tasks: Iterable[Task],
        shared: Any = None,
        *,
        lost: Callable[[Task], Result] | None = None,  # noqa: ARG002 - no worker, nothing to lose
    ) -> Iterator[Result]:
        """Yield `function(shared, task)` in the order of tasks."""
        for task in tasks:
            yield function(shared, task)

    def unordered(
        self,
        function: Callable[[Any, Task], Result],
        tasks: Iterable[Task],
        shared: Any = None,
        *,
        lost: Callable[[Task], Result] | None = None,  # noqa: ARG002
    ) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result."""
        for task in tasks:
            yield task, function(shared, task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to end."""
