"""Advice on each keyword of a report: how sure the loss is, the verdict with its sentence, the bid to set."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import betainc

from kwopt import columns as c
from kwopt.bids.advice.suggested import suggested_bids
from kwopt.bids.advice.verdicts import cheapest_clicks, clicks_to_verdict, verdicts
from kwopt.bids.economics.money import decimals
from kwopt.bids.rates.precision import clicks_to_judge
from kwopt.messages import message
from kwopt.numerals import orders
from kwopt.scoring.rates.conversion import Posterior
from kwopt.scoring.rates.credible import Floats

_MONEY = (c.SPEND, c.PAID_CPC, c.CEILING, c.CEILING_HIGH, c.SAFE_CEILING, c.PROFIT)
_SAID = (*_MONEY, c.CLICKS, c.ORDERS, c.REASON, c.CLICKS_TO_VERDICT, c.TARGET_BID)
"""Columns that a sentence may tell of; a report has some twenty more."""

_OF_TARGETS = ("bids.between", "bids.below_safe", "bids.at_safe")


def with_advice(
    frame: pd.DataFrame,
    posterior: Posterior,
    profit_per_order: Floats | float,
    *,
    profit_share: float = 1.0,
    currency: str | None = None,
) -> pd.DataFrame:
    """Return the frame with chance of loss, verdict, reason code, clicks that are lacking, suggested bid.

    Parameters
    ----------
    frame
        Rows of a report with ceilings and `paid_cpc`; left unchanged.
    posterior
        Of each row's orders per click, aligned with `frame`.
    profit_per_order
        Before advertising, in the account's currency: one amount or one a row.
    profit_share
        Share of the profit that the seller's target leaves for advertising, 0 to 1.

    Examples
    --------
    >>> row = {"clicks": 100, "orders": 5, "spend": 100.0, "profit": 90.0, "paid_cpc": 1.0}
    >>> row |= {"ceiling": 2.0, "ceiling_high": 3.0, "safe_ceiling": 1.1}
    >>> found = Posterior(np.array([5.0]), np.array([95.0]), np.array([3]))
    >>> with_advice(pd.DataFrame([row]), found, 38.0)[["verdict", "suggested_bid"]].values.tolist()
    [['keep', 1.0]]
    """
    verdict, reason = verdicts(frame, profit_per_order, profit_share=profit_share)
    columns: dict[str, Any] = {
        c.LOSS_PROBABILITY: loss_probability(frame[c.PAID_CPC], posterior, profit_per_order),
        c.CLICKS_TO_VERDICT: clicks_to_verdict(frame, profit_per_order),
        c.CLICKS_TO_JUDGE: _clicks_without_order(frame[c.PAID_CPC], posterior, profit_per_order),
        c.VERDICT: pd.array(verdict, dtype="str"),
        c.REASON: pd.array([f"bids.{code}" for code in reason], dtype="str"),
    }  # fmt: skip
    advised = frame.assign(**columns)
    advised[c.SUGGESTED_BID] = suggested_bids(advised, currency=currency)
    return advised


def loss_probability(
    paid: "pd.Series[float]", posterior: Posterior, profit_per_order: Floats | float
) -> Floats:
    """Return the chance that a click at the price paid costs more than it earns: P(profit * rate < paid).

    NaN where nothing is known of the price; 1 where an order earns nothing and a click costs something.

    >>> even = Posterior(np.array([1.0, 1.0]), np.array([1.0, 1.0]), np.array([3, 3]))
    >>> loss_probability(pd.Series([2.5, float("nan")]), even, 10.0)
    array([0.25,  nan])
    """
    price = paid.to_numpy(dtype=np.float64, na_value=np.nan)
    profit = np.broadcast_to(np.asarray(profit_per_order, dtype=np.float64), price.shape)
    surely = np.where(np.isnan(price), np.nan, price > profit)
    even = np.divide(price, profit, out=surely, where=profit > 0)
    return np.asarray(betainc(posterior.alpha, posterior.beta, np.clip(even, 0.0, 1.0)), dtype=np.float64)


def _clicks_without_order(
    paid: "pd.Series[float]", posterior: Posterior, profit_per_order: Floats | float
) -> Floats:
    """Return `clicks_to_judge` at the price paid; NaN where clicks cost nothing, so that none are enough."""
    price = paid.to_numpy(dtype=np.float64, na_value=np.nan)
    clicks = clicks_to_judge(posterior, cpc=price, profit_per_order=profit_per_order)
    return np.where(np.isinf(clicks), np.nan, clicks)


def reason_sentences(frame: pd.DataFrame, *, currency: str | None = None, lang: str = "en") -> list[str]:
    """Return for each row of an advised report why its verdict is what it is, in one sentence."""
    places = decimals(currency)
    cheapest = cheapest_clicks(frame[c.CLICKS].to_numpy(np.float64), frame[c.PAID_CPC].to_numpy(np.float64))
    told = frame[[name for name in _SAID if name in frame.columns]]
    return [_sentence(row, places, cheapest, lang) for row in told.to_dict("records")]


def _code(row: Mapping[Any, Any]) -> str:
    """Return the code of a row's sentence: where a target decided, it names the target's bid."""
    code = str(row[c.REASON])
    by_target = row.get(c.TARGET_BID, np.nan) < row[c.SAFE_CEILING] >= row[c.PAID_CPC]
    return f"{code}_target" if by_target and code in _OF_TARGETS else code


def _sentence(row: Mapping[Any, Any], places: int, cheapest: float, lang: str) -> str:
    def money(amount: float) -> str:
        return f"{amount:,.{places}f}"

    shown = {name: money(row[name]) for name in _MONEY}
    shown |= {c.CLICKS: f"{row[c.CLICKS]:,.0f}", c.ORDERS: orders(row[c.ORDERS])}
    code, left = _code(row), row[c.CLICKS_TO_VERDICT]
    shown[c.TARGET_BID] = money(row.get(c.TARGET_BID, np.nan))
    if code == "bids.loses_surely":
        code, shown["cheapest"] = "bids.loses_at_any_price", money(cheapest)
    elif code == "bids.too_little_data" and left == left:
        shown |= {c.CLICKS_TO_VERDICT: f"{left:,.0f}", "spend_to_verdict": money(left * row[c.PAID_CPC])}
        dear = row[c.PAID_CPC] > row[c.CEILING_HIGH]
        code = "bids.too_little_data_dear" if dear else "bids.too_little_data_left"
    return message(code, shown, lang)
