"""Orders per paid click of each keyword: from own clicks, from the account, or guessed from the market.

Own rates learn from one another (`kwopt.scoring.pooled`): a keyword without clicks has the rate that its
words and its ad group suggest. What the market suggests is `kwopt.bids.rates.market`'s. All kinds are beta
distributions, so intervals and ceilings are computed the same way for each.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import logit

from kwopt import columns as c
from kwopt.bids.rates.market import chosen, guessed, market_rates, of_market, shop_factor, with_rates
from kwopt.scoring.conversion import Posterior, evidence, fit_conversion_prior, posterior
from kwopt.scoring.pooled import PooledRates, fit_pooled_rates

SOURCES = ("account", "market_guess", "own_clicks")


@dataclass(frozen=True)
class ClickRates:
    """Distribution of each keyword's orders per click, and where it comes from (index in `SOURCES`).

    `pooled` is what own clicks taught; None where there are none.
    """

    posterior: Posterior
    source: NDArray[np.int64]
    pooled: PooledRates | None = None

    def count(self, source: str) -> int:
        """Return the number of keywords whose rate comes from `source`, one of `SOURCES`."""
        return int(np.count_nonzero(self.source == SOURCES.index(source)))

    @property
    def source_names(self) -> pd.api.extensions.ExtensionArray:
        """Name of each keyword's source."""
        return pd.array(SOURCES, dtype="str").take(self.source)


def has_rates(frame: pd.DataFrame) -> bool:
    """Return whether any row says something of orders per click, itself or through the market."""
    return bool(_told(frame, c.ORDERS_PER_CLICK) | _counted(frame) | _told(frame, c.BUYERS_PER_VISITOR))


def click_rates(frame: pd.DataFrame, *, rows: pd.DataFrame | None = None) -> ClickRates:
    """Return the orders per click of each row: own evidence first, then the market's, then the account's.

    A keyword without clicks of its own gets the account's rate as its words and groups suggest it, unless the
    market has a rate for it. Where no keyword has clicks there is no account: all rates are guesses, from the
    market's average if need be. A rate per click beside searches, market buyers or their like, and without
    any figure of the shop's own advertisements, is the market's; alone, it is taken for the user's own.

    Parameters
    ----------
    frame
        Canonical columns, one row a keyword; left unchanged.
    rows
        The rows of a report before they were added up: campaigns, ad groups, match types, days.
    """
    of_others = of_market(frame)
    own_frame = with_rates(frame, ~of_others)
    reading = fit_conversion_prior(own_frame, rate="orders_per_click")
    counted = evidence(own_frame, reading)
    market = market_rates(frame) if of_others.any() or _told(frame, c.BUYERS_PER_VISITOR) else None
    if not counted.basis.any():
        alone = posterior(own_frame, reading) if market is None else guessed(market)
        return ClickRates(alone, _sources(alone, "account" if market is None else "market_guess"))
    level = None if market is None else np.where(market.basis > 0, logit(market.mean), np.nan)
    pooled = fit_pooled_rates(own_frame, rows=rows, market=level)
    own = pooled.posterior(own_frame, rows=rows, market=level)
    source = np.where(own.basis > 0, _sources(own, "own_clicks"), _sources(own, "account"))
    if market is None:
        return ClickRates(own, source, pooled)
    guess = guessed(market, shop_factor(market, counted))
    taken = (own.basis == 0) & (guess.basis > 0)
    return ClickRates(
        chosen(taken, guess, own), np.where(taken, _sources(own, "market_guess"), source), pooled
    )


def _sources(rates: Posterior, source: str) -> NDArray[np.int64]:
    return np.full(len(rates.basis), SOURCES.index(source))


def _told(frame: pd.DataFrame, column: str) -> bool:
    return column in frame.columns and bool(frame[column].notna().any())


def _counted(frame: pd.DataFrame) -> bool:
    return _told(frame, c.CLICKS) and _told(frame, c.ORDERS)
