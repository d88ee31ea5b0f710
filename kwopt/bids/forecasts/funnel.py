"""The funnel of each entrance before any chance is drawn: planned volume, uncertain rates, costs.

    impressions x clicks per impression x orders per click

An entrance is a way into the shop: search, recommendation, an advertising campaign, live. Where impressions
are not counted (a traffic report counts visitors only), or fewer than clicks, the funnel begins at clicks.
Both rates are shrunk by `kwopt.scoring.rates.conversion` towards the entrances of the same table. What an
order is worth is `forecasts.values`'.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from kwopt import columns as c
from kwopt.bids.rates.aggregate import by_keyword
from kwopt.errors import BidError
from kwopt.language.normalize import match_forms
from kwopt.models import Notice
from kwopt.scoring.rates.conversion import BASES, Posterior, fit_conversion_prior, posterior
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import as_numbers, first_text, numbers

PLANS = (c.PLANNED_IMPRESSIONS, c.PLANNED_CLICKS)
_ENDS = tuple(end(plan) for plan in PLANS for end in (c.low, c.high))
_RATES = (c.CLICK_THROUGH_RATE, c.ORDERS_PER_CLICK, c.BUYERS_PER_VISITOR)
FIGURES = (*c.OWN_FIGURES, *PLANS, *_ENDS, *_RATES, c.PAID_CPC)
"""Columns that a forecast reads, all of them optional."""

_MERE_REMARKS = ("bids.forecast_spend_unknown",)  # most sources of traffic are free


@dataclass(frozen=True)
class Funnel:
    """What is known of each entrance, arrays of shape (n,); NaN where it is not known.

    Parameters
    ----------
    impressions
        Planned for the coming period; NaN where the funnel begins at clicks.
    clicks
        Planned where the funnel begins at clicks, else NaN.
    plan_spread
        Standard deviation of the log of the plan; 0 where it is taken as given.
    click_through, conversion
        Distributions of clicks per impression and of orders per click.
    cost_per_click, fixed_cost
        What advertising costs; 0 for entrances that are not paid.
    """

    entrances: tuple[str, ...]
    impressions: Floats
    clicks: Floats
    plan_spread: Floats
    click_through: Posterior
    conversion: Posterior
    cost_per_click: Floats
    fixed_cost: Floats

    @property
    def expected_clicks(self) -> Floats:
        """Clicks to be expected; NaN where no volume is known."""
        return np.where(np.isnan(self.impressions), self.clicks, self.impressions * self.click_through.mean)

    @property
    def expected_orders(self) -> Floats:
        """Orders to be expected."""
        return self.expected_clicks * self.conversion.mean


def entrance_rows(source: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Notice, ...]]:
    """Return a new frame with one row an entrance, figures as floats, and what was made of odd cells.

    Rows of one entrance are added up; negative and infinite figures are unknown.

    Raises
    ------
    BidError
        Without a column of entrances, without rows, or with text where a number belongs.

    Examples
    --------
    >>> days = pd.DataFrame({"entrance": ["搜索", "搜索"], "clicks": [10, 30], "orders": [1, 2]})
    >>> entrance_rows(days)[0][["keyword", "clicks", "orders"]].values.tolist()
    [['搜索', 40.0, 3.0]]
    """
    name = c.ENTRANCE if c.ENTRANCE in source.columns else c.KEYWORD
    if name not in source.columns:
        raise BidError("bids.forecast_no_entrances", columns=tuple(map(str, source.columns)))
    named = source[source[name].notna()].reset_index(drop=True)
    if not len(named):
        raise BidError("bids.forecast_no_rows")
    there = [column for column in FIGURES if column in source.columns]
    figures = {column: _floats(named[column]) for column in there}
    odd = sum(int(np.count_nonzero((values < 0) | np.isinf(values))) for values in figures.values())
    figures = {
        column: np.where((values >= 0) & np.isfinite(values), values, np.nan)
        for column, values in figures.items()
    }
    rows = pd.DataFrame({c.KEYWORD: named[name].astype(str), **figures})
    notices = [Notice("bids.forecast_odd_figures", "warning", {"count": odd})] if odd else []
    if len(named) < len(source):
        lacking = len(source) - len(named)
        notices.append(Notice("bids.forecast_unnamed_rows", "warning", {"count": lacking}))
    return _added_up(rows), tuple(notices)


def _floats(values: pd.Series) -> Floats:
    place = first_text(values)
    if place is not None:
        raise BidError("bids.not_numbers", column=str(values.name), value=values.iloc[place])
    return as_numbers(values).to_numpy(dtype=np.float64, na_value=np.nan)


def _added_up(rows: pd.DataFrame) -> pd.DataFrame:
    merged = by_keyword(rows)
    if len(merged) == len(rows):
        return merged
    identity = pd.Series(match_forms(rows[c.KEYWORD].tolist()))
    by_name = rows.drop(columns=c.KEYWORD).groupby(identity, sort=False)
    for plan in (name for name in (*PLANS, *_ENDS) if name in rows.columns):
        merged[plan] = by_name[plan].sum(min_count=1).to_numpy()
    for name in (name for name in (c.IMPRESSIONS, c.SALES) if name in rows.columns):
        # Clicks of rows without impressions over impressions of the others would be a rate of nothing.
        complete = (by_name[name].count() == by_name.size()).to_numpy()
        merged[name] = merged[name].where(complete)
    return merged


def funnel(rows: pd.DataFrame, *, impressions_scale: float, level: float) -> Funnel:
    """Return the funnel of each entrance of `entrance_rows`.

    Parameters
    ----------
    impressions_scale
        Times the past period's volume, where no plan is stated.
    level
        Share of a plan's distribution between its low and its high, where these are stated.

    Raises
    ------
    BidError
        If no entrance has any volume, any clicks per impression although impressions are all there is, or
        any orders per click.
    """
    impressions, clicks = numbers(rows, c.IMPRESSIONS), numbers(rows, c.CLICKS)
    counted = _counts_impressions(rows)
    click_through = shrunk_rate(
        np.where(counted, clicks, np.nan), np.where(counted, impressions, np.nan),
        numbers(rows, c.CLICK_THROUGH_RATE),
    )  # fmt: skip
    conversion = shrunk_rate(numbers(rows, c.ORDERS), clicks, _stated_conversion(rows))
    planned, planned_clicks = _plan(rows, counted, impressions_scale)
    _check(planned, planned_clicks, click_through, conversion)
    cost_per_click, fixed_cost = _costs(rows)
    return Funnel(
        entrances=tuple(rows[c.KEYWORD]), impressions=planned, clicks=planned_clicks,
        plan_spread=_plan_spread(rows, ~np.isnan(planned), level),
        click_through=click_through, conversion=conversion,
        cost_per_click=cost_per_click, fixed_cost=fixed_cost,
    )  # fmt: skip


def _counts_impressions(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Return where impressions can be the funnel's beginning: fewer of them than clicks cannot."""
    impressions, clicks = numbers(rows, c.IMPRESSIONS), numbers(rows, c.CLICKS)
    return np.isfinite(impressions) & ~(clicks > impressions)


def _stated_conversion(rows: pd.DataFrame) -> Floats:
    own = numbers(rows, c.ORDERS_PER_CLICK)
    return np.where(np.isnan(own), numbers(rows, c.BUYERS_PER_VISITOR), own)


def shrunk_rate(hits: Floats, trials: Floats, rates: Floats) -> Posterior:
    """Return the distribution of each entrance's rate, from counts, a rate with volume, a rate, or others.

    >>> nan = np.nan
    >>> found = shrunk_rate(np.array([40.0, nan]), np.array([1000.0, nan]), np.array([nan, nan]))
    >>> found.basis_names.tolist()
    ['counts', 'prior']
    """
    evidence = pd.DataFrame({c.CLICKS: trials, c.ORDERS: hits, c.ORDERS_PER_CLICK: rates})
    return posterior(evidence, fit_conversion_prior(evidence, rate="orders_per_click"))


def _plan(rows: pd.DataFrame, counted: NDArray[np.bool_], scale: float) -> tuple[Floats, Floats]:
    """Return planned impressions, and planned clicks where there are no impressions to begin with."""
    stated, stated_clicks = numbers(rows, c.PLANNED_IMPRESSIONS), numbers(rows, c.PLANNED_CLICKS)
    past = np.where(counted, numbers(rows, c.IMPRESSIONS) * scale, np.nan)
    begins_at_clicks = np.isnan(stated) & np.isfinite(stated_clicks)
    planned = np.where(begins_at_clicks, np.nan, np.where(np.isnan(stated), past, stated))
    past_clicks = np.where(begins_at_clicks, stated_clicks, numbers(rows, c.CLICKS) * scale)
    return planned, np.where(np.isnan(planned), past_clicks, np.nan)


def _plan_spread(rows: pd.DataFrame, by_impressions: NDArray[np.bool_], level: float) -> Floats:
    low, high = (
        np.where(by_impressions, numbers(rows, end(PLANS[0])), numbers(rows, end(PLANS[1])))
        for end in (c.low, c.high)
    )
    ranged = (low > 0) & (high > low)
    ratio = np.divide(high, low, out=np.ones(len(rows)), where=ranged)
    return np.asarray(np.log(ratio) / (2 * ndtri((1 + level) / 2)))


def _check(impressions: Floats, clicks: Floats, click_through: Posterior, conversion: Posterior) -> None:
    if not (np.isfinite(impressions) | np.isfinite(clicks)).any():
        raise BidError("bids.forecast_no_volume")
    if (impressions > 0).any() and not (click_through.basis > 0).any():
        raise BidError("bids.forecast_no_click_rates")
    if not (conversion.basis > 0).any():
        raise BidError("bids.forecast_no_conversion")


def _costs(rows: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the cost of a click, and what is paid otherwise (a fee for a live show)."""
    spend, clicks = numbers(rows, c.SPEND), numbers(rows, c.CLICKS)
    per_click = np.divide(spend, clicks, out=np.full(len(rows), np.nan), where=clicks > 0)
    stated = numbers(rows, c.PAID_CPC)
    cost = np.where(np.isnan(stated), per_click, stated)
    return np.nan_to_num(cost), np.where(np.isnan(cost), np.nan_to_num(spend), 0.0)


def figure_notices(rows: pd.DataFrame, found: Funnel) -> tuple[Notice, ...]:
    """Return what the user should know of the figures that the funnel was made of."""
    clicks, impressions = numbers(rows, c.CLICKS), numbers(rows, c.IMPRESSIONS)
    spend = numbers(rows, c.SPEND)
    none = np.isnan(found.impressions) & np.isnan(found.clicks)
    kinds: Sequence[tuple[str, NDArray[np.bool_]]] = (
        ("bids.forecast_clicks_above_impressions", clicks > impressions),
        ("bids.forecast_orders_above_clicks", numbers(rows, c.ORDERS) > clicks),
        ("bids.forecast_no_plan", none),
        ("bids.forecast_rates_of_others", ~none & (found.conversion.basis == 0)),
        ("bids.forecast_click_rates_of_others", (found.impressions > 0) & (found.click_through.basis == 0)),
        ("bids.forecast_rates_alone", ~none & (found.conversion.basis == BASES.index("rate_only"))),
        ("bids.forecast_spend_unknown", np.isnan(spend) & np.isfinite(spend).any()),
    )
    return tuple(
        Notice(
            code,
            "info" if code in _MERE_REMARKS else "warning",
            {"count": int(where.sum()), "entrances": _few(found.entrances, where)},
        )
        for code, where in kinds
        if where.any()
    )


def _few(entrances: Sequence[str], where: NDArray[np.bool_], most: int = 5) -> str:
    """Return the first names, and dots where there are more."""
    names = [name for name, one in zip(entrances, where, strict=True) if one]
    return " / ".join(names[:most]) + (" / …" if len(names) > most else "")
