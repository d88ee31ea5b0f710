"""Bid ceilings: profit per order times orders per click, with the uncertainty of the rate carried through.

Owns what a bid may cost and what must be said with it. What it is made from is `kwopt.bids.sources`', the
rate's distribution `kwopt.bids.rates`', the profit's parts `kwopt.bids.economics`', advice on the keywords of
a report `kwopt.bids.advice`'.
"""

import math
from types import NoneType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.arguments import check_kind
from kwopt.bids.advice.advice import with_advice
from kwopt.bids.economics.money import rounded_down, without_noise
from kwopt.bids.economics.profits import OrderProfits, order_profits
from kwopt.bids.economics.targets import target_notices
from kwopt.bids.economics.unit_economics import UnitEconomics
from kwopt.bids.rates.aggregate import by_keyword
from kwopt.bids.rates.click_rates import ClickRates, click_rates
from kwopt.bids.rates.odd_rates import odd_rate_notices, own_visitor_notices
from kwopt.bids.rates.precision import clicks_needed
from kwopt.bids.result import BidResult, Goal, Mode
from kwopt.bids.sources import HasFrame, checked_frame, detailed_rows
from kwopt.errors import SettingError
from kwopt.models import Notice, Product
from kwopt.scoring.rates.conversion import DEFAULT_LEVEL, Posterior
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import numbers
from kwopt.tables.scored import without_estimates

MAX_LOSS_PROBABILITY = 0.2
"""Chance of losing money at the safe ceiling, by default."""


def bid_ceilings(
    scored_or_report: pd.DataFrame | HasFrame,
    *,
    profit_per_order: float | None = None,
    product: Product | None = None,
    price: float | None = None,
    margin: float | None = None,
    max_loss_probability: float = MAX_LOSS_PROBABILITY,
    currency: str | None = None,
    target_roas: float | None = None,
    profit_kept: float = 0.0,
    report_rows: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return what a click on each keyword may cost, with its interval and the ceiling that is safe.

    Parameters
    ----------
    scored_or_report
        Scored keywords, a keyword table, a campaign report, or any frame with canonical columns; left
        unchanged. Rows of one keyword are added up.
    profit_per_order, product, margin
        One of the three: the profit of an order before advertising; a product with price and cost; or, for
        a shop of many products, the share of sales that is left before advertising. Then what an order of
        each keyword is worth is estimated from the report's sales (`kwopt.bids.economics.order_values`).
    price
        What a buyer pays for an order, beside a stated profit: break-even and a target ROAS need it.
    max_loss_probability
        Chance of losing money that the safe ceiling allows, above 0 and below 1.
    currency
        Three letters; decides the smallest unit. By default the product's, else two decimals.
    target_roas
        Sales per unit of spend that the seller wants at least; needs a price.
    profit_kept
        Share of the profit that advertising must leave, from 0 to below 1.
    report_rows
        The rows of a report before they were added up, as `KeywordTable.report_rows` has them: words of one
        ad group or week learn from one another. By default those of the table given, or the frame's own.

    Returns
    -------
    DataFrame
        One row per keyword: `kwopt.columns.BIDS`, or `REPORT_BIDS` where clicks, orders and spend are
        known; then `conversion_source`, `target_bid` where there is a target (what it leaves of the profit x
        the rate behind the safe ceiling), for a report what `kwopt.bids.advice.advice` adds and, where given,
        `relevance_class`. Money in the account's currency, rounded down to its smallest unit.

    Raises
    ------
    BidError
        Without keywords, without any conversion rate, or without exactly one of profit and product.
    SettingError
        For a probability, profit, target or currency outside what it may be.

    Examples
    --------
    >>> report = pd.DataFrame({"keyword": ["旗袍", "唐装"], "clicks": [1000, 800], "orders": [50, 8]})
    >>> bids = bid_ceilings(report, profit_per_order=38.0)
    >>> bids["ceiling"].round(1).tolist(), bool((bids["safe_ceiling"] < bids["ceiling"]).all())
    ([1.9, 0.4], True)
    """
    return bid_result(
        scored_or_report, profit_per_order=profit_per_order, product=product, price=price,
        margin=margin, max_loss_probability=max_loss_probability, currency=currency, target_roas=target_roas,
        profit_kept=profit_kept, report_rows=report_rows,
    ).frame  # fmt: skip


def bid_result(
    scored_or_report: pd.DataFrame | HasFrame,
    *,
    profit_per_order: float | None = None,
    product: Product | None = None,
    price: float | None = None,
    margin: float | None = None,
    max_loss_probability: float = MAX_LOSS_PROBABILITY,
    currency: str | None = None,
    target_roas: float | None = None,
    profit_kept: float = 0.0,
    report_rows: pd.DataFrame | None = None,
    rates: ClickRates | None = None,
) -> BidResult:
    """Return `bid_ceilings` together with unit economics, totals and notices; see there.

    Parameters
    ----------
    rates
        `rates` of an earlier result on the same rows: other profits and targets change nothing of them.

    Examples
    --------
    >>> market = pd.DataFrame({"keyword": ["旗袍"], "buyers_per_visitor": [0.04]})
    >>> [notice.code for notice in bid_result(market, profit_per_order=38.0).notices]
    ['bids.market_guess']
    """
    if not 0 < max_loss_probability < 1:
        raise SettingError(
            "errors.bad_value", name="max_loss_probability", expected="above 0 and below 1",
            value=max_loss_probability,
        )  # fmt: skip
    check_kind(product, (Product, NoneType), name="product", expected="a product (read_product makes one)")
    money = currency or (product.currency if product else None)
    given = without_estimates(checked_frame(scored_or_report))
    named = given[given[c.KEYWORD].notna()]
    rows = by_keyword(named)
    details = detailed_rows(scored_or_report, report_rows, named)
    orders = order_profits(rows, details, profit_per_order=profit_per_order, product=product, price=price,
                     margin=margin)  # fmt: skip
    goal = _goal(orders.economics, target_roas, profit_kept)
    rates = rates or click_rates(rows, rows=details)
    earning = rates.posterior if orders.values is None else rates.posterior.widened(orders.values.relative)
    prices = _Prices(earning, orders.profits, goal, max_loss_probability, money)
    frame = _with_ceilings(rows, rates, prices)
    mode: Mode = "report" if _is_report(rows) else "keywords"
    if orders.values is not None:
        frame[c.VALUE_PER_ORDER] = orders.values.mean
    if mode == "report":
        frame = with_advice(
            _with_spend(frame, rows, orders), earning, orders.profits,
            profit_share=goal.profit_share, currency=money,
        )  # fmt: skip
    return BidResult(
        frame=_in_order(frame, mode), unit_economics=orders.economics, mode=mode, currency=money,
        max_loss_probability=max_loss_probability, goal=goal, rates=rates, margin=margin,
        totals=_totals(frame) if mode == "report" else None,
        notices=_notices(given, rows, rates, orders.economics, goal),
    )  # fmt: skip


def _goal(economics: UnitEconomics, target_roas: float | None, profit_kept: float) -> Goal:
    allowance = economics.allowance(target_roas=target_roas, profit_kept=profit_kept)
    profit = economics.profit_per_order
    return Goal(allowance, allowance / profit if profit > 0 else 1.0, target_roas, profit_kept)


def _is_report(rows: pd.DataFrame) -> bool:
    needed = (c.CLICKS, c.ORDERS, c.SPEND)
    return all(name in rows.columns and rows[name].notna().any() for name in needed)


class _Prices(NamedTuple):
    """What turns a rate into a bid.

    `earning` is the rate's posterior as far as money goes: with the doubt of what an order is worth upon it.
    """

    earning: Posterior
    profits: Floats
    goal: Goal
    max_loss_probability: float
    currency: str | None

    def ceiling(self, rate: Floats) -> Floats:
        return rounded_down(np.maximum(self.profits, 0.0) * rate, self.currency)

    def target(self, rate: Floats) -> Floats:
        return rounded_down(np.maximum(self.profits, 0.0) * self.goal.profit_share * rate, self.currency)


def _with_ceilings(rows: pd.DataFrame, rates: ClickRates, prices: _Prices) -> pd.DataFrame:
    low, high = (1 - DEFAULT_LEVEL) / 2, (1 + DEFAULT_LEVEL) / 2
    safe = prices.earning.quantile(prices.max_loss_probability)
    columns: dict[str, Any] = {
        c.CONVERSION: rates.posterior.mean,
        c.CONVERSION_LOW: rates.posterior.quantile(low), c.CONVERSION_HIGH: rates.posterior.quantile(high),
        c.CONVERSION_BASIS: rates.posterior.basis_names,
        c.CEILING: prices.ceiling(rates.posterior.mean), c.SAFE_CEILING: prices.ceiling(safe),
        c.CEILING_LOW: prices.ceiling(prices.earning.quantile(low)),
        c.CEILING_HIGH: prices.ceiling(prices.earning.quantile(high)),
        c.CLICKS_NEEDED: clicks_needed(rates.posterior), c.CONVERSION_SOURCE: rates.source_names,
    }  # fmt: skip
    if prices.goal.is_set:
        columns[c.TARGET_BID] = prices.target(safe)
    kept = [name for name in (c.KEYWORD, c.RELEVANCE_CLASS) if name in rows.columns]
    frame = rows[kept].assign(**columns)
    for name in (c.CLICKS, c.ORDERS, c.MARKET_CPC):
        frame[name] = numbers(rows, name)
    return frame


def _with_spend(frame: pd.DataFrame, rows: pd.DataFrame, orders: OrderProfits) -> pd.DataFrame:
    clicks, spend = numbers(rows, c.CLICKS), numbers(rows, c.SPEND)
    full = frame.copy()
    for name in (c.IMPRESSIONS, c.SPEND, c.SALES):
        full[name] = numbers(rows, name)
    earned = numbers(rows, c.ORDERS) * orders.profits
    if orders.margin is not None:
        earned = np.where(np.isfinite(full[c.SALES]), orders.margin * full[c.SALES], earned)
    full[c.PROFIT] = without_noise(earned - spend)
    full[c.PAID_CPC] = np.divide(spend, clicks, out=np.full(len(rows), np.nan), where=clicks > 0)
    return full


def _in_order(frame: pd.DataFrame, mode: Mode) -> pd.DataFrame:
    first = list(c.REPORT_BIDS if mode == "report" else c.BIDS)
    return frame[first + [name for name in frame.columns if name not in first]]


def _totals(frame: pd.DataFrame) -> dict[str, float]:
    """Return sums of the report and the ratios recomputed from them; NaN where nothing is known.

    A ratio is that of the keywords that state both of its parts, so that unknown spend is not spend of 0.
    """
    names = (*c.OWN_FIGURES, c.PROFIT)
    sums = without_noise(np.array([float(frame[name].sum(min_count=1)) for name in names]))
    totals = dict(zip(names, sums.tolist(), strict=True))
    return totals | {
        c.CONVERSION: _total_ratio(frame, c.ORDERS, c.CLICKS),
        c.PAID_CPC: _total_ratio(frame, c.SPEND, c.CLICKS),
    }


def _total_ratio(frame: pd.DataFrame, part: str, whole: str) -> float:
    stated = frame[[part, whole]].dropna().sum()
    return float(stated[part] / stated[whole]) if stated[whole] > 0 else math.nan


def _notices(
    given: pd.DataFrame, rows: pd.DataFrame, rates: ClickRates, economics: UnitEconomics, goal: Goal
) -> tuple[Notice, ...]:
    notices = list(target_notices(economics.break_even_roas, goal.target_roas))
    if economics.profit_per_order <= 0:
        notices.append(Notice("bids.no_profit", "warning", {"profit": round(economics.profit_per_order, 2)}))
    guessed = rates.count("market_guess")
    if guessed:
        notices.append(Notice("bids.market_guess", "warning", {"count": guessed}))
    notices += own_visitor_notices(rows, rates)
    notices += odd_rate_notices(rows, rates)
    named = int(given[c.KEYWORD].notna().sum())
    if named < len(given):
        notices.append(Notice("bids.rows_without_keyword", "warning", {"count": len(given) - named}))
    if len(rows) < named:
        notices.append(Notice("bids.rows_added_up", "info", {"rows": named, "keywords": len(rows)}))
    unfit = int((rows[c.RELEVANCE_CLASS] == "wrong").sum()) if c.RELEVANCE_CLASS in rows.columns else 0
    if unfit:
        notices.append(Notice("bids.wrong_keywords", "warning", {"count": unfit}))
    return tuple(notices)
