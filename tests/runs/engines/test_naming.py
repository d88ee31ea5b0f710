"""Engines by name, as the command line asks for them."""

import os

import pytest

from kwopt.errors import SettingError
from kwopt.runs.engines import CrewedEngine, InProcess, Processes, engine_named, usable_cores


def test_one_job_starts_no_process() -> None:
    """With one job the work is done here."""
    assert isinstance(engine_named("local", jobs=1), InProcess)


def test_several_jobs_are_processes() -> None:
    """With more, each job is a process."""
    with engine_named("local", jobs=3) as engine:
        assert isinstance(engine, CrewedEngine)
        assert isinstance(engine.crew, Processes)
        assert engine.workers == 3


def test_no_more_cores_than_the_machine_has() -> None:
    """By default as many as may be used: at least one, at most those of the machine."""
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize("jobs", [0, -2])
def test_fewer_than_one_job_is_refused(jobs: int) -> None:
    """Nobody works with no workers."""
    with pytest.raises(SettingError, match="jobs must be 1 or more"):
        engine_named("local", jobs=jobs)


def test_an_unknown_engine_is_refused() -> None:
    """The sentence lists the engines that there are."""
    with pytest.raises(SettingError, match="choose one of: local, dask"):
        engine_named("ray")


def test_a_cluster_needs_an_address() -> None:
    """Without a scheduler's address the sentence says which option is missing."""
    with pytest.raises(SettingError, match="--scheduler tcp://HOST:8786"):
        engine_named("dask")


def test_an_address_without_a_cluster_is_refused() -> None:
    """An address that nothing would use is not passed over in silence."""
    with pytest.raises(SettingError, match="add --engine dask"):
        engine_named("local", jobs=1, scheduler="tcp://127.0.0.1:1")
