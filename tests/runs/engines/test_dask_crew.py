"""A real cluster of worker processes on this machine: what is computed there, and what goes wrong there."""

import logging
import socket
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

import kwopt.runs.engines.cluster
from kwopt.errors import RunError, TableError
from kwopt.runs.engines import Engine, InProcess, engine_named
from tests.run_tasks import die_once, lose_connection, pretend_version, refuse_five, scaled

distributed = pytest.importorskip("distributed", reason='needs the extra "dask": pip install "kwopt[dask]"')


@pytest.fixture(scope="module")
def engine(cluster: Any) -> Iterator[Engine]:
    """Return the engine of that cluster, made as the command line makes it."""
    with engine_named("dask", scheduler=cluster.scheduler_address) as made:
        yield made


def test_results_equal_those_of_one_process(engine: Engine) -> None:
    """The cluster gives what one process gives, in the same order."""
    assert list(engine.map(scaled, range(30), 7)) == list(InProcess().map(scaled, range(30), 7))
    assert sorted(engine.unordered(scaled, range(5), 7)) == [(task, 7 * task) for task in range(5)]


def test_exceptions_come_through(engine: Engine) -> None:
    """What the function raises arrives as it was, after the results before it."""
    results = engine.map(refuse_five, range(20))
    assert list(islice(results, 5)) == [0, 1, 2, 3, 4]
    with pytest.raises(TableError) as raised:
        next(results)
    assert raised.value.where["file"] == "五.csv"


def test_the_cluster_is_counted(engine: Engine) -> None:
    """The engine tells how many tasks are worked on at once: two workers of one thread."""
    assert engine.workers == 2


def test_workers_of_another_version_are_refused(cluster: Any) -> None:
    """A cluster on which a worker has another version of kwopt is refused, with both versions."""
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        client.run(pretend_version, "0.0.7")
        try:
            with pytest.raises(RunError, match=r"has kwopt 0\.0\.7, this is"):
                engine_named("dask", scheduler=cluster.scheduler_address)
        finally:
            client.run(pretend_version, None)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("10.0.0.1", "written as tcp://HOST:PORT"),
        ("http://127.0.0.1:80", "written as tcp://HOST:PORT"),
        ("", "written as tcp://HOST:PORT"),
        ("tcp://127.0.0.1:99999999", "no Dask scheduler answers"),
    ],
)
def test_wrong_addresses_are_sentences(address: str, said: str) -> None:
    """An address of another form is refused before anything is loaded or waited for."""
    with pytest.raises(RunError, match=said):
        engine_named("dask", scheduler=address)


def test_a_port_where_nothing_listens_is_a_sentence() -> None:
    """Where no scheduler runs, the address is named, at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(RunError, match=address):
            engine_named("dask", scheduler=address)


def test_a_missing_extra_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Dask the sentence says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunError, match=r'pip install "kwopt\[dask\]"'):
        engine_named("dask", scheduler="tcp://127.0.0.1:8786")


def test_a_cluster_without_workers_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler to which no worker came in time is refused, with how to start one."""
    monkeypatch.setattr(kwopt.runs.engines.cluster, "CONNECTED_WITHIN", 0.2)
    with distributed.LocalCluster(
        n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0", local_directory=str(tmp_path)
    ) as empty, pytest.raises(RunError, match="dask worker tcp://127"):  # fmt: skip
        engine_named("dask", scheduler=empty.scheduler_address)


def test_a_lost_scheduler_is_a_sentence(tmp_path: Path) -> None:
    """A cluster that is shut down while tasks run ends the run with a sentence on how to go on."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, host="127.0.0.1", protocol="tcp://",
        dashboard_address="127.0.0.1:0", local_directory=str(tmp_path), silence_logs=logging.CRITICAL,
    ) as doomed, engine_named("dask", scheduler=doomed.scheduler_address) as engine:  # fmt: skip
        results = engine.map(scaled, count(), 1)
        assert next(results) == 0
        doomed.close()
        with pytest.raises(RunError, match="the cluster was lost"):
            list(results)


def test_errors_of_the_system_are_not_taken_for_a_lost_cluster(engine: Engine) -> None:
    """A file that a task does not find, or a connection that it loses, arrives as what it is."""
    with pytest.raises(ConnectionResetError, match="far away"):
        list(engine.map(lose_connection, [1, 2]))


def test_a_killed_worker_costs_no_result(engine: Engine, tmp_path: Path) -> None:
    """A worker is killed in the midst of tasks; results equal those of one process."""
    mark = tmp_path / "died"
    found = list(engine.map(die_once, range(12), str(mark)))
    assert mark.exists()
    assert found == list(range(12))
