"""The crew of a Dask cluster: tasks go to the workers of a scheduler that runs already.

A task whose worker is lost goes to another by Dask's own rule, which gives it up after
`distributed.scheduler.allowed-failures` (3) further workers. Dask blames all tasks that wait on a worker, so
one that is given up is tried once more, alone, before it counts as lost.
"""

import pickle
import socket
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from kwopt.errors import RunError
from kwopt.runs.engines.cluster import check_version, connected, distributed
from kwopt.runs.engines.crewed import Job
from kwopt.runs.engines.engine import IN_FLIGHT
from kwopt.runs.engines.handing_out import SLICE, HandingOut
from kwopt.version import __version__

WORKERLESS = 120.0
"""Seconds that a cluster may be without any worker before a run ends: a lost one is replaced in fewer."""


def run_task(job: Job, task: Any, version: str) -> Any:
    """Return the result of a task; runs on a worker, of which some may have come later than the check."""
    check_version(version, socket.gethostname())
    return job.function(job.shared, task)


class DaskCrew:
    """Workers of the cluster of the scheduler at `address`, as "tcp://10.0.0.1:8786".

    Files that tasks name must be in a folder that all machines of the cluster see under the same name.

    Raises
    ------
    RunError
        If Dask is not installed, the scheduler does not answer or has no workers, or a worker has another
        version of kwopt.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._open = ExitStack()
        self._client: Any = self._open.enter_context(connected(address))

    @property
    def workers(self) -> int:
        """How many tasks the cluster works on at once, now."""
        with self._lost_said():
            threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    @contextmanager
    def handing_out(self, job: Job) -> Iterator[HandingOut]:
        """Yield what hands the tasks of a job out."""
        with self._lost_said():
            call = _Call(self._client, self.address, _sent(self._client, job), job.lost)
            yield HandingOut(call.submit, IN_FLIGHT * self.workers, call.settle, call.wait, call.look_up)

    @contextmanager
    def _lost_said(self) -> Iterator[None]:
        """Turn the loss of the scheduler into a sentence; errors of the function itself stay as they are."""
        try:
            yield
        except (CancelledError, OSError, RuntimeError) as error:
            closed = isinstance(error, (CancelledError, distributed().comm.CommClosedError))
            if closed or self._client.status != "running":
                raise RunError("runs.cluster_lost", address=self.address) from error
            raise

    def close(self) -> None:
        """Leave the cluster, which goes on without us."""
        self._open.close()


def _sent(client: Any, job: Job) -> Any:
    """Return the job as it is known on the cluster, which needs not know what stands for lost tasks.

    It is the result of a task, not scattered data: when all workers that hold it are lost, the scheduler
    makes it again.
    """
    content = pickle.dumps(job._replace(lost=None), pickle.HIGHEST_PROTOCOL)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sending large graph")  # once a call is not often
        return client.submit(pickle.loads, content, pure=False)


@dataclass
class _Call:
    """One call of `map`: how its tasks are handed out, waited for and settled."""

    client: Any
    address: str
    job: Any
    lost: Callable[[Any], Any] | None
    _workerless: float = 0.0
    _flying: set[Any] = field(default_factory=set)

    def submit(self, task: Any) -> Any:
        """Hand out a task."""
        future = self.client.submit(run_task, self.job, task, __version__, pure=False)
        self._flying.add(future)
        return future

    def wait(self, futures: set[Any], seconds: float) -> set[Any]:
        """Return which futures are done within `seconds`, as soon as there is one."""
        try:
            with self.client.as_current():
                return set(distributed().wait(futures, seconds, "FIRST_COMPLETED").done)
        except TimeoutError:
            return set()

    def settle(self, task: Any, future: Any) -> Any:
        """Return a task's result, or what stands for it if every worker was lost on it."""
        self._flying.discard(future)
        try:
            return future.result()
        except distributed().KilledWorker:
            return self._alone(task)

    def _alone(self, task: Any) -> Any:
        for other in tuple(self._flying):
            self._await(other)
        try:
            return self._await(self.submit(task)).result()
        except distributed().KilledWorker as error:
            if self.lost is None:
                raise RunError("runs.workers_lost", count=error.allowed_failures + 1) from error
            return self.lost(task)

    def _await(self, future: Any) -> Any:
        while not self.wait({future}, SLICE):
            self.look_up()
        return future

    def look_up(self) -> None:
        """End the run if the cluster has been without workers for long."""
        self._workerless = 0.0 if self.client.nthreads() else self._workerless + SLICE
        if self._workerless >= WORKERLESS:
            raise RunError("runs.no_cluster_workers", address=self.address)
