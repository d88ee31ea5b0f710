"""How many clicks a keyword still needs: to know its rate, or to give it up if it sells nothing.

Two questions, two numbers. `clicks_needed`: when is the rate known? `clicks_to_judge`: when may a word that
has not sold be judged? The second is the one to show beside "wait": it depends on what a click costs and an
order earns, and not on chance, since it asks what would happen without any order.
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import PchipInterpolator
from scipy.special import betaincc, betaincinv, btdtrib, expit, logit

from kwopt.errors import SettingError
from kwopt.scoring.rates.conversion import Posterior
from kwopt.scoring.rates.credible import Floats

LEVEL = 0.8
WITHIN = 0.3
"""The interval that holds 80 % of the posterior must lie within 30 % of the rate on either side."""

UNLIKELY = 0.2
"""Chance of earning its cost below which a word is given up: that of losing money at the safe ceiling."""

_LOG_ODDS_REACH = 14.0  # rates from one in a million to all but one in a million
_NODES = 801  # odd, so that a rate of one half, where the binding side changes, is a node


def clicks_needed(posterior: Posterior) -> NDArray[np.int64]:
    """Return the fewest further clicks, at the mean rate, that narrow the interval to within 30 % of it.

    The mean stays where it is while m clicks arrive at the mean rate: Beta(a, b) becomes
    Beta(a + m * mean, b + m * (1 - mean)). So only a + b + m counts: what it must reach is a function of the
    mean alone, solved by bisection on a grid of means and interpolated. Right to one click in ten thousand.

    Examples
    --------
    >>> clicks_needed(Posterior(np.array([5.0, 500.0]), np.array([95.0, 9500.0]), np.array([3, 3])))
    array([267,   0])
    """
    log_odds = np.clip(logit(posterior.mean), -_LOG_ODDS_REACH, _LOG_ODDS_REACH)
    enough = np.exp(_log_enough()(log_odds) - log_odds)
    lacking = np.maximum(enough - (posterior.alpha + posterior.beta), 0.0)
    return np.asarray(np.ceil(lacking), dtype=np.int64)


def clicks_to_judge(
    posterior: Posterior, *, cpc: ArrayLike, profit_per_order: ArrayLike, chance: float = UNLIKELY
) -> Floats:
    """Return the fewest further clicks without an order after which a word probably does not earn its cost.

    A click pays if the rate is above x = cpc / profit_per_order. After n clicks without an order the rate is
    Beta(a, b + n), and P(rate > x) = 1 - I_x(a, b + n) falls with n; the number is the first n at which it is
    below `chance`. For a = 1 that is the first n with (1 - x)^(b + n) < chance.

    Parameters
    ----------
    posterior
        Of each row's orders per click, shape (n_keywords,): the account's prior for a word without clicks,
        else with its own clicks and orders in it; then the number counts from today.
    cpc
        What a click costs, 0 or more, one amount or one a row; NaN where unknown.
    profit_per_order
        Before advertising (or the allowance that a target leaves), one amount or one a row.
    chance
        Above 0 and below 1.

    Returns
    -------
    ndarray
        Whole numbers. 0: can be judged today, as where a click costs what an order earns or more. Infinite
        where a click costs nothing: nothing is lost by waiting. NaN where the cost is unknown.

    Raises
    ------
    SettingError
        For a cost below 0 or a chance outside its range.

    Examples
    --------
    >>> words = Posterior(np.array([1.0, 2.0]), np.array([24.0, 24.0]), np.array([0, 3]))
    >>> clicks_to_judge(words, cpc=1.0, profit_per_order=25.0)  # .96^(24 + 16) = .195
    array([16., 49.])
    """
    if not 0 < chance < 1:
        raise SettingError("errors.bad_value", name="chance", expected="above 0 and below 1", value=chance)
    costs = np.asarray(cpc, dtype=np.float64)
    if (costs < 0).any():
        raise SettingError("errors.bad_value", name="cpc", expected="0 or more", value=float(costs.min()))
    alpha, beta, cost, profit = np.broadcast_arrays(
        posterior.alpha, posterior.beta, costs, np.asarray(profit_per_order, dtype=np.float64)
    )
    clicks = np.where(np.isnan(cost), np.nan, np.where(cost > 0, 0.0, np.inf))
    open_ = (cost > 0) & (cost < profit)
    clicks[open_] = _clicks_until(alpha[open_], beta[open_], cost[open_] / profit[open_], chance)
    return clicks


def _clicks_until(alpha: Floats, beta: Floats, rate: Floats, chance: float) -> Floats:
    """Return the least n, 0 or more, with P(Beta(alpha, beta + n) > rate) < chance."""
    solved = np.maximum(np.ceil(btdtrib(alpha, 1 - chance, rate) - beta), 0.0)
    short = betaincc(alpha, beta + solved, rate) >= chance  # the root itself is not below
    return np.asarray(solved + short)


@cache
def _log_enough() -> PchipInterpolator:
    """Return log(enough * odds) as a function of the log-odds of the mean: nearly constant, so exact."""
    log_odds = np.linspace(-_LOG_ODDS_REACH, _LOG_ODDS_REACH, _NODES)
    mean, odds = expit(log_odds), np.exp(log_odds)
    low, high = np.full(_NODES, -5.0), np.full(_NODES, 40.0)
    for _ in range(60):
        middle = (low + high) / 2
        narrow = _narrow(mean, np.exp(middle) / odds)
        low, high = np.where(narrow, low, middle), np.where(narrow, middle, high)
    return PchipInterpolator(log_odds, high)


def _narrow(mean: Floats, strength: Floats) -> NDArray[np.bool_]:
    alpha, beta = mean * strength, (1 - mean) * strength
    low = betaincinv(alpha, beta, (1 - LEVEL) / 2)
    high = betaincinv(alpha, beta, (1 + LEVEL) / 2)
    return np.asarray((low >= (1 - WITHIN) * mean) & (high <= (1 + WITHIN) * mean))
