"""Remarks on reports for which one profit per order may not stand."""

import pandas as pd
import pytest

from kwopt.bids import bid_result
from kwopt.bids.campaigns.doubts import doubts

REPORT = pd.DataFrame({
    "keyword": ["x", "y"], "clicks": [90.0, 90.0], "orders": [10.0, 10.0], "spend": [9.0, 9.0],
    "sales": [300.0, 300.0],
})  # fmt: skip
"""Twenty orders brought 600: 30 each."""


def codes(report: pd.DataFrame, profit: float, rows: pd.DataFrame | None = None) -> list[str]:
    """Return the codes of what is doubted."""
    return [notice.code for notice in doubts(bid_result(report, profit_per_order=profit), rows)]


@pytest.mark.parametrize(
    ("profit", "expected"), [(10.0, []), (30.0, []), (30.5, ["bids.profit_above_sales"])]
)
def test_a_profit_above_what_orders_bring(profit: float, expected: list[str]) -> None:
    """Nobody earns more on an order than it brings."""
    assert codes(REPORT, profit) == expected


def test_few_orders_or_no_sales_raise_no_doubt() -> None:
    """Of four orders, and of a report without sales, no average is taken."""
    assert codes(REPORT.assign(orders=2.0), 500.0) == []
    assert codes(REPORT.drop(columns="sales"), 500.0) == []


def places(*averages: float, orders: float = 10.0) -> pd.DataFrame:
    """Return rows of ad groups whose orders bring these amounts on average."""
    names = [f"group {place}" for place in range(len(averages))]
    sales = [average * orders for average in averages]
    return pd.DataFrame({"campaign": "c", "ad_group": names, "orders": orders, "sales": sales})


@pytest.mark.parametrize(
    ("rows", "doubted"),
    [
        (places(20.0, 40.0), False),  # twice as much is allowed
        (places(20.0, 40.1), True),
        (places(20.0, 90.0, orders=4.0), False),  # too few orders for an average
        (places(0.0, 40.0), False),  # sales that are not counted are no price
        (places(20.0, 90.0).drop(columns=["campaign", "ad_group"]), False),
        (None, False),
    ],
)
def test_ad_groups_of_several_products(rows: pd.DataFrame | None, doubted: bool) -> None:
    """Average orders that differ by more than a factor of two are hardly of one product."""
    assert ("bids.several_products" in codes(REPORT, 10.0, rows)) == doubted


def test_keywords_without_a_report_raise_no_doubt() -> None:
    """A market table has no orders of its own."""
    assert codes(pd.DataFrame({"keyword": ["旗袍"], "buyers_per_visitor": [0.04]}), 900.0) == []
