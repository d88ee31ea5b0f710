"""Muddled and damaged exports: a table whose rows add up, or a sentence; never a traceback, never a loss.

`benchmarks/fuzz_reading.py` does the same for as many files as are asked for.
"""

import pytest

from tests.made_exports import made
from tests.made_readings import read_made

FILES = 600


@pytest.mark.parametrize("first", range(0, FILES, 100))
def test_made_files(first: int) -> None:
    """Every made file is read without a fault, or refused with a sentence in both languages."""
    faults = {seed: read_made(made(seed))[1] for seed in range(first, first + 100)}
    assert {seed: found for seed, found in faults.items() if found} == {}


def test_muddle_alone_is_no_reason_to_refuse() -> None:
    """Nine in ten of the files that are not damaged are read; exports that hold no keywords aside."""
    whole = [file for file in map(made, range(FILES)) if file.body is not None]
    outcomes = [read_made(file)[0] for file in whole]
    readable = [outcome for outcome in outcomes if not outcome.startswith("tables.refused")]
    assert len(readable) > FILES / 3
    assert readable.count("read") >= 0.9 * len(readable)


def test_equal_seeds_give_equal_files() -> None:
    """The generator has no other source of chance than its seed."""
    assert [made(seed).data for seed in range(40)] == [made(seed).data for seed in range(40)]
