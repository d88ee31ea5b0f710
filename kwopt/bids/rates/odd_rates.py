"""What must be said of rates that rest on little, or on odd counts."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.rates.click_rates import SOURCES, ClickRates
from kwopt.models import Notice
from kwopt.scoring.conversion import BASES
from kwopt.scoring.numbers import nonnegative, numbers


def odd_rate_notices(rows: pd.DataFrame, rates: ClickRates) -> Iterator[Notice]:
    """Yield notices on keywords without clicks or counts of their own, and on counts that are no rate.

    Parameters
    ----------
    rows
        Canonical columns, one row a keyword.
    rates
        Of the same rows.

    Examples
    --------
    >>> from kwopt.bids.rates.click_rates import click_rates
    >>> words = pd.DataFrame({"keyword": ["a", "b"], "orders_per_click": [0.0, 0.0]})
    >>> [notice.code for notice in odd_rate_notices(words, click_rates(words))]
    ['bids.nothing_known']
    """
    basis = rates.posterior.basis
    if len(basis) and not basis.any():
        yield Notice("bids.nothing_known", "warning", {"count": len(basis)})
    elif average := rates.count("account"):
        yield Notice("bids.account_average", "info", {"count": average})
    own = rates.source != SOURCES.index("market_guess")  # of a guess it is said already what it is
    alone = int(np.count_nonzero(own & (basis == BASES.index("rate_only"))))
    if alone:
        yield Notice("bids.rates_alone", "info", {"count": alone})
    orders, clicks = numbers(rows, c.ORDERS), nonnegative(rows, c.CLICKS)
    below, above = np.count_nonzero(orders < 0), np.count_nonzero(orders > clicks)
    if below:
        yield Notice("bids.orders_below_zero", "warning", {"count": int(below)})
    if above:
        yield Notice("bids.orders_above_clicks", "warning", {"count": int(above)})
