"""What to do with each keyword of a campaign report: raise, keep, lower, pause or wait, and why.

Rules, in order; the first that holds decides:

1. An order earns nothing: pause whatever has been clicked (no bid is low enough).
2. No click yet, or counts that are not known: wait.
3. A click costs more than an order earns: lower (not even a click that always sells pays for itself).
4. Too little data: fewer than `FEWEST_CLICKS` clicks and fewer than `FEWEST_ORDERS` orders, or less spent
   than one order earns and fewer than `FEWEST_ORDERS` orders: wait.
5. Paid above the upper end of the ceiling's interval: pause if the ceiling is below half of what is paid (no
   auction gives the same traffic for half), else lower.
6. Paid above the ceiling: lower. 7. Above the safe ceiling: keep. 8. Well below it: raise; else keep.

So one click never pauses a word that can earn, and a word is judged on what it has cost, not on patience.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kwopt import columns as c
from kwopt.scoring.credible import Floats

FEWEST_CLICKS = 10
FEWEST_ORDERS = 3
PAUSE_BELOW = 0.5
"""Ceiling as a share of the paid price below which lowering the bid amounts to pausing (a judgement)."""

RAISE_BELOW = 0.9
"""Paid price as a share of the safe ceiling below which there is room to bid more."""


def verdicts(frame: pd.DataFrame, profit_per_order: float) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return verdict and reason code (`bids.<code>`) of each row of a report with ceilings.

    Examples
    --------
    >>> row = {"clicks": 40, "orders": 0, "spend": 80, "paid_cpc": 2.0}
    >>> ceilings = {"ceiling": 0.9, "ceiling_high": 1.5, "safe_ceiling": 0.4}
    >>> verdicts(pd.DataFrame([row | ceilings]), profit_per_order=38.0)
    (array(['pause'], dtype=object), array(['loses_surely'], dtype=object))
    """
    clicks, orders, spend = (_numbers(frame, name) for name in (c.CLICKS, c.ORDERS, c.SPEND))
    paid, safe = _numbers(frame, c.PAID_CPC), _numbers(frame, c.SAFE_CEILING)
    ceiling = _numbers(frame, c.CEILING)
    clicked = clicks > 0
    unknown = np.isnan(clicks) | np.isnan(orders) | np.isnan(spend)
    few_orders = np.minimum(orders, clicks) < FEWEST_ORDERS
    too_little = few_orders & ((clicks < FEWEST_CLICKS) | (spend < profit_per_order))
    surely_loses = paid > _numbers(frame, c.CEILING_HIGH)
    nothing_earned = np.full(len(frame), profit_per_order <= 0)
    rules = (
        (nothing_earned & clicked, "pause", "order_loses"),
        (unknown, "wait", "unknown_counts"),
        (~clicked, "wait", "no_clicks"),
        (paid > profit_per_order, "lower", "click_above_profit"),
        (too_little, "wait", "too_little_data"),
        (surely_loses & (ceiling < PAUSE_BELOW * paid), "pause", "loses_surely"),
        (surely_loses, "lower", "above_interval"),
        (paid > ceiling, "lower", "above_ceiling"),
        (paid > safe, "keep", "between"),
        (paid < RAISE_BELOW * safe, "raise", "below_safe"),
    )
    held = [rule[0] for rule in rules]
    verdict = np.select(held, [np.array(rule[1], dtype=object) for rule in rules], "keep")
    reason = np.select(held, [np.array(rule[2], dtype=object) for rule in rules], "at_safe")
    return verdict, reason


def _numbers(frame: pd.DataFrame, column: str) -> Floats:
    return frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
