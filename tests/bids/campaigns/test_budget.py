"""The budget split: the best there is, within budget and clicks to be had, with a share for tests."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from kwopt import columns as c
from kwopt.bids.campaigns.budget import fractional_knapsack, split_budget
from kwopt.errors import BidError, SettingError


@pytest.mark.parametrize("seed", range(60))
def test_the_greedy_equals_the_linear_program(seed: int) -> None:
    """Value and dual price are those that linprog finds, on random words and budgets."""
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 30))
    value, cost = random.normal(0.5, 1, size), random.uniform(0.1, 5, size)
    most, budget = random.uniform(0, 40, size), float(random.uniform(0, 200))
    filled = fractional_knapsack(value, cost, most, budget)
    best = linprog(-value, A_ub=[cost], b_ub=[budget], bounds=list(zip(np.zeros(size), most, strict=True)))
    assert filled.clicks @ value == pytest.approx(-best.fun, rel=1e-9, abs=1e-9)
    assert filled.price == pytest.approx(-best.ineqlin.marginals[0], rel=1e-9, abs=1e-9)
    assert filled.clicks @ cost <= budget + 1e-9
    assert ((filled.clicks >= 0) & (filled.clicks <= most)).all()


def test_free_clicks_are_all_taken_and_unknown_ones_none() -> None:
    """A click that costs nothing has no bound but its number; a row with anything missing gets nothing."""
    value, cost = np.array([1.0, 1.0, np.nan]), np.array([0.0, 1.0, 1.0])
    filled = fractional_knapsack(value, cost, np.array([7.0, np.nan, 3.0]), 0.0)
    assert filled.clicks.tolist() == [7.0, 0.0, 0.0]


# At a profit of 40, rates Beta(1 + orders, 18 + clicks - orders).
ROWS = [
    ("good", 181, 19, 1.0),  # raised; earns 4.0 a click, return 3; 181 x 1.25 = 226.25 clicks to be had
    ("fair", 181, 19, 3.3),  # kept; return 0.7 / 3.3 = 0.2121
    ("dear", 181, 19, 9.0),  # above its ceiling of 4.0
    ("hope", 10, 1, 0.5),  # waits: 20 spent are lacking 35, so 70 clicks; it had 10
    ("bleak", 3, 0, 7.0),  # waits, but is paid above its optimistic ceiling
]  # fmt: skip


@pytest.fixture
def frame(advised, word) -> pd.DataFrame:
    """Return the frame of advice on the rows."""
    return advised([word(*row) for row in ROWS]).frame


def spends(frame: pd.DataFrame, budget: float, share: float = 0.15) -> dict[str, float]:
    """Return what each word gets, rounded."""
    words = split_budget(frame, budget, profit_per_order=40.0, explore_share=share).keywords
    return dict(zip(words[c.KEYWORD], words[c.SPEND].round(6), strict=True))


def test_the_best_return_comes_first(frame: pd.DataFrame) -> None:
    """Of 100, 5 test the word that may be worth its click (its ten clicks), 95 go to the best return."""
    assert spends(frame, 100.0) == {"good": 95.0, "hope": 5.0}
    split = split_budget(frame, 100.0, profit_per_order=40.0)
    assert split.marginal_return == pytest.approx(3.0)
    assert (split.spent, split.explored) == (pytest.approx(100.0), pytest.approx(5.0))
    # 95 clicks x 0.1 orders, and 10 clicks x 2 / 29
    assert split.expected_orders == pytest.approx(9.5 + 20 / 29)
    assert split.expected_profit == pytest.approx(95 * 3.0 + 10 * (40 * 2 / 29 - 0.5))


def test_a_small_budget_still_tests(frame: pd.DataFrame) -> None:
    """Of 10, a share of 15 % is 1.5: three clicks of the word to be tested."""
    assert spends(frame, 10.0) == {"good": 8.5, "hope": 1.5}
    assert spends(frame, 10.0, share=0.0) == {"good": 10.0}
    assert spends(frame, 10.0, share=1.0) == {"good": 5.0, "hope": 5.0}


def test_a_large_budget_is_not_spent_on_losses(frame: pd.DataFrame) -> None:
    """Words above their ceiling get nothing; what no word is worth is left; one more unit earns nothing."""
    assert spends(frame, 10_000.0) == {"good": 226.25, "fair": round(181 * 3.3, 6), "hope": 5.0}
    assert split_budget(frame, 10_000.0, profit_per_order=40.0).marginal_return == 0.0


def test_the_second_word_gets_what_the_first_leaves(frame: pd.DataFrame) -> None:
    """Of 326.25, 5 explore, 226.25 go to the first, 95 to the second, whose return is the dual price."""
    assert spends(frame, 326.25) == {"good": 226.25, "fair": 95.0, "hope": 5.0}
    marginal = split_budget(frame, 326.25, profit_per_order=40.0).marginal_return
    assert marginal == pytest.approx(0.7 / 3.3)


def test_clicks_do_not_grow_beyond_impressions(advised, word) -> None:
    """A word clicked at every impression cannot get more clicks than it was shown."""
    rows = [word("good", 181, 19, 1.0) | {c.IMPRESSIONS: 190.0}]
    assert spends(advised(rows).frame, 1000.0) == {"good": 190.0}


def test_nothing_of_nothing(frame: pd.DataFrame) -> None:
    """A budget of 0 is split into nothing; the next unit would earn the best return."""
    split = split_budget(frame, 0.0, profit_per_order=40.0)
    assert (split.spent, len(split.keywords)) == (0.0, 0)
    assert split.marginal_return == pytest.approx(3.0)


def test_the_frame_is_left_alone_and_order_does_not_matter(frame: pd.DataFrame) -> None:
    """The caller's rows stay; other orders of rows give the same split."""
    before = frame.copy()
    split = split_budget(frame, 326.25, profit_per_order=40.0).to_dict()
    pd.testing.assert_frame_equal(frame, before)
    assert split_budget(frame.iloc[::-1], 326.25, profit_per_order=40.0).to_dict() == split


@pytest.mark.parametrize(("budget", "share"), [(-1.0, 0.1), (float("nan"), 0.1), (5.0, 1.5), (5.0, -0.1)])
def test_impossible_settings_are_refused(frame: pd.DataFrame, budget: float, share: float) -> None:
    """A negative or unknown budget, or a share outside 0 to 1."""
    with pytest.raises(SettingError):
        split_budget(frame, budget, profit_per_order=40.0, explore_share=share)


def test_a_budget_needs_a_report() -> None:
    """Without verdicts there is nothing to split over."""
    with pytest.raises(BidError, match="is split over the words of a campaign report"):
        split_budget(pd.DataFrame({"keyword": ["x"]}), 5.0, profit_per_order=40.0)
