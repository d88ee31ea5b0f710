"""What a table itself states: whatever scoring computed is taken off again.

A scored table may come back, from a file or from a program: to be scored for another product, or for bids.
Its estimated buyers and filled-in listing counts are then no statements of a tool, and must not become
evidence.
"""

from collections.abc import Iterable

import pandas as pd

from kwopt import columns as c

_BASES = {c.MARKET_BUYERS: c.MARKET_BUYERS_BASIS, c.LISTING_COUNT: c.LISTING_BASIS}
_GIVEN = "given"

_COMPUTED = tuple(
    name for name in c.SCORED if name not in (c.KEYWORD, *c.NUMERIC, c.SOURCE_FILE, c.SOURCE_ROW)
)
_SIGNS = (c.RANK, c.WORTH, c.CONVERSION_BASIS)
"""Columns that only a scored table has together."""


def stated_figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame without scoring's columns; columns of a tool that bear their names get a second name.

    >>> stated_figures(pd.DataFrame({"keyword": ["旗袍"], "rank": [7]})).columns.tolist()
    ['keyword', 'rank.2']
    """
    named_alike = [name for name in _COMPUTED if name in frame.columns]
    if not named_alike:
        return frame
    if set(_SIGNS) <= set(named_alike):
        return without_estimates(frame).drop(columns=named_alike)
    return frame.rename(columns={name: _free_name(name, frame.columns) for name in named_alike})


def without_estimates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose market buyers and listing counts are missing where they were not given.

    >>> scored = pd.DataFrame({"market_buyers": [5.0], "market_buyers_basis": ["clicks"]})
    >>> bool(without_estimates(scored)["market_buyers"].isna().all())
    True
    """
    cleared = {
        figure: frame[figure].where(frame[basis] == _GIVEN)
        for figure, basis in _BASES.items()
        if figure in frame.columns and basis in frame.columns
    }
    return frame.assign(**cleared) if cleared else frame


def _free_name(name: str, taken: Iterable[str]) -> str:
    names, number = set(taken), 2
    while f"{name}.{number}" in names:
        number += 1
    return f"{name}.{number}"
