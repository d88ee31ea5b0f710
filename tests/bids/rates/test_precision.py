"""Clicks still needed: the fewest that narrow the interval, or end a wait, checked by counting."""

import numpy as np
import pytest
from scipy.stats import beta as beta_distribution

from kwopt.bids.rates.precision import clicks_needed, clicks_to_judge
from kwopt.errors import SettingError
from kwopt.scoring.rates.conversion import Posterior


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


def beta_posterior(alpha: list[float], beta: list[float]) -> Posterior:
    """Return posteriors with the given parameters."""
    return Posterior(np.array(alpha), np.array(beta), np.full(len(alpha), 3))


@pytest.mark.parametrize(
    ("beta", "cpc", "profit", "chance", "expected"),
    [
        (24.0, 1.0, 25.0, 0.2, 16),  # x = .04: ln .2 / ln .96 = 39.43, so b + n = 40
        (24.0, 1.0, 25.0, 0.1, 33),  # ln .1 / ln .96 = 56.41, so b + n = 57
        (24.0, 2.5, 25.0, 0.2, 0),  # x = .1: .9^24 = .08 is below already
        (1.0, 1.0, 2.0, 0.125, 3),  # x = .5: .5^(1 + 2) = .125 is not below, .5^4 is
        (24.0, 25.0, 25.0, 0.2, 0),  # a click costs what an order earns
        (24.0, 1.0, 0.0, 0.2, 0),  # an order earns nothing
        (24.0, 1.0, -3.0, 0.2, 0),
        (24.0, 0.0, 25.0, 0.2, np.inf),  # a click costs nothing
        (24.0, np.nan, 25.0, 0.2, np.nan),
    ],
)
def test_clicks_without_an_order_by_hand(
    beta: float, cpc: float, profit: float, chance: float, expected: float
) -> None:
    """With alpha = 1 the number is the first n with (1 - x)^(b + n) < chance."""
    (found,) = clicks_to_judge(beta_posterior([1.0], [beta]), cpc=cpc, profit_per_order=profit, chance=chance)
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("alpha", [0.2, 0.9, 3.0, 40.0])
@pytest.mark.parametrize("rate", [0.002, 0.05, 0.4])
def test_clicks_to_judge_by_counting(alpha: float, rate: float) -> None:
    """The number brings the chance below 20 %, one click less does not."""
    (needed,) = clicks_to_judge(beta_posterior([alpha], [9.0]), cpc=rate * 38, profit_per_order=38.0)
    assert beta_distribution.sf(rate, alpha, 9 + needed) < 0.2
    assert needed == 0 or beta_distribution.sf(rate, alpha, 9 + needed - 1) >= 0.2


def test_dearer_clicks_are_judged_sooner_and_sellers_later() -> None:
    """Rows are independent: a higher price needs fewer clicks, own orders more."""
    found = clicks_to_judge(
        beta_posterior([1.0, 1.0, 3.0], [24.0] * 3), cpc=[0.5, 1.0, 1.0], profit_per_order=25.0
    )
    assert found[0] > found[1]
    assert found[2] > found[1]


def test_own_clicks_count_toward_the_verdict() -> None:
    """Ten clicks without an order leave ten fewer to come."""
    before, after = clicks_to_judge(beta_posterior([1.0, 1.0], [24.0, 34.0]), cpc=1.0, profit_per_order=25.0)
    assert before - after == 10


@pytest.mark.parametrize(
    ("cpc", "chance", "sentence"),
    [(-1.0, 0.2, "cpc must be 0 or more"), (1.0, 0.0, "chance must be above 0"), (1.0, 20, "found 20")],
)
def test_impossible_costs_and_chances_are_refused(cpc: float, chance: float, sentence: str) -> None:
    """A cost below 0, or a chance that is no chance, gets one sentence."""
    with pytest.raises(SettingError, match=sentence):
        clicks_to_judge(beta_posterior([1.0], [24.0]), cpc=cpc, profit_per_order=25.0, chance=chance)
