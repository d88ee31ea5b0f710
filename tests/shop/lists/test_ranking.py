"""Ranks over all blocks: worth from the largest, missing worth last, ties by keyword, then by row."""

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.runs.engines import InProcess
from kwopt.shop.lists.blocks import Blocks
from kwopt.shop.lists.ranking import ordered_keys, ranked
from kwopt.tables.spooling.blocks import write_arrow

LETTERS = "旗袍裙ab\U00020000 "


def made_rows(rng: random.Random, count: int) -> pd.DataFrame:
    """Return rows with many ties in worth, also missing, and keywords that repeat."""
    words = ["".join(rng.choices(LETTERS, k=3)).strip() or "x" for _ in range(count)]
    worth = [rng.choice([np.nan, 0.0, 0.0, 1.5, 2.5]) for _ in range(count)]
    return pd.DataFrame({c.KEYWORD: words, c.WORTH: worth})


def with_ranks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with ranks, found the slow way."""
    worth = frame[c.WORTH].fillna(-1.0).tolist()
    keys = frame[c.KEYWORD].tolist()
    order = sorted(range(len(frame)), key=lambda row: (-worth[row], keys[row], row))
    ranks = np.empty(len(frame), dtype=np.int64)
    ranks[order] = range(1, len(frame) + 1)
    return frame.assign(**{c.RANK: ranks})


@pytest.mark.parametrize("seed", range(12))
def test_ranks_are_those_of_sorting_all_rows(tmp_path: Path, seed: int) -> None:
    """Ranks of blocks of any sizes, sorted in ranges of any size, are those of one sort."""
    rng = random.Random(seed)
    frame = made_rows(rng, 60)
    cuts = sorted(rng.sample(range(1, 60), rng.randrange(0, 9)))
    parts = [
        frame.iloc[start:stop].reset_index(drop=True)
        for start, stop in zip([0, *cuts], [*cuts, 60], strict=True)
    ]
    paths = [tmp_path / str(number) for number in range(len(parts))]
    for part, path in zip(parts, paths, strict=True):
        write_arrow(ordered_keys(with_ranks(part)), path)
    blocks = Blocks(tuple(paths), tuple(map(len, parts)))
    found = ranked(blocks, paths, InProcess(), rows_in_range=rng.randrange(1, 30))
    assert found.ranks.tolist() == with_ranks(frame)[c.RANK].tolist()


def test_progress_counts_every_row_once(tmp_path: Path) -> None:
    """Who watches is told of each row once."""
    write_arrow(ordered_keys(with_ranks(made_rows(random.Random(1), 50))), tmp_path / "keys")
    told: list[int] = []
    blocks = Blocks((tmp_path / "keys",), (50,))
    ranked(blocks, blocks.paths, InProcess(), rows_in_range=7, done=told.append)
    assert sum(told) == 50
    assert len(told) > 1
