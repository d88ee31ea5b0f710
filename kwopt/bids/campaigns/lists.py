"""The two lists a seller asks a report for: words that waste money, and words worth more than is bid.

Both hold judged words only. Words that wait are summed up apart (`by_verdict`): each alone proves nothing,
though together they may cost most.
"""

from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.bids.advice.verdicts import VERDICTS
from kwopt.bids.result import BidResult
from kwopt.models import Notice

WASTE = (
    c.KEYWORD, c.CLICKS, c.ORDERS, c.SPEND, c.EARNED, c.LOSS, c.LOSS_PROBABILITY, c.PAID_CPC, c.VERDICT,
    c.SUGGESTED_BID,
)  # fmt: skip
WORTH_MORE = (
    c.KEYWORD, c.CLICKS, c.ORDERS, c.SPEND, c.PROFIT, c.PAID_CPC, c.SAFE_CEILING, c.ROOM, c.SUGGESTED_BID,
    c.EARNED_PER_CLICK,
)  # fmt: skip

ENOUGH_CLICKS = 200
"""Clicks together from which a loss of the words that wait is spoken of: at a rate of 5 %, ten orders."""

_TOTALLED = (c.CLICKS, c.ORDERS, c.SPEND, c.PROFIT)


def wasting(result: BidResult) -> pd.DataFrame:
    """Return the words that waste money, the greatest loss first; ties by keyword.

    These are words to lower or pause whose orders earned less than their clicks cost, and which at that price
    more likely lose than earn from now on.

    Returns
    -------
    DataFrame
        `WASTE`: `earned` is the profit of the orders before the clicks are paid, `loss` the spend less that,
        `loss_probability` the chance that a further click at the price paid costs more than it earns.
        Empty for anything but a campaign report.
    """
    frame = _report(result)
    lost = frame[c.SPEND] - frame[c.EARNED]
    judged = frame[c.VERDICT].isin(("lower", "pause"))
    rows = frame.assign(**{c.LOSS: lost})[judged & (lost > 0) & (frame[c.LOSS_PROBABILITY] > 0.5)]
    return _sorted(rows, c.LOSS)[list(WASTE)]


def worth_more(result: BidResult) -> pd.DataFrame:
    """Return the words to raise, those first whose room times clicks is greatest; ties by keyword.

    Returns
    -------
    DataFrame
        `WORTH_MORE`: `room` is how far the safe ceiling lies above the price paid; `earned_per_click` what a
        click at the suggested bid earns after it is paid, if the rate of orders stays. How many clicks a
        higher bid brings is not known, so no additional profit is claimed. Empty for anything but a report.
    """
    frame = _report(result)
    raised = frame[frame[c.VERDICT] == "raise"]
    profit = result.profits[raised.index.to_numpy()]
    figures = {
        c.ROOM: raised[c.SAFE_CEILING] - raised[c.PAID_CPC],
        c.EARNED_PER_CLICK: profit * raised[c.CONVERSION] - raised[c.SUGGESTED_BID],
    }
    rows = raised.assign(**figures)
    return _sorted(rows.assign(**{c.WORTH: rows[c.ROOM] * rows[c.CLICKS]}), c.WORTH)[list(WORTH_MORE)]


def by_verdict(result: BidResult) -> dict[str, dict[str, float]]:
    """Return keywords, clicks, orders, spend and profit of each verdict, all verdicts named."""
    frame = _report(result)
    sums = {}
    for verdict in VERDICTS:
        rows = frame[frame[c.VERDICT] == verdict]
        figures = {name: float(rows[name].sum()) for name in _TOTALLED}
        sums[verdict] = {"keywords": len(rows), **figures}
    return sums


def waiting_loss(result: BidResult) -> Notice | None:
    """Return a warning where the words that wait lose together, as they have done and at the mean rates.

    Each of them alone proves nothing; of `ENOUGH_CLICKS` together their loss is no chance any more.
    """
    frame = _report(result)
    rows = frame[(frame[c.VERDICT] == "wait") & frame[c.SPEND].notna()]
    earned, spend = rows[c.EARNED].sum(), rows[c.SPEND].sum()
    expected = rows[c.CONVERSION] * rows[c.CLICKS]
    at_mean = (result.profits[rows.index.to_numpy()] * expected).sum()
    if rows[c.CLICKS].sum() < ENOUGH_CLICKS or max(earned, at_mean) >= spend:
        return None
    figures = {"count": len(rows), "spend": f"{spend:,.2f}", "earned": f"{earned:,.2f}"}
    return Notice("bids.waiting_loses", "warning", figures)


def waste_total(waste: pd.DataFrame) -> dict[str, float]:
    """Return how many words waste money, what they cost, what their orders earned, and the loss.

    >>> waste_total(pd.DataFrame({"spend": [9.0, 1.0], "earned": [2.0, 0.0], "loss": [7.0, 1.0]}))
    {'keywords': 2, 'spend': 10.0, 'earned': 2.0, 'loss': 8.0}
    """
    return {
        "keywords": len(waste),
        **{name: float(waste[name].sum()) for name in (c.SPEND, c.EARNED, c.LOSS)},
    }


def _report(result: BidResult) -> pd.DataFrame:
    """Return the rows of a report with what their orders earned; no rows of anything else."""
    if result.mode != "report":
        lacking: dict[str, Any] = {
            name: pd.Series(dtype=float) for name in (*WASTE, *WORTH_MORE, c.CONVERSION)
        }
        return pd.DataFrame(lacking)
    frame = result.frame.reset_index(drop=True)
    return frame.assign(**{c.EARNED: frame[c.PROFIT] + frame[c.SPEND]})


def _sorted(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows.sort_values([column, c.KEYWORD], ascending=[False, True], kind="stable", ignore_index=True)
