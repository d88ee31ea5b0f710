"""What is a change and what is noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.history.noise import moves


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        # ln 1.5 = 0.405; noise of counting 3 * sqrt(1/1000 + 1/1500) = 0.122
        (1000, 1500, 1),
        (1500, 1000, -1),
        # ln 1.5 = 0.405; 3 * sqrt(1/10 + 1/15) = 1.22: ten searches tell nothing
        (10, 15, 0),
        # 29 % more is less than the threshold, 30 % more is not; a fall is a rise backwards
        (10_000, 12_900, 0),
        (10_000, 13_000, 1),
        (13_000, 10_000, -1),
        (1000, 1000, 0),
        (0, 1000, 0),
        (1000, 0, 0),
        (np.nan, 1000, 0),
        (1000, np.nan, 0),
    ],
)
def test_a_single_word(before: float, after: float, way: int) -> None:
    """Of few words a change must be visible and beyond three standard deviations of counting."""
    assert moves(np.array([before]), np.array([after]), 0.3).way.tolist() == [way]


def test_what_the_whole_market_does_is_no_news() -> None:
    """Where all words double, one that rises sixfold rose beyond the market; one that stands did not fall."""
    before = np.full(102, 10_000.0)
    after = np.array([20_000.0] * 100 + [60_000.0, 10_000.0])
    found = moves(before, after, 0.3)
    assert found.market == pytest.approx(1.0)
    assert np.flatnonzero(found.way).tolist() == [100]


def test_ordinary_ups_and_downs_are_no_news() -> None:
    """Where words ordinarily differ by a fifth, a rise by half is ordinary and one to threefold is not."""
    random = np.random.default_rng(3)
    before = np.full(2_000, 50_000.0)
    after = before * np.exp(random.normal(0, 0.2, 2_000))
    after[:2] = [75_000.0, 150_000.0]
    found = moves(before, after, 0.3)
    assert found.way[:2].tolist() == [0, 1]
    # Beyond three standard deviations are 2.7 of 1,000: some 5 of 2,000, and hardly ever more than 15.
    assert np.count_nonzero(found.way[2:]) <= 15


amounts = st.floats(1, 1e7)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=60))
def test_backwards_rises_are_falls(pairs: list[tuple[float, float]]) -> None:
    """Changing the tables' places turns every rise into a fall."""
    before, after = np.array(pairs).T
    there, back = moves(before, after, 0.3), moves(after, before, 0.3)
    assert there.way.tolist() == (-back.way).tolist()


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=60), st.floats(0, 3))
def test_a_higher_threshold_lists_no_more(pairs: list[tuple[float, float]], threshold: float) -> None:
    """What is listed beyond a threshold is listed beyond each lower one."""
    before, after = np.array(pairs).T
    high, low = moves(before, after, threshold + 0.2), moves(before, after, threshold)
    assert np.all((high.way == 0) | (high.way == low.way))
