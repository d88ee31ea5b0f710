"""The crew of several processes on this machine.

A thread a worker hands it one task at a time and waits for the reply, so a worker that dies is known
together with the one task that it died of: no other task is blamed, and no pool breaks.
"""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from typing import Any

from kwopt.errors import RunError
from kwopt.runs.engines.crewed import Job
from kwopt.runs.engines.engine import ATTEMPTS, IN_FLIGHT
from kwopt.runs.engines.handing_out import HandingOut
from kwopt.runs.engines.starting import Line, Starter, WorkerLostError, best_starter
from kwopt.runs.engines.worker import JOB, TASK


@dataclass(eq=False)
class _Worker:
    """A worker, and the job that it holds."""

    line: Line
    job: "_Running | None" = None


class _TaskLostError(Exception):
    """A task lost all the workers that it was given."""


class _Running:
    """A job that is worked on: function and shared value as bytes, and the workers that are at it now."""

    def __init__(self, job: Job) -> None:
        self.content = pickle.dumps((job.function, job.shared), pickle.HIGHEST_PROTOCOL)
        self._lost = job.lost
        self._over = False
        self._busy: set[_Worker] = set()
        self._change = Condition()

    @contextmanager
    def at_work(self, worker: _Worker) -> Iterator[None]:
        """Note who is at work; CancelledError if nobody waits for the results any more."""
        with self._change:
            if self._over:
                raise CancelledError
            self._busy.add(worker)
        try:
            yield
        except WorkerLostError:
            if self._over:
                raise CancelledError from None
            raise
        finally:
            with self._change:
                self._busy.discard(worker)
                self._change.notify_all()

    def end(self) -> None:
        """End those who are still at work, and wait until they are gone."""
        with self._change:
            self._over = True
            for worker in self._busy:
                worker.line.kill()
            self._change.wait_for(lambda: not self._busy)

    def settle(self, task: Any, future: Future[Any]) -> Any:
        """Return a task's result, or what stands for it."""
        try:
            return future.result()
        except _TaskLostError as error:
            if self._lost is None:
                raise RunError("runs.workers_lost", count=ATTEMPTS) from error
            return self._lost(task)


class Processes:
    """Workers that are `jobs` processes.

    Workers begin to load `preload` (see `engine_named`) at once, beside whatever this process does meanwhile.

    >>> from operator import add
    >>> from kwopt.runs.engines import CrewedEngine
    >>> with CrewedEngine(Processes(2)) as engine:
    ...     list(engine.map(add, [1, 2, 3], shared=10))
    [11, 12, 13]
    """

    def __init__(self, jobs: int, *, preload: Sequence[str] = (), starter: Starter | None = None) -> None:
        self.workers = jobs
        self._starter = starter or best_starter(preload)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="kwopt-worker")
        self._idle: list[_Worker] = []
        self._closed = False

    @contextmanager
    def handing_out(self, job: Job) -> Iterator[HandingOut]:
        """Yield what hands out tasks; none of them is worked on any more when the block is left."""
        running = _Running(job)

        def submit(task: Any) -> Future[Any]:
            return self._threads.submit(self._finished, running, task)

        try:
            yield HandingOut(submit, IN_FLIGHT * self.workers, running.settle)
        finally:
            running.end()

    def _finished(self, job: _Running, task: Any) -> Any:
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
        raise _TaskLostError

    def _answer(self, job: _Running, content: bytes) -> bytes:
        """Return a worker's reply to a task; the worker is idle again then, or gone."""
        worker = self._free_worker()
        try:
            with job.at_work(worker):
                if worker.job is not job:
                    worker.line.send(JOB, job.content)
                    worker.job = job
                worker.line.send(TASK, content)
                reply = worker.line.receive()
        except BaseException:
            worker.line.close()
            raise
        self._idle.append(worker)
        return reply

    def _free_worker(self) -> _Worker:
        try:
            return self._idle.pop()
        except IndexError:
            return _Worker(self._new_line())

    def _new_line(self) -> Line:
        for _ in range(ATTEMPTS):
            try:
                return self._starter.start()
            except WorkerLostError:
                if self._closed:
                    raise CancelledError from None
        raise RunError("runs.no_workers")

    def close(self) -> None:
        """End all workers at once, whatever they do."""
        self._closed = True
        self._starter.close()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._idle:
            worker.line.close()
