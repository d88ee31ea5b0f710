"""Quantiles of beta distributions from the table, against scipy's exact ones."""

import numpy as np
import pytest
from scipy.special import betaincinv

from kwopt.scoring.rates.credible import beta_quantile, beta_quantiles


def drawn(low: float, high: float, size: int = 5000) -> np.ndarray:
    """Return seeded values, evenly spread over the logarithm."""
    return np.exp(np.random.default_rng(3).uniform(np.log(low), np.log(high), 2 * size)).reshape(2, size)


@pytest.mark.parametrize("probability", [0.05, 0.1, 0.2, 0.5, 0.9, 0.95])
def test_error_is_bounded(probability: float) -> None:
    """The relative error stays below 1e-4 for parameters of at least 0.5, and below 2e-3 from 0.1."""
    for low, bound in ((0.5, 1e-4), (0.1, 2e-3)):
        alpha, beta = drawn(low, 9e5)
        exact = betaincinv(alpha, beta, probability)
        told = exact > 1e-12  # smaller quantiles are 0 for every purpose
        error = np.abs(beta_quantile(alpha, beta, probability) - exact)
        assert (error[told] <= bound * exact[told]).all()
        assert (error[~told] <= 1e-12).all()


def test_outside_the_table_is_exact() -> None:
    """Parameters beyond the table's grid are computed exactly."""
    alpha, beta = np.array([0.01, 5.0, 3e6]), np.array([2.0, 2e7, 0.05])
    assert (beta_quantile(alpha, beta, 0.2) == betaincinv(alpha, beta, 0.2)).all()


def test_uniform_and_power() -> None:
    """Beta(1, 1) has quantile p; Beta(2, 1) has distribution x^2, so quantile sqrt(p)."""
    found = beta_quantile(np.array([1.0, 2.0]), np.array([1.0, 1.0]), 0.25)
    assert found == pytest.approx([0.25, 0.5], rel=1e-4)


def test_value_depends_on_its_own_row_alone() -> None:
    """One row at a time gives the same bytes as all rows at once."""
    alpha, beta = drawn(0.05, 2e6, size=60)
    whole = beta_quantile(alpha, beta, 0.1)
    single = np.concatenate(
        [beta_quantile(a, b, 0.1) for a, b in zip(alpha[:, None], beta[:, None], strict=True)]
    )
    assert whole.tobytes() == single.tobytes()


def test_no_rows() -> None:
    """No parameters give no quantiles."""
    assert beta_quantile(np.array([]), np.array([]), 0.1).shape == (0,)


def test_several_quantiles_are_those_of_each_row() -> None:
    """Working out repeated distributions once changes no bit."""
    alpha, beta = np.repeat(drawn(0.05, 2e6, 200), 2, axis=1)
    for probability, found in zip((0.1, 0.9), beta_quantiles(alpha, beta, (0.1, 0.9)), strict=True):
        assert (found == beta_quantile(alpha, beta, probability)).all()
