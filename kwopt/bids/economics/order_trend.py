"""What an account's order is worth by now, where a daily report shows that it moves: a local-level filter.

A new price changes the value of all orders at once. The weekly mean value is taken for a random walk seen
through the noise of single orders; its last state, filtered, over the mean of the whole report is the factor
by which values learned from all weeks are to be multiplied.

References
----------
Durbin, Koopman, Time Series Analysis by State Space Methods, 2nd ed. (2012), chapter 2: local levels.
"""

import numpy as np
import pandas as pd

from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.days import WEEK, ages_of_days


def value_today(sales: Floats, orders: Floats, dates: pd.Series, *, within: float) -> float:
    """Return the value of today's order over that of all orders; 1 where rows are not of single days.

    Parameters
    ----------
    sales, orders
        Of each row, shape (n,); both 0 where one is not known.
    dates
        Day of each row, ISO.
    within
        Variance of single orders.

    Examples
    --------
    >>> days = pd.Series([f"2026-08-{day:02}" for day in range(1, 29)])
    >>> orders = np.full(28, 40.0)
    >>> round(value_today(np.repeat([10.0, 7.0], 14) * orders, orders, days, within=1.0), 2)  # 7 / 8.5
    0.82
    """
    ages = ages_of_days(dates, WEEK)
    if ages is None or not orders.sum() > 0:
        return 1.0
    weekly_orders = np.bincount(ages, orders)[::-1]
    weekly_sales = np.bincount(ages, sales)[::-1]
    sold = weekly_orders > 0
    values, noise = weekly_sales[sold] / weekly_orders[sold], within / weekly_orders[sold]
    return float(_filtered(values, noise, _change(values, noise)) / (sales.sum() / orders.sum()))


def _change(values: Floats, noise: Floats) -> float:
    """Return the variance of a week's change: what successive values differ by beyond the noise of orders."""
    expected = noise[1:] + noise[:-1]
    if not len(expected):
        return 0.0
    surplus = np.diff(values) ** 2 - expected
    return max(float((surplus / expected).sum() / (1 / expected).sum()), 0.0)


def _filtered(values: Floats, noise: Floats, change: float) -> float:
    level, doubt = values[0], noise[0]
    for value, error in zip(values[1:], noise[1:], strict=True):
        doubt += change
        gain = doubt / (doubt + error)
        level, doubt = level + gain * (value - level), (1 - gain) * doubt
    return float(level)
