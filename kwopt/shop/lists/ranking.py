"""Ranks over all blocks of a list: exact, in parallel, with 16 bytes a row in memory.

Each block leaves its rows in order: worth from the largest, missing worth last, ties by keyword. Sampled
rows of all blocks cut the whole order into ranges of some hundred thousand rows; each range is found in
every block by bisection, and sorted by itself. This is sorting by samples [1]; since every comparison is of
full keys, the order does not depend on the sample, nor on the blocks.

References
----------
[1] Frazer, McKellar: Samplesort, a sampling approach to minimal storage tree sorting. JACM 1970.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt import columns as c
from kwopt.language.normalize import match_forms
from kwopt.runs.engines import Engine
from kwopt.scoring.words.rows import utf8_of
from kwopt.shop.lists.blocks import Blocks, IntArray
from kwopt.tables.spooling.blocks import mapped_block

ROWS_IN_RANGE = 2**17
"""Rows that are sorted at once: some 20 MB."""

_SAMPLES_IN_RANGE = 512  # rows that are looked at to cut ranges: each is then within some 10 % of its size
_BEHIND, _KEY, _ROW = "behind", "key", "row"
_MISSING_LAST = 1.0  # behind every worth, which is 0 or more, with its sign turned


@dataclass(frozen=True, eq=False)
class Ranking:
    """The rows of a list, the best first: shape (n_rows,)."""

    order: IntArray

    @cached_property
    def ranks(self) -> IntArray:
        """The rank of each row, 1 for the best."""
        ranks = np.empty(len(self.order), dtype=np.int64)
        for start in range(0, len(ranks), ROWS_IN_RANGE):  # at once, the numbers would be held a third time
            some = self.order[start : start + ROWS_IN_RANGE]
            ranks[some] = np.arange(start + 1, start + len(some) + 1)
        return ranks


def ordered_keys(scored: pd.DataFrame) -> pa.Table:
    """Return the rows of a block as they are compared, in the order of their ranks within it."""
    order = np.argsort(scored[c.RANK].to_numpy(), kind="stable")
    worth = scored[c.WORTH].to_numpy(dtype=np.float64)
    keys = utf8_of(match_forms(scored[c.KEYWORD].tolist()))
    return pa.table(
        {
            _BEHIND: np.where(np.isnan(worth), _MISSING_LAST, -worth)[order],
            _KEY: keys.take(pa.array(order)),
            _ROW: order.astype(np.int64),
        }
    )


def ranked(
    blocks: Blocks,
    keys: Sequence[Path],
    engine: Engine,
    *,
    rows_in_range: int = ROWS_IN_RANGE,
    done: Callable[[int], object] = lambda _rows: None,
) -> Ranking:
    """Return the order of all rows of `blocks`; `keys` are files of the `ordered_keys` of each.

    `done` is told the rows of each range that is in order.
    """
    order, filled = np.empty(len(blocks), dtype=np.int64), 0
    for rows in engine.map(_sorted_range, _ranges(blocks, keys, rows_in_range)):
        order[filled : filled + len(rows)] = rows
        filled += len(rows)
        done(len(rows))
    return Ranking(order)


@dataclass(frozen=True)
class _Slice:
    """Some keys of one block: from where to where, and the number of the block's first row."""

    path: Path
    start: int
    stop: int
    first_row: int


def _sorted_range(_shared: None, slices: Sequence[_Slice]) -> IntArray:
    """Return the rows of a range in order: by worth, then keyword, then as they stand in the list."""
    found = []
    for one in slices:
        keys = _keys(one.path).slice(one.start, one.stop - one.start)
        found.append(keys.set_column(2, _ROW, pc.add(keys[_ROW], one.first_row)))
    whole = pa.concat_tables(found)
    if len(slices) > 1:
        by = [(_BEHIND, "ascending"), (_KEY, "ascending"), (_ROW, "ascending")]
        whole = whole.take(pc.sort_indices(whole, sort_keys=by))
    return np.asarray(whole[_ROW].to_numpy(), dtype=np.int64)


def _ranges(blocks: Blocks, paths: Sequence[Path], rows_in_range: int) -> list[list[_Slice]]:
    """Return each range as its slices of all blocks."""
    splits = _splits(paths, rows_in_range) if len(blocks) > rows_in_range else []
    bounds = [_bounds(_keys(path), splits) for path in paths]
    slices = [
        [
            _Slice(path, bound[place], bound[place + 1], int(first))
            for path, bound, first in zip(paths, bounds, blocks.starts, strict=True)
            if bound[place] < bound[place + 1]
        ]
        for place in range(len(splits) + 1)
    ]
    return [some for some in slices if some]


def _keys(path: Path) -> pa.Table:
    with mapped_block(path) as keys:
        return keys


def _splits(paths: Sequence[Path], rows_in_range: int) -> list[tuple[float, bytes]]:
    """Return the keys at which ranges begin, but for the first.

    One file at a time is mapped: a look at samples touches nearly all pages of it.
    """
    samples_in_range = min(_SAMPLES_IN_RANGE, rows_in_range)
    step = rows_in_range // samples_in_range
    samples: list[tuple[float, bytes]] = []
    for path in paths:
        keys = _keys(path)
        some = keys.take(pa.array(np.arange(step // 2, len(keys), step)))
        samples += zip(some[_BEHIND].to_pylist(), some[_KEY].to_pylist(), strict=True)
    samples.sort()
    return sorted(set(samples[samples_in_range::samples_in_range]))


def _bounds(keys: pa.Table, splits: Sequence[tuple[float, bytes]]) -> list[int]:
    """Return where in a block each range begins, and at last where the block ends."""
    behind = keys[_BEHIND].to_numpy() if len(splits) else np.zeros(0)
    texts = keys[_KEY]

    def key(row: int) -> tuple[float, Any]:
        return float(behind[row]), texts[row].as_py()

    return [0, *(bisect_left(range(len(keys)), split, key=key) for split in splits), len(keys)]
