"""The rows of a long file by which its ratios are held against their parts: those that a whole reading takes.

A check looks at the first rows in which the denominator is above 0 (`ratios`). Of a file that is read in
pieces these rows are collected here, for each denominator, and checked when the pieces are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt.tables.figures.measures import Measured
from kwopt.tables.figures.ratios import ROWS_SOUGHT, RatioCheck, parts_of_ratios, ratio_checks
from kwopt.tables.raw import RawTable
from kwopt.tables.values.cellcolumns import plain_cells


@dataclass(frozen=True)
class RatioSample:
    """The first rows of a file that decide on its ratios, not yet corrected.

    `raw` holds the columns that belong to ratios alone.
    """

    raw: RawTable
    measured: tuple[Measured, ...]

    @classmethod
    def of(cls, raw: RawTable, measured: Sequence[Measured]) -> "RatioSample":
        """Return the rows of a piece that may decide."""
        places = [place for group in parts_of_ratios(raw) for place in group]
        body = raw.body[list(dict.fromkeys(places))]
        needed = tuple(item for item in measured if item.column.place in places)
        return cls(replace(raw, body=body), needed)._pruned()

    def __add__(self, other: "RatioSample") -> "RatioSample":
        """Return the rows of two pieces, the first piece's before the other's, that decide on both."""
        if not len(other.raw.rows):
            return self
        body = pd.concat([self.raw.body, other.raw.body], ignore_index=True)
        rows = np.concatenate([self.raw.rows, other.raw.rows])
        measured = map(_joined, self.measured, other.measured)
        return RatioSample(replace(self.raw, body=body, rows=rows), tuple(measured))._pruned()

    def checks(self) -> tuple[RatioCheck, ...]:
        """Return how the ratios relate to their parts."""
        return ratio_checks(self.raw, self.measured)

    def _pruned(self) -> "RatioSample":
        """Return the rows that some check looks at."""
        by_place = {item.column.place: item.cells.value for item in self.measured}
        taken = np.zeros(len(self.raw.rows), dtype=bool)
        for _, _, denominator in parts_of_ratios(self.raw):
            below = by_place.get(denominator)
            sought = np.arange(len(taken)) if below is None else np.flatnonzero(below > 0)
            taken[sought[:ROWS_SOUGHT]] = True
        if taken.all():
            return self
        raw = replace(self.raw, body=self.raw.body[taken].reset_index(drop=True), rows=self.raw.rows[taken])
        return RatioSample(raw, tuple(_with_values(item, item.cells.value[taken]) for item in self.measured))


def _joined(one: Measured, other: Measured) -> Measured:
    return _with_values(one, np.concatenate([one.cells.value, other.cells.value]))


def _with_values(item: Measured, values: np.ndarray) -> Measured:
    return replace(item, cells=plain_cells(values))
