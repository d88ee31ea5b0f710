"""A scored list: what is known of all its rows, and its rows piece by piece, in the order of the output."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kwopt.scoring.questions.missing import MissingFact
from kwopt.shop.lists.blocks import ROWS_IN_PIECE, Blocks, Piece, count_of_pieces, pieces
from kwopt.shop.lists.listrun import ListRun
from kwopt.shop.lists.ranking import Ranking
from kwopt.shop.lists.summaries import Summary
from kwopt.tables.spooling import SpooledKeywords


@dataclass(frozen=True, eq=False, kw_only=True)
class ScoredList:
    """The rows of a list, scored, on disk; valid while the run that scored it is open.

    Parameters
    ----------
    table
        How the list was read.
    learned_words
        Words that the list taught.
    find_facts
        Finds what rows wait for; only a document and a screen say it.
    by_rank
        Whether rows come best first; else in the order of the list.
    """

    table: SpooledKeywords
    learned_words: tuple[str, ...]
    summary: Summary
    find_facts: Callable[[], tuple[MissingFact, ...]]
    blocks: Blocks
    ranking: Ranking
    run: ListRun
    by_rank: bool = False
    rows_in_piece: int = ROWS_IN_PIECE

    def __len__(self) -> int:
        return self.summary.rows

    @cached_property
    def facts(self) -> tuple[MissingFact, ...]:
        """What a product should state, as rows of the list ask for it."""
        return self.find_facts()

    @property
    def piece_rows(self) -> list[int]:
        """How many rows each piece has."""
        count = count_of_pieces(len(self), self.rows_in_piece)
        return [min(self.rows_in_piece, len(self) - place * self.rows_in_piece) for place in range(count)]

    def pieces(self) -> Iterator[Piece]:
        """Yield the rows piece by piece, each to be read when it is worked on."""
        order = self.ranking.order if self.by_rank and self.summary.with_worth else None
        yield from pieces(self.blocks, order, self.ranking.ranks, rows_in_piece=self.rows_in_piece)

    def frames(self) -> Iterator[pd.DataFrame]:
        """Yield the rows piece by piece: the scored columns, then the input's others."""
        return (piece.frame() for piece in self.pieces())

    def best(self, count: int) -> pd.DataFrame:
        """Return the best rows, best first; the first ones where no row has any worth to rank by."""
        rows = (self.ranking.order if self.summary.with_worth else np.arange(len(self)))[:count]
        return next(pieces(self.blocks, rows, self.ranking.ranks, rows_in_piece=max(count, 1))).frame()
