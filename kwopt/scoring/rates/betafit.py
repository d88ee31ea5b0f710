"""The beta distribution from which the rates of a table come.

alpha and beta maximize the marginal likelihood of the counts (beta-binomial, [1]) times a weak hyperprior,
which decides only where a table says little: no rows, one row, or rows that do not differ.

References
----------
[1] Gelman et al., Bayesian Data Analysis, 3rd ed., section 5.3.
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln

from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.thinning import evenly_spaced

# The weak hyperprior: rates of some percent, worth some twenty visitors; one standard deviation is a factor
# of 4.5 for the odds and for the strength. It decides only where a table holds a handful of rows.
_LOG_ODDS_MEAN, _LOG_ODDS_SPREAD = float(np.log(0.03 / 0.97)), 1.5
_LOG_STRENGTH_MEAN, _LOG_STRENGTH_SPREAD = float(np.log(20.0)), 1.5
_LOG_STRENGTH_RANGE = (0.0, float(np.log(1e5)))
_ROWS_USED = 4_000  # evenly spaced; on a table of 39,360 rows alpha and beta move by 4 % against all rows


def rough_moments(rates: Floats) -> tuple[float, float]:
    """Return mean and strength (alpha + beta) of a beta distribution with the moments of raw rates."""
    known = np.sort(np.minimum(rates[np.isfinite(rates)], 1.0))  # sums must not depend on the order of rows
    if known.size < 2:
        return 0.03, 20.0
    mean = float(np.clip(known.mean(), 1e-3, 1 - 1e-3))
    strength = mean * (1 - mean) / max(float(known.var()), 1e-9) - 1
    return mean, float(np.clip(strength, 1.0, 1e4))


def fitted_beta(orders: Floats, visitors: Floats) -> tuple[float, float]:
    """Return alpha and beta that maximize the marginal likelihood times the hyperprior.

    Parameters
    ----------
    orders, visitors
        Shape (n,), 0 <= orders <= visitors; fractions are allowed. Empty arrays give the hyperprior's peak.

    Examples
    --------
    >>> alpha, beta = fitted_beta(np.array([5.0, 5.0, 5.0]), np.array([100.0, 100.0, 100.0]))
    >>> round(alpha / (alpha + beta), 2)
    0.05
    """
    used, share = evenly_spaced(visitors, orders, most=_ROWS_USED)
    k, n = orders[used], visitors[used]

    def cost(point: Floats) -> float:
        alpha, beta = _beta_of(point)
        fit = float((betaln(alpha + k, beta + n - k) - betaln(alpha, beta)).sum()) * share
        surprise = (
            (point - (_LOG_ODDS_MEAN, _LOG_STRENGTH_MEAN)) / (_LOG_ODDS_SPREAD, _LOG_STRENGTH_SPREAD)
        ) ** 2
        return -fit + 0.5 * float(surprise.sum())

    pooled = (k.sum() + 0.03) / (n.sum() + 1.0)
    start = np.array([np.log(pooled / (1 - pooled)), _LOG_STRENGTH_MEAN])
    found = minimize(
        cost, start, method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-2, "maxiter": 400}
    )
    return _beta_of(found.x)


def _beta_of(point: Floats) -> tuple[float, float]:
    mean = 1 / (1 + np.exp(-np.clip(point[0], -12, 12)))
    strength = np.exp(np.clip(point[1], *_LOG_STRENGTH_RANGE))
    return float(mean * strength), float((1 - mean) * strength)
