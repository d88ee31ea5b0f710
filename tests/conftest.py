"""What all tests share: the folder of real data, and the rule for tests that need it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("kwopt", deadline=None, derandomize=True, database=None)
settings.load_profile("kwopt")
"""The same examples in every run, and no deadline: the first call in a process loads dictionaries."""

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real data (`KWOPT_DATA`, default `../shared/data`); skips where it is absent."""
    folder = Path(os.environ.get("KWOPT_DATA", ROOT.parent / "shared" / "data"))
    if folder.is_dir():
        return folder
    if os.environ.get("KWOPT_REQUIRE_DATA") == "1":
        pytest.fail(f"KWOPT_REQUIRE_DATA=1, but there is no real data at {folder}")
    pytest.skip(f"needs real keyword tables, which are not at {folder} (set KWOPT_DATA)")
