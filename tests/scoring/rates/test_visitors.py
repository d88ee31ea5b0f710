"""Visitors behind printed rates: denominators, printed steps, and the fitted scale."""

import numpy as np
import pytest

from kwopt.scoring.rates.visitors import (
    ASSUMED_FACTOR,
    VisitorScale,
    fit_visitor_scale,
    printed_step,
    smallest_denominators,
)


def printed_table(factor: float, exponent: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return printed rates and index-implied visitors of a made-up table whose scale is known."""
    random = np.random.default_rng(seed)
    volume = random.lognormal(6.5, 1.0, 3000)
    visitors = np.maximum(1, np.rint(factor * volume**exponent * np.exp(random.normal(0, 0.2, 3000))))
    orders = random.binomial(visitors.astype(int), random.beta(0.9, 9, 3000))
    return np.round(orders / visitors, 4), volume


def smallest_by_search(rate: float) -> int:
    """Return the smallest n for which some k/n, k >= 1, prints as `rate` to 0.01 %: the slow, obvious way."""
    return next(
        n
        for n in range(1, 2000)
        for k in (int(rate * n), int(rate * n) + 1)
        if k >= 1 and abs(k / n - rate) <= 0.5e-4 + 1e-12
    )


def test_smallest_denominators_against_search() -> None:
    """The table of denominators equals a search over all fractions."""
    rates = np.round(np.random.default_rng(1).uniform(0.002, 1, 200), 4)
    assert smallest_denominators(rates, 1e-4).tolist() == [smallest_by_search(rate) for rate in rates]


@pytest.mark.parametrize(
    ("rate", "fewest"),
    [(0.0278, 36), (0.1429, 7), (0.3333, 3), (1.0, 1), (1.5, 1), (0.0001, 6667), (0.0005, 1819)],
)  # 1/36 = 2.777 %; 1/7 = 14.286 %; above 100 % counts as 100 %; below 0.1 %: 1 / (rate + half a step)
def test_fewest_visitors_of_known_rates(rate: float, fewest: int) -> None:
    """Well-known fractions betray their denominators."""
    assert smallest_denominators(np.array([rate]), 1e-4)[0] == fewest


def test_zero_and_missing_betray_nothing() -> None:
    """A rate of 0 can come from any number of visitors, and a missing one from none."""
    assert np.isnan(smallest_denominators(np.array([0.0, np.nan]), 1e-4)).all()


@pytest.mark.parametrize(("decimals", "step"), [(2, 1e-2), (3, 1e-3), (4, 1e-4), (5, 1e-5), (12, 1e-6)])
def test_printed_step(decimals: int, step: float) -> None:
    """The step is the coarsest of which nearly all rates are multiples; the finest if of none."""
    rates = np.round(np.random.default_rng(2).uniform(0, 1, 500), decimals)
    assert printed_step(rates) == step


@pytest.mark.parametrize(("factor", "exponent"), [(0.15, 1.0), (0.4, 1.0), (0.02, 1.3), (0.008, 1.5)])
def test_known_scale_is_found(factor: float, exponent: float) -> None:
    """A table made with a known scale gives it back within a third where its rates can tell."""
    rates, volume = printed_table(factor, exponent)
    scale = fit_visitor_scale(rates, volume, 0.09, 10.0)
    assert scale.basis == "granularity"
    probe = np.array([200.0, 400.0, 600.0])
    assert scale.visitors(probe) == pytest.approx(factor * probe**exponent, rel=0.34)


def test_silent_denominators_leave_the_assumption() -> None:
    """Where every word has thousands of visitors the rates tell nothing, and 0.15 is assumed."""
    rates, volume = printed_table(20.0, 1.0)
    scale = fit_visitor_scale(rates, volume, 0.09, 10.0)
    assert (scale.basis, scale.factor, scale.step) == ("assumed", ASSUMED_FACTOR, 1e-4)


def test_few_rows_leave_the_assumption() -> None:
    """A handful of rates does not overturn the assumed factor."""
    assert fit_visitor_scale(np.full(9, 0.5), np.full(9, 100.0), 0.09, 10.0).basis == "assumed"


def test_order_of_rows_tells_nothing() -> None:
    """Shuffled rows give the same scale, bit for bit."""
    rates, volume = printed_table(0.15, 1.2)
    order = np.random.default_rng(5).permutation(len(rates))
    assert fit_visitor_scale(rates, volume, 0.09, 10.0) == fit_visitor_scale(
        rates[order], volume[order], 0.09, 10.0
    )


def test_proportional_beyond_the_edge() -> None:
    """Above the edge visitors grow in proportion: twice the volume, twice the visitors."""
    scale = VisitorScale(factor=0.01, exponent=1.5, edge=1000.0, basis="granularity")
    at_edge, twice = scale.visitors(np.array([1000.0, 2000.0]))
    assert at_edge == pytest.approx(0.01 * 1000**1.5)
    assert twice == pytest.approx(2 * at_edge)
