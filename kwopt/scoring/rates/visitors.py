"""How many visitors stand behind a conversion rate, read from the granularity of a file's rates.

A search index is not a count of people, so it says nothing of a rate's reliability. The printed rates do: a
rate of 2.78 % betrays 1 of 36, and a file whose rates of one popularity mostly reduce to small denominators
has few visitors at that popularity. Let m(r) be the smallest n for which some k/n rounds to the printed rate
r. For n visitors and orders drawn from the file's beta-binomial, P(m | n) is computed exactly; a power law
n = c * V^e from the index-implied visitors V to n is then fitted by maximum likelihood over all rows with at
least one order. Denominators tell little beyond some 3 / sqrt(step) visitors (300 for rates printed to
0.01 %): above the popularity where they fall silent n grows in proportion to V only, which errs on the side
of too little evidence.

Measured on a real table of 39,360 words (spring 2022): n = 0.11 V at V = 100, 0.17 V at 300, 0.24 V at 760
(the index grows more slowly than people do); where a file does not tell, 0.15 V is assumed.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import gammaln

from kwopt.scoring.rates.thinning import evenly_spaced

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ASSUMED_FACTOR = 0.15
"""Visitors per index-implied visitor where a file does not tell; source: see the module's text."""

_STEPS = (1e-2, 1e-3, 1e-4, 1e-5)  # whole percents down to thousandths of a percent
FINEST_STEP = 1e-6
"""Step assumed for rates that are printed in full."""
_STEP_SHARE = 0.99  # of a file's rates must be multiples of its step
_LARGEST_DENOMINATOR = 1_000
_LARGEST_READABLE = 300  # visitors; keeps the likelihood table small where the step is finer than 1e-4
_READABLE_AT_STEP = 3.0  # readable visitors = 3 / sqrt(step): beyond, the likelihood is flat
_SPREAD = (
    0.3  # of log visitors among words of equal V; the likelihood of the real table is flat from .2 to .5
)
_STRAY = 0.05  # share of rows whose rate comes from elsewhere; keeps single rows from deciding
_FEWEST_ROWS = 50
_ROWS_USED = 4_000
_BINS = 48
_EXPONENTS = tuple(tenth / 10 for tenth in range(10, 21))
_TIE = 1e-6  # of a step: far above the error of the division
_DECISIVE = 20.0  # gain in log-likelihood over "too many visitors to tell" before a fit is believed


@dataclass(frozen=True)
class VisitorScale:
    """Visitors behind the rates of one file: `factor * V ** exponent` up to `edge`, then in proportion to V.

    `basis` says whether the file's rates told it or 0.15 V was assumed; `step` is the fraction to which the
    file prints its rates.
    """

    factor: float = ASSUMED_FACTOR
    exponent: float = 1.0
    edge: float = float("inf")
    basis: Literal["granularity", "assumed"] = "assumed"
    step: float = FINEST_STEP

    def visitors(self, index_visitors: Floats) -> Floats:
        """Return the estimated visitors for index-implied visitors, shape (n,).

        >>> VisitorScale().visitors(np.array([0.0, 1000.0]))
        array([  0., 150.])
        """
        seen = np.minimum(index_visitors, self.edge)
        beyond = np.maximum(index_visitors / self.edge, 1.0) if np.isfinite(self.edge) else 1.0
        return np.asarray(self.factor * seen**self.exponent * beyond)


def printed_step(rates: Floats) -> float:
    """Return the step to which the rates of a file are printed: 0.0001 for "2.78%".

    >>> printed_step(np.array([0.0278, 0.05, 0.1429]))
    0.0001
    """
    known = rates[np.isfinite(rates) & (rates > 0) & (rates < 1)]
    for step in _STEPS:
        units = known / step
        if known.size and np.mean(np.abs(units - np.rint(units)) < 1e-4) >= _STEP_SHARE:
            return step
    return FINEST_STEP


def smallest_denominators(rates: Floats, step: float) -> Floats:
    """Return for each rate the fewest visitors that can show it: the smallest n with k/n printed so, k >= 1.

    NaN for missing rates and for 0, which any number of visitors can show.

    >>> smallest_denominators(np.array([0.0278, 0.5, 1.0, 0.0]), 0.0001)
    array([36.,  2.,  1., nan])
    """
    units = np.rint(np.clip(rates, 0, 1) / step)
    positive = np.isfinite(units) & (units > 0)
    found = _denominator_table(step)[np.where(positive, units, 0).astype(np.int64)].astype(np.float64)
    beyond = positive & (found == 0)
    found[beyond] = np.ceil(1 / (rates[beyond] + step / 2))
    return np.where(positive, found, np.nan)


@lru_cache(maxsize=8)
def _denominator_table(step: float) -> Ints:
    table = np.zeros(round(1 / step) + 1, dtype=np.int64)
    for n in range(_LARGEST_DENOMINATOR, 0, -1):
        orders = np.arange(1, n + 1)
        for tie in (-_TIE, _TIE):  # files round halves up, or to even: both are possible
            table[_printed(orders, n, step, tie)] = n
    table[0] = 0
    return table


def _printed(orders: Ints, visitors: int | Ints, step: float, tie: float = _TIE) -> Ints:
    """Return the rate in steps, halves rounded up with a positive `tie`, down with a negative one."""
    return np.floor(orders / visitors / step + 0.5 + tie).astype(np.int64)


def fit_visitor_scale(rates: Floats, index_visitors: Floats, mean: float, strength: float) -> VisitorScale:
    """Return what the granularity of one file's rates tells about visitors per index-implied visitor.

    Parameters
    ----------
    rates, index_visitors
        Printed rates (fractions) and `S * t / (1 + t)`, shape (n,); rows with a missing value are left out.
    mean, strength
        Of the beta distribution from which the words' true rates are thought to come: rough values do.
    """
    step = printed_step(rates)
    told = np.isfinite(rates) & np.isfinite(index_visitors) & (rates > 0) & (index_visitors > 0)
    if np.count_nonzero(told) < _FEWEST_ROWS:
        return VisitorScale(step=step)
    volume, denominators = index_visitors[told], smallest_denominators(rates[told], step)
    used, _ = evenly_spaced(volume, denominators, most=_ROWS_USED)
    sizes, likelihood = _likelihood_table(step, mean, strength)
    found = _power_law(volume[used], denominators[used].astype(np.int64), sizes, likelihood)
    return replace(found, step=step)


def _likelihood_table(step: float, mean: float, strength: float) -> tuple[Floats, Floats]:
    """Return visitor numbers and log P(smallest denominator m | visitors), shape (n_sizes, n_m + 1)."""
    most = min(_LARGEST_READABLE, int(_READABLE_AT_STEP / np.sqrt(step)))
    reach = int(most * np.exp(2 * _SPREAD))
    pairs = _order_pairs(step, most, reach)
    counts = np.arange(reach + 1)
    # Beta-binomial weights of k of n are sold[k] * unsold[n - k] / either[n], up to a constant.
    sold = gammaln(mean * strength + counts) - gammaln(counts + 1)
    unsold = gammaln((1 - mean) * strength + counts) - gammaln(counts + 1)
    either = gammaln(strength + counts) - gammaln(counts + 1)
    weight = np.exp(sold[pairs.orders] + unsold[pairs.visitors - pairs.orders] - either[pairs.visitors])
    by_cell = np.bincount(pairs.cell, weight)
    share = by_cell / np.bincount(pairs.visitors_of_cell, by_cell)[pairs.visitors_of_cell]
    # Sparse: few denominators can show at each n. And no BLAS: its threads cost more than they save.
    exact = csr_matrix((share, pairs.visitors_of_cell, pairs.start), shape=(most + 1, reach + 1))
    sizes = np.exp(np.linspace(0, np.log(most), 60))
    numbers = np.arange(1, reach + 1)
    kernel = np.exp(-0.5 * ((np.log(numbers) - np.log(sizes)[:, None]) / _SPREAD) ** 2) / numbers
    kernel /= kernel.sum(axis=1, keepdims=True)
    likely = (exact[:, 1:] @ kernel.T).T
    return sizes, np.log((1 - _STRAY) * likely + _STRAY * likely.mean(axis=0) + 1e-9)


@dataclass(frozen=True, eq=False)
class _OrderPairs:
    """All k orders of n visitors, 1 <= k <= n, and what each shows: its cell (smallest denominator m, n).

    Cells are sorted by m, then n; those of m are `start[m]` to `start[m + 1]`.
    """

    orders: Ints
    visitors: Ints
    cell: Ints
    visitors_of_cell: Ints
    start: Ints


@lru_cache(maxsize=8)
def _order_pairs(step: float, most: int, reach: int) -> _OrderPairs:
    visitors = np.repeat(np.arange(1, reach + 1), np.arange(1, reach + 1))
    orders = np.arange(1, len(visitors) + 1) - visitors * (visitors - 1) // 2
    shown = np.minimum(_denominator_table(step)[_printed(orders, visitors, step)], most)
    cells, cell = np.unique(shown * (reach + 1) + visitors, return_inverse=True)
    start = np.searchsorted(cells, np.arange(most + 2) * (reach + 1))
    return _OrderPairs(orders, visitors, cell, cells % (reach + 1), start)


def _power_law(volume: Floats, denominators: Ints, sizes: Floats, likelihood: Floats) -> VisitorScale:
    """Return the most likely `n = c * V^e` over a grid of e and of n at the middle volume."""
    shown = likelihood[:, np.minimum(denominators, likelihood.shape[1] - 1)]
    starts = np.unique(np.linspace(0, len(volume), _BINS + 1).astype(int)[:-1])
    by_bin = np.add.reduceat(shown, starts, axis=1)
    log_volume = np.add.reduceat(np.log(volume), starts) / np.diff(np.append(starts, len(volume)))
    middle = float(np.median(log_volume))
    log_sizes, spacing = np.log(sizes), np.log(sizes)[1]
    at_middles = np.arange(-2.0, log_sizes[-1] + 4.0, 0.1)
    best, found = -np.inf, (0.0, 1.0)
    for exponent in _EXPONENTS:
        log_n = at_middles[:, None] + exponent * (log_volume - middle)
        place = np.clip(log_n, 0, log_sizes[-1]) / spacing
        lower = np.minimum(place.astype(int), len(sizes) - 2)
        part = place - lower
        here, above = by_bin[lower, np.arange(len(starts))], by_bin[lower + 1, np.arange(len(starts))]
        totals = ((1 - part) * here + part * above).sum(axis=1)
        if totals.max() > best:
            best, found = float(totals.max()), (float(at_middles[totals.argmax()]), exponent)
    if best - float(by_bin[-1].sum()) < _DECISIVE:
        return VisitorScale()
    at_middle, exponent = found
    factor = np.exp(at_middle - exponent * middle)
    edge = (sizes[-1] / factor) ** (1 / exponent)
    return VisitorScale(float(factor), exponent, float(edge), "granularity")
