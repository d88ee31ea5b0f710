"""What must be said of rates that rest on little, or on odd counts."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.rates.click_rates import SOURCES, ClickRates
from kwopt.models import Notice
from kwopt.scoring.rates.conversion import BASES
from kwopt.scoring.rates.numbers import nonnegative, numbers


def own_visitor_notices(rows: pd.DataFrame, rates: ClickRates) -> Iterator[Notice]:
    """Yield notices on rates that rest on the shop's own visitors; `rows` and `rates` as below.

    Examples
    --------
    >>> from kwopt.bids.rates.click_rates import click_rates
    >>> visits = pd.DataFrame({"keyword": ["a"], "own_visitors": [400.0], "own_buyers": [20.0]})
    >>> [notice.code for notice in own_visitor_notices(visits, click_rates(visits))]
    ['bids.own_visitors']
    """
    of_visitors = rates.source == SOURCES.index("own_visitors")
    told = rates.posterior.basis > 0
    if resting := int(np.count_nonzero(of_visitors & told)):
        yield Notice("bids.own_visitors", "info", {"count": resting})
    if pooled := int(np.count_nonzero(of_visitors & ~told)):
        yield Notice("bids.own_visitors_pooled", "info", {"count": pooled})
    if rates.shop is not None and (guesses := rates.count("market_guess")):
        times = round(float(rates.shop.mean), 2)
        yield Notice("bids.shop_compared", "info", {"count": guesses, "times": times})
    odd = np.count_nonzero(nonnegative(rows, c.OWN_BUYERS) > nonnegative(rows, c.OWN_VISITORS))
    if odd:
        yield Notice("bids.buyers_above_visitors", "warning", {"count": int(odd)})


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
