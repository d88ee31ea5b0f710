"""Sales and orders of rows that state both."""

import numpy as np
import pandas as pd
import pytest

from kwopt.bids.economics.sold import Sold, sold


def test_rows_that_lack_one_count_nowhere() -> None:
    """Sales without orders, orders without sales and corrections below 0 orders are left out of both sums."""
    rows = pd.DataFrame({"sales": [80.0, np.nan, 30.0, 9.0], "orders": [4.0, 1.0, np.nan, -1.0]})
    assert sold(rows).sales.tolist() == [80, 0, 0, 0]
    assert sold(rows).orders.tolist() == [4, 0, 0, 0]


@pytest.mark.parametrize("rows", [pd.DataFrame({"orders": [3.0]}), pd.DataFrame({"sales": [], "orders": []})])
def test_nothing_sold_has_no_value(rows: pd.DataFrame) -> None:
    """Without sales, or without rows, there is no pooled value."""
    assert sold(rows).pooled is None


def test_orders_that_brought_nothing_are_worth_nothing() -> None:
    """Gifts have a value of 0, which is not the same as none."""
    assert sold(pd.DataFrame({"sales": [0.0], "orders": [2.0]})).pooled == 0


def test_units_add_up_by_owner() -> None:
    """Means are of sums: (80 + 10) / (4 + 5) = 10; an owner without orders has 0."""
    rows = Sold(np.array([80.0, 6.0, 10.0]), np.array([4.0, 2.0, 5.0]))
    assert rows.by(np.array([0, 1, 0]), 3).mean.tolist() == [10, 3, 0]
