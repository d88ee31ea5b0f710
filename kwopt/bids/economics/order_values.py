"""What an order of each keyword is worth, where a shop sells many things: sales per order, by credibility.

A few orders say little of a keyword's usual order: it is drawn towards its ad group's, that towards the
account's, the more the fewer orders there are and the less keywords differ (Buehlmann-Straub [1]). Both
variances are estimated from the report. Where it is daily, values are those of today (`order_trend`).

References
----------
[1] Buehlmann, Straub, Glaubwuerdigkeit fuer Schadensaetze, Bulletin of the Swiss Association of Actuaries 70
    (1970) 111-133: credibility z = orders / (orders + variance within / variance between).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kwopt import columns as c
from kwopt.bids.economics.order_trend import value_today
from kwopt.bids.economics.sold import ORDER_VALUE_SPREAD, Sold, sold
from kwopt.errors import BidError
from kwopt.language.normalize import match_forms
from kwopt.scoring.credible import Floats

Ints = NDArray[np.int64]

_LEAST_BETWEEN = 1e-4
"""Least variance between keywords, of the squared mean (1 % of the value): equal values differ a little."""


def account_value(frame: pd.DataFrame) -> float:
    """Return sales over orders of all rows that state both.

    Raises
    ------
    BidError
        Without any order whose sales are known.
    """
    value = sold(frame).pooled
    if not value or value < 0:
        raise BidError("bids.no_sales")
    return value


def order_values(frame: pd.DataFrame, *, rows: pd.DataFrame | None = None) -> Floats:
    """Return the expected sales of an order of each keyword, shape (len(frame),), in the account's currency.

    Parameters
    ----------
    frame
        One row a keyword with `orders` and `sales`; left unchanged.
    rows
        The rows of a report before they were added up: ad groups, and how far orders of a keyword differ.

    Raises
    ------
    BidError
        Without any order whose sales are known.

    Examples
    --------
    >>> report = pd.DataFrame({"keyword": ["mug", "pot"], "orders": [200, 0], "sales": [2000.0, 0.0]})
    >>> order_values(report).round(1).tolist()
    [10.0, 10.0]
    """
    sums, account = sold(frame), account_value(frame)
    if rows is None:
        within = _assumed(account)
        return _credible(sums, np.full(len(frame), account), within)
    owner = pd.Index(match_forms(frame[c.KEYWORD].astype(str).tolist())).get_indexer(
        pd.Index(match_forms(rows[c.KEYWORD].astype(str).tolist()))
    )
    known = owner >= 0
    rows, owner = rows[known], owner[known]
    parts = sold(rows)
    within = _within(parts, owner, len(frame), account)
    values = _credible(sums, _of_groups(rows, parts, owner, len(frame), account, within), within)
    if c.DATE not in rows.columns:
        return values
    return values * value_today(parts.sales, parts.orders, rows[c.DATE], within=within)


def _assumed(value: float) -> float:
    """Return the variance of single orders where the report cannot tell it."""
    return (ORDER_VALUE_SPREAD * value) ** 2


def _within(parts: Sold, owner: Ints, size: int, account: float) -> float:
    """Return the variance of single orders of one keyword, from keywords with several rows of orders."""
    means = parts.by(owner, size).mean[owner]
    squares = float((parts.orders * (parts.mean - means) ** 2).sum())
    some = parts.orders > 0
    freedom = int(some.sum()) - len(np.unique(owner[some]))
    # The assumption weighs as much as ten pairs of rows: few pairs may agree by chance.
    return float((squares + 10 * _assumed(account)) / (freedom + 10))


def _of_groups(
    rows: pd.DataFrame, parts: Sold, owner: Ints, size: int, account: float, within: float
) -> Floats:
    """Return the value of an order in the ad groups of each keyword, by its clicks there."""
    if c.AD_GROUP not in rows.columns:
        return np.full(size, account)
    groups, names = pd.factorize(rows[c.AD_GROUP].astype(object), use_na_sentinel=False)
    value = _credible(parts.by(groups, len(names)), np.full(len(names), account), within)
    clicks = rows[c.CLICKS].to_numpy(np.float64, na_value=0.0) + np.finfo(np.float32).eps
    total = np.bincount(owner, clicks, minlength=size)
    shared = np.bincount(owner, clicks * value[groups], minlength=size)
    return np.asarray(np.divide(shared, total, out=np.full(size, account), where=total > 0))


def _credible(units: Sold, parent: Floats, within: float) -> Floats:
    """Return each unit's mean drawn towards its parent's, with the variance between units estimated."""
    orders = units.orders
    some = orders > 0
    total = orders.sum()
    squares = float((orders * (units.mean - parent) ** 2).sum())
    scale = total - float((orders**2).sum()) / total
    usual = float((parent * orders).sum() / total)
    between = (squares - (int(some.sum()) - 1) * within) / scale if scale > 0 else 0.0
    weight = orders / (orders + within / max(between, _LEAST_BETWEEN * usual**2))
    return np.asarray(weight * units.mean + (1 - weight) * parent)
