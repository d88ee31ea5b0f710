"""Hierarchical empirical Bayes for rates: what keywords tell of one another, learned from all of them.

Owns the model and its fit. Knows numbers only: which words, groups and weeks stand behind the columns is
`kwopt.scoring.rates.levels`' matter, which counts behind the rows `kwopt.scoring.rates.conversion`'s.

Model. Keyword k with features x_k has the expected rate m_k, log-odds(m_k) = b_0 + sum_j x_kj b_j; each
coefficient b_j is drawn from Normal(0, sd_l^2) of its level l (words, ad groups, match types, ...), its true
rate from Beta(s m_k, s (1 - m_k)), and its orders from Binomial(visitors, rate). So a level that tells
nothing gets a small sd, and vanishes; a keyword's own visitors count the more, the smaller s is.

Fit. The coefficients maximize the penalized beta-binomial likelihood (Fisher scoring); their posterior is
normal around it (Laplace). The sd of each level is the fixed point of its expected square [1], the strength s
the one that predicts each keyword best from the others. A weak hyperprior decides where a level is small.

Prediction. What all *other* keywords say of one is its prior: the coefficients' posterior without the
keyword's own contribution (the cavity distribution of expectation propagation [2]), integrated by Gauss-
Hermite quadrature and put into the beta distribution with the same mean and variance. Its own orders and
visitors are then added, once.

References
----------
[1] MacKay, Bayesian interpolation, Neural Computation 4 (1992), section 4.
[2] Minka, Expectation propagation for approximate Bayesian inference, UAI 2001.
[3] Gelman et al., Bayesian Data Analysis, 3rd ed., chapters 5 and 16: the model.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_array, diags_array, hstack
from scipy.special import betaln, digamma, expit, logit
from threadpoolctl import threadpool_limits

from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.thinning import evenly_spaced

Ints = NDArray[np.int64]

_INTERCEPT_MEAN, _INTERCEPT_SPREAD = float(logit(0.03)), 1.5
"""Weak prior of an account's rate: some percent, a standard deviation is a factor of 4.5 of the odds."""

_USUAL_STRENGTH, _LOG_STRENGTH_SPREAD = 30.0, 1.5
"""Visitors' worth of a keyword's expected rate, before anything is seen; where rates are small, that of the
visitors who bring one order: 30 of 0.1 % are 0.03 orders' worth, and would let rates differ hundredfold."""

_LOG_STRENGTH_RANGE = (0.0, float(np.log(1e5)))
_USUAL_VARIANCE, _USUAL_WEIGHT = 0.02, 2.0
"""A level's variance is thought to be .02 (sd .14: 15 % of the odds), as sure as two coefficients make it."""

_FIRST_VARIANCE = 0.1
_LEAST_VARIANCE = 1e-6
_ROUNDS, _FIRST_STEPS, _STEPS = 40, 30, 2
_SETTLED = 0.01  # relative change of every sd and of the strength
_LARGEST_STEP = 2.0  # of log-odds, in one step of Fisher scoring
_RATE_RANGE = (1e-6, 1 - 1e-6)
_CAVITY_SHIFT = 3.0
"""Log-odds by which a keyword's own contribution may be taken back: beyond it the normal site is no site."""

_LEAST_CAVITY_PRECISION = 0.05  # of the posterior's precision
_ROWS_USED = 20_000
_ROWS_AT_ONCE = 20_000
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


class Site(NamedTuple):
    """Normal stand-in for what each keyword's own counts say of its log-odds: curvature and slope."""

    curvature: Floats
    slope: Floats


@dataclass(frozen=True)
class Pooling:
    """What was learned from all keywords: frozen.

    Parameters
    ----------
    coefficients, covariance
        Posterior of the intercept and the features' coefficients, shapes (1 + p,) and (1 + p, 1 + p).
    strength
        Visitors' worth of a keyword's expected rate.
    spreads
        Standard deviation of the coefficients of each level, in log-odds.
    """

    coefficients: Floats
    covariance: Floats
    strength: float
    spreads: tuple[float, ...]

    def log_odds(self, features: csr_array) -> tuple[Floats, Floats]:
        """Return mean and variance of each row's expected log-odds, shape (n,) each."""
        rows = _with_intercept(features)
        return rows @ self.coefficients, _row_variances(rows, self.covariance)

    def prior(self, features: csr_array) -> tuple[Floats, Floats]:
        """Return alpha and beta of rows of which nothing is counted, or whose counts were not learned."""
        return _beta_of(*self.log_odds(features), self.strength)

    def prior_by_others(self, features: csr_array, orders: Floats, visitors: Floats) -> tuple[Floats, Floats]:
        """Return alpha and beta of each row as the other rows suggest it: its own counts are taken back.

        The counts are those that were learned from; rows without visitors get `prior`.
        """
        mean, variance = self.log_odds(features)
        site = _site(mean, orders, visitors, self.strength)
        return _beta_of(*_without(mean, variance, site), self.strength)


def fit_pooling(orders: Floats, visitors: Floats, features: csr_array, levels: Ints) -> Pooling:
    """Learn the coefficients of all features, how far those of each level spread, and the strength.

    Parameters
    ----------
    orders, visitors
        Shape (n,), 0 <= orders <= visitors; fractions are allowed; rows without visitors tell nothing.
    features
        Shape (n, p).
    levels
        Shape (p,): the level of each column, numbered from 0.

    Examples
    --------
    >>> clicks, group = np.full(40, 100.0), np.arange(40) % 2
    >>> found = fit_pooling(np.where(group, 4.0, 16.0), clicks, csr_array(np.eye(2)[group]), np.array([0, 0]))
    >>> alpha, beta = found.prior(csr_array(np.eye(2)))
    >>> (alpha / (alpha + beta)).round(2).tolist()
    [0.16, 0.04]
    """
    told = np.flatnonzero(visitors > 0)
    used, share = evenly_spaced(visitors[told], orders[told], most=_ROWS_USED)
    rows = told[used]
    fit = _Fit(orders[rows], visitors[rows], _with_intercept(features[rows]), levels, float(share))
    # Of several threads the last digits depend on how many there are, and on a busy machine they wait.
    with threadpool_limits(limits=1, user_api="blas"):
        return fit.found()


class _Fit:
    """The state of one fit; `found` settles it."""

    def __init__(self, orders: Floats, visitors: Floats, rows: csr_array, levels: Ints, share: float) -> None:
        self.orders, self.visitors, self.rows, self.levels, self.share = orders, visitors, rows, levels, share
        self.columns = rows.T.tocsr()
        self.variances = np.full(int(levels.max()) + 1 if len(levels) else 0, _FIRST_VARIANCE)
        self.usual_strength = max(_USUAL_STRENGTH, float((visitors.sum() + 30.0) / (orders.sum() + 1.0)))
        # A weaker start than one order's worth may end at the least strength there is, far from the peak:
        # of small rates, words with many visitors then hardly count.
        self.strength = self.usual_strength
        self.center = np.zeros(rows.shape[1])
        self.center[0] = _INTERCEPT_MEAN
        self.coefficients = np.zeros(rows.shape[1])
        self.coefficients[0] = logit((orders.sum() + 0.03) / (visitors.sum() + 1.0))
        self.covariance = np.zeros((rows.shape[1], rows.shape[1]))

    def found(self) -> Pooling:
        self._step(_FIRST_STEPS)
        for _ in range(_ROUNDS):
            before = np.append(self.variances, self.strength)
            self._spread()
            self._strengthen()
            self._step(_STEPS)
            if np.abs(np.log(np.append(self.variances, self.strength) / before)).max() < _SETTLED:
                break
        return Pooling(
            self.coefficients, self.covariance, self.strength, tuple(np.sqrt(self.variances).tolist())
        )

    def _step(self, steps: int) -> None:
        """Move the coefficients towards their peak, and measure the curvature there."""
        precision = np.append(1 / _INTERCEPT_SPREAD**2, 1 / self.variances[self.levels])
        for _ in range(steps):
            site = self._site()
            curvature = (self.columns @ diags_array(self.share * site.curvature) @ self.rows).toarray()
            curvature[np.diag_indices_from(curvature)] += precision
            factor = cho_factor(curvature, lower=True)
            pull = self.columns @ (self.share * site.slope) - precision * (self.coefficients - self.center)
            step = np.clip(cho_solve(factor, pull), -_LARGEST_STEP, _LARGEST_STEP)
            self.coefficients = self.coefficients + step
            if np.abs(step).max() < 1e-6:
                break
        self.covariance = cho_solve(factor, np.eye(len(precision)))

    def _site(self) -> Site:
        return _site(self.rows @ self.coefficients, self.orders, self.visitors, self.strength)

    def _spread(self) -> None:
        """Set each level's variance to its fixed point: what the coefficients show over how many are told."""
        count = len(self.variances)
        squares = np.bincount(self.levels, self.coefficients[1:] ** 2, minlength=count)
        size = np.bincount(self.levels, minlength=count)
        unknown = np.bincount(self.levels, np.diag(self.covariance)[1:], minlength=count) / self.variances
        total = squares + _USUAL_WEIGHT * _USUAL_VARIANCE
        told = np.maximum(size - unknown, 0.0)
        self.variances = np.maximum(total / (told + _USUAL_WEIGHT), _LEAST_VARIANCE)

    def _strengthen(self) -> None:
        """Set the strength at which the other keywords predict each one best."""
        mean, variance = self.rows @ self.coefficients, _row_variances(self.rows, self.covariance)
        first, second = _moments(*_without(mean, variance, self._site()))

        def cost(log_strength: float) -> float:
            alpha, beta = _beta_with(first, second, float(np.exp(log_strength)))
            seen = betaln(alpha + self.orders, beta + self.visitors - self.orders) - betaln(alpha, beta)
            surprise = (log_strength - np.log(self.usual_strength)) / _LOG_STRENGTH_SPREAD
            return float(0.5 * surprise**2) - self.share * float(seen.sum())

        found = minimize_scalar(cost, bounds=_LOG_STRENGTH_RANGE, method="bounded", options={"xatol": 1e-3})
        self.strength = float(np.exp(found.x))


def _with_intercept(features: csr_array) -> csr_array:
    return hstack([csr_array(np.ones((features.shape[0], 1))), features], format="csr")


def _site(log_odds: Floats, orders: Floats, visitors: Floats, strength: float) -> Site:
    """Return slope and expected curvature (quasi-likelihood) of the beta-binomial log-likelihood."""
    mean = np.clip(expit(log_odds), *_RATE_RANGE)
    alpha, beta, spread = strength * mean, strength * (1 - mean), mean * (1 - mean)
    by_mean = digamma(alpha + orders) - digamma(alpha) - digamma(beta + visitors - orders) + digamma(beta)
    overdispersion = 1 + np.maximum(visitors - 1, 0) / (strength + 1)
    return Site(visitors * spread / overdispersion, np.where(visitors > 0, spread * strength * by_mean, 0.0))


def _without(mean: Floats, variance: Floats, site: Site) -> tuple[Floats, Floats]:
    """Return the normal posterior of each row's log-odds with its own site taken out."""
    precision = np.maximum(1 / variance - site.curvature, _LEAST_CAVITY_PRECISION / variance)
    shift = np.clip(-site.slope / precision, -_CAVITY_SHIFT, _CAVITY_SHIFT)
    return mean + shift, 1 / precision


def _beta_of(log_odds: Floats, variance: Floats, strength: float) -> tuple[Floats, Floats]:
    """Return the beta distribution with mean and variance of a beta whose expected log-odds are normal."""
    return _beta_with(*_moments(log_odds, variance), strength)


def _moments(log_odds: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Return the first two moments of rates whose log-odds are normal."""
    first, second = np.zeros(len(log_odds)), np.zeros(len(log_odds))
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        rate = expit(log_odds + np.sqrt(variance) * node)
        first += weight * rate
        second += weight * rate**2
    return first, second


def _beta_with(first: Floats, second: Floats, strength: float) -> tuple[Floats, Floats]:
    """Return the beta distribution around expected rates with these moments."""
    spread = (first - second) / (strength + 1) + np.maximum(second - first**2, 0.0)
    total = first * (1 - first) / spread - 1
    return first * total, (1 - first) * total


def _row_variances(rows: csr_array, covariance: Floats) -> Floats:
    """Return x' C x of each row x, some rows at a time: the product with C is dense."""
    found = np.empty(rows.shape[0])
    for start in range(0, rows.shape[0], _ROWS_AT_ONCE):
        part = rows[start : start + _ROWS_AT_ONCE]
        found[start : start + _ROWS_AT_ONCE] = part.multiply(part @ covariance).sum(axis=1)
    return found
