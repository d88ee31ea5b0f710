"""The model of rates that learn from one another: what it finds again, and that own counts count once."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.sparse import csr_array
from scipy.special import expit, logit
from scipy.stats import betabinom, norm
from threadpoolctl import threadpool_limits

from kwopt.scoring.rates.pooling import Pooling, fit_pooling

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Account:
    """A simulated account: each row has one value of each of two groups; only the first tells of rates."""

    orders: Floats
    visitors: Floats
    features: csr_array
    levels: NDArray[np.int64]
    rates: Floats


def account(
    *, rows: int, values: int, sd: float = 0.5, strength: float = 30.0, visitors: float = 100.0, seed: int = 0
) -> Account:
    """Return a seeded account around a rate of 5 %: effects normal, rates beta, orders binomial."""
    random = np.random.default_rng(seed)
    first, second = random.integers(0, values, rows), random.integers(0, values, rows)
    mean = expit(logit(0.05) + random.normal(0, sd, values)[first])
    rates = random.beta(strength * mean, strength * (1 - mean))
    seen = random.poisson(visitors, rows)
    features = np.hstack([np.eye(values)[first], np.eye(values)[second]])
    levels = np.repeat([0, 1], values)
    orders = random.binomial(seen, rates).astype(float)
    return Account(orders, seen.astype(float), csr_array(features), levels, rates)


def fitted(found: Account) -> Pooling:
    """Return what an account teaches."""
    return fit_pooling(found.orders, found.visitors, found.features, found.levels)


def mean_of(alpha_beta: tuple[Floats, Floats]) -> Floats:
    """Return the means of beta distributions."""
    return alpha_beta[0] / (alpha_beta[0] + alpha_beta[1])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_small_rates_do_not_end_at_the_least_strength(seed: int) -> None:
    """Of one order per thousand visitors rate and strength are found too, however many visits a row has."""
    random = np.random.default_rng(seed)
    seen = np.maximum(100_000 / 7 / np.arange(1, 1001), 1).round()  # few rows have many visits
    group = random.integers(0, 10, 1000)
    mean = expit(logit(0.001) + random.normal(0, 0.3, 10)[group])
    orders = random.binomial(seen.astype(int), random.beta(5000 * mean, 5000 * (1 - mean))).astype(float)
    features = csr_array(np.column_stack([np.eye(10)[group], np.log1p(seen) / 2]))
    pooling = fit_pooling(orders, seen, features, np.repeat([0, 1], [10, 1]))
    expected = mean_of(pooling.prior(features))
    assert pooling.strength > 100  # 0.1 expected orders' worth; it was 1.0, the least there is
    assert (expected * seen).sum() == pytest.approx(orders.sum(), rel=0.15)


def test_of_a_shop_that_sold_nothing_yet_words_are_alike() -> None:
    """600 visitors without an order say that the rate is low, not that it is 0 where most of them came."""
    seen = np.array([150.0, 110, 140, 30, 30, 25, 25, 20, 20, 15, 12, 10, 7, 4, 2])  # 600
    words = csr_array(np.zeros((len(seen), 0)))
    pooling = fit_pooling(np.zeros(len(seen)), seen, words, np.zeros(0, dtype=np.int64))
    alpha, beta = pooling.prior_by_others(words, np.zeros(len(seen)), seen)
    # One rate for all has the posterior mean 0.0022, by quadrature of the weak prior times (1 - rate) ** 600.
    assert (alpha / (alpha + beta + seen))[0] == pytest.approx(0.0022, rel=0.5)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_spreads_and_strength_are_found_again(seed: int) -> None:
    """Of a simulated account the spread that tells is found, the one that tells nothing is small."""
    pooling = fitted(account(rows=3000, values=40, seed=seed))
    # The sd of 40 normal effects is itself uncertain by 1 / sqrt(80) = 11 %: three times that is a third.
    assert pooling.spreads[0] == pytest.approx(0.5, rel=1 / 3)
    # 75 rows of 100 visitors at 5 %, overdispersed by 1 + 99 / 31 = 4.2, tell an effect of 0 to
    # 1 / sqrt(75 * 100 * .05 * .95 / 4.2) = .11: what is left of it is smaller.
    assert pooling.spreads[1] < 0.11
    # Of a row's variance 3/4 (3.2 of 4.2) is the strength's: 3000 rows tell it to 4/3 sqrt(2 / 3000) = 3.4 %,
    # and less well, for orders are skewed; a fifth is beyond chance.
    assert pooling.strength == pytest.approx(30, rel=0.2)


def test_coefficients_are_the_peak_of_the_posterior() -> None:
    """No step lifts the penalized beta-binomial likelihood, as scipy's distribution computes it."""
    found = account(rows=200, values=5)
    pooling = fitted(found)
    spreads = np.append(1.5, np.asarray(pooling.spreads)[found.levels])
    center = np.append(logit(0.03), np.zeros(len(found.levels)))
    rows = np.hstack([np.ones((200, 1)), found.features.toarray()])

    def height(coefficients: Floats) -> float:
        mean, s = expit(rows @ coefficients), pooling.strength
        seen = betabinom.logpmf(found.orders, found.visitors, s * mean, s * (1 - mean)).sum()
        return float(seen + norm.logpdf(coefficients, center, spreads).sum())

    peak = height(pooling.coefficients)
    steps = np.eye(len(center)) * 0.01  # a tenth of the smallest posterior deviation, and less
    sides = [height(pooling.coefficients + side * step) for step in steps for side in (-1, 1)]
    assert peak > max(sides)


def test_certain_log_odds_are_a_beta_of_the_strength() -> None:
    """Where the coefficients are certain, the prior is Beta(s m, s (1 - m)): 10 x 20 %, 10 x 80 %."""
    pooling = Pooling(np.array([logit(0.2)]), np.zeros((1, 1)), 10.0, ())
    alpha, beta = pooling.prior(csr_array((1, 0)))
    assert (alpha[0], beta[0]) == (pytest.approx(2.0), pytest.approx(8.0))


@pytest.mark.parametrize("sd", [0.1, 0.7, 1.5])
def test_uncertain_log_odds_keep_mean_and_variance(sd: float) -> None:
    """The prior has the mean and variance of a beta around a rate whose log-odds are normal (by `quad`)."""
    center, strength = logit(0.05), 20.0
    pooling = Pooling(np.array([center]), np.array([[sd**2]]), strength, ())
    alpha, beta = (float(part[0]) for part in pooling.prior(csr_array((1, 0))))

    def moment(power: int) -> float:
        def density(z: float) -> float:
            return float(expit(center + sd * z) ** power * norm.pdf(z))

        return float(quad(density, -9, 9)[0])

    first, second = moment(1), moment(2)
    # Var = E[m (1 - m)] / (s + 1) + Var(m)
    variance = (first - second) / (strength + 1) + second - first**2
    assert alpha / (alpha + beta) == pytest.approx(first, rel=1e-3)
    assert first * (1 - first) / (alpha + beta + 1) == pytest.approx(variance, rel=1e-2)


def test_what_others_say_is_what_a_fit_without_the_row_says() -> None:
    """Taking a row's counts back is close to learning without it, and closer than leaving them in."""
    found = account(rows=60, values=6)
    pooling = fitted(found)
    others = mean_of(pooling.prior_by_others(found.features, found.orders, found.visitors))
    all_of_them = mean_of(pooling.prior(found.features))
    some = np.arange(0, 60, 5)
    without = np.empty(len(some))
    for place, row in enumerate(some):
        kept = np.flatnonzero(np.arange(60) != row)
        less = fit_pooling(found.orders[kept], found.visitors[kept], found.features[kept], found.levels)
        without[place] = mean_of(less.prior(found.features[[row]]))[0]
    near, far = (np.abs(np.log(told[some] / without)) for told in (others, all_of_them))
    assert near.mean() < far.mean() / 3
    assert near.max() < 0.1  # a tenth of the rate, where one row in ten of its group is left out


def test_no_rows_tell_the_weak_prior() -> None:
    """Without any row the rate is that of the model's prior: log-odds Normal(logit 3 %, 1.5)."""
    pooling = fit_pooling(np.zeros(0), np.zeros(0), csr_array((0, 3)), np.array([0, 0, 1]))
    expected = quad(lambda z: float(expit(logit(0.03) + 1.5 * z) * norm.pdf(z)), -9, 9)[0]
    # Three features add their own doubt only where a row holds them.
    assert mean_of(pooling.prior(csr_array((1, 3))))[0] == pytest.approx(expected, rel=0.01)


def test_rows_without_visitors_tell_nothing() -> None:
    """Rows of which nothing is counted change no byte of what is learned, whatever their features."""
    found = account(rows=50, values=3)
    silent = csr_array(np.vstack([found.features.toarray(), np.ones((5, 6))]))
    padded = fit_pooling(
        np.append(found.orders, np.zeros(5)), np.append(found.visitors, np.zeros(5)), silent, found.levels
    )
    assert padded.coefficients.tobytes() == fitted(found).coefficients.tobytes()


def test_more_rows_than_are_needed_are_thinned_evenly() -> None:
    """Of an account told twice over, 22,000 rows, as much is learned as if all had been used.

    Every second row counts twice: were the weight forgotten, the certainty would be that of half the account.
    """
    once = account(rows=11_000, values=3, visitors=20.0)
    twice = fit_pooling(
        np.tile(once.orders, 2), np.tile(once.visitors, 2),
        csr_array(np.tile(once.features.toarray(), (2, 1))), once.levels,
    )  # fmt: skip
    alone = fitted(once)
    assert twice.strength == pytest.approx(alone.strength, rel=0.05)
    contrast = np.zeros(7)
    contrast[1:3] = 1, -1
    doubts = [contrast @ pooling.covariance @ contrast for pooling in (twice, alone)]
    # Twice the rows: the variance of a difference of two effects is half as large, their priors apart.
    assert doubts[0] / doubts[1] == pytest.approx(0.5, abs=0.05)


def test_number_of_threads_changes_no_byte() -> None:
    """However many threads linear algebra may use, the same is learned."""
    random = np.random.default_rng(0)
    features = csr_array((random.random((400, 300)) < 0.02).astype(float))
    orders, visitors = random.binomial(20, 0.1, 400).astype(float), np.full(400, 20.0)
    found = []
    for threads in (1, 2):
        with threadpool_limits(limits=threads, user_api="blas"):
            found.append(fit_pooling(orders, visitors, features, np.zeros(300, dtype=np.int64)))
    assert found[0].covariance.tobytes() == found[1].covariance.tobytes()
