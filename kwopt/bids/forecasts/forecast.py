"""What the coming period may bring: clicks, orders, sales and profit of each entrance and in all.

    impressions x CTR x conversion x value per order x purchases per buyer

Expectations are exact products of means; intervals are those of what will be counted, not of rates: they
hold what is not known of the rates, how rates change between periods, and the chance of the counts. Taken as
given: the plan (impressions, or clicks where impressions are not counted) unless a low and a high are stated,
the cost of a click, and profit per order. Coverage: `benchmarks/forecast.py`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.economics.sold import sold
from kwopt.bids.economics.unit_economics import UnitEconomics
from kwopt.bids.forecasts.draws import MEASURES, Drawn, Drift, drawn
from kwopt.bids.forecasts.funnel import Funnel, entrance_rows, figure_notices, funnel
from kwopt.bids.forecasts.values import OrderValues, entrance_values
from kwopt.bids.forecasts.weakest import WeakestStep, weakest_step
from kwopt.errors import BidError, SettingError
from kwopt.models import Notice, Product
from kwopt.scoring.rates.conversion import DEFAULT_LEVEL
from kwopt.scoring.rates.credible import Floats

_VALUES_DIFFER = 1.2  # sales per order against the product's price: beyond, one of them is of something else


@dataclass(frozen=True)
class Forecast:
    """Forecast of each entrance and in all; fields bear the JSON's names.

    Parameters
    ----------
    entrances
        One row an entrance: planned `impressions`, rates with their `_basis`, and each measure (`clicks`,
        `orders`, `purchases`, `sales`, `spend`, `profit`) with its `_low` and `_high`.
    total
        The same of all entrances together; intervals are of sums, and narrower than sums of ends.
    weakest
        The step whose rate lies clearly below that of the other entrances; None if none does.
    """

    entrances: pd.DataFrame
    total: Mapping[str, float]
    level: float
    purchases_per_buyer: float
    unit_economics: UnitEconomics | None
    currency: str | None
    weakest: WeakestStep | None
    notices: tuple[Notice, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form without notices; what is not known is None."""
        plain = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "notices"}
        plain["entrances"] = [_known(row) for row in self.entrances.to_dict("records")]
        plain["total"] = _known(self.total)
        plain["unit_economics"] = self.unit_economics.to_dict() if self.unit_economics else None
        plain["weakest"] = self.weakest.to_dict() if self.weakest else None
        return plain


def forecast(
    entrances: pd.DataFrame,
    *,
    value_per_order: float | None = None,
    profit_per_order: float | None = None,
    product: Product | None = None,
    purchases_per_buyer: float | None = None,
    impressions_scale: float = 1.0,
    drift: Drift | None = None,
    level: float = DEFAULT_LEVEL,
    currency: str | None = None,
) -> Forecast:
    """Return what the coming period may bring through each entrance and in all.

    Parameters
    ----------
    entrances
        `entrance` or `keyword`, and any of: `impressions`, `clicks`, `orders`, `spend`, `sales` of a past
        period; where counts are lacking, `click_through_rate` (clicks per impression), `orders_per_click`;
        `planned_impressions` or `planned_clicks` (visitors), each with `_low` and `_high`; `paid_cpc`. Rows
        of one entrance are added up. Left unchanged.
    value_per_order
        What a buyer pays for one order. By default sales per order of the table, else the product's price
        less discount.
    profit_per_order, product
        At most one of them decides the profit: stated, or of a product with price and cost.
    purchases_per_buyer
        Orders of a buyer in all, at least 1, of which the first is the one that the table counts. By default
        1 plus the product's repeat orders. The profit of each is that of a first order.
    impressions_scale
        The coming period's volume as a multiple of the past one's, where no plan is stated.
    drift
        How much rates change between periods; by default as measured on a real account.
    level
        Share of possible outcomes inside an interval, above 0 and below 1.

    Raises
    ------
    BidError
        Without entrances, volume, or rates, or with both profit and product.
    SettingError
        For a number outside what it may be.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "entrance": ["搜索", "直播"], "impressions": [100_000, None],
    ...     "clicks": [4_000, 500], "orders": [120, 30],
    ... })
    >>> found = forecast(table, value_per_order=100.0, impressions_scale=2.0)
    >>> found.entrances["clicks"].round(-1).tolist(), round(found.total["orders"], -1)
    ([8000.0, 1000.0], 300.0)
    """
    _check(value_per_order, purchases_per_buyer, impressions_scale, level)
    rows, notices = entrance_rows(entrances)
    economics = _economics(profit_per_order, product)
    purchases = _purchases(purchases_per_buyer, product)
    found = funnel(rows, impressions_scale=impressions_scale, level=level)
    values = entrance_values(rows, value_per_order, product)
    profit = _profit_of_order(economics)
    chances = drawn(found, values, later=purchases - 1, profit=profit, drift=drift or Drift(), level=level)
    expected = _expected(found, values, purchases, profit)
    return Forecast(
        entrances=_frame(found, values, expected, chances, level),
        total=_total(found, expected, chances),
        level=level, purchases_per_buyer=purchases, unit_economics=economics,
        currency=currency or (product.currency if product else None), weakest=weakest_step(rows, found),
        notices=(*notices, *figure_notices(rows, found), *_value_notices(rows, values, economics),
            *_profit_notices(product)),
    )  # fmt: skip


def _check(value: float | None, purchases: float | None, scale: float, level: float) -> None:
    infinite = float("inf")
    rules = (
        ("value_per_order", value, "above 0 and finite", value is None or 0 < value < infinite),
        ("purchases_per_buyer", purchases, "1 or more", purchases is None or 1 <= purchases < infinite),
        ("impressions_scale", scale, "above 0 and finite", 0 < scale < infinite),
        ("level", level, "above 0 and below 1", 0 < level < 1),
    )
    for name, number, expected, holds in rules:
        if not holds:
            raise SettingError("errors.bad_value", name=name, expected=expected, value=number)


def _economics(profit: float | None, product: Product | None) -> UnitEconomics | None:
    """Return what an order earns; None if neither profit nor the product's price and cost are known."""
    if profit is not None:
        if product is not None:
            raise BidError("bids.profit_or_product")
        return UnitEconomics.of_profit(profit)
    if product is None or product.price is None or product.cost is None:
        return None
    return UnitEconomics.of_product(product)


def _purchases(stated: float | None, product: Product | None) -> float:
    if stated is not None:
        return stated
    return 1.0 + (product.repeat_orders if product else 0.0)


def _profit_of_order(economics: UnitEconomics | None) -> float:
    """Return the profit of one order; repeat profit is left to the number of purchases. NaN if unknown."""
    if economics is None:
        return math.nan
    return economics.profit_per_order - (economics.repeat_profit or 0.0)


def _expected(found: Funnel, values: OrderValues, purchases: float, profit: float) -> dict[str, Floats]:
    clicks, orders = found.expected_clicks, found.expected_orders
    spend = np.where(np.isnan(clicks), np.nan, clicks * found.cost_per_click + found.fixed_cost)
    placed = orders + orders * (purchases - 1)
    return {
        c.CLICKS: clicks, c.ORDERS: orders, c.PURCHASES: placed, c.SALES: placed * values.mean,
        c.SPEND: spend, c.PROFIT: placed * profit - spend,
    }  # fmt: skip


def _frame(
    found: Funnel, values: OrderValues, expected: Mapping[str, Floats], chances: Drawn, level: float
) -> pd.DataFrame:
    tails = ((1 - level) / 2, (1 + level) / 2)
    through = np.isfinite(found.impressions)
    columns: dict[str, Any] = {c.ENTRANCE: pd.array(found.entrances, dtype="str")}
    columns[c.IMPRESSIONS] = found.impressions
    for name, rates, used in (
        (c.CLICK_THROUGH_RATE, found.click_through, through),
        (c.CONVERSION, found.conversion, np.ones(len(through), dtype=bool)),
    ):
        columns[name] = np.where(used, rates.mean, np.nan)
        columns[c.low(name)] = np.where(used, rates.quantile(tails[0]), np.nan)
        columns[c.high(name)] = np.where(used, rates.quantile(tails[1]), np.nan)
    columns[c.CLICK_THROUGH_BASIS] = pd.Series(found.click_through.basis_names, dtype="str").where(through)
    columns[c.CONVERSION_BASIS] = found.conversion.basis_names
    columns[c.VALUE_PER_ORDER] = values.mean
    columns[c.VALUE_BASIS] = pd.Series(list(values.basis), dtype="str")
    for name in MEASURES:
        columns[name] = expected[name]
        # Where hardly anything is expected, most draws are 0: the range still has to hold the expectation.
        columns[c.low(name)] = np.fmin(chances.low[name], expected[name])
        columns[c.high(name)] = np.fmax(chances.high[name], expected[name])
    return pd.DataFrame(columns)


def _total(found: Funnel, expected: Mapping[str, Floats], chances: Drawn) -> dict[str, float]:
    total = {c.IMPRESSIONS: _sum(found.impressions)}
    for name in MEASURES:
        total[name] = _sum(expected[name])
        total[c.low(name)] = float(np.fmin(chances.total_low[name], total[name]))
        total[c.high(name)] = float(np.fmax(chances.total_high[name], total[name]))
    return total


def _sum(values: Floats) -> float:
    return float(np.nansum(values)) if np.isfinite(values).any() else float("nan")


def _value_notices(rows: pd.DataFrame, values: OrderValues, economics: UnitEconomics | None) -> list[Notice]:
    if np.isnan(values.mean).any():
        return [Notice("bids.forecast_no_value", "warning")]
    pooled = sold(rows).pooled
    price = economics.revenue if economics else None
    if pooled and price and not 1 / _VALUES_DIFFER < pooled / price < _VALUES_DIFFER:
        params = {"found": f"{pooled:,.2f}", "price": f"{price:,.2f}"}
        return [Notice("bids.forecast_values_differ", "warning", params)]
    return []


def _profit_notices(product: Product | None) -> list[Notice]:
    lacking = [name for name in ("price", "cost") if product is not None and getattr(product, name) is None]
    return [Notice("bids.forecast_no_profit", "warning", {"fields": lacking})] if lacking else []


def _known(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): None if value != value else value for name, value in row.items()}
