"""Muddled and damaged exports: a table whose rows add up, or a sentence; never a traceback, never a loss.

`benchmarks/fuzz_reading.py` does the same for as many files as are asked for.
"""

from functools import cache

import pytest

from tests.made_exports import made
from tests.made_readings import read_made

FILES = 200


@cache
def outcome(seed: int) -> tuple[str, list[str]]:
    """Return what comes of a made file, read once."""
    return read_made(made(seed))


@pytest.mark.parametrize("first", range(0, FILES, 100))
def test_made_files(first: int) -> None:
    """Every made file is read without a fault, or refused with a sentence in both languages."""
    faults = {seed: outcome(seed)[1] for seed in range(first, first + 100)}
    assert {seed: found for seed, found in faults.items() if found} == {}


def test_muddle_alone_is_no_reason_to_refuse() -> None:
    """Nine in ten of the files that are not damaged are read; exports that hold no keywords aside."""
    outcomes = [outcome(seed)[0] for seed in range(FILES) if made(seed).body is not None]
    readable = [found for found in outcomes if not found.startswith("tables.refused")]
    assert len(readable) > FILES / 3
    assert readable.count("read") >= 0.9 * len(readable)


def test_equal_seeds_give_equal_files() -> None:
    """The generator has no other source of chance than its seed."""
    assert [made(seed).data for seed in range(40)] == [made(seed).data for seed in range(40)]
