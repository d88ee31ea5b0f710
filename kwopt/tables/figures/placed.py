"""Orders placed in place of paid ones, for the keywords of which nothing was paid: pre-sale items.

A pre-sale item is paid for weeks after it is ordered, so its payment conversion reads 0 meanwhile. Which
columns stand for which is `planning.stand_ins`.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kwopt.tables.figures.measures import Measured
from kwopt.tables.records import EXAMPLES, Record, examples

Figures = dict[str, np.ndarray]


def with_placed_orders(
    figures: Figures,
    measured: Sequence[Measured],
    *,
    keywords: pd.Series,
    rows: np.ndarray,
    codes: np.ndarray,
) -> tuple[Figures, dict[int, Record]]:
    """Return the figures with orders placed for keywords without paid ones, and a record a column, by place.

    A keyword whose paid figure is above 0 in any of its rows keeps it, however low: only where nothing is
    known to be paid do orders placed stand in.

    Parameters
    ----------
    figures
        By canonical name, shape (n_rows,); left unchanged.
    measured
        The columns of the file, those of orders placed among them (part "placed").
    keywords, rows
        Text and row of each row, for examples.
    codes
        What rows belong together: in a report those of one keyword, else each row alone.
    """
    told, records = dict(figures), {}
    for placed in (item for item in measured if item.column.meaning.part == "placed"):
        name = str(placed.column.meaning.canonical)
        paid, value = figures[name], placed.cells.value
        taken = _nothing_in(paid, codes) & (value > 0)
        if not taken.any():
            continue
        told[name] = np.where(taken, value, paid)
        few = np.flatnonzero(taken)[:EXAMPLES]
        shown = examples(row=rows[few], keyword=keywords.iloc[few].tolist(), value=value[few])
        paid_column = next(item.column.source for item in measured if item.column.target == name)
        named = {"column": paid_column, "placed": placed.column.source}
        count = int(np.count_nonzero(taken))
        records[placed.column.place] = Record("tables.placed_orders", count, shown, named)
    return told, records


def _nothing_in(paid: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Return the rows of groups in which no figure is above 0."""
    some = np.bincount(codes, weights=paid > 0) > 0
    nothing: np.ndarray = ~some[codes]
    return nothing
