"""Orders per paid click of each keyword: from own clicks, from the account, or guessed from the market.

A market table's payers per visitor v is no rate per click: a shopper who clicks t times per search is one
visitor but t clicks, so orders per click are v / (1 + t). How the seller's own conversion relates to the
market's is unknown: a factor with mean 1, wide, stands for it. A tool's rate per click is the market's too,
and gets that factor alone. All three kinds are beta distributions, so intervals and ceilings are computed the
same way for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kwopt import columns as c
from kwopt.scoring.conversion import Posterior, fit_conversion_prior, posterior
from kwopt.scoring.credible import Floats

SOURCES = ("account", "market_guess", "own_clicks")

OWN_TO_MARKET_SPREAD = 0.6
"""Standard deviation of log(own / market conversion): two shops in three within a factor of 1.8 (assumed)."""

USUAL_CLICKS_PER_SEARCH = 1.0
"""For rows that give none; the median of a real table of 39,360 words is 0.98."""


@dataclass(frozen=True)
class ClickRates:
    """Distribution of each keyword's orders per click, and where it comes from (index in `SOURCES`)."""

    posterior: Posterior
    source: NDArray[np.int64]

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


def click_rates(frame: pd.DataFrame) -> ClickRates:
    """Return the orders per click of each row: own evidence first, then the market's, then the account's.

    A keyword without clicks of its own gets the account's prior, unless the market has a rate for it. Where
    no keyword has clicks there is no account: all rates are guesses, from the market's average if need be.
    A rate per click beside searches, market buyers or their like, and without any figure of the shop's own
    advertisements, is the market's; alone, it is taken for the user's own.
    """
    of_market = _of_market(frame)
    own = _by_click(_with_rates(frame, ~of_market))
    rates = ClickRates(own, np.where(own.basis > 0, SOURCES.index("own_clicks"), SOURCES.index("account")))
    if not of_market.any() and not _told(frame, c.BUYERS_PER_VISITOR):
        return rates
    market = market_guess(frame)
    no_account = not (own.basis > 0).any()
    guessed = (own.basis == 0) & ((market.basis > 0) | no_account)
    return ClickRates(
        Posterior(
            np.where(guessed, market.alpha, own.alpha),
            np.where(guessed, market.beta, own.beta),
            np.where(guessed, market.basis, own.basis),
        ),
        np.where(guessed, SOURCES.index("market_guess"), rates.source),
    )


def market_guess(frame: pd.DataFrame) -> Posterior:
    """Return orders per click as the market's rates suggest them, times the wide factor.

    They are the market's own orders per click where a row states them, or the table no other rate, else
    v / (1 + t).
    """
    of_market = _of_market(frame)
    visitors = _widened(
        posterior(frame, fit_conversion_prior(frame, rate="buyers_per_visitor")),
        1 + _clicks_per_search(frame),
    )
    if not of_market.any():
        return visitors
    clicks = _widened(_by_click(_with_rates(frame, of_market).drop(columns=[c.CLICKS], errors="ignore")), 1.0)
    stated = of_market if _told(frame, c.BUYERS_PER_VISITOR) else np.ones(len(frame), dtype=bool)
    return Posterior(
        np.where(stated, clicks.alpha, visitors.alpha),
        np.where(stated, clicks.beta, visitors.beta),
        np.where(stated, clicks.basis, visitors.basis),
    )


def _widened(market: Posterior, divisor: Floats | float) -> Posterior:
    """Return the market's rates divided, with the own-to-market factor upon them.

    The product of the two is replaced by the beta distribution with its mean and variance.
    """
    mean, total = market.mean, market.alpha + market.beta
    relative = (1 - mean) / (mean * (total + 1))  # variance / mean^2 of a beta distribution
    guess = mean / divisor
    widened = (1 + relative) * np.exp(OWN_TO_MARKET_SPREAD**2) - 1
    strength = np.maximum((1 - guess) / (guess * widened) - 1, 1.0)
    return replace(market, alpha=guess * strength, beta=(1 - guess) * strength)


def _of_market(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows state a rate per click that is the market's."""
    stated = _stated(frame, (c.ORDERS_PER_CLICK,))
    return stated & _stated(frame, c.MARKET_TRACES) & ~_stated(frame, c.OWN_FIGURES)


def _stated(frame: pd.DataFrame, names: Sequence[str]) -> NDArray[np.bool_]:
    """Return which rows state any of some columns."""
    there = [name for name in names if name in frame.columns]
    return frame[there].notna().any(axis=1).to_numpy(dtype=bool)


def _with_rates(frame: pd.DataFrame, rows: NDArray[np.bool_]) -> pd.DataFrame:
    """Return the frame with the rates per click of some rows only."""
    if rows.all() or c.ORDERS_PER_CLICK not in frame.columns:
        return frame
    return frame.assign(**{c.ORDERS_PER_CLICK: frame[c.ORDERS_PER_CLICK].where(rows)})


def _by_click(frame: pd.DataFrame) -> Posterior:
    return posterior(frame, fit_conversion_prior(frame, rate="orders_per_click"))


def _clicks_per_search(frame: pd.DataFrame) -> Floats:
    if c.CLICK_THROUGH_RATE not in frame.columns:
        return np.full(len(frame), USUAL_CLICKS_PER_SEARCH)
    values = frame[c.CLICK_THROUGH_RATE].to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(values >= 0, values, USUAL_CLICKS_PER_SEARCH)


def _told(frame: pd.DataFrame, column: str) -> bool:
    return column in frame.columns and bool(frame[column].notna().any())


def _counted(frame: pd.DataFrame) -> bool:
    return _told(frame, c.CLICKS) and _told(frame, c.ORDERS)
