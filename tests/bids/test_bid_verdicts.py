"""Verdicts of a campaign report: each rule, its boundary, and what is never said."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt import columns as c
from kwopt.bids.verdicts import verdicts

PROFIT = 38.0
JUDGED = {
    c.CLICKS: 100, c.ORDERS: 5, c.SPEND: 100.0, c.PAID_CPC: 1.0,
    c.CEILING: 2.0, c.CEILING_HIGH: 3.0, c.SAFE_CEILING: 1.5,
}  # fmt: skip


def judged(profit: float = PROFIT, **changes: float) -> tuple[str, str]:
    """Return verdict and reason of one row that differs from `JUDGED` by `changes`."""
    verdict, reason = verdicts(pd.DataFrame([JUDGED | changes]), profit)
    return verdict[0], reason[0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("raise", "below_safe")),
        ({"paid_cpc": 1.4}, ("keep", "at_safe")),  # above 0.9 * 1.5 = 1.35
        ({"paid_cpc": 1.35}, ("keep", "at_safe")),
        ({"paid_cpc": 1.5}, ("keep", "at_safe")),
        ({"paid_cpc": 1.6}, ("keep", "between")),
        ({"paid_cpc": 2.1}, ("lower", "above_ceiling")),
        ({"paid_cpc": 3.1}, ("lower", "above_interval")),
        ({"paid_cpc": 4.0}, ("lower", "above_interval")),  # half of 4.0 is the ceiling
        ({"paid_cpc": 4.1}, ("pause", "loses_surely")),  # half of 4.1 is above it
        ({"paid_cpc": 39.0}, ("lower", "click_above_profit")),
        ({"clicks": 0, "orders": 0, "spend": 0.0, "paid_cpc": float("nan")}, ("wait", "no_clicks")),
        ({"orders": float("nan")}, ("wait", "unknown_counts")),
        ({"spend": float("nan"), "paid_cpc": float("nan")}, ("wait", "unknown_counts")),
        ({"clicks": 9, "orders": 0, "spend": 90.0, "paid_cpc": 10.0}, ("wait", "too_little_data")),
        ({"clicks": 60, "orders": 0, "spend": 37.0, "paid_cpc": 4.6}, ("wait", "too_little_data")),
        ({"clicks": 60, "orders": 0, "spend": 38.0, "paid_cpc": 4.6}, ("pause", "loses_surely")),
        ({"clicks": 5, "orders": 3, "spend": 5.0}, ("raise", "below_safe")),
        (
            {"clicks": 1, "orders": 9, "spend": 1.0},
            ("wait", "too_little_data"),
        ),  # one click, one order at most
    ],
)
def test_rules(changes: dict[str, float], expected: tuple[str, str]) -> None:
    """Each rule decides on its own ground."""
    assert judged(**changes) == expected


def test_loss_on_each_order_pauses_what_was_clicked() -> None:
    """Where an order earns nothing no bid is low enough."""
    assert judged(profit=-1.0) == ("pause", "order_loses")
    assert judged(profit=0.0, clicks=0, spend=0.0, paid_cpc=float("nan"))[0] == "wait"


@given(st.integers(0, 1), st.floats(0.01, 500), st.floats(0.0, 5), st.floats(0.01, 100))
def test_one_click_never_pauses_what_can_earn(orders: int, paid: float, safe: float, profit: float) -> None:
    """Whatever one click cost, a word of a product that earns is not paused for it."""
    row = {
        c.CLICKS: 1, c.ORDERS: orders, c.SPEND: paid, c.PAID_CPC: paid,
        c.CEILING: safe * 1.5, c.CEILING_HIGH: safe * 2, c.SAFE_CEILING: safe,
    }  # fmt: skip
    assert verdicts(pd.DataFrame([row]), profit)[0][0] != "pause"
