"""What an order earns before advertising: of the account, and of each keyword.

One profit for all orders, stated or from a product's figures; or, with a margin, the share of sales that is
left of what an order of each keyword is worth.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kwopt.bids.economics.order_values import OrderValues, account_value, order_values
from kwopt.bids.economics.unit_economics import UnitEconomics
from kwopt.errors import BidError, SettingError
from kwopt.models import Product
from kwopt.scoring.rates.credible import Floats


@dataclass(frozen=True, eq=False)
class OrderProfits:
    """What orders earn before advertising.

    Parameters
    ----------
    economics
        Of the account's order.
    profits
        Of an order of each keyword, shape (n,).
    values
        Sales of an order of each keyword and how uncertain they are; None without a margin.
    margin
        Share of sales that is left; None where the profit is known otherwise.
    """

    economics: UnitEconomics
    profits: Floats
    values: OrderValues | None = None
    margin: float | None = None


def order_profits(
    rows: pd.DataFrame, details: pd.DataFrame | None, *, profit_per_order: float | None,
    product: Product | None, price: float | None, margin: float | None,
) -> OrderProfits:  # fmt: skip
    """Return what orders of the keywords of `rows` earn, from one of profit, product and margin.

    Parameters
    ----------
    rows
        One row a keyword; a margin needs `orders` and `sales`.
    details
        The report's rows before they were added up, or None.

    Raises
    ------
    BidError
        Unless exactly one of the three is given, with a price beside nothing but a profit; for a product
        without price or cost, and for a margin without sales.
    SettingError
        For a profit or margin outside what it may be.
    """
    if [profit_per_order, product, margin].count(None) != 2 or (
        price is not None and profit_per_order is None
    ):
        raise BidError("bids.profit_or_product")
    if margin is not None:
        return _of_margin(rows, details, margin)
    economics = (
        UnitEconomics.of_product(product) if product is not None
        else UnitEconomics.of_profit(0.0 if profit_per_order is None else profit_per_order, price=price)
    )  # fmt: skip
    return OrderProfits(economics, np.full(len(rows), economics.profit_per_order))


def _of_margin(rows: pd.DataFrame, details: pd.DataFrame | None, margin: float) -> OrderProfits:
    if not 0 < margin <= 1:
        raise SettingError(
            "errors.bad_value", name="margin", expected="above 0 and at most 1 (0.3 for 30 %)", value=margin
        )
    values = order_values(rows, rows=details)
    average = account_value(rows)
    economics = UnitEconomics.of_profit(margin * average, price=average)
    return OrderProfits(economics, margin * values.mean, values, margin)
