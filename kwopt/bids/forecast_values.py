"""What an order of each entrance is worth, and how sure that is.

Given, or the entrance's sales / orders, or the product's price less discount. How values differ from order to
order cannot be seen in sums, so a spread is assumed: a mean of k orders is uncertain by spread / sqrt(k), and
is drawn towards the mean of all entrances with the weight of one order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.forecast_funnel import figure
from kwopt.models import Product
from kwopt.scoring.credible import Floats

ORDER_VALUE_SPREAD = 0.6
"""Standard deviation of single orders' values, as a share of their mean. Rows with one order in four real
advertising accounts: 0.17, 0.40, 0.63, 1.19 (2026-11-22)."""

_POOLED_ORDERS = 1.0  # weight of all entrances' mean: entrances differ as much as single orders do


@dataclass(frozen=True)
class OrderValues:
    """Value of one order of each entrance, shape (n,); NaN where nothing is known.

    `uncertainty` is the standard deviation of that mean and `spread` that of single orders, both as shares
    of the mean; both 0 where the value was given.
    """

    mean: Floats
    uncertainty: Floats
    spread: float
    basis: tuple[str | None, ...]


def order_values(rows: pd.DataFrame, given: float | None, product: Product | None) -> OrderValues:
    """Return the value of an order: given, else from sales and orders, else the product's.

    Examples
    --------
    >>> rows = pd.DataFrame({"orders": [99.0, 0.0], "sales": [9900.0, np.nan]})
    >>> found = order_values(rows, None, None)
    >>> found.mean.tolist(), found.basis
    ([100.0, 100.0], ('own_orders', 'other_entrances'))
    """
    if given is not None:
        return _certain(given, "given", len(rows))
    pooled = pooled_value(rows)
    if pooled is not None:
        return _estimated(rows, pooled)
    if product is not None and product.price is not None:
        return _certain(product.price - product.discount, "product", len(rows))
    return OrderValues(np.full(len(rows), np.nan), np.zeros(len(rows)), 0.0, (None,) * len(rows))


def pooled_value(rows: pd.DataFrame) -> float | None:
    """Return sales over orders of all entrances that state both; None if there is no order."""
    orders, sales = _known(rows)
    return float(sales.sum() / orders.sum()) if orders.sum() > 0 else None


def _known(rows: pd.DataFrame) -> tuple[Floats, Floats]:
    orders, sales = figure(rows, c.ORDERS), figure(rows, c.SALES)
    both = (orders > 0) & np.isfinite(sales)
    return np.where(both, orders, 0.0), np.where(both, sales, 0.0)


def _estimated(rows: pd.DataFrame, pooled: float) -> OrderValues:
    orders, sales = _known(rows)
    mean = (sales + _POOLED_ORDERS * pooled) / (orders + _POOLED_ORDERS)
    uncertainty = ORDER_VALUE_SPREAD / np.sqrt(orders + _POOLED_ORDERS)
    basis: Sequence[str] = np.where(orders > 0, "own_orders", "other_entrances").tolist()
    return OrderValues(mean, uncertainty, ORDER_VALUE_SPREAD, tuple(basis))


def _certain(value: float, basis: str, size: int) -> OrderValues:
    return OrderValues(np.full(size, value), np.zeros(size), 0.0, (basis,) * size)
