"""The engine of several processes on this machine.

A thread a worker hands it one task at a time and waits for the reply, so a worker that dies is known
together with the one task that it died of: no other task is blamed, and no pool breaks.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from kwopt.errors import RunError
from kwopt.runs.engines.engine import ATTEMPTS, IN_FLIGHT, Result, Task
from kwopt.runs.engines.handing_out import HandingOut
from kwopt.runs.engines.starting import Line, Starter, WorkerLostError, best_starter
from kwopt.runs.engines.worker import JOB, TASK


@dataclass(eq=False)
class _Worker:
    """A worker, and the job that it holds."""

    line: Line
    job: "_Job | None" = None


@dataclass(eq=False)
class _Job:
    """One call of `map`: function and shared value as bytes, and the workers that are at it now."""

    content: bytes
    lost: Callable[[Any], Any] | None
    busy: set[_Worker] = field(default_factory=set)
    over: bool = False


class Processes:
    """Work on tasks in `jobs` processes.

    Workers begin to load the modules `preload` at once, beside whatever this process does meanwhile.

    >>> from operator import add
    >>> with Processes(2) as engine:
    ...     list(engine.map(add, [1, 2, 3], shared=10))
    [11, 12, 13]
    """

    def __init__(self, jobs: int, *, preload: Sequence[str] = (), starter: Starter | None = None) -> None:
        self.workers = jobs
        self._starter = starter or best_starter(preload)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="kwopt-worker")
        self._idle: list[_Worker] = []
        self._closed = False

    def map(
        self,
        function: Callable[[Any, Task], Result],
        tasks: Iterable[Task],
        shared: Any = None,
        *,
        lost: Callable[[Task], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield `function(shared, task)` in the order of tasks; see `Engine.map`."""
        with self._job(function, shared, lost) as submit:
            yield from HandingOut(submit, IN_FLIGHT * self.workers).in_order(tasks)

    def unordered(
        self,
        function: Callable[[Any, Task], Result],
        tasks: Iterable[Task],
        shared: Any = None,
        *,
        lost: Callable[[Task], Result] | None = None,
    ) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result as results come; see `Engine.unordered`."""
        with self._job(function, shared, lost) as submit:
            yield from HandingOut(submit, IN_FLIGHT * self.workers).as_they_come(tasks)

    @contextmanager
    def _job(
        self, function: Any, shared: Any, lost: Callable[[Any], Any] | None
    ) -> Iterator[Callable[[Any], Future[Any]]]:
        """Yield what hands a task to the workers; nothing of it is worked on when the block is left."""
        job = _Job(pickle.dumps((function, shared), pickle.HIGHEST_PROTOCOL), lost)
        begun: set[Future[Any]] = set()

        def submit(task: Any) -> Future[Any]:
            future = self._threads.submit(self._finished, job, task)
            begun.add(future)
            future.add_done_callback(begun.discard)
            return future

        try:
            yield submit
        finally:
            self._stop(job, begun)

    def _stop(self, job: _Job, begun: set[Future[Any]]) -> None:
        """End what is still worked on for a job, and wait until it is."""
        job.over = True
        for worker in tuple(job.busy):
            worker.line.kill()
        wait(tuple(begun))

    def _finished(self, job: _Job, task: Any) -> Any:
        """Return a task's result, from the first worker that lives to tell it; runs in a thread."""
        content = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        for _ in range(ATTEMPTS):
            try:
                fine, found = pickle.loads(self._answer(job, content))
            except WorkerLostError:
                continue
            if not fine:
                raise found
            return found
        if job.lost is None:
            raise RunError("runs.workers_lost", count=ATTEMPTS)
        return job.lost(task)

    def _answer(self, job: _Job, content: bytes) -> bytes:
        """Return a worker's reply to a task; the worker is idle again then, or gone."""
        worker = self._free_worker()
        job.busy.add(worker)
        try:
            self._refuse_ended(job)
            if worker.job is not job:
                worker.line.send(JOB, job.content)
                worker.job = job
            worker.line.send(TASK, content)
            reply = worker.line.receive()
        except BaseException:
            worker.line.close()
            self._refuse_ended(job)
            raise
        finally:
            job.busy.discard(worker)
        self._idle.append(worker)
        return reply

    def _refuse_ended(self, job: _Job) -> None:
        """Raise if nobody waits for the results of a job any more."""
        if job.over or self._closed:
            raise CancelledError

    def _free_worker(self) -> _Worker:
        try:
            return self._idle.pop()
        except IndexError:
            return _Worker(self._new_line())

    def _new_line(self) -> Line:
        for _ in range(ATTEMPTS):
            self._refuse_closed()
            try:
                return self._starter.start()
            except WorkerLostError:
                continue
        self._refuse_closed()
        raise RunError("runs.no_workers")

    def _refuse_closed(self) -> None:
        if self._closed:
            raise CancelledError

    def close(self) -> None:
        """End all workers at once, whatever they do."""
        self._closed = True
        self._starter.close()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._idle:
            worker.line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers."""
        self.close()
