"""What tests of bids share: an advised report made from clicks, orders and spend, its rates known by hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.bids import BidResult, bid_result
from kwopt.bids.advice.advice import with_advice
from kwopt.scoring.rates.conversion import Posterior

PROFIT = 40.0

Advised = Callable[..., BidResult]


@pytest.fixture
def advised() -> Advised:
    """Return a function that makes an advised report: each word's rate is Beta(1 + orders, 18 + the rest)."""

    def make(rows: Sequence[dict[str, Any]], profit: float = PROFIT) -> BidResult:
        frame = pd.DataFrame(rows)
        orders, clicks = (frame[name].to_numpy(dtype=float) for name in (c.ORDERS, c.CLICKS))
        found = Posterior(1 + orders, 18 + clicks - orders, np.full(len(frame), 3))
        paid = np.divide(frame[c.SPEND], clicks, out=np.full(len(frame), np.nan), where=clicks > 0)
        ceilings = {
            c.CONVERSION: found.mean, c.CEILING: profit * found.mean,
            c.CEILING_LOW: profit * found.quantile(0.1), c.CEILING_HIGH: profit * found.quantile(0.9),
            c.SAFE_CEILING: profit * found.quantile(0.2), c.PAID_CPC: paid,
            c.PROFIT: orders * profit - frame[c.SPEND],
        }  # fmt: skip
        whole = with_advice(frame.assign(**ceilings), found, profit)
        report = pd.DataFrame({"keyword": ["x"], "clicks": [9], "orders": [1], "spend": [2.0]})
        return replace(bid_result(report, profit_per_order=profit), frame=whole)

    return make


@pytest.fixture
def word() -> Callable[..., dict[str, Any]]:
    """Return a function that makes one row of a report."""

    def make(keyword: str, clicks: float, orders: float, paid: float, **more: Any) -> dict[str, Any]:
        figures = {c.CLICKS: clicks, c.ORDERS: orders, c.SPEND: clicks * paid, c.IMPRESSIONS: clicks * 20}
        return {c.KEYWORD: keyword, **figures, c.SALES: orders * 100.0, **more}

    return make
