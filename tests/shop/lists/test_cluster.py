"""A list scored on a real cluster of this machine, one worker of which is killed in its midst."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kwopt.runs.engines import engine_named
from kwopt.shop.lists.writing import write_list
from kwopt.tables import write_table
from tests.shop.lists.conftest import scored


def test_a_cluster_that_loses_a_worker_writes_the_same(table: Path, whole, tmp_path: Path, cluster) -> None:
    """Blocks scored and written by a cluster, a worker of which dies, are the bytes of one process."""
    expected, target = tmp_path / "expected.csv", tmp_path / "out.csv"
    write_table(whole, expected)
    victims = [worker.process.pid for worker in cluster.workers.values()][:1]

    @contextmanager
    def watch(stage: str, _total: int | None, _done: int = 0) -> Iterator[Callable[[int], object]]:
        def advance(_rows: int) -> None:
            while stage == "score" and victims:
                os.kill(victims.pop(), signal.SIGKILL)

        yield advance

    address = cluster.scheduler_address
    with scored(table, target, watch=watch, engine=lambda: engine_named("dask", scheduler=address)) as found:
        write_list(found, str(target))
    assert not victims
    assert target.read_bytes() == expected.read_bytes()
