"""Quantiles of many beta distributions at once, fast enough for a table of 40,000 keywords.

`scipy.special.betaincinv` takes some 30 to 40 ms for 40,000 quantiles; the table here takes some 7 ms. It
holds, for log(a) and log(b) on a grid, the quantile of the log-odds, standardized by a smooth stand-in for
the log-odds' mean and spread, and is read by cubic splines. Against `betaincinv` the relative error is below
1e-4 for a and b of at least 0.5 and below 2e-3 everywhere (tests measure it); parameters outside the grid
go to `betaincinv` itself. Each value depends on its own a and b alone.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.interpolate import RectBivariateSpline
from scipy.special import betaincinv, expit

Floats = NDArray[np.float64]

_GRID_LOW, _GRID_HIGH, _GRID_STEPS = 0.1, 1e6, 64


def beta_quantile(alpha: Floats, beta: Floats, probability: float) -> Floats:
    """Return the quantile at `probability` of each Beta(alpha, beta).

    Parameters
    ----------
    alpha, beta
        Positive, shape (n,).
    probability
        Strictly between 0 and 1.

    Examples
    --------
    >>> beta_quantile(np.array([1.0]), np.array([1.0]), 0.2).round(4)  # uniform
    array([0.2])
    """
    alpha, beta = np.asarray(alpha, dtype=np.float64), np.asarray(beta, dtype=np.float64)
    inside = (np.minimum(alpha, beta) >= _GRID_LOW) & (np.maximum(alpha, beta) <= _GRID_HIGH)
    quantile = np.empty(alpha.shape)
    quantile[inside] = _from_table(alpha[inside], beta[inside], probability)
    quantile[~inside] = betaincinv(alpha[~inside], beta[~inside], probability)
    return quantile


def beta_quantiles(alpha: Floats, beta: Floats, probabilities: Iterable[float]) -> tuple[Floats, ...]:
    """Return `beta_quantile` at several probabilities, each distinct distribution worked out once.

    >>> low, high = beta_quantiles(np.array([1.0, 1.0]), np.array([1.0, 1.0]), (0.2, 0.8))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.2, 0.2], [0.8, 0.8])
    """
    place, pairs = pd.factorize(alpha + 1j * beta)
    first, second = pairs.real.copy(), pairs.imag.copy()
    return tuple(beta_quantile(first, second, probability)[place] for probability in probabilities)


def _from_table(alpha: Floats, beta: Floats, probability: float) -> Floats:
    middle, spread = _log_odds_stand_in(alpha, beta)
    standard = _table(probability).ev(np.log(alpha), np.log(beta))
    return np.asarray(expit(middle + spread * standard))


def _log_odds_stand_in(alpha: Floats, beta: Floats) -> tuple[Floats, Floats]:
    """Return smooth stand-ins for mean and standard deviation of the log-odds of Beta(alpha, beta).

    digamma(x) ~ log(x) - 1/(2x), trigamma(x) ~ 1/x + 0.7/x^2: what they miss, the table holds.
    """
    middle = np.log(alpha) - np.log(beta) - 0.5 / alpha + 0.5 / beta
    spread = np.sqrt(1 / alpha + 1 / beta + 0.7 * (1 / (alpha * alpha) + 1 / (beta * beta)))
    return middle, spread


@lru_cache(maxsize=16)
def _table(probability: float) -> RectBivariateSpline:
    nodes = np.linspace(np.log(_GRID_LOW), np.log(_GRID_HIGH), _GRID_STEPS)
    alpha, beta = np.meshgrid(np.exp(nodes), np.exp(nodes), indexing="ij")
    below = betaincinv(alpha, beta, probability)
    above = 1 - below
    near_one = below > 0.5  # there the difference cancels
    above[near_one] = betaincinv(beta[near_one], alpha[near_one], 1 - probability)
    middle, spread = _log_odds_stand_in(alpha, beta)
    return RectBivariateSpline(nodes, nodes, (np.log(below) - np.log(above) - middle) / spread)
