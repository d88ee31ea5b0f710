"""One row per keyword: sums, recomputed ratios, unknown counts."""

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.rates.aggregate import by_keyword


def test_sums_and_recomputed_ratio() -> None:
    """Counts are added, the ratio comes from the sums (3 / 40), the rest from the first row."""
    frame = pd.DataFrame(
        {
            c.KEYWORD: ["Water Bottle", "tumbler", "water  bottle"],
            c.CLICKS: [10, 5, 30],
            c.ORDERS: [2, 0, 1],
            c.SPEND: [8.0, 4.0, 12.0],
            c.ORDERS_PER_CLICK: [0.2, 0.0, 0.0333],
            c.MARKET_CPC: [0.9, 1.0, 1.1],
        }
    )
    merged = by_keyword(frame)
    assert merged[c.KEYWORD].tolist() == ["Water Bottle", "tumbler"]
    assert merged[c.CLICKS].tolist() == [40, 5]
    assert merged[c.SPEND].tolist() == [20.0, 4.0]
    assert merged[c.ORDERS_PER_CLICK].tolist() == [0.075, 0.0]
    assert merged[c.MARKET_CPC].tolist() == [0.9, 1.0]


def test_row_with_unknown_orders_is_left_out() -> None:
    """Clicks whose orders are unknown would water down the rate: their row is left out of the sums."""
    frame = pd.DataFrame(
        {c.KEYWORD: ["a", "a"], c.CLICKS: [10.0, 100.0], c.ORDERS: [1.0, np.nan], c.SPEND: [5.0, 50.0]}
    )
    merged = by_keyword(frame)
    assert merged.loc[0, [c.CLICKS, c.ORDERS, c.SPEND]].tolist() == [10, 1, 5]


def test_all_unknown_stays_unknown() -> None:
    """A keyword none of whose rows knows its orders has unknown orders, not 0."""
    frame = pd.DataFrame({c.KEYWORD: ["a", "a"], c.CLICKS: [10.0, 20.0], c.ORDERS: [np.nan, np.nan]})
    merged = by_keyword(frame)
    assert merged.loc[0, c.CLICKS] == 30
    assert np.isnan(merged.loc[0, c.ORDERS])
    assert np.isnan(merged.loc[0, c.ORDERS_PER_CLICK])


def test_given_rate_is_kept_without_counts() -> None:
    """A rate that comes without clicks is not overwritten."""
    frame = pd.DataFrame(
        {
            c.KEYWORD: ["a", "b"],
            c.CLICKS: [np.nan, 0.0],
            c.ORDERS: [np.nan, 0.0],
            c.ORDERS_PER_CLICK: [0.05, 0.04],
        }
    )
    assert by_keyword(frame)[c.ORDERS_PER_CLICK].tolist() == [0.05, 0.04]


def test_order_of_days_does_not_matter() -> None:
    """Shuffled rows of a report give the same sums."""
    random = np.random.default_rng(8)
    frame = pd.DataFrame(
        {
            c.KEYWORD: random.choice(["甲", "乙", "丙"], 60),
            c.CLICKS: random.integers(0, 9, 60),
            c.ORDERS: random.integers(0, 3, 60),
        }
    )
    one = by_keyword(frame).sort_values(c.KEYWORD)[[c.KEYWORD, c.CLICKS, c.ORDERS]].values.tolist()
    other = by_keyword(frame.sample(frac=1, random_state=1))
    assert one == other.sort_values(c.KEYWORD)[[c.KEYWORD, c.CLICKS, c.ORDERS]].values.tolist()


def test_frame_is_left_alone() -> None:
    """The caller's frame is not changed."""
    frame = pd.DataFrame({c.KEYWORD: ["a", "A"], c.CLICKS: [1, 2], c.ORDERS: [0, 1]})
    before = frame.copy(deep=True)
    by_keyword(frame)
    pd.testing.assert_frame_equal(frame, before)
