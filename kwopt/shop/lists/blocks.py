"""Rows of a long list on disk: blocks of scored rows, and pieces of the output gathered from them.

Rows are numbered over all blocks, from 0. A piece is some of them in the order of the output, whatever
blocks they lie in; its size does not depend on theirs, so neither do the bytes that are written of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from kwopt import columns as c
from kwopt.tables.spooling.blocks import mapped_block

IntArray = npt.NDArray[np.int64]

ROWS_IN_PIECE = 2**15
"""Rows of the output that are worked on at once: as CSV some 20 MB, some 100 MB while they are spelled."""


@dataclass(frozen=True)
class Blocks:
    """Blocks of scored rows in the order of the list, and how many rows each has."""

    paths: tuple[Path, ...]
    rows: tuple[int, ...]

    def __len__(self) -> int:
        return sum(self.rows)

    @cached_property
    def starts(self) -> IntArray:
        """Number of the first row of each block."""
        return np.cumsum([0, *self.rows[:-1]], dtype=np.int64)

    def parts(self, rows: IntArray) -> "tuple[Part, ...]":
        """Return where rows lie, block by block; within a block in the order in which they are given."""
        block = np.searchsorted(self.starts, rows, side="right") - 1
        found = np.unique(block).tolist()
        return tuple(Part(self.paths[one], rows[block == one] - self.starts[one]) for one in found)

    def order(self, rows: IntArray) -> IntArray:
        """Return the order in which the rows of `parts`, one below the other, are those given."""
        block = np.searchsorted(self.starts, rows, side="right") - 1
        order = np.empty(len(rows), dtype=np.int64)
        order[np.argsort(block, kind="stable")] = np.arange(len(rows))
        return order


@dataclass(frozen=True, eq=False)
class Part:
    """Rows of one block, counted within it."""

    path: Path
    rows: IntArray

    def table(self) -> pa.Table:
        """Return the rows; only what they take is read from the file."""
        first = int(self.rows[0])
        with mapped_block(self.path) as table:
            if np.array_equal(self.rows, np.arange(first, first + len(self.rows))):
                return table.slice(first, len(self.rows))
            return table.take(pa.array(self.rows))


@dataclass(frozen=True, eq=False)
class Piece:
    """Rows of the output, one behind the other: where they lie, in which order, and their ranks.

    `first` is the number of rows before them in the output.
    """

    number: int
    first: int
    parts: tuple[Part, ...]
    order: IntArray
    ranks: IntArray

    def frame(self) -> pd.DataFrame:
        """Return the scored rows, their ranks those over the whole list."""
        frame: pd.DataFrame = pa.concat_tables([part.table() for part in self.parts]).to_pandas()
        if not np.array_equal(self.order, np.arange(len(self.order))):
            frame = frame.iloc[self.order].reset_index(drop=True)
        return frame.assign(**{c.RANK: self.ranks})


def pieces(
    blocks: Blocks, order: IntArray | None, ranks: IntArray, *, rows_in_piece: int = ROWS_IN_PIECE
) -> Iterator[Piece]:
    """Yield the pieces of an output.

    Parameters
    ----------
    order
        The rows of the output in their order; None for all rows as they stand.
    ranks
        The rank of each row of the list, shape (n_rows,).

    An output without rows is one piece without rows, so that its columns are known.
    """
    count = len(blocks) if order is None else len(order)
    for number, first in enumerate(range(0, max(count, 1), rows_in_piece)):
        stop = min(first + rows_in_piece, count)
        some = np.arange(first, stop) if order is None else order[first:stop]
        yield Piece(number, first, blocks.parts(some), blocks.order(some), ranks[some])


def count_of_pieces(rows: int, rows_in_piece: int = ROWS_IN_PIECE) -> int:
    """Return how many pieces an output has.

    >>> [count_of_pieces(rows, 10) for rows in (0, 10, 11)]
    [1, 1, 2]
    """
    return max(1, -(-rows // rows_in_piece))
