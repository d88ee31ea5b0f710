"""The engine whose tasks go to workers elsewhere: in which order they are taken back, and when work ends.

Where the workers are, and how they are reached, is their crew's: `processes`, `dask_crew`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

from kwopt.runs.engines.engine import Result, Task
from kwopt.runs.engines.handing_out import HandingOut


class Job(NamedTuple):
    """One call of `Engine.map`: what is done to each task, and what stands for one that is lost."""

    function: Callable[[Any, Any], Any]
    shared: Any
    lost: Callable[[Any], Any] | None


class Crew(Protocol):
    """Workers, somewhere."""

    @property
    def workers(self) -> int:
        """How many tasks they work on at once."""

    def handing_out(self, job: Job) -> AbstractContextManager[HandingOut]:
        """Return what hands the tasks of a job out; nobody works on them any more when the block is left."""

    def close(self) -> None:
        """Let the workers go."""


class CrewedEngine:
    """Work on tasks with a crew."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew

    @property
    def workers(self) -> int:
        """How many tasks are worked on at once, now."""
        return self.crew.workers

    def map(
        self,
        function: Callable[[Any, Task], Result],
        tasks: Iterable[Task],
        shared: Any = None,
        *,
        lost: Callable[[Task], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield `function(shared, task)` in the order of tasks; see `Engine.map`."""
        with self.crew.handing_out(Job(function, shared, lost)) as out:
            yield from out.in_order(tasks)

    def unordered(
        self,
        function: Callable[[Any, Task], Result],
        tasks: Iterable[Task],
        shared: Any = None,
        *,
        lost: Callable[[Task], Result] | None = None,
    ) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result as results come; see `Engine.unordered`."""
        with self.crew.handing_out(Job(function, shared, lost)) as out:
            yield from out.as_they_come(tasks)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go."""
        self.crew.close()
