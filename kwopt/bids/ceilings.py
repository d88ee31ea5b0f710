"""Bid ceilings: profit per order times orders per click, with the uncertainty of the rate carried through.

Owns what a bid may cost and what must be said with it. The rate's distribution is `kwopt.bids.rates`', the
profit's parts `kwopt.bids.economics`', advice on campaigns `kwopt.bids.verdicts`'.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.aggregate import by_keyword
from kwopt.bids.economics import UnitEconomics
from kwopt.bids.money import rounded_down
from kwopt.bids.precision import clicks_needed
from kwopt.bids.rates import ClickRates, click_rates, has_rates
from kwopt.bids.verdicts import verdicts
from kwopt.errors import BidError, SettingError
from kwopt.messages import message
from kwopt.models import Notice, Product
from kwopt.scoring.conversion import DEFAULT_LEVEL
from kwopt.scoring.credible import Floats
from kwopt.tables.scored import without_estimates

Mode = Literal["keywords", "report"]

MAX_LOSS_PROBABILITY = 0.2
"""Chance of losing money at the safe ceiling, by default."""


class HasFrame(Protocol):
    """A keyword table: anything that holds a frame of canonical columns."""

    @property
    def frame(self) -> pd.DataFrame:
        """The rows."""
        ...


@dataclass(frozen=True)
class BidResult:
    """Bid ceilings with all that is printed beside them; fields bear the JSON's names.

    `frame` holds one row per keyword in order of first appearance; its `reason` is a message code
    ("bids.too_little_data"), whose sentence `reasons` gives.
    """

    frame: pd.DataFrame
    unit_economics: UnitEconomics
    mode: Mode
    currency: str | None
    break_even_roas: float | None
    max_loss_probability: float
    totals: Mapping[str, float] | None
    notices: tuple[Notice, ...]

    def reasons(self, lang: str = "en") -> list[str]:
        """Return for each row of a report why its verdict is what it is, in one sentence."""
        if self.mode != "report":
            return []
        return [message(row[c.REASON], _shown(row), lang) for row in self.frame.to_dict("records")]


def bid_ceilings(
    scored_or_report: pd.DataFrame | HasFrame,
    *,
    profit_per_order: float | None = None,
    product: Product | None = None,
    max_loss_probability: float = MAX_LOSS_PROBABILITY,
    currency: str | None = None,
) -> pd.DataFrame:
    """Return what a click on each keyword may cost, with its interval and the ceiling that is safe.

    Parameters
    ----------
    scored_or_report
        Scored keywords, a keyword table, a campaign report, or any frame with canonical columns; left
        unchanged. Rows of one keyword are added up.
    profit_per_order, product
        One of the two: the profit of an order before advertising, or a product with price and cost.
    max_loss_probability
        Chance of losing money that the safe ceiling allows, above 0 and below 1.
    currency
        Three letters; decides the smallest unit. By default the product's, else two decimals.

    Returns
    -------
    DataFrame
        One row per keyword: `kwopt.columns.BIDS`, or `REPORT_BIDS` where clicks, orders and spend are
        known; then `conversion_source` and, where given, `relevance_class`. Money in the account's
        currency, rounded down to its smallest unit.

    Raises
    ------
    BidError
        Without keywords, without any conversion rate, or without exactly one of profit and product.
    SettingError
        For a probability, profit or currency outside what it may be.

    Examples
    --------
    >>> report = pd.DataFrame({"keyword": ["旗袍", "唐装"], "clicks": [1000, 800], "orders": [50, 8]})
    >>> bids = bid_ceilings(report, profit_per_order=38.0)
    >>> bids["ceiling"].round(1).tolist(), bool((bids["safe_ceiling"] < bids["ceiling"]).all())
    ([1.9, 0.4], True)
    """
    return bid_result(
        scored_or_report, profit_per_order=profit_per_order, product=product,
        max_loss_probability=max_loss_probability, currency=currency,
    ).frame  # fmt: skip


def bid_result(
    scored_or_report: pd.DataFrame | HasFrame,
    *,
    profit_per_order: float | None = None,
    product: Product | None = None,
    max_loss_probability: float = MAX_LOSS_PROBABILITY,
    currency: str | None = None,
) -> BidResult:
    """Return `bid_ceilings` together with unit economics, totals and notices; see there.

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
    economics = _economics(profit_per_order, product)
    money = currency or (product.currency if product else None)
    given = without_estimates(_frame(scored_or_report))
    rows = by_keyword(given[given[c.KEYWORD].notna()])
    rates = click_rates(rows)
    frame = _with_ceilings(rows, rates, economics.profit_per_order, max_loss_probability, money)
    mode: Mode = "report" if _is_report(rows) else "keywords"
    if mode == "report":
        frame = _with_verdicts(frame, rows, economics.profit_per_order)
    return BidResult(
        frame=_in_order(frame, mode), unit_economics=economics, mode=mode, currency=money,
        break_even_roas=economics.break_even_roas, max_loss_probability=max_loss_probability,
        totals=_totals(frame) if mode == "report" else None,
        notices=_notices(given, rows, rates, economics),
    )  # fmt: skip


def _economics(profit_per_order: float | None, product: Product | None) -> UnitEconomics:
    if (profit_per_order is None) == (product is None):
        raise BidError("bids.profit_or_product")
    if product is not None:
        return UnitEconomics.of_product(product)
    return UnitEconomics.of_profit(float(profit_per_order or 0.0))


def _frame(source: pd.DataFrame | HasFrame) -> pd.DataFrame:
    frame = source if isinstance(source, pd.DataFrame) else getattr(source, "frame", None)
    if not isinstance(frame, pd.DataFrame):
        raise BidError("bids.not_a_table", value=type(source).__name__)
    if c.KEYWORD not in frame.columns:
        raise BidError("bids.no_keywords", columns=tuple(map(str, frame.columns)))
    for column in c.NUMERIC:
        if column in frame.columns:
            _check_numbers(frame[column])
    if len(frame) and not has_rates(frame):
        raise BidError("bids.no_rates")
    return frame


def _check_numbers(values: pd.Series) -> None:
    missing = values.isna()
    wrong = pd.to_numeric(values.astype(object), errors="coerce").isna() & ~missing
    if pd.api.types.is_numeric_dtype(values) or not wrong.any():
        return
    raise BidError("bids.not_numbers", column=str(values.name), value=values[wrong].iloc[0])


def _is_report(rows: pd.DataFrame) -> bool:
    needed = (c.CLICKS, c.ORDERS, c.SPEND)
    return all(name in rows.columns and rows[name].notna().any() for name in needed)


def _with_ceilings(
    rows: pd.DataFrame, rates: ClickRates, profit: float, max_loss_probability: float, currency: str | None
) -> pd.DataFrame:
    mean = rates.posterior.mean
    low = rates.posterior.quantile((1 - DEFAULT_LEVEL) / 2)
    high = rates.posterior.quantile((1 + DEFAULT_LEVEL) / 2)
    safe = rates.posterior.quantile(max_loss_probability)

    def ceiling(rate: Floats) -> Floats:
        return rounded_down(max(profit, 0.0) * rate, currency)

    columns: dict[str, Any] = {
        c.CONVERSION: mean, c.CONVERSION_LOW: low, c.CONVERSION_HIGH: high,
        c.CONVERSION_BASIS: rates.posterior.basis_names,
        c.CEILING: ceiling(mean), c.CEILING_LOW: ceiling(low), c.CEILING_HIGH: ceiling(high),
        c.SAFE_CEILING: ceiling(safe), c.CLICKS_NEEDED: clicks_needed(rates.posterior),
        c.CONVERSION_SOURCE: rates.source_names,
    }  # fmt: skip
    kept = [name for name in (c.KEYWORD, c.RELEVANCE_CLASS) if name in rows.columns]
    frame = rows[kept].assign(**columns)
    for name in (c.CLICKS, c.ORDERS, c.MARKET_CPC):
        frame[name] = _numbers(rows, name)
    return frame


def _with_verdicts(frame: pd.DataFrame, rows: pd.DataFrame, profit: float) -> pd.DataFrame:
    clicks, spend = _numbers(rows, c.CLICKS), _numbers(rows, c.SPEND)
    paid = np.divide(spend, clicks, out=np.full(len(rows), np.nan), where=clicks > 0)
    full = frame.copy()
    for name in (c.IMPRESSIONS, c.SPEND, c.SALES):
        full[name] = _numbers(rows, name)
    full[c.PROFIT] = _numbers(rows, c.ORDERS) * profit - spend
    full[c.PAID_CPC] = paid
    verdict, reason = verdicts(full, profit)
    full[c.VERDICT] = pd.array(verdict, dtype="str")
    full[c.REASON] = pd.array([f"bids.{code}" for code in reason], dtype="str")
    return full


def _in_order(frame: pd.DataFrame, mode: Mode) -> pd.DataFrame:
    first = list(c.REPORT_BIDS if mode == "report" else c.BIDS)
    return frame[first + [name for name in frame.columns if name not in first]]


def _numbers(frame: pd.DataFrame, column: str) -> Floats:
    if column not in frame.columns:
        return np.full(len(frame), np.nan)
    return frame[column].to_numpy(dtype=np.float64, na_value=np.nan)


def _totals(frame: pd.DataFrame) -> dict[str, float]:
    """Return sums of the report and the ratios recomputed from them; NaN where nothing is known."""
    totals = {name: float(frame[name].sum(min_count=1)) for name in (*c.OWN_FIGURES, c.PROFIT)}
    clicked = totals[c.CLICKS] > 0
    totals[c.CONVERSION] = totals[c.ORDERS] / totals[c.CLICKS] if clicked else math.nan
    totals[c.PAID_CPC] = totals[c.SPEND] / totals[c.CLICKS] if clicked else math.nan
    return totals


def _notices(
    given: pd.DataFrame, rows: pd.DataFrame, rates: ClickRates, economics: UnitEconomics
) -> tuple[Notice, ...]:
    notices = []
    if economics.profit_per_order <= 0:
        notices.append(Notice("bids.no_profit", "warning", {"profit": round(economics.profit_per_order, 2)}))
    guessed = rates.count("market_guess")
    if guessed:
        notices.append(Notice("bids.market_guess", "warning", {"count": guessed}))
    average = rates.count("account")
    if average:
        notices.append(Notice("bids.account_average", "info", {"count": average}))
    above = int(np.count_nonzero(_numbers(rows, c.ORDERS) > _numbers(rows, c.CLICKS)))
    if above:
        notices.append(Notice("bids.orders_above_clicks", "warning", {"count": above}))
    named = int(given[c.KEYWORD].notna().sum())
    if named < len(given):
        notices.append(Notice("bids.rows_without_keyword", "warning", {"count": len(given) - named}))
    if len(rows) < named:
        notices.append(Notice("bids.rows_added_up", "info", {"rows": named, "keywords": len(rows)}))
    unfit = int((rows[c.RELEVANCE_CLASS] == "wrong").sum()) if c.RELEVANCE_CLASS in rows.columns else 0
    if unfit:
        notices.append(Notice("bids.wrong_keywords", "warning", {"count": unfit}))
    return tuple(notices)


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a row's figures as a sentence shows them."""
    money = (c.SPEND, c.PAID_CPC, c.CEILING, c.CEILING_HIGH, c.SAFE_CEILING, c.PROFIT)
    counts = (c.CLICKS, c.ORDERS)
    return {
        **{name: f"{row[name]:,.2f}" for name in money},
        **{name: f"{row[name]:,.0f}" for name in counts},
    }
