"""Engines by name, as the command line calls them, and how many cores there are to use."""

import os
from collections.abc import Sequence
from pathlib import Path

from kwopt.errors import SettingError
from kwopt.runs.engines.crewed import CrewedEngine
from kwopt.runs.engines.dask_crew import DaskCrew
from kwopt.runs.engines.engine import Engine
from kwopt.runs.engines.in_process import InProcess
from kwopt.runs.engines.processes import Processes

ENGINES = ("local", "dask")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Processor time that a container may use and the period for it, in microseconds (Linux, cgroup v2)."""


def engine_named(
    name: str = "local",
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    preload: Sequence[str] = (),
) -> Engine:
    """Return an engine, its workers on their way: call it early.

    Parameters
    ----------
    name
        "local" (this machine) or "dask" (a cluster).
    jobs
        Processes on this machine; by default as many as it has cores to use. With one, no process is
        started.
    scheduler
        Address of the cluster's scheduler, as "tcp://10.0.0.1:8786".
    preload
        What local workers load while this process does other things: modules, and functions without
        parameters ("module:function") that make what tasks will need, such as dictionaries. They start no
        threads.

    Raises
    ------
    SettingError
        For an unknown name, fewer than one job, a cluster without an address, or an address without one.
    RunError
        If the cluster cannot be reached, or holds another version of kwopt.

    >>> engine_named("local", jobs=1).workers
    1
    """
    if name not in ENGINES:
        raise SettingError("errors.unknown_choice", what="engine", value=name, choices=ENGINES)
    if name == "dask":
        return _cluster(scheduler)
    if scheduler is not None:
        raise SettingError("runs.scheduler_unused", value=scheduler)
    count = usable_cores() if jobs is None else jobs
    if count < 1:
        raise SettingError("errors.bad_value", name="jobs", expected="1 or more", value=count)
    return InProcess() if count == 1 else CrewedEngine(Processes(count, preload=preload))


def usable_cores() -> int:
    """Return how many cores this process may keep busy: of the machine, its affinity, its container."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _allowed(cores)))


def _allowed(cores: int) -> int:
    try:
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        return int(quota) // int(period)
    except (OSError, ValueError):  # no container, another system, or "max"
        return cores


def _cluster(scheduler: str | None) -> Engine:
    if scheduler is None:
        raise SettingError("runs.no_scheduler")
    return CrewedEngine(DaskCrew(scheduler))
