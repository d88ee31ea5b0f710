"""Worker processes that are killed, interrupted, orphaned or noisy."""

import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from kwopt.errors import RunError, TableError
from kwopt.runs.engines import CrewedEngine, Processes
from kwopt.runs.engines.starting import Forks, Line, NewInterpreters, WorkerLostError
from kwopt.runs.engines.worker import JOB, TASK
from tests.run_tasks import (
    Counted,
    chatter,
    die_of,
    die_once,
    ignore,
    loaded_by,
    pid,
    refuse_or_wait,
    scaled,
    wait_for_ever,
)

linux = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs handles of processes (Linux)")
PATIENCE = 20
"""Seconds in which a process must be gone; it needs milliseconds."""

PARENT = """
import signal, sys
from itertools import islice
from kwopt.runs.engines import CrewedEngine, Processes
from kwopt.runs.engines.starting import NewInterpreters
from tests.run_tasks import pid, wait_for_ever

signal.signal(signal.SIGINT, signal.default_int_handler)  # a runner in the background may ignore it
with CrewedEngine(Processes(2, starter={starter})) as engine:
    pids = set()
    while len(pids) < 2:
        pids |= set(engine.map(pid, range(8)))
    results = engine.map(wait_for_ever, [0, 1, 2])
    next(results)
    print(*pids, flush=True)
    next(results)
"""


def handles_of(pids: Iterable[int]) -> list[int]:
    """Return handles by which to wait for the end of processes that are not our children."""
    handles = []
    for number in pids:
        with suppress(ProcessLookupError):
            handles.append(os.pidfd_open(number))
    return handles


def parent_of(number: int) -> int:
    """Return the process that started another."""
    return int(Path(f"/proc/{number}/stat").read_text(encoding="utf-8").split()[3])


def all_end(handles: Iterable[int]) -> bool:
    """Wait until processes have ended; False if one has not after `PATIENCE`."""
    ended = [bool(select.select([handle], [], [], PATIENCE)[0]) for handle in handles]
    for handle in handles:
        os.close(handle)
    return all(ended)


def parent(starter: str = "None") -> subprocess.Popen[str]:
    """Start a process whose two workers wait for ever."""
    return subprocess.Popen(
        [sys.executable, "-c", PARENT.format(starter=starter)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip


def test_a_killed_worker_is_replaced_and_its_task_done_again(tmp_path: Path) -> None:
    """A worker that is killed once costs nothing but time: results are those of undisturbed work."""
    with CrewedEngine(Processes(2)) as engine:
        assert list(engine.map(die_once, range(10), str(tmp_path / "died"))) == list(range(10))


def test_only_the_task_that_kills_its_workers_is_lost() -> None:
    """The task that kills three workers is given up; the others, in flight beside it, have their results."""
    with CrewedEngine(Processes(2)) as engine:
        found = list(engine.map(die_of, range(6), 3, lost=lambda task: -task))
        assert found == [0, 1, 2, -3, 4, 5]
        assert dict(engine.unordered(die_of, range(6), 3, lost=lambda task: -task))[3] == -3


def test_a_task_that_kills_its_workers_is_an_error_without_a_substitute() -> None:
    """Without `lost` the run ends, and says how many workers were lost."""
    with (
        CrewedEngine(Processes(2)) as engine,
        pytest.raises(RunError, match="3 worker processes ended abruptly"),
    ):
        list(engine.map(die_of, range(6), 3))


def test_an_exception_ends_what_is_still_worked_on() -> None:
    """When one task fails, the others, which would take for ever, are ended."""
    with CrewedEngine(Processes(2)) as engine:
        with pytest.raises(TableError):
            list(engine.map(refuse_or_wait, range(8)))
        assert list(engine.map(scaled, [1], 2)) == [2]


def test_results_that_nobody_wants_are_not_waited_for() -> None:
    """Leaving the iteration ends the tasks that are in flight."""
    with CrewedEngine(Processes(2)) as engine:
        results = engine.map(wait_for_ever, [0, 1, 2])
        assert next(results) == 0
        results.close()  # type: ignore[attr-defined]
        assert list(engine.map(scaled, [1], 2)) == [2]


def test_the_shared_value_is_pickled_once_and_sent_once_a_worker(tmp_path: Path) -> None:
    """Fifty tasks on two workers: pickled once, made again at most twice."""
    log = tmp_path / "log"
    with CrewedEngine(Processes(2)) as engine:
        assert list(engine.map(ignore, range(50), Counted(log))) == list(range(50))
    noted = log.read_text(encoding="utf-8").split()
    assert noted.count("sent") == 1
    assert 1 <= noted.count("received") <= 2


def test_workers_say_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """What tasks print on stdout and stderr does not reach the terminal, nor does it disturb results."""
    for starter in (None, NewInterpreters()):
        with CrewedEngine(Processes(1, starter=starter)) as engine:
            assert list(engine.map(chatter, [1, 2])) == [1, 2]
            list(engine.map(die_of, [3], 3, lost=lambda task: task))
    assert capfd.readouterr() == ("", "")


def test_a_module_that_workers_cannot_load_is_named() -> None:
    """A function whose module workers do not find is a sentence that names it."""
    code = compile("def lonely(shared, task): return task", "<lonely>", "exec")
    namespace: dict[str, object] = {"__name__": "no_such_module"}
    exec(code, namespace)
    module = type(sys)("no_such_module")
    module.lonely = namespace["lonely"]  # type: ignore[attr-defined]
    sys.modules["no_such_module"] = module
    try:
        with CrewedEngine(Processes(1)) as engine, pytest.raises(RunError, match="no_such_module"):
            list(engine.map(module.lonely, [1]))
    finally:
        del sys.modules["no_such_module"]


class NoWorkers:
    """A starter on a machine that has no room for another process."""

    def start(self) -> Line:
        """Fail."""
        raise WorkerLostError

    def close(self) -> None:
        """Nothing to end."""


def test_workers_that_do_not_start_are_an_error() -> None:
    """Where no process can be started, a sentence says so; no task is blamed."""
    with CrewedEngine(Processes(2, starter=NoWorkers())) as engine, pytest.raises(RunError, match="--jobs 1"):
        list(engine.map(scaled, [1, 2, 3], 1, lost=lambda task: task))


class Slow:
    """A starter whose workers are never ready, as one that still loads its modules."""

    def __init__(self) -> None:
        self._closed = Event()

    def start(self) -> Line:
        """Wait until that is of no use any more."""
        self._closed.wait()
        raise WorkerLostError

    def close(self) -> None:
        """End the wait."""
        self._closed.set()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer that interrupts")
def test_an_interruption_does_not_wait_for_workers_to_start() -> None:
    """Ctrl-C while workers still load ends the work at once."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with CrewedEngine(Processes(2, starter=Slow())) as engine:
            signal.setitimer(signal.ITIMER_REAL, 0.02)
            with pytest.raises(KeyboardInterrupt):
                list(engine.map(scaled, [1, 2, 3], 1))
    finally:
        signal.signal(signal.SIGALRM, before)


def test_tasks_that_cannot_be_made_end_the_work() -> None:
    """What the iterator of tasks raises comes through, and nothing handed out before goes on."""

    def tasks() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    with CrewedEngine(Processes(2)) as engine:
        with pytest.raises(ZeroDivisionError):
            list(engine.map(wait_for_ever, tasks()))
        assert list(engine.map(scaled, [1], 2)) == [2]


@linux
def test_workers_are_gone_after_the_block() -> None:
    """Leaving the block ends all workers, and the process they were forked from."""
    with CrewedEngine(Processes(2)) as engine:
        handles = handles_of(set(engine.map(pid, range(20))))
    assert all_end(handles)


@linux
def test_a_lost_nursery_is_replaced() -> None:
    """The process that workers are forked from may be killed as well: another takes its place."""
    with CrewedEngine(Processes(1)) as engine:
        (worker,) = engine.map(pid, [1])
        os.kill(parent_of(worker), signal.SIGKILL)
        assert list(engine.map(die_of, [1, 2, 3], 2, lost=lambda task: -task)) == [1, -2, 3]


@linux
def test_a_worker_whose_nursery_is_lost_can_be_ended() -> None:
    """Nobody is left who could send it a signal; it ends in the midst of its task all the same."""
    starter = Forks()
    line = starter.start()
    line.send(JOB, pickle.dumps((pid, None)))
    line.send(TASK, pickle.dumps(1))
    worker = pickle.loads(line.receive())[1]
    handles = handles_of([worker])
    os.kill(parent_of(worker), signal.SIGKILL)
    line.send(JOB, pickle.dumps((wait_for_ever, None)))
    line.send(TASK, pickle.dumps(1))
    line.kill()
    assert all_end(handles)
    with pytest.raises(WorkerLostError):
        line.receive()
    line.close()
    starter.close()


@linux
@pytest.mark.parametrize("starter", ["None", "NewInterpreters()"])
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(sign: signal.Signals, starter: str) -> None:
    """Whatever ends the parent, in the midst of tasks: Ctrl-C, a kill; its workers end with it."""
    with parent(starter) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        handles = handles_of(map(int, process.stdout.readline().split()))
        process.send_signal(sign)
        assert process.wait(PATIENCE) != 0
        said = process.stderr.read()
    assert len(handles) == 2
    assert all_end(handles)
    assert said == "" or said.rstrip().endswith("KeyboardInterrupt")
    assert "run_tasks.py" not in said


@linux
def test_workers_find_loaded_what_was_asked_for() -> None:
    """Modules and functions to preload are done with before a worker starts; what is unknown does no harm."""
    wanted = ("no_such_module", "wave", "tests.run_tasks:no_such_function", "tests.run_tasks:remember_pid")
    with CrewedEngine(Processes(2, preload=wanted)) as engine:
        loaded = set(engine.map(loaded_by, range(8), "wave"))
        workers = set(engine.map(pid, range(8)))
    assert len(loaded) == 1  # by one process, for all workers
    assert not loaded & {None, *workers}
