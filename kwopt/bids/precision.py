"""How many clicks a keyword still needs until its rate is known well enough to judge it."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.special import betaincinv, expit, logit

from kwopt.scoring.conversion import Posterior
from kwopt.scoring.credible import Floats

LEVEL = 0.8
WITHIN = 0.3
"""The interval that holds 80 % of the posterior must lie within 30 % of the rate on either side."""

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
