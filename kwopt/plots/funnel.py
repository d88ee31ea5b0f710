"""The forecast of each entrance and in all, step by step of the funnel, with intervals.

Steps differ by orders of magnitude (100,000 impressions, 120 orders), so each has an axis of its own below
the one before; nothing is drawn as a tapering shape, whose areas nobody can compare.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from kwopt import columns as c
from kwopt.bids.economics.money import decimals
from kwopt.bids.forecasts.forecast import Forecast
from kwopt.numerals import count
from kwopt.plots import palette
from kwopt.plots.canvas import ROW_HEIGHT, Head, blank, canvas, row_axis
from kwopt.plots.rows import Shown, differences, heaviest
from kwopt.plots.wording import Wording, label, money, percent

STEPS = (c.IMPRESSIONS, c.CLICKS, c.ORDERS, c.SALES, c.PROFIT)
"""Steps from top to bottom; those of which nothing is known are left out."""

_MONEY = (c.SALES, c.PROFIT)
_GAP = 62  # px between two steps: ticks of the upper, name of the lower
_NAME_HEIGHT = 22  # px from the name of a step down to its rows
_MOST_ENTRANCES = 100


def funnel_plot(forecast: Forecast, *, top: int = 10, lang: str = "en") -> go.Figure:
    """Draw impressions, clicks, orders, sales and profit of each entrance, and of all together.

    Parameters
    ----------
    forecast
        Of `kwopt.bids.forecasts.forecast`.
    top
        Most entrances to show, from 1 to 100: those with most orders. The total is of all; where some are
        left out it has no bar, which would dwarf the others, and stands in the remark alone.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        One panel a step, one bar an entrance with the forecast's interval, the total last. Impressions are
        the plan and have no interval. Without entrances it says so in a sentence.

    Raises
    ------
    SettingError
        For a `top` or `lang` that does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> from kwopt.bids.forecasts.forecast import forecast
    >>> table = pd.DataFrame({"entrance": ["搜索", "直播"], "clicks": [4000, 500], "orders": [120, 30]})
    >>> figure = funnel_plot(forecast(table, value_per_order=100.0))
    >>> figure.layout.yaxis.ticktext, [note.text for note in figure.layout.annotations]
    (('搜索', '直播', '<b>in all</b>'), ['<b>clicks</b>', '<b>orders</b>', '<b>sales</b>'])
    """
    wording = Wording(lang)
    shown = heaviest(forecast.entrances, top, _MOST_ENTRANCES, (c.ORDERS,))
    title = wording.say("funnel_title")
    steps = [step for step in STEPS if math.isfinite(forecast.total.get(step, math.nan))]
    if shown.rows.empty or not steps:
        return blank(title, wording.say("no_entrances"), wording)
    whole = len(shown.rows) == shown.total
    rows = len(shown.rows) + whole
    height = len(steps) * (ROW_HEIGHT * rows + _NAME_HEIGHT) + (len(steps) - 1) * (_GAP - _NAME_HEIGHT)
    figure = canvas(Head(title, _remark(shown, forecast, steps, wording)), height)
    labels = [label(name) for name in shown.texts(c.ENTRANCE)]
    labels += [f"<b>{wording.say('total')}</b>"] if whole else []
    hover = _hover(shown, forecast, steps, wording)
    for place, step in enumerate(steps):
        span = _span(place, rows, height)
        figure.add_trace(_bars(shown, forecast.total if whole else None, step, hover, place))
        figure.update_layout(_axes(step, place, span, labels, forecast.currency))
        figure.add_annotation(_name(step, span, forecast.currency, wording))
    return figure


def _remark(shown: Shown, forecast: Forecast, steps: Sequence[str], wording: Wording) -> str:
    digits = decimals(forecast.currency)
    total = [f"{wording.say(f'step_{step}')} {_ranged(forecast.total, step, digits)}" for step in steps]
    return wording.remark(
        wording.say("funnel_meaning", level=f"{forecast.level:.0%}"),
        wording.say("funnel_total", figures=wording.listed(total)), shown.remark(wording),
    )  # fmt: skip


def _span(place: int, rows: int, height: int) -> tuple[float, float]:
    """Return bottom and top of a step's panel as shares of the drawing."""
    top = place * (ROW_HEIGHT * rows + _GAP) + _NAME_HEIGHT
    return max(0.0, 1 - (top + ROW_HEIGHT * rows) / height), 1 - top / height


def _bars(shown: Shown, total: Mapping[str, float] | None, step: str, hover: list[str], place: int) -> go.Bar:
    values, low, high = (
        [*shown.numbers(name), *([_finite(total.get(name))] if total else [])]
        for name in (step, c.low(step), c.high(step))
    )
    colors = [palette.BLUE] * len(shown.rows) + [palette.BLUISH_GREEN] * bool(total)
    axes = {"xaxis": f"x{place + 1}", "yaxis": f"y{place + 1}"} if place else {}
    return go.Bar(
        axes, orientation="h", x=values, y=list(range(len(values))), width=0.62, showlegend=False,
        hoverinfo="text", hovertext=hover,
        marker={"color": colors},
        error_x={
            "visible": low.count(None) < len(low), "type": "data", "symmetric": False,
            "array": differences(high, values),
            "arrayminus": differences(values, low), "color": palette.TEXT, "thickness": 1.5, "width": 4,
        },
    )  # fmt: skip


def _axes(
    step: str, place: int, span: tuple[float, float], labels: list[str], currency: str | None
) -> dict[str, Any]:
    number = str(place + 1) if place else ""
    digits = decimals(currency) if step in _MONEY else 0
    return {
        f"xaxis{number}": {
            "anchor": f"y{number}", "zeroline": True, "rangemode": "tozero", "nticks": 6,
            "tickformat": f",.{digits}~f",
        },
        f"yaxis{number}": row_axis(labels) | {"anchor": f"x{number}", "domain": span, "showgrid": False},
    }  # fmt: skip


def _name(step: str, span: tuple[float, float], currency: str | None, wording: Wording) -> dict[str, Any]:
    name = f"step_{step}"
    text = wording.money_axis(name, currency) if step in _MONEY else wording.say(name)
    return {
        "text": f"<b>{text}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": span[1], "yref": "paper",
        "yanchor": "bottom", "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


def _hover(shown: Shown, forecast: Forecast, steps: Sequence[str], wording: Wording) -> list[str]:
    """Return what is said of each entrance, and of the total: every step with its interval, and the rates."""
    digits = decimals(forecast.currency)
    entrances = shown.rows.to_dict("records")
    rates = (c.CLICK_THROUGH_RATE, c.CONVERSION)

    def facts(row: Mapping[Any, Any]) -> list[tuple[str, str]]:
        return [
            *((wording.say(f"step_{step}"), _ranged(row, step, digits)) for step in steps),
            *((wording.say(f"rate_{rate}"), percent(row[rate])) for rate in rates if rate in row),
        ]

    names = [*shown.texts(c.ENTRANCE), wording.say("total")]
    rows: list[Mapping[Any, Any]] = [*entrances, forecast.total]
    return [wording.hover(name, facts(row)) for name, row in zip(names, rows, strict=True)]


def _ranged(row: Mapping[Any, Any], step: str, digits: int) -> str:
    """Return an amount with its interval, if it has one."""

    def said(value: Any) -> str:
        return money(_finite(value), digits) if step in _MONEY else count(_finite(value))

    ends = (row.get(c.low(step)), row.get(c.high(step)))
    spread = f" ({said(ends[0])}–{said(ends[1])})" if _finite(ends[0]) is not None else ""
    return said(row.get(step)) + spread


def _finite(value: Any) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
