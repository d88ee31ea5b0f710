"""What in a report speaks against one profit per order for all its words: remarks, no changed figures."""

import pandas as pd

from kwopt import columns as c
from kwopt.bids.result import BidResult
from kwopt.models import Notice

FEWEST_ORDERS = 5
"""Orders from which an ad group's average order is looked at: fewer vary by what one buyer puts together."""

RATIO = 2.0
"""Between two average orders: above, they are hardly of one product (a judgement; two pieces in an order, or
a coupon, change an average by less)."""


def doubts(result: BidResult, report_rows: pd.DataFrame | None = None) -> tuple[Notice, ...]:
    """Return warnings that the profit of one order may not hold for a report's orders.

    Where the profit is above what an order brings; where orders bring much more or less than the product's
    price; where the average order differs so much between ad groups that they hardly sell one product.

    Parameters
    ----------
    result
        Of a campaign report; anything else raises no doubt.
    report_rows
        The report's rows before they were added up (`KeywordTable.report_rows`), for the last of the three.
    """
    if result.mode != "report" or not result.totals:
        return ()
    found = (_profit_above_sales(result), _price_unlike_sales(result), _several_products(report_rows))
    return tuple(notice for notice in found if notice)


def _profit_above_sales(result: BidResult) -> Notice | None:
    average, profit = _average_order(result), result.unit_economics.profit_per_order
    if average is None or profit <= average:
        return None
    return Notice(
        "bids.profit_above_sales", "warning", {"profit": _money(profit), "average": _money(average)}
    )


def _price_unlike_sales(result: BidResult) -> Notice | None:
    average, revenue = _average_order(result), result.unit_economics.revenue
    if average is None or not revenue or 1 / RATIO <= average / revenue <= RATIO:
        return None
    return Notice(
        "bids.price_unlike_sales", "warning", {"price": _money(revenue), "average": _money(average)}
    )


def _average_order(result: BidResult) -> float | None:
    totals = result.totals or {}
    orders, sales = totals.get(c.ORDERS, 0.0), totals.get(c.SALES, 0.0)
    return sales / orders if orders >= FEWEST_ORDERS and sales > 0 else None


def _several_products(report_rows: pd.DataFrame | None) -> Notice | None:
    if report_rows is None or not {c.SALES, c.ORDERS} <= set(report_rows.columns):
        return None
    keys = [name for name in (c.CAMPAIGN, c.AD_GROUP) if name in report_rows.columns]
    if not keys:
        return None
    groups = report_rows.groupby(keys, sort=False, observed=True)[[c.SALES, c.ORDERS]].sum()
    large = groups[groups[c.ORDERS] >= FEWEST_ORDERS]
    averages = (large[c.SALES] / large[c.ORDERS]).loc[lambda values: values > 0]
    if len(averages) < 2 or averages.max() <= RATIO * averages.min():
        return None
    figures = {"count": len(averages), "low": _money(averages.min()), "high": _money(averages.max())}
    return Notice("bids.several_products", "warning", figures)


def _money(amount: float) -> str:
    return f"{amount:,.2f}"
