"""Orders per click as the shop's own visitors from search suggest them: nearer than the market is.

A visitor of the shop came by a click on one of its results, mostly by one: so buyers per own visitor are
orders per click. (The market's rate is of shoppers over all shops, who share their clicks among them:
`kwopt.bids.rates.market` divides it.) Who clicks an advertisement is not who clicks a free result: that is a
factor with mean 1, whose level own paid clicks tell. How the shop compares with the market need not be
guessed: own visitors belong to the shop.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.rates.market import Factor, learned_factor, scaled
from kwopt.scoring.rates.conversion import Evidence, Posterior, evidence
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import numbers
from kwopt.scoring.rates.pooled import fit_pooled_rates

ADVERTISED_TO_FREE_SPREAD = 0.3
"""Standard deviation of log(orders per paid click / per click on a free result) of one shop (assumed): two
shops in three within a factor of 1.35."""

ADVERTISED_TO_FREE = Factor(1.0, float(np.expm1(ADVERTISED_TO_FREE_SPREAD**2)))
"""How paid clicks convert beside free ones, where nothing is known of it."""

_AS_CLICKS = {
    c.CLICKS: c.OWN_VISITORS, c.ORDERS: c.OWN_BUYERS, c.ORDERS_PER_CLICK: c.OWN_BUYERS_PER_VISITOR,
}  # fmt: skip
"""What stands for what where rates of visitors are learned like those of clicks."""


@dataclass(frozen=True)
class OwnVisits:
    """What own visitors tell: orders per click on a free result of each keyword, and what that rests on.

    `free` has the basis "prior" where a keyword has no visitors with known buyers: then its words tell.
    `counted` are buyers and visitors.
    """

    free: Posterior
    counted: Evidence

    def paid(self, clicks: Evidence) -> Posterior:
        """Return orders per paid click: as wide as the shops differ, at the level that own clicks tell."""
        level = learned_factor(self.free, clicks, ADVERTISED_TO_FREE).mean
        return scaled(self.free, Factor(level, ADVERTISED_TO_FREE.relative))


def has_own_visits(frame: pd.DataFrame) -> bool:
    """Return whether any row says how many of the shop's own visitors bought."""
    counted = np.isfinite(numbers(frame, c.OWN_VISITORS)) & np.isfinite(numbers(frame, c.OWN_BUYERS))
    return bool((counted | np.isfinite(numbers(frame, c.OWN_BUYERS_PER_VISITOR))).any())


def own_visits(frame: pd.DataFrame, *, market: Floats | None = None) -> OwnVisits | None:
    """Return what own visitors tell of each row; None where no row has visitors with known buyers.

    Keywords learn from one another as those of own clicks do: their words, and the market's rates.

    Parameters
    ----------
    frame
        Canonical columns, one row a keyword; left unchanged.
    market
        Log-odds of the market's orders per click, shape (len(frame),); NaN where unknown.
    """
    kept = [name for name in (c.KEYWORD, c.SOURCE_FILE) if name in frame.columns]
    visits = frame[kept].assign(**{name: numbers(frame, own) for name, own in _AS_CLICKS.items()})
    pooled = fit_pooled_rates(visits, market=market)
    found = evidence(visits, pooled.reading)
    if not found.basis.any():
        return None
    return OwnVisits(pooled.posterior(visits, market=market), found)
