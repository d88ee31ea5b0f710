"""One run over a long list: its folder, its journal, its workers. Stages that are done are not done again.

Knows nothing of what the stages are.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kwopt.runs.journal import Journal
from kwopt.shop.lists.workers import Workers
from kwopt.shop.lists.workfolder import whole_file

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Value = TypeVar("Value")


class Watch(Protocol):
    """Who is told how far a stage is."""

    def __call__(
        self, stage: str, total: int | None, done: int = 0, /
    ) -> AbstractContextManager[Callable[[int], object]]:
        """Return what counts rows that are done.

        Parameters
        ----------
        stage
            One of "read", "learn", "score", "rank", "write".
        total
            Rows of the stage; None where that is not known.
        done
            How many of them an earlier run did.
        """


@dataclass(frozen=True, eq=False, kw_only=True)
class ListRun:
    """Where a list is worked on, and by whom.

    Parameters
    ----------
    folder
        Private folder, whole path; workers on other machines must see it under the same path.
    journal
        What is done.
    """

    folder: Path
    journal: Journal
    workers: Workers
    watch: Watch

    def value(self, stage: str, make: Callable[[], Value]) -> Value:
        """Return what a stage gives; made once, and left in the folder for a run that goes on.

        The folder is private, which is why what lies in it is unpickled.
        """
        path = self.folder / f"{stage}.pickle"
        if stage in self.journal.done:
            found: Value = pickle.loads(path.read_bytes())
            return found
        value = make()
        with whole_file(path) as part:
            part.write_bytes(pickle.dumps(value))
        self.journal.add(stage, {})
        return value

    def each(
        self,
        stage: str,
        function: Callable[[Shared, Task], Any],
        tasks: Iterable[Task],
        shared: Shared,
        *,
        rows: Sequence[int],
    ) -> Iterator[Any]:
        """Yield the record of each task, in order; those that the journal holds are not worked on.

        Parameters
        ----------
        function
            Leaves files, and returns what JSON can hold.
        rows
            Of each task, for those who watch.
        """
        done = self.journal.done
        keys = [f"{stage}/{number}" for number in range(len(rows))]
        earlier = sum(compress(rows, (key in done for key in keys)))
        results = self.workers.engine.map(
            function, compress(tasks, (key not in done for key in keys)), shared
        )
        with self.watch(stage, sum(rows), earlier) as advance:
            for key, count in zip(keys, rows, strict=True):
                if key not in done:
                    self.journal.add(key, next(results))
                    advance(count)
                yield self.journal.record(key)
