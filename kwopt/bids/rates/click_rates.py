"""Orders per paid click of each keyword: from own clicks, own visitors, the account, or the market.

Own rates learn from one another (`kwopt.scoring.rates.pooled`): a keyword without clicks has the rate that
its words and its ad group suggest. What the shop's own visitors from search suggest is
`kwopt.bids.rates.own_visits`', what the market suggests `kwopt.bids.rates.market`'s. All kinds are beta
distributions, so intervals and ceilings are computed the same way for each.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import logit

from kwopt import columns as c
from kwopt.bids.rates.market import (
    Factor,
    chosen,
    guessed,
    learned_factor,
    market_rates,
    of_market,
    scaled,
    with_rates,
)
from kwopt.bids.rates.own_visits import ADVERTISED_TO_FREE, OwnVisits, has_own_visits, own_visits
from kwopt.scoring.rates.conversion import Evidence, Posterior, evidence, fit_conversion_prior, posterior
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.pooled import PooledRates, fit_pooled_rates

SOURCES = ("account", "market_guess", "own_visitors", "own_clicks")


@dataclass(frozen=True)
class ClickRates:
    """Distribution of each keyword's orders per click, and where it comes from (index in `SOURCES`).

    `pooled` is what own clicks taught; None where there are none. `shop` is how the shop's paid clicks
    convert beside the market, where keywords with own visitors and a market rate tell; None without any.
    """

    posterior: Posterior
    source: NDArray[np.int64]
    pooled: PooledRates | None = None
    shop: Factor | None = None

    def count(self, source: str) -> int:
        """Return the number of keywords whose rate comes from `source`, one of `SOURCES`."""
        return int(np.count_nonzero(self.source == SOURCES.index(source)))

    @property
    def source_names(self) -> pd.api.extensions.ExtensionArray:
        """Name of each keyword's source."""
        return pd.array(SOURCES, dtype="str").take(self.source)


def has_rates(frame: pd.DataFrame) -> bool:
    """Return whether any row says something of orders per click, itself or through the market."""
    rates = _told(frame, c.ORDERS_PER_CLICK) or _told(frame, c.BUYERS_PER_VISITOR)
    return rates or _counted(frame) or has_own_visits(frame)


def click_rates(frame: pd.DataFrame, *, rows: pd.DataFrame | None = None) -> ClickRates:
    """Return the orders per click of each row: own clicks first, then own visitors, the market, the account.

    A keyword without clicks of its own gets the rate of the shop's own visitors, or else the market's as the
    shop compares with it. Where neither says anything of it, its words and groups tell: among own clicks if
    there are any, else among own visitors; without both it gets the market's average. A rate per click
    beside searches, market buyers or their like, and without any figure of the shop's own advertisements, is
    the market's; alone, it is taken for the user's own.

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
    others = _others(frame, counted, market_told=bool(of_others.any()))
    if not counted.basis.any():
        alone = posterior(own_frame, reading)
        return others.rates or ClickRates(alone, _sources(alone, "account"))
    pooled = fit_pooled_rates(own_frame, rows=rows, market=others.level)
    own = pooled.posterior(own_frame, rows=rows, market=others.level)
    source = np.where(own.basis > 0, _sources(own, "own_clicks"), _sources(own, "account"))
    if others.rates is None:
        return ClickRates(own, source, pooled)
    rates, shop = others.rates.posterior, others.rates.shop
    taken = (own.basis == 0) & (rates.basis > 0)
    return ClickRates(chosen(taken, rates, own), np.where(taken, others.rates.source, source), pooled, shop)


@dataclass(frozen=True)
class _Others:
    """What is known besides own clicks: rates, and the log-odds of those that tell something of a keyword."""

    rates: ClickRates | None
    level: Floats | None


def _others(frame: pd.DataFrame, counted: Evidence, *, market_told: bool) -> _Others:
    market = market_rates(frame) if market_told or _told(frame, c.BUYERS_PER_VISITOR) else None
    level = _log_odds(market)
    visits = own_visits(frame, market=level) if has_own_visits(frame) else None
    if visits is None:
        if market is None:
            return _Others(None, None)
        guess = guessed(market, learned_factor(market, counted))
        return _Others(ClickRates(guess, _sources(guess, "market_guess")), level)
    paid = visits.paid(counted)
    if market is None:
        return _Others(ClickRates(paid, _sources(paid, "own_visitors")), _log_odds(visits.free))
    return _both(market, visits, counted)


def _both(market: Posterior, visits: OwnVisits, counted: Evidence) -> _Others:
    """Return own visitors' rates, and the market's as the shop compares with it for keywords without them."""
    compared = bool(((market.basis > 0) & (visits.counted.visitors > 0)).any())
    shop = learned_factor(market, visits.counted)
    known = shop.widened(ADVERTISED_TO_FREE.relative) if compared else shop
    by_clicks = learned_factor(market, counted, known)
    guess = guessed(market, by_clicks)
    by_market = (visits.free.basis == 0) & (market.basis > 0)
    paid = chosen(by_market, guess, visits.paid(counted))
    source = np.where(by_market, _sources(paid, "market_guess"), _sources(paid, "own_visitors"))
    told = chosen(by_market, scaled(market, shop), visits.free)
    return _Others(ClickRates(paid, source, shop=by_clicks if compared else None), _log_odds(told))


def _log_odds(rates: Posterior | None) -> Floats | None:
    """Return the log-odds of rates that rest on something; NaN for the others."""
    return None if rates is None else np.where(rates.basis > 0, logit(rates.mean), np.nan)


def _sources(rates: Posterior, source: str) -> NDArray[np.int64]:
    return np.full(len(rates.basis), SOURCES.index(source))


def _told(frame: pd.DataFrame, column: str) -> bool:
    return column in frame.columns and bool(frame[column].notna().any())


def _counted(frame: pd.DataFrame) -> bool:
    return _told(frame, c.CLICKS) and _told(frame, c.ORDERS)
