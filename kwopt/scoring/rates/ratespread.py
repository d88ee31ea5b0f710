"""How many visitors stand behind rates alone, where their denominators tell nothing: the spread admits them.

Rates that come without any volume betray few visitors each (`kwopt.scoring.rates.visitors`: 3 % is 1 of 33 at
least). Where many visitors stand behind them, or they are rounded coarsely, that is far too little: each
rate then looks like one order of 1 / rate visitors, words seem to differ by chance alone, and all are drawn
to one mean that is too low. But rates of n visitors spread by chance with m (1 - m) / n, so n cannot be
smaller than their spread admits.

Let V be the variance of the rates (without that of rounding) and m their mean. For words whose true rates
spread like a beta distribution of strength s, V = m (1 - m) (1 / s + 1 / n) nearly. Only the sum is known.
Taking both for equal, n = s = 2 m (1 - m) / V, is the least that can be known: of all pairs it has the
smallest s + n, hence the widest intervals, and n is at most twice the truth.
"""

import numpy as np

from kwopt.scoring.rates.betafit import rough_moments
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.visitors import fit_visitor_scale, printed_step

_FEWEST_RATES = 10
_FEWEST_DISTINCT = 3
"""Rates that hardly differ may have been filled in: their spread tells nothing."""

_DOUBT = 2.0  # standard deviations of a variance by which it may be larger than it seems
_LARGEST = 1e4  # visitors that rates alone are worth at most
_COARSE, _COARSE_SHARE, _EXACT = 0.05, 0.99, 1e-4
"""Rates in steps of 5 % are rounded so: read as exact ones they would be 1 of 20, 1 of 10."""


def visitors_of_spread(rates: Floats) -> float:
    """Return the fewest visitors behind each of a file's rates that come without volume.

    Parameters
    ----------
    rates
        Shape (n_keywords,), fractions; NaN where unknown.

    Returns
    -------
    float
        0 where the rates themselves tell how many visitors stand behind them, or too few are known.

    Examples
    --------
    >>> visitors_of_spread(np.tile([0.01, 0.02, 0.03, 0.04, 0.05, 0.06], 20)) > 100
    True
    >>> visitors_of_spread(np.array([0.03, 0.04]))
    0.0
    """
    known = np.sort(np.minimum(rates[np.isfinite(rates)], 1.0))  # sums must not depend on the order of rows
    if known.size < _FEWEST_RATES or 1 + np.count_nonzero(np.diff(known)) < _FEWEST_DISTINCT:
        return 0.0
    mean, step = float(known.mean()), _COARSE if _is_coarse(known) else printed_step(known)
    surely = 1 + _DOUBT * np.sqrt(2 / (known.size - 1))
    spread = max(float(known.var()) - step**2 / 12, step**2 / 12) * surely
    by_chance = mean * (1 - mean) / spread  # visitors whose rates spread so if no two words differed
    told = fit_visitor_scale(known, np.ones(known.size), *rough_moments(known))
    if step < _COARSE and told.basis == "granularity" and told.factor >= by_chance:
        return 0.0
    return float(min(2 * by_chance, _LARGEST))


def _is_coarse(rates: Floats) -> bool:
    units = rates / _COARSE
    return bool(np.mean(np.abs(units - np.rint(units)) < _EXACT) >= _COARSE_SHARE)
