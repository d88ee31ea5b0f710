"""What an order of each entrance is worth, and how sure that is.

Given, or the entrance's sales / orders, or the product's price less discount. How values differ from order to
order cannot be seen in sums, so a spread is assumed: a mean of k orders is uncertain by spread / sqrt(k), and
is drawn towards the mean of all entrances with the weight of one order. Of a report's keywords, more can be
learned: `kwopt.bids.economics.order_values`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kwopt.bids.economics.sold import ORDER_VALUE_SPREAD, Sold, sold
from kwopt.models import Product
from kwopt.scoring.rates.credible import Floats

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


def entrance_values(rows: pd.DataFrame, given: float | None, product: Product | None) -> OrderValues:
    """Return the value of an order: given, else from sales and orders, else the product's.

    Examples
    --------
    >>> rows = pd.DataFrame({"orders": [99.0, 0.0], "sales": [9900.0, np.nan]})
    >>> found = entrance_values(rows, None, None)
    >>> found.mean.tolist(), found.basis
    ([100.0, 100.0], ('own_orders', 'other_entrances'))
    """
    if given is not None:
        return _certain(given, "given", len(rows))
    own = sold(rows)
    if own.pooled is not None:
        return _estimated(own, own.pooled)
    if product is not None and product.price is not None:
        return _certain(product.price - product.discount, "product", len(rows))
    return OrderValues(np.full(len(rows), np.nan), np.zeros(len(rows)), 0.0, (None,) * len(rows))


def _estimated(own: Sold, pooled: float) -> OrderValues:
    mean = (own.sales + _POOLED_ORDERS * pooled) / (own.orders + _POOLED_ORDERS)
    uncertainty = ORDER_VALUE_SPREAD / np.sqrt(own.orders + _POOLED_ORDERS)
    basis: Sequence[str] = np.where(own.orders > 0, "own_orders", "other_entrances").tolist()
    return OrderValues(mean, uncertainty, ORDER_VALUE_SPREAD, tuple(basis))


def _certain(value: float, basis: str, size: int) -> OrderValues:
    return OrderValues(np.full(size, value), np.zeros(size), 0.0, (basis,) * size)
