"""Verdicts of a campaign report: each rule, its boundary, and what is never said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt import columns as c
from kwopt.bids.advice.verdicts import VERDICTS, cheapest_clicks, clicks_to_verdict, verdicts

PROFIT = 38.0
JUDGED = {
    c.CLICKS: 100, c.ORDERS: 5, c.SPEND: 200.0, c.PAID_CPC: 1.0,
    c.CEILING: 2.0, c.CEILING_HIGH: 3.0, c.SAFE_CEILING: 1.5,
}  # fmt: skip
"""A word that is judged. Its five orders earned 190 of 200 spent; prices are set apart from its spend."""

UNCLICKED = {c.CLICKS: 0, c.ORDERS: 0, c.SPEND: 0.0, c.PAID_CPC: float("nan")}


def judged(profit: float = PROFIT, share: float = 1.0, **changes: float) -> tuple[str, str]:
    """Return verdict and reason of one row that differs from `JUDGED` by `changes`."""
    verdict, reason = verdicts(pd.DataFrame([JUDGED | changes]), profit, profit_share=share)
    return verdict[0], reason[0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("raise", "below_safe")),
        ({"orders": 2}, ("keep", "room_few_orders")),
        ({"paid_cpc": 1.4}, ("keep", "at_safe")),  # above 0.9 * 1.5 = 1.35
        ({"paid_cpc": 1.35}, ("keep", "at_safe")),
        ({"paid_cpc": 1.5}, ("keep", "at_safe")),
        ({"paid_cpc": 1.6}, ("keep", "between")),
        ({"paid_cpc": 2.1}, ("lower", "above_ceiling")),
        ({"paid_cpc": 2.1, "spend": 189.0}, ("lower", "lucky_so_far")),  # 5 * 38 = 190 earned
        ({"paid_cpc": 3.1}, ("lower", "above_interval")),
        ({"paid_cpc": 4.0}, ("lower", "above_interval")),  # half of 4.0 is the ceiling
        ({"paid_cpc": 4.1}, ("pause", "loses_surely")),  # half of 4.1 is above it
        ({"paid_cpc": 39.0}, ("pause", "loses_surely")),
        ({"paid_cpc": 39.0, "clicks": 1, "orders": 0, "spend": 39.0}, ("lower", "click_above_profit")),
        (UNCLICKED, ("wait", "no_clicks")),
        ({"orders": float("nan")}, ("wait", "unknown_counts")),
        ({"spend": float("nan"), "paid_cpc": float("nan")}, ("wait", "unknown_counts")),
        ({"clicks": 9, "orders": 0, "spend": 37.0, "paid_cpc": 4.1}, ("wait", "too_little_data")),
        ({"clicks": 9, "orders": 0, "spend": 90.0, "paid_cpc": 10.0}, ("wait", "too_little_data")),
        ({"clicks": 60, "orders": 0, "spend": 37.0, "paid_cpc": 4.6}, ("wait", "too_little_data")),
        ({"clicks": 60, "orders": 0, "spend": 38.0, "paid_cpc": 4.6}, ("pause", "loses_surely")),
        ({"clicks": 5, "orders": 3, "spend": 5.0}, ("raise", "below_safe")),
        ({"clicks": 1, "orders": 9, "spend": 1.0}, ("wait", "too_little_data")),  # one order a click at most
    ],
)
def test_rules(changes: dict[str, float], expected: tuple[str, str]) -> None:
    """Each rule decides on its own ground."""
    assert judged(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"paid_cpc": 1.1}, ("lower", "above_target")),  # half of the ceiling is 1.0
        ({"paid_cpc": 0.9}, ("keep", "between")),  # half of the safe ceiling is 0.75
        ({"paid_cpc": 0.7}, ("keep", "at_safe")),  # above 0.9 * 0.75 = 0.675
        ({"paid_cpc": 0.6}, ("raise", "below_safe")),
        ({"paid_cpc": 2.1}, ("lower", "above_ceiling")),
    ],
)
def test_a_target_moves_the_limits(changes: dict[str, float], expected: tuple[str, str]) -> None:
    """Where half of the profit is to be kept, the prices that earn it decide; losses stay losses."""
    assert judged(share=0.5, **changes) == expected


def test_loss_on_each_order_pauses_what_was_clicked() -> None:
    """Where an order earns nothing no bid is low enough."""
    assert judged(profit=-1.0) == ("pause", "order_loses")
    assert judged(profit=0.0, **UNCLICKED)[0] == "wait"


def test_a_word_that_sells_is_lowered_while_clicks_can_be_had_for_its_worth() -> None:
    """An optimistic ceiling (3.0) above the account's cheapest tenth of clicks: lower; below it: pause."""
    rows = [JUDGED | {c.PAID_CPC: 4.1}, JUDGED | {c.PAID_CPC: 2.9}]
    assert verdicts(pd.DataFrame(rows), PROFIT)[0].tolist() == ["lower", "lower"]
    rows[1][c.PAID_CPC] = 3.1
    assert verdicts(pd.DataFrame(rows), PROFIT)[0].tolist() == ["pause", "lower"]


def test_the_cheapest_clicks_are_counted_by_click() -> None:
    """Of 100 clicks the ten cheapest cost up to 0.5; words without clicks or price count for nothing."""
    clicks = np.array([5.0, 5.0, 90.0, 0.0, np.nan, 7.0])
    paid = np.array([0.5, 0.2, 2.0, np.nan, np.nan, 0.0])
    assert cheapest_clicks(clicks, paid) == 0.5
    assert cheapest_clicks(np.array([0.0]), np.array([np.nan])) == np.inf


@given(st.integers(0, 1), st.floats(0.01, 500), st.floats(0.0, 5), st.floats(0.01, 100))
def test_one_click_never_pauses_what_can_earn(orders: int, paid: float, safe: float, profit: float) -> None:
    """Whatever one click cost, a word of a product that earns is not paused for it, nor raised."""
    row = {
        c.CLICKS: 1, c.ORDERS: orders, c.SPEND: paid, c.PAID_CPC: paid,
        c.CEILING: safe * 1.5, c.CEILING_HIGH: safe * 2, c.SAFE_CEILING: safe,
    }  # fmt: skip
    assert verdicts(pd.DataFrame([row]), profit)[0][0] in ("wait", "lower")


@given(st.integers(0, 60), st.integers(0, 2), st.floats(0.01, 9), st.floats(0.5, 60))
def test_a_wait_ends_after_the_clicks_it_names(clicks: int, orders: int, paid: float, profit: float) -> None:
    """Once the clicks named are had at the same price, the word is judged whatever they brought."""
    row = JUDGED | {c.CLICKS: clicks, c.ORDERS: orders, c.SPEND: clicks * paid, c.PAID_CPC: paid}
    left = clicks_to_verdict(pd.DataFrame([row]), profit)[0]
    later = row | {c.CLICKS: clicks + left, c.SPEND: (clicks + left) * paid + 1e-6}
    verdict, reason = verdicts(pd.DataFrame([later]), profit)
    assert verdict[0] in VERDICTS
    assert reason[0] not in ("too_little_data", "no_clicks")
    if clicks and left == 0:
        assert verdicts(pd.DataFrame([row]), profit)[1][0] != "too_little_data"


@pytest.mark.parametrize(
    ("clicks", "orders", "spend", "left"),
    [
        (4, 0, 8.0, 15.0),  # 38 / 2 = 19 clicks
        (2, 0, 40.0, 8.0),  # dear enough, but ten clicks are asked for
        (3, 3, 6.0, 0.0),  # three orders judge
        (40, 1, 80.0, 0.0),
        (0, 0, 0.0, float("nan")),  # no price is known
        (5, 0, 0.0, float("nan")),  # nothing was paid
    ],
)
def test_clicks_to_a_verdict(clicks: int, orders: int, spend: float, left: float) -> None:
    """What a wait lacks: ten clicks, and as much spent as an order earns."""
    paid = spend / clicks if clicks else float("nan")
    row = {c.CLICKS: clicks, c.ORDERS: orders, c.SPEND: spend, c.PAID_CPC: paid}
    assert clicks_to_verdict(pd.DataFrame([row]), PROFIT)[0] == pytest.approx(left, nan_ok=True)
