"""Orders per click as a market table suggests them: a labelled guess.

A market table's payers per visitor v is no rate per click: a shopper who clicks t times per search is one
visitor but t clicks, so orders per click are v / (1 + t). A tool's rate per click is the market's too, and is
not divided. How the seller's own conversion relates to the market's is a factor with mean 1, wide, that
keywords with both rates narrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kwopt import columns as c
from kwopt.scoring.rates.conversion import Evidence, Posterior, fit_conversion_prior, posterior
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import nonnegative

SHOP_TO_MARKET_SPREAD, WORD_TO_MARKET_SPREAD = 0.52, 0.3
"""Standard deviations of log(own / market conversion): of a shop, and of its words around it (assumed). For a
shop of which nothing is known that is .6 together: two words in three within a factor of 1.8."""

USUAL_CLICKS_PER_SEARCH = 1.0
"""For rows that give none; the median of a real table of 39,360 words is 0.98."""

_HIGHEST_GUESS = 0.95


@dataclass(frozen=True)
class Factor:
    """How one conversion relates to another: mean, one or of each row, and variance over the squared mean."""

    mean: float | Floats
    relative: float

    def widened(self, relative: float) -> "Factor":
        """Return the factor with the spread of another one, of mean 1, in it too."""
        return replace(self, relative=(1 + self.relative) * (1 + relative) - 1)


SHOP_TO_MARKET = Factor(1.0, float(np.expm1(SHOP_TO_MARKET_SPREAD**2)))
"""How a shop of which nothing is known compares with the market."""

_WORD_RELATIVE = float(np.expm1(WORD_TO_MARKET_SPREAD**2))


def learned_factor(rates: Posterior, own: Evidence, known: Factor = SHOP_TO_MARKET) -> Factor:
    """Return the factor that keywords with both tell: a gamma prior, orders Poisson around factor x rate.

    Parameters
    ----------
    rates
        Orders per click of others, as `market_rates` of each keyword.
    own
        Orders and clicks of each keyword.
    known
        What was known of the factor before.
    """
    both = (rates.basis > 0) & (own.visitors > 0)
    shape = 1 / known.relative
    orders, expected = own.orders[both].sum(), (own.visitors * rates.mean)[both].sum()
    mean = (shape + orders) / (shape / known.mean + expected)
    return Factor(float(mean), float(1 / (shape + orders)))


def guessed(market: Posterior, shop: Factor = SHOP_TO_MARKET) -> Posterior:
    """Return the market's rates times what is known of the shop and of its words."""
    return scaled(market, shop.widened(_WORD_RELATIVE))


def scaled(rates: Posterior, factor: Factor) -> Posterior:
    """Return rates times a factor; the product is the beta distribution with its mean and variance."""
    total = rates.alpha + rates.beta
    mean = np.minimum(rates.mean * factor.mean, _HIGHEST_GUESS)
    relative = (1 - rates.mean) / (rates.mean * (total + 1))  # variance / mean^2 of a beta distribution
    widened = (1 + relative) * (1 + factor.relative) - 1
    strength = np.maximum((1 - mean) / (mean * widened) - 1, 1.0)
    return replace(rates, alpha=mean * strength, beta=(1 - mean) * strength)


def market_rates(frame: pd.DataFrame) -> Posterior:
    """Return the market's orders per click of each row.

    They are those that a row states, or the table where it has no other rate, else v / (1 + t).
    """
    stating = of_market(frame)
    visitors = posterior(frame, fit_conversion_prior(frame, rate="buyers_per_visitor"))
    by_visitor = scaled(visitors, Factor(1 / (1 + _clicks_per_search(frame)), 0.0))
    if not stating.any():
        return by_visitor
    by_click = _by_click(with_rates(frame, stating).drop(columns=[c.CLICKS], errors="ignore"))
    stated = stating if _stated(frame, (c.BUYERS_PER_VISITOR,)).any() else np.ones(len(frame), dtype=bool)
    return chosen(stated, by_click, by_visitor)


def of_market(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows state a rate per click that is the market's."""
    stated = _stated(frame, (c.ORDERS_PER_CLICK,))
    return stated & _stated(frame, c.MARKET_TRACES) & ~_stated(frame, c.OWN_FIGURES)


def _stated(frame: pd.DataFrame, names: Sequence[str]) -> NDArray[np.bool_]:
    """Return which rows state any of some columns."""
    there = [name for name in names if name in frame.columns]
    return frame[there].notna().any(axis=1).to_numpy(dtype=bool)


def with_rates(frame: pd.DataFrame, rows: NDArray[np.bool_]) -> pd.DataFrame:
    """Return the frame with the rates per click of some rows only."""
    if rows.all() or c.ORDERS_PER_CLICK not in frame.columns:
        return frame
    return frame.assign(**{c.ORDERS_PER_CLICK: frame[c.ORDERS_PER_CLICK].where(rows)})


def _by_click(frame: pd.DataFrame) -> Posterior:
    return posterior(frame, fit_conversion_prior(frame, rate="orders_per_click"))


def _clicks_per_search(frame: pd.DataFrame) -> Floats:
    """Return the clicks per search of each row; the usual one where it states none."""
    values = nonnegative(frame, c.CLICK_THROUGH_RATE)
    return np.where(np.isnan(values), USUAL_CLICKS_PER_SEARCH, values)


def chosen(taken: NDArray[np.bool_], one: Posterior, other: Posterior) -> Posterior:
    """Return one posterior's rows where `taken`, else the other's."""
    return Posterior(
        np.where(taken, one.alpha, other.alpha),
        np.where(taken, one.beta, other.beta),
        np.where(taken, one.basis, other.basis),
    )
