"""What tests of the command line share: a folder with the samples, and a call of `kwopt` in it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kwopt.cli.main import cli
from kwopt.resources.samples import sample, sample_names

DAY = "2026-05-20"
"""The day for which the samples were written."""
FEW = 30
"""Keywords of a sample that do for a test of what a command says: an audit takes a third of its time."""

Call = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new working folder that holds the samples, in an English environment."""
    for name in sample_names():
        shutil.copy(sample(name), tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "KWOPT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KWOPT_LANG", "en")
    return tmp_path


@pytest.fixture
def few_keywords(here: Path) -> Path:
    """Return the working folder with the keyword tables cut to their header and first keywords."""
    for table in here.glob("*_keywords.csv"):
        table.write_bytes(b"".join(table.read_bytes().splitlines(keepends=True)[: FEW + 1]))
    return here


@pytest.fixture
def call(here: Path) -> Call:
    """Return a function that runs `kwopt` with the arguments given, in the folder of the samples."""

    def run(*args: str, stdin: bytes | None = None) -> Result:
        assert here.is_dir()
        return CliRunner().invoke(cli, list(args), input=stdin)

    return run


@pytest.fixture
def document(call: Call) -> Callable[..., dict[str, Any]]:
    """Return a function that runs `kwopt ... --format json` and returns the one document on stdout."""

    def run(*args: str, exit_code: int = 0, stdin: bytes | None = None) -> dict[str, Any]:
        result = call(*args, "--format", "json", stdin=stdin)
        assert result.exit_code == exit_code, result.stderr
        assert result.stderr == ""
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return run


@pytest.fixture(scope="session")
def scored_columns() -> list[str]:
    """Return the columns of scored keywords in the contract's order, written out as it lists them."""
    listed = """
        keyword rank score worth worth_reason relevance relevance_class dated eligible reason_code
        reason_words reason conversion conversion_low conversion_high conversion_basis market_buyers
        market_buyers_basis share opportunity search_volume listing_count listing_basis
        demand_supply_ratio click_through_rate buyers_per_visitor orders_per_click clicks orders
        market_cpc search_growth tmall_share source_file source_row
    """
    return listed.split()
