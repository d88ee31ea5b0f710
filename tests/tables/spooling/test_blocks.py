"""Blocks on disk: what is written comes back, cut as asked."""

import math
from pathlib import Path

import pandas as pd
import pytest

from kwopt.tables.spooling.blocks import filled, read_block, write_block, write_blocks


def test_a_block_comes_back_as_it_was(tmp_path: Path) -> None:
    """Texts, whole numbers, floats and what is missing keep values and kinds."""
    frame = pd.DataFrame(
        {
            "keyword": pd.Series(["旗袍", None], dtype="str"),
            "search_volume": [1.5, math.nan],
            "source_row": [2, 3],
            "small": pd.Series([1, 2], dtype="int32"),
        }
    )
    back = read_block(write_block(frame, tmp_path / "a.arrow"))
    pd.testing.assert_frame_equal(back, frame)


@pytest.mark.parametrize("sizes", [[5], [1, 1, 3], [0, 4, 1], [2, 2, 1]])
def test_blocks_are_full_but_the_last(tmp_path: Path, sizes: list[int]) -> None:
    """However frames come, their rows fill blocks of equal size: 5 rows by twos are 2, 2 and 1."""
    rows = iter(range(5))
    frames = [pd.DataFrame({"row": [next(rows) for _ in range(size)]}, dtype="int64") for size in sizes]
    blocks = [read_block(path)["row"].tolist() for path in write_blocks(frames, tmp_path, rows_at_once=2)]
    assert blocks == [[0, 1], [2, 3], [4]]


def test_no_rows_are_no_blocks() -> None:
    """Where no frame comes, no block is made."""
    assert list(filled([], 3)) == []
