"""A budget split over the words of a report, so that it earns the most that the report lets expect.

Sets and data. Words i that may earn: judged, and paid at most their ceiling. c_i is the price of a click, as
paid so far; v_i = profit per order * mean rate - c_i, what a click earns after it is paid; u_i the clicks to
be had. B is the part of the budget that is not kept for words still to be judged.

    maximize    sum_i v_i x_i                     clicks x_i of each word
    subject to  sum_i c_i x_i <= B,  0 <= x_i <= u_i

This linear program is the continuous (fractional) knapsack problem: taking words by v_i / c_i, the return per
unit of spend, until the budget is spent is optimal (Dantzig 1957, "Discrete-variable extremum problems",
Operations Research 5:266-288). The return of the word at which the budget ends is the dual price of the
budget: what one more unit of it would earn; 0 where the words are used up first.

Assumptions, which a result cannot outlive: the budget is for a period as long as the report's; clicks cost
what they cost; a word gets at most the clicks it had, and where its bid is raised and it was shown more often
than clicked, `GROWTH` more.

Exploring. A split by known returns alone would starve every word without a record, for good. So a share of
the budget goes to words that wait, those first that are likeliest to be worth their click, and each up to
what its verdict still needs: half a test decides nothing, so few whole tests are better than many begun.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.errors import BidError, SettingError
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import numbers

EXPLORE_SHARE = 0.15
"""Share of a budget for words still to be judged (a judgement: some tests each period, at a price that the
proven words can bear)."""

GROWTH = 0.25
"""Further clicks that a raised word may get, as a share of those it had: as the step of its bid (assumed)."""

BUDGET = (c.KEYWORD, c.PURPOSE, c.SPEND, c.CLICKS, c.EXPECTED_ORDERS, c.EXPECTED_PROFIT)


@dataclass(frozen=True, kw_only=True)
class BudgetSplit:
    """A budget and what becomes of it; fields bear the JSON's names.

    `keywords` has the columns `BUDGET`, those that earn first (by return), then those explored.
    `marginal_return` is the profit that one more unit of budget would earn among the words that earn.
    """

    budget: float
    spent: float
    explored: float
    expected_orders: float
    expected_profit: float
    marginal_return: float
    keywords: pd.DataFrame

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        names = ("budget", "spent", "explored", "expected_orders", "expected_profit", "marginal_return")
        figures = {name: getattr(self, name) for name in names}
        return figures | {"keywords": self.keywords.to_dict("records")}


@dataclass(frozen=True)
class Filled:
    """Clicks of each word, shape (n,), and the dual price of the budget."""

    clicks: Floats
    price: float


def split_budget(
    frame: pd.DataFrame,
    budget: float,
    *,
    profit_per_order: Floats | float,
    explore_share: float = EXPLORE_SHARE,
) -> BudgetSplit:
    """Return how much of `budget` each word of an advised report should get.

    Parameters
    ----------
    frame
        A report with ceilings and advice (`BidResult.frame`); left unchanged.
    budget
        For a period as long as the report's, in the account's currency, not negative.
    profit_per_order
        Before advertising, one amount or one a row.
    explore_share
        Share of the budget, 0 to 1, that words still to be judged may get; what they cannot use goes to
        those that earn.

    Raises
    ------
    SettingError
        For a budget or share outside what it may be.
    BidError
        If the frame is no campaign report.

    Examples
    --------
    >>> word = {"keyword": "旗袍", "clicks": 100, "impressions": 900, "paid_cpc": 1.0, "ceiling": 2.0}
    >>> word |= {"conversion": 0.05, "verdict": "keep", "loss_probability": 0.1, "clicks_to_verdict": 0.0}
    >>> split = split_budget(pd.DataFrame([word]), 60.0, profit_per_order=40.0)  # 2.0 earned, 1.0 paid
    >>> split.spent, split.expected_profit, split.marginal_return
    (60.0, 60.0, 1.0)
    """
    _check(frame, budget, explore_share)
    rows = frame.reset_index(drop=True)
    price, value = numbers(rows, c.PAID_CPC), profit_per_order * numbers(rows, c.CONVERSION)
    room, waits = _clicks_to_be_had(rows), (rows[c.VERDICT] == "wait").to_numpy(dtype=bool)
    explored = _explored(rows, np.where(waits, room, 0.0), price, explore_share * budget)
    tested = float(np.nansum(explored * price))
    earns = ~waits & (price <= numbers(rows, c.CEILING)) & (value > price)
    filled = fractional_knapsack(value - price, price, np.where(earns, room, 0.0), budget - tested)
    return _split(rows, budget, profit_per_order, filled, explored)


def fractional_knapsack(value: Floats, cost: Floats, most: Floats, budget: float) -> Filled:
    """Return the clicks that earn the most within a budget, and what one more unit of it would earn.

    Words are taken by value per cost; ties in the order given. Words of no value, or of which nothing can be
    had, get nothing.

    Parameters
    ----------
    value, cost, most
        Per click, and the clicks to be had, shape (n,); rows with anything missing get nothing.

    Examples
    --------
    >>> filled = fractional_knapsack(np.array([1.0, 3.0]), np.array([1.0, 2.0]), np.array([9.0, 2.0]), 5.0)
    >>> filled.clicks.tolist(), filled.price
    ([1.0, 2.0], 1.0)
    """
    clicks = np.zeros(len(value))
    usable = np.flatnonzero((value > 0) & (cost >= 0) & (most > 0))
    with np.errstate(divide="ignore"):
        returns = value[usable] / cost[usable]
    order = usable[np.argsort(-returns, kind="stable")]
    left = budget
    for place in order:
        wanted = cost[place] * most[place]
        if wanted > left:
            clicks[place] = left / cost[place]
            return Filled(clicks, float(value[place] / cost[place]))
        clicks[place] = most[place]
        left -= wanted
    return Filled(clicks, 0.0)


def _check(frame: pd.DataFrame, budget: float, explore_share: float) -> None:
    if not 0 <= budget < math.inf:
        raise SettingError("errors.bad_value", name="budget", expected="a number from 0 on", value=budget)
    if not 0 <= explore_share <= 1:
        raise SettingError(
            "errors.bad_value", name="explore_share", expected="from 0 to 1", value=explore_share
        )
    if c.VERDICT not in frame.columns:
        raise BidError("bids.budget_needs_report")


def _clicks_to_be_had(rows: pd.DataFrame) -> Floats:
    """Return the clicks each word had, and more where its bid is raised and there is more to be clicked."""
    clicks, impressions = numbers(rows, c.CLICKS), numbers(rows, c.IMPRESSIONS)
    grows = (rows[c.VERDICT] == "raise").to_numpy(dtype=bool) & (impressions > clicks)
    return np.where(grows, np.fmin(clicks * (1 + GROWTH), impressions), clicks)


def _explored(rows: pd.DataFrame, room: Floats, price: Floats, budget: float) -> Floats:
    """Return clicks for words still to be judged: the likeliest to be worth their price first."""
    worth = 1 - numbers(rows, c.LOSS_PROBABILITY)
    wanted = np.fmin(room, numbers(rows, c.CLICKS_TO_VERDICT))
    dear = price > numbers(rows, c.CEILING_HIGH)
    most = np.where(dear, 0.0, wanted)  # at today's price these lose: their bid has to fall first
    return fractional_knapsack(worth * price, price, most, budget).clicks


def _split(
    rows: pd.DataFrame, budget: float, profit_per_order: Floats | float, filled: Filled, explored: Floats
) -> BudgetSplit:
    clicks = filled.clicks + explored
    price, rate = numbers(rows, c.PAID_CPC), numbers(rows, c.CONVERSION)
    table = pd.DataFrame({
        c.KEYWORD: rows[c.KEYWORD], c.PURPOSE: np.where(explored > 0, "explore", "earn"),
        c.SPEND: clicks * price, c.CLICKS: clicks, c.EXPECTED_ORDERS: clicks * rate,
        c.EXPECTED_PROFIT: clicks * (profit_per_order * rate - price),
    })  # fmt: skip
    chosen = _best_first(table[clicks > 0])
    return BudgetSplit(
        budget=float(budget), spent=float(chosen[c.SPEND].sum()),
        explored=float(chosen.loc[chosen[c.PURPOSE] == "explore", c.SPEND].sum()),
        expected_orders=float(chosen[c.EXPECTED_ORDERS].sum()),
        expected_profit=float(chosen[c.EXPECTED_PROFIT].sum()),
        marginal_return=filled.price, keywords=chosen,
    )  # fmt: skip


def _best_first(table: pd.DataFrame) -> pd.DataFrame:
    keys = [c.PURPOSE, c.EXPECTED_PROFIT, c.KEYWORD]
    return table.sort_values(keys, ascending=[True, False, True], kind="stable", ignore_index=True)
