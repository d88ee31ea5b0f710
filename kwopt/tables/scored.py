"""A table that kwopt scored: its rows in order; and come back, how it is known, what of it a tool stated.

Its estimated buyers and filled-in listing counts are no statements of a tool, and must not become evidence.
"""

from collections.abc import Hashable, Iterable

import pandas as pd

from kwopt import columns

COMPUTED = tuple(
    name
    for name in columns.SCORED
    if name not in (columns.KEYWORD, *columns.NUMERIC, columns.SOURCE_FILE, columns.SOURCE_ROW)
)
"""Columns that scoring adds."""

_SIGNS = frozenset([columns.RANK, columns.WORTH, columns.CONVERSION_BASIS])
"""Columns that only a scored table has together."""

_BASES = {columns.MARKET_BUYERS: columns.MARKET_BUYERS_BASIS, columns.LISTING_COUNT: columns.LISTING_BASIS}
_GIVEN = "given"


def is_scored(names: Iterable[Hashable]) -> bool:
    """Return whether columns of these names are those of a scored table.

    >>> is_scored(["keyword", "rank"]), is_scored(columns.SCORED)
    (False, True)
    """
    return _SIGNS.issubset(names)


def without_estimates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose market buyers and listing counts are missing where they were not given.

    >>> scored = pd.DataFrame({"market_buyers": [5.0], "market_buyers_basis": ["clicks"]})
    >>> bool(without_estimates(scored)["market_buyers"].isna().all())
    True
    """
    cleared = {
        figure: frame[figure].where((frame[basis] == _GIVEN).to_numpy(dtype=bool, na_value=False))
        for figure, basis in _BASES.items()
        if figure in frame.columns and basis in frame.columns
    }
    return frame.assign(**cleared) if cleared else frame


def rates_are_of_visitors(scored: pd.DataFrame) -> bool:
    """Say whether conversion is a market's, of visitors; else it is that of own reports, of clicks.

    >>> rates_are_of_visitors(pd.DataFrame({"buyers_per_visitor": [0.04, None]}))
    True
    """
    return columns.BUYERS_PER_VISITOR in scored.columns and bool(
        scored[columns.BUYERS_PER_VISITOR].notna().any()
    )


def by_rank(scored: pd.DataFrame) -> pd.DataFrame:
    """Return scored keywords, best first; as they are where no keyword has any worth to rank by.

    >>> by_rank(pd.DataFrame({"rank": [2, 1], "worth": [1.0, 3.0]}))["rank"].tolist()
    [1, 2]
    """
    if not scored[columns.WORTH].notna().any():
        return scored
    return scored.sort_values(columns.RANK, kind="stable")
