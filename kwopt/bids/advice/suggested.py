"""What to bid now on each keyword of a report, given its verdict and ceilings. Never a promise of traffic."""

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.economics.money import rounded_down
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import numbers

RAISE_STEP = 0.25
"""Most by which a bid rises at once, as a share of the price paid. The rate was seen at today's positions,
shoppers at higher ones may buy less often, and the price of a click there is not known: so step by step
(a judgement; at 25 %, three reports double a bid)."""


def suggested_bids(frame: pd.DataFrame, *, currency: str | None = None) -> Floats:
    """Return the bid to set for each row of a report, rounded down to the currency's smallest unit.

    raise: a step up, at most the safe ceiling; lower: the safe ceiling; keep: the price paid; wait: the price
    paid, at most the upper end of the ceiling's interval; pause: 0. Where a target leaves less than the safe
    ceiling (`target_bid`), that takes its place. NaN where nothing was paid and nothing is known.

    Examples
    --------
    >>> row = {"paid_cpc": [1.0], "safe_ceiling": [1.4], "ceiling_high": [2.0], "verdict": ["raise"]}
    >>> suggested_bids(pd.DataFrame(row))
    array([1.25])
    """
    paid = numbers(frame, c.PAID_CPC)
    high = numbers(frame, c.CEILING_HIGH)
    limit = bid_limits(frame)
    by_verdict = {
        "raise": np.minimum(paid * (1 + RAISE_STEP), limit),
        "keep": paid,
        "lower": np.minimum(paid, limit),
        "wait": np.minimum(paid, high),
        "pause": np.zeros(len(frame)),
    }
    bids = np.full(len(frame), np.nan)
    verdict = frame[c.VERDICT].to_numpy(dtype=object)
    for name, bid in by_verdict.items():
        bids = np.where(verdict == name, bid, bids)
    return rounded_down(bids, currency)


def bid_limits(frame: pd.DataFrame) -> Floats:
    """Return the highest bid that is safe and leaves what the seller's target asks for."""
    return np.asarray(np.fmin(numbers(frame, c.SAFE_CEILING), numbers(frame, c.TARGET_BID)))
