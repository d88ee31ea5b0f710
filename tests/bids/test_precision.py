"""Clicks still needed: the fewest that narrow the interval, checked by counting."""

import numpy as np
import pytest
from scipy.stats import beta as beta_distribution

from kwopt.bids.precision import clicks_needed
from kwopt.scoring.conversion import Posterior


def is_narrow(mean: float, strength: float) -> bool:
    """Return whether the 80 % interval of a beta distribution lies within 30 % of its mean."""
    low, high = beta_distribution.ppf([0.1, 0.9], mean * strength, (1 - mean) * strength)
    return bool(low >= 0.7 * mean and high <= 1.3 * mean)


def posterior_of(mean: float, strength: float) -> Posterior:
    """Return one posterior with the given mean and strength."""
    return Posterior(np.array([mean * strength]), np.array([(1 - mean) * strength]), np.array([3]))


@pytest.mark.parametrize("mean", [0.004, 0.03, 0.1, 0.3, 0.5, 0.7, 0.95])
@pytest.mark.parametrize("strength", [1.5, 20.0, 150.0])
def test_fewest_clicks_by_counting(mean: float, strength: float) -> None:
    """The number suffices, and one click less does not."""
    (needed,) = clicks_needed(posterior_of(mean, strength))
    assert is_narrow(mean, strength + needed)
    assert needed == 0 or not is_narrow(mean, strength + needed - 1)


def test_known_words_need_none() -> None:
    """A rate that rests on 1,000 orders needs no more clicks."""
    assert clicks_needed(posterior_of(0.1, 10_000)).tolist() == [0]


def test_own_clicks_count() -> None:
    """Ten more clicks at the mean rate leave ten fewer to come."""
    (before,), (after,) = clicks_needed(posterior_of(0.05, 30)), clicks_needed(posterior_of(0.05, 40))
    assert before - after == 10


def test_no_rows() -> None:
    """No words need no clicks."""
    nothing = np.array([])
    assert clicks_needed(Posterior(nothing, nothing, nothing.astype(int))).shape == (0,)
