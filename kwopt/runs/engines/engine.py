"""What every engine promises, wherever it works: the same results in the same order."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

ATTEMPTS = 3
"""Workers that a task may lose before it is given up: one loss is bad luck, three are the task's doing."""

IN_FLIGHT = 4
"""Tasks handed out a worker: enough that a slow first task does not idle the others for long."""


class Engine(Protocol):
    """Something that calls a function on many tasks.

    The function belongs to a module that workers can import, takes `(shared, task)`, and its results depend
    on nothing else: a task whose worker is lost is done again. At most a few tasks a worker are in flight,
    so tasks may come from an endless iterator and results need not fit into memory together.
    """

    @property
    def workers(self) -> int:
        """How many tasks are worked on at once."""

    def map(
        self,
        function: Callable[[Shared, Task], Result],
        tasks: Iterable[Task],
        shared: Shared = ...,
        *,
        lost: Callable[[Task], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield `function(shared, task)` in the order of tasks.

        An exception of the function comes through as it is, and the other tasks are cancelled. A task that
        loses `ATTEMPTS` workers gives `lost(task)`.

        Raises
        ------
        RunError
            Without `lost`, for a task that loses `ATTEMPTS` workers; if no worker can be started.
        """

    def unordered(
        self,
        function: Callable[[Shared, Task], Result],
        tasks: Iterable[Task],
        shared: Shared = ...,
        *,
        lost: Callable[[Task], Result] | None = None,
    ) -> Iterator[tuple[Task, Result]]:
        """Yield `(task, function(shared, task))` as results come; otherwise as `map`."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
