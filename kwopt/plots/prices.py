"""The price of a click in figures: which column holds it, its points by verdict, and what their hover says.

What both views of ceilings share: `kwopt.plots.ceilings` and `kwopt.plots.overpaid`.
"""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kwopt import columns as c
from kwopt.numerals import count, orders
from kwopt.plots import palette
from kwopt.plots.palette import Mark
from kwopt.plots.planes import POINT_SIZE
from kwopt.plots.rows import HasFrame, Shown
from kwopt.plots.wording import Wording, money

CEILINGS = (c.KEYWORD, c.CEILING, c.CEILING_LOW, c.CEILING_HIGH, c.SAFE_CEILING)
"""Columns without which there is nothing to hold a price against."""

_ADVISED = (c.TARGET_BID, c.SUGGESTED_BID)
LAST_RANK = 1001  # place in the legend behind all traces that state none, which have 1000


def price_column(frame: pd.DataFrame) -> str | None:
    """Return the column of prices: paid a click, else the market's; None if no row has one."""
    known = (
        name for name in (c.PAID_CPC, c.MARKET_CPC) if name in frame.columns and frame[name].notna().any()
    )
    return next(known, None)


def by_price(name: str, price: str) -> str:
    """Return the name of a sentence for this price: what the market asks is not yet overpaid."""
    return name if price == c.PAID_CPC else f"{name}_market"


def symbols(shown: Shown, wording: Wording) -> str:
    """Return what the symbols of verdicts mean, where there are any."""
    return wording.say("symbols_meaning") if c.VERDICT in shown.rows.columns else ""


def currency_of(source: pd.DataFrame | HasFrame) -> str | None:
    """Return the currency that a result knows; a bare frame knows none."""
    found: str | None = getattr(source, "currency", None)
    return found


def price_traces(
    shown: Shown, price: str, hover: list[str], wording: Wording, *, x: list[float | None],
    y: list[float | None] | None = None, sizes: list[float] | None = None,
) -> list[go.Scatter]:  # fmt: skip
    """Return the points of prices, one trace a verdict, those without one beneath; else one trace in all.

    `x`, `y` and `sizes` (px) hold one entry a row; `y` is the row's place by default.
    """
    rows = list(range(len(shown.rows)))
    heights: list[Any] = y or rows
    areas = sizes or [POINT_SIZE] * len(rows)
    traces = []
    # Drawn from the last kind to the first, so that the urgent ones lie on top; the legend keeps their order.
    for rank, (name, mark, kind) in reversed([*enumerate(_kinds(shown, price, wording))]):
        places = [row for row in kind if x[row] is not None and heights[row] is not None]
        if places:
            traces.append(go.Scatter(
                x=[x[row] for row in places], y=[heights[row] for row in places], mode="markers",
                name=name, legendrank=LAST_RANK + rank, cliponaxis=False,
                hoverinfo="text", hovertext=[hover[row] for row in places],
                marker={
                    "color": mark.color, "symbol": mark.symbol, "size": [areas[row] for row in places],
                    "opacity": 1, "line": {"width": 1, "color": palette.BACKGROUND},
                },
            ))  # fmt: skip
    return traces


def _kinds(shown: Shown, price: str, wording: Wording) -> list[tuple[str, Mark, list[int]]]:
    """Return name, mark and rows of each kind of point."""
    if c.VERDICT not in shown.rows.columns:
        return [(wording.term("col", price), palette.PRICE, list(range(len(shown.rows))))]
    found = shown.texts(c.VERDICT)
    return [
        (wording.term("verdict", verdict), mark, rows)
        for verdict, mark in palette.VERDICTS.items()
        if (rows := [row for row, its in enumerate(found) if its == verdict])
    ]


def price_hover(shown: Shown, price: str | None, decimals: int, wording: Wording) -> list[str]:
    """Return what is said of each row when the mouse rests on one of its points."""
    rows = range(len(shown.rows))
    amounts = [
        *(
            (wording.term("col", name), shown.numbers(name))
            for name in (price, c.SAFE_CEILING, c.CEILING)
            if name
        ),
        *((wording.say(name), shown.numbers(name)) for name in _ADVISED if name in shown.rows.columns),
    ]
    clicks, ordered = shown.numbers(c.CLICKS), shown.numbers(c.ORDERS)
    low, high, spend = (shown.numbers(name) for name in (c.CEILING_LOW, c.CEILING_HIGH, c.SPEND))
    verdicts = shown.texts(c.VERDICT) if c.VERDICT in shown.rows.columns else None

    def facts(row: int) -> list[tuple[str, str]]:
        spread = f"{money(low[row], decimals)}–{money(high[row], decimals)}"
        return [
            *((name, money(values[row], decimals)) for name, values in amounts),
            (wording.term("col", "ceiling_range"), spread),
            (wording.term("col", c.CLICKS), count(clicks[row])),
            (wording.term("col", c.ORDERS), orders(ordered[row])),
            *([(wording.say("spend"), money(spend[row], decimals))] if spend[row] is not None else []),
            *([(wording.term("col", c.VERDICT), wording.term("verdict", verdicts[row]))] if verdicts else []),
        ]

    keywords = shown.texts(c.KEYWORD)
    return [wording.hover(keywords[row], facts(row)) for row in rows]
