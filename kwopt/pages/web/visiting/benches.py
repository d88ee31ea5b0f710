"""The worker process of a visit: one order at a time, urgent ones first, made anew where it is gone.

The web process never loads pandas or scikit-learn: `kwopt.pages.bench` lives in the worker, and only plain
documents come back. A worker that was ended, or died, is replaced at the next order and brought to the same
state by the last orders of `REPLAYED`. Owns no order's meaning.
"""

import asyncio
import heapq
import pickle
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any

from kwopt.errors import RunError
from kwopt.runs.engines.starting import Line, Starter, WorkerLostError, best_starter
from kwopt.runs.engines.worker import JOB, TASK

PRELOAD = (
    "kwopt.pages.bench.memory:hold_memory",
    "kwopt.pages.bench.orders",
    "kwopt.pages.bench.preloading:preload",
)
"""What workers find loaded, as `kwopt.pages.bench.PRELOAD`: it is not imported here, as that loads pandas."""

REPLAYED = ("read", "score")
"""Orders that make the state of a worker, in the order of the work; a newer `read` makes `score` void."""

URGENT = frozenset({"live", "alternatives", "fields", "keywords", "keyword"})
"""Orders that answer a keystroke or a click: they pass those that wait."""

FIRST = "live"
"""The order that answers a keystroke in the editor: it passes those as well."""

ATTEMPTS = 2
"""Workers that an order may lose: the first may have died before it came."""

Orders = Mapping[str, Mapping[str, Any]]


class StoppedError(Exception):
    """The work was ended on request: nobody waits for its result any more."""


class Seat:
    """What a worker keeps between orders: a bench, made at the first of them."""

    bench: Any = None


def work(seat: Seat, order: tuple[str, dict[str, Any]]) -> Any:
    """Return a bench's answer to an order; runs in the worker, which alone loads the rooms of computing."""
    from kwopt.pages.bench import Bench, perform

    if seat.bench is None:
        seat.bench = Bench()
    return perform(seat.bench, order)


class Workroom:
    """Where workers come from: one for a server, its preparation begun at once.

    Parameters
    ----------
    task
        What workers do with `(seat, order)`.
    starter
        Instead of the fastest way of this system.
    """

    def __init__(self, task: Callable[[Seat, Any], Any] = work, *, starter: Starter | None = None) -> None:
        self._job = pickle.dumps((task, Seat()), pickle.HIGHEST_PROTOCOL)
        self._starter = starter or best_starter(PRELOAD)

    def worker(self) -> Line:
        """Return the line to a new worker that knows its job."""
        line = self._starter.start()
        line.send(JOB, self._job)
        return line

    def close(self) -> None:
        """End all workers."""
        self._starter.close()


class Workbench:
    """The worker of one visit, as coroutines see it."""

    def __init__(self, workroom: Workroom, known: Orders | None = None) -> None:
        self._workroom = workroom
        self._known: dict[str, Mapping[str, Any]] = dict(known or {})
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kwopt-bench")
        self._turns = _Turns()
        self._line: Line | None = None
        self._stops = 0
        self._retired = False
        self._closed = False

    def twin(self) -> "Workbench":
        """Return another worker, which will come to the same state."""
        return Workbench(self._workroom, self._known)

    async def ask(self, name: str, params: Mapping[str, Any]) -> Any:
        """Return the answer to an order.

        Raises
        ------
        StoppedError
            If the worker was ended meanwhile by `stop` or `close`.
        RunError
            If the worker died.
        KwoptError
            What the order itself raises.
        """
        stops = self._stops
        await self._turns.take(_rank(name))
        if self._closed or stops != self._stops:
            self._turns.give()
            self._owe(name, params)
            raise StoppedError
        loop = asyncio.get_running_loop()
        answer = loop.run_in_executor(self._thread, partial(self._answered, name, params, stops))
        answer.add_done_callback(self._over)
        return await asyncio.shield(answer)  # who waits may give up; the reply still has to be taken

    def _over(self, answer: "asyncio.Future[Any]") -> None:
        self._turns.give()
        if not answer.cancelled():
            answer.exception()  # marks it as seen, where nobody waits any more
        if self._retired and not self._turns.taken:
            self.close()

    def _answered(self, name: str, params: Mapping[str, Any], stops: int) -> Any:
        """Return the worker's answer; runs in the thread of this bench."""
        for _ in range(ATTEMPTS):
            try:
                found = self._exchanged(name, params, stops)
            except WorkerLostError:
                self._leave()
                if stops != self._stops:
                    self._owe(name, params)
                    raise StoppedError from None
            else:
                self._note(name, params)
                return found
        raise RunError("page.worker_lost")

    def _owe(self, name: str, params: Mapping[str, Any]) -> None:
        """Note scores that were ended before there were any of this table: who needs them has them made."""
        if name == REPLAYED[-1] and REPLAYED[0] in self._known:
            self._known.setdefault(name, params)

    def _note(self, name: str, params: Mapping[str, Any]) -> None:
        if name in REPLAYED:
            later = REPLAYED[REPLAYED.index(name) :]
            self._known = {key: value for key, value in self._known.items() if key not in later}
            self._known[name] = params

    def _exchanged(self, name: str, params: Mapping[str, Any], stops: int) -> Any:
        if self._line is None:
            self._line = self._workroom.worker()
            if stops != self._stops:  # it was ended before it began
                raise WorkerLostError
            for order in self._known.items():
                _exchange(self._line, order)
        return _exchange(self._line, (name, params))

    def _leave(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def stop(self) -> None:
        """End what the worker does now, and what waits for it; the next order finds a new worker."""
        self._stops += 1
        line = self._line
        if line is not None and self._turns.taken:
            line.kill()

    def retire(self) -> None:
        """End the worker when it has answered what it was asked so far."""
        self._retired = True
        if not self._turns.taken:
            self.close()

    def close(self) -> None:
        """End the worker for good; once it has ended, again is nothing."""
        if self._closed:
            return
        self._closed = True
        self._stops += 1
        line = self._line
        if line is not None:
            line.kill()
        self._thread.submit(self._leave)
        self._thread.shutdown(wait=False)


def _exchange(line: Line, order: tuple[str, Mapping[str, Any]]) -> Any:
    """Return what a worker answers; raises what it raised."""
    name, params = order
    line.send(TASK, pickle.dumps((name, dict(params)), pickle.HIGHEST_PROTOCOL))
    fine, found = pickle.loads(line.receive())
    if not fine:
        raise found
    return found


def _rank(name: str) -> int:
    return 0 if name == FIRST else 1 if name in URGENT else 2


class _Turns:
    """Who may go next: one at a time, by rank, those of a rank in order of coming."""

    def __init__(self) -> None:
        self.taken = False
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()

    async def take(self, rank: int) -> None:
        """Wait for the turn; lower ranks come first."""
        if not self.taken:
            self.taken = True
            return
        mine = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), mine))
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # the turn had come just then: it goes on to the next
                self.give()
            raise

    def give(self) -> None:
        """Give the turn to the next who still waits."""
        while self._waiting:
            _, _, waiting = heapq.heappop(self._waiting)
            if not waiting.done():
                waiting.set_result(None)
                return
        self.taken = False
