"""What to do with each keyword of a campaign report: raise, keep, lower, pause or wait, and why.

The rules, in order; the first that holds decides. "Judged" means: three orders, or ten clicks that together
cost what one order earns.

    verdict, reason             holds where                                    because
    pause  order_loses          an order earns nothing, the word is clicked    no bid is low enough
    wait   unknown_counts       clicks, orders or spend are not known          nothing can be said
    wait   no_clicks            no click yet                                   nothing can be said
    pause  loses_surely         judged, paid above the ceiling's interval,     a bid that low buys nothing:
                                whose upper end lies below the account's       pausing says so openly
                                cheapest tenth of clicks, the ceiling
                                below half of what is paid
    lower  click_above_profit   a click costs more than an order earns         no data are needed for that
    wait   too_little_data      not judged                                     one click, one order: noise
    lower  above_interval       paid above the ceiling's interval              it loses, at 90 in 100
    lower  lucky_so_far         paid above the ceiling, though it has earned   its rate will likely fall
    lower  above_ceiling        paid above the ceiling                         it loses, more likely than not
    lower  above_target         paid above what the target leaves              as the seller wishes
    keep   between              paid above the safe ceiling                    it earns, not yet surely
    raise  below_safe           paid well below the safe ceiling, 3 orders     room that is nearly sure
    keep   room_few_orders      paid well below it, fewer orders               one or two are no signal
    keep   at_safe              else                                           the price is right

So a word is judged on what it has cost, not on patience; one click never pauses a word that can earn; and a
word that sells is not paused for its price: it is lowered, while clicks can be had at what it may be worth.
While a word waits, its bid is capped all the same (`kwopt.bids.advice.suggested`).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kwopt import columns as c
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import numbers

FEWEST_CLICKS = 10
"""Clicks without which no word is judged by its cost (a judgement: at 10 %, one order is expected)."""

FEWEST_ORDERS = 3
"""Orders from which a word is judged whatever it cost, and may be raised: the interval of three is narrower
than what the words of one account usually differ by, that of one is not (a judgement)."""

PAUSE_BELOW = 0.5
"""Ceiling as a share of the paid price below which lowering the bid amounts to pausing (a judgement)."""

CHEAPEST = 0.1
"""Share of the account's clicks that are its cheapest: below their price hardly any click can be had."""

RAISE_BELOW = 0.9
"""Paid price as a share of the safe ceiling below which there is room to bid more."""

VERDICTS = ("raise", "keep", "lower", "pause", "wait")


def verdicts(
    frame: pd.DataFrame, profit_per_order: Floats | float, *, profit_share: float = 1.0
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return verdict and reason code (`bids.<code>`) of each row of a report with ceilings.

    Parameters
    ----------
    frame
        Rows of a report with `ceiling`, `ceiling_high`, `safe_ceiling` and `paid_cpc`.
    profit_per_order
        Before advertising, in the account's currency: one amount or one a row.
    profit_share
        Share of the profit that the seller's target leaves for advertising, 0 to 1.

    Examples
    --------
    >>> row = {"clicks": 40, "orders": 0, "spend": 80, "paid_cpc": 2.0}
    >>> ceilings = {"ceiling": 0.9, "ceiling_high": 1.5, "safe_ceiling": 0.4}
    >>> verdicts(pd.DataFrame([row | ceilings]), profit_per_order=38.0)
    (array(['pause'], dtype=object), array(['loses_surely'], dtype=object))
    """
    clicks, orders, spend = (numbers(frame, name) for name in (c.CLICKS, c.ORDERS, c.SPEND))
    paid, ceiling = numbers(frame, c.PAID_CPC), numbers(frame, c.CEILING)
    safe = profit_share * numbers(frame, c.SAFE_CEILING)
    clicked = clicks > 0
    judged = ~_lacks_data(clicks, orders, spend, profit_per_order)
    highest = numbers(frame, c.CEILING_HIGH)
    surely_loses = paid > highest
    buys_nothing = (ceiling < PAUSE_BELOW * paid) & (highest < cheapest_clicks(clicks, paid))
    room = paid < RAISE_BELOW * safe
    rules = (
        (clicked & (profit_per_order <= 0), "pause", "order_loses"),
        (np.isnan(clicks) | np.isnan(orders) | np.isnan(spend), "wait", "unknown_counts"),
        (~clicked, "wait", "no_clicks"),
        (judged & surely_loses & buys_nothing, "pause", "loses_surely"),
        (paid > profit_per_order, "lower", "click_above_profit"),
        (~judged, "wait", "too_little_data"),
        (surely_loses, "lower", "above_interval"),
        ((paid > ceiling) & (orders * profit_per_order > spend), "lower", "lucky_so_far"),
        (paid > ceiling, "lower", "above_ceiling"),
        (paid > profit_share * ceiling, "lower", "above_target"),
        (paid > safe, "keep", "between"),
        (room & (_sales(clicks, orders) >= FEWEST_ORDERS), "raise", "below_safe"),
        (room, "keep", "room_few_orders"),
    )
    held = [rule[0] for rule in rules]
    verdict = np.select(held, [np.array(rule[1], dtype=object) for rule in rules], "keep")
    reason = np.select(held, [np.array(rule[2], dtype=object) for rule in rules], "at_safe")
    return verdict, reason


def clicks_to_verdict(frame: pd.DataFrame, profit_per_order: Floats | float) -> Floats:
    """Return how many further clicks, at the price paid so far, end each row's wait; 0 where it is judged.

    NaN without clicks, or where nothing was paid: then no number of clicks costs what an order earns.

    >>> row = {"clicks": [4], "orders": [0], "spend": [8.0], "paid_cpc": [2.0]}
    >>> clicks_to_verdict(pd.DataFrame(row), profit_per_order=38.0)  # 19 clicks of 2.0 cost 38, 4 are had
    array([15.])
    """
    clicks, orders, spend = (numbers(frame, name) for name in (c.CLICKS, c.ORDERS, c.SPEND))
    paid = numbers(frame, c.PAID_CPC)
    dear = np.full(len(frame), np.nan)
    np.divide(profit_per_order - spend, paid, out=dear, where=paid > 0)
    left = np.ceil(np.maximum(np.maximum(dear, FEWEST_CLICKS - clicks), 0.0) - _SLACK)
    return np.where(_lacks_data(clicks, orders, spend, profit_per_order), left, 0.0)


def cheapest_clicks(clicks: Floats, paid: Floats) -> float:
    """Return the price below which lie the cheapest tenth of all clicks; infinite without any.

    >>> cheapest_clicks(np.array([90.0, 10.0]), np.array([1.0, 0.2]))
    0.2
    """
    known = (clicks > 0) & (paid > 0)
    if not known.any():
        return np.inf
    order = np.argsort(paid[known], kind="stable")
    reached = np.cumsum(clicks[known][order])
    return float(paid[known][order][np.searchsorted(reached, CHEAPEST * reached[-1])])


_SLACK = 1e-9  # of a click: 19.000000000000004 clicks are 19


def _lacks_data(
    clicks: Floats, orders: Floats, spend: Floats, profit_per_order: Floats | float
) -> NDArray[np.bool_]:
    little = (clicks < FEWEST_CLICKS) | (spend < profit_per_order)
    return np.asarray((_sales(clicks, orders) < FEWEST_ORDERS) & little)


def _sales(clicks: Floats, orders: Floats) -> Floats:
    """Return orders, at most one a click: several orders of one buyer are one signal."""
    return np.minimum(orders, clicks)
