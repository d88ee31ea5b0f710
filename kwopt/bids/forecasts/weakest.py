"""The weakest step of the funnel: the rate of one entrance that lies clearly below those of the others.

Entrances differ by nature (recommendation is clicked less than search), so this says where to look first, not
what can be reached.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.forecasts.funnel import Funnel
from kwopt.scoring.rates.conversion import Posterior
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import numbers

SURPRISE = 0.05
"""Chance that any of the rates is called weak by accident: a rate of n must be as sure as 1 - 0.05 / n."""

CLEARLY = 0.8
"""Share of the others' rate below which the difference is worth a word (a judgement)."""


@dataclass(frozen=True)
class WeakestStep:
    """An entrance's rate beside that of all others together, and the orders that the difference costs.

    `step` is "click_through_rate" or "conversion".
    """

    entrance: str
    step: str
    rate: float
    others: float
    orders_lost: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


def weakest_step(rows: pd.DataFrame, funnel: Funnel) -> WeakestStep | None:
    """Return the rate whose distance to the others' costs most orders; None if none is clearly below.

    Examples
    --------
    >>> from kwopt.bids.forecasts.funnel import funnel as funnel_of
    >>> rows = pd.DataFrame({"keyword": ["a", "b"], "clicks": [9000.0, 8000.0], "orders": [450.0, 80.0]})
    >>> found = weakest_step(rows, funnel_of(rows, impressions_scale=1.0, level=0.8))
    >>> found.entrance, found.step, found.others
    ('b', 'conversion', 0.05)
    """
    clicks = numbers(rows, c.CLICKS)
    steps: tuple[tuple[str, Posterior, Floats, Floats], ...] = (
        (c.CLICK_THROUGH_RATE, funnel.click_through, clicks, numbers(rows, c.IMPRESSIONS)),
        (c.CONVERSION, funnel.conversion, numbers(rows, c.ORDERS), clicks),
    )
    found = [weak for step in steps if (weak := _weakest_of(funnel, *step))]
    return max(found, key=lambda weak: weak.orders_lost, default=None)


def _weakest_of(
    funnel: Funnel, step: str, rates: Posterior, hits: Floats, trials: Floats
) -> WeakestStep | None:
    counted = (trials > 0) & (hits <= trials)
    mean = rates.mean
    used = counted & np.isfinite(funnel.expected_orders)
    if step == c.CLICK_THROUGH_RATE:
        used &= np.isfinite(funnel.impressions)
    hits, trials = np.where(used, hits, 0.0), np.where(used, trials, 0.0)
    rest = trials.sum() - trials
    others = np.divide(hits.sum() - hits, rest, out=np.zeros(len(rest)), where=rest > 0)
    clearly = used & (rates.quantile(1 - SURPRISE / len(mean)) < others) & (mean < CLEARLY * others)
    if not clearly.any():
        return None
    lost = np.where(clearly, funnel.expected_orders * (others / mean - 1), -np.inf)
    place = int(np.argmax(lost))
    return WeakestStep(
        funnel.entrances[place], step, float(mean[place]), float(others[place]), float(lost[place])
    )
