"""What an order of each keyword is worth, where a shop sells many things: sales per order, by credibility.

A few orders say little of a keyword's usual order: it is drawn towards its ad group's, that towards the
account's, the more the fewer orders there are and the less keywords differ (Buehlmann-Straub [1]). Both
variances are estimated from the report. Where it is daily, values are those of today (`order_trend`).

References
----------
[1] Buehlmann, Straub, Glaubwuerdigkeit fuer Schadensaetze, Bulletin of the Swiss Association of Actuaries 70
    (1970) 111-133: credibility z = orders / (orders + variance within / variance between).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kwopt import columns as c
from kwopt.bids.economics.order_trend import value_today
from kwopt.bids.economics.sold import ORDER_VALUE_SPREAD, Sold, sold
from kwopt.errors import BidError
from kwopt.language.normalize import match_forms
from kwopt.scoring.rates.credible import Floats

Ints = NDArray[np.int64]

_LEAST_BETWEEN = 1e-4
"""Least variance between keywords, as a share of the squared mean: equal values differ by 1 %."""


@dataclass(frozen=True, eq=False)
class OrderValues:
    """Expected sales of an order of each keyword, shape (n,), and how uncertain they are.

    `relative` is the variance of that expectation over its square.
    """

    mean: Floats
    relative: Floats


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


def order_values(frame: pd.DataFrame, *, rows: pd.DataFrame | None = None) -> OrderValues:
    """Return the expected sales of an order of each keyword, in the account's currency.

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
    >>> order_values(report).mean.round(1).tolist()
    [10.0, 10.0]
    """
    sums, account = sold(frame), account_value(frame)
    whole = OrderValues(np.full(len(frame), account), np.zeros(len(frame)))
    if rows is None:
        return _credible(sums, whole, ORDER_VALUE_SPREAD**2)
    owner = pd.Index(match_forms(frame[c.KEYWORD].astype(str).tolist())).get_indexer(
        pd.Index(match_forms(rows[c.KEYWORD].astype(str).tolist()))
    )
    known = owner >= 0
    rows, owner = rows[known], owner[known]
    parts = sold(rows)
    within = _within(parts, owner, len(frame))
    values = _credible(sums, _of_groups(rows, parts, owner, whole, within), within)
    if c.DATE not in rows.columns:
        return values
    today = value_today(parts.sales, parts.orders, rows[c.DATE], within=within * account**2)
    return OrderValues(values.mean * today, values.relative)


def _within(parts: Sold, owner: Ints, size: int) -> float:
    """Return the variance of single orders of one keyword over their squared mean, from its several rows."""
    means = parts.by(owner, size).mean[owner]
    some = (parts.orders > 0) & (means > 0)
    squares = float((parts.orders[some] * (parts.mean[some] / means[some] - 1) ** 2).sum())
    freedom = int(some.sum()) - len(np.unique(owner[some]))
    # The assumption weighs as much as ten pairs of rows: few pairs may agree by chance.
    return float((squares + 10 * ORDER_VALUE_SPREAD**2) / (freedom + 10))


def _of_groups(
    rows: pd.DataFrame, parts: Sold, owner: Ints, whole: OrderValues, within: float
) -> OrderValues:
    """Return the value of an order in the ad groups of each keyword, by its clicks there."""
    if c.AD_GROUP not in rows.columns:
        return whole
    groups, names = pd.factorize(rows[c.AD_GROUP].astype(object), use_na_sentinel=False)
    account = OrderValues(np.full(len(names), whole.mean[0]), np.zeros(len(names)))
    found = _credible(parts.by(groups, len(names)), account, within)
    clicks = rows[c.CLICKS].to_numpy(np.float64, na_value=0.0) + np.finfo(np.float32).eps
    total = np.bincount(owner, clicks, minlength=len(whole.mean))

    def shared(values: Floats, otherwise: Floats) -> Floats:
        sums = np.bincount(owner, clicks * values[groups], minlength=len(total))
        return np.asarray(np.divide(sums, total, out=otherwise.copy(), where=total > 0))

    return OrderValues(shared(found.mean, whole.mean), shared(found.relative, whole.relative))


def _credible(units: Sold, parent: OrderValues, within: float) -> OrderValues:
    """Return each unit's mean drawn towards its parent's, with the variance between units estimated.

    All variances are shares of the squared mean: dear orders differ by more money than cheap ones.
    """
    heard = units.orders >= 1  # parts of an order say nothing of a whole one
    orders = np.where(heard, units.orders, 0.0)
    total = max(orders.sum(), 1.0)
    above = units.mean / parent.mean - 1
    squares = float((orders * above**2).sum())
    scale = total - float((orders**2).sum()) / total
    between = (squares - (int(heard.sum()) - 1) * within) / scale if scale > 0 else 0.0
    between = max(between, _LEAST_BETWEEN)
    weight = orders / (orders + within / between)
    return OrderValues(
        parent.mean * (1 + weight * above), (1 - weight) * between + (1 - weight) ** 2 * parent.relative
    )
