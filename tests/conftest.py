"""What all tests share: the folder of real data, the rule for tests that need it, a cluster."""

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("kwopt", deadline=None, derandomize=True, database=None)
settings.load_profile("kwopt")
"""The same examples in every run, and no deadline: the first call in a process loads dictionaries."""

ROOT = Path(__file__).resolve().parent.parent
ANSWERS_WITHIN = "5s"
"""How long Dask calls for a worker that a test killed: half a minute unless told otherwise."""


def pytest_configure(config: pytest.Config) -> None:
    """Let processes take files in the order of collection: by number of tests the slowest would be last."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_finish() -> None:
    """Let collections of garbage pass over what is loaded by now: a twentieth of the tests' time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two worker processes of one thread, over loopback only; those that tests kill are replaced."""
    reason = 'needs the extra "dask": pip install "kwopt[dask]"'
    distributed, dask = (pytest.importorskip(name, reason=reason) for name in ("distributed", "dask"))
    with dask.config.set({"distributed.comm.timeouts.connect": ANSWERS_WITHIN}), distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        local_directory=str(tmp_path_factory.mktemp("dask")), silence_logs=logging.CRITICAL,
    ) as made:  # fmt: skip
        yield made


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real data (`KWOPT_DATA`, default `../shared/data`); skips where it is absent."""
    folder = Path(os.environ.get("KWOPT_DATA", ROOT.parent / "shared" / "data"))
    if folder.is_dir():
        return folder
    if os.environ.get("KWOPT_REQUIRE_DATA") == "1":
        pytest.fail(f"KWOPT_REQUIRE_DATA=1, but there is no real data at {folder}")
    pytest.skip(f"needs real keyword tables, which are not at {folder} (set KWOPT_DATA)")
