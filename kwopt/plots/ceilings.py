"""Keyword by keyword: what a click may cost beside what it costs, the overpaid part drawn thick.

Knows nothing of how ceilings are computed. The bird's-eye view of all keywords is `kwopt.plots.overpaid`.
"""

from statistics import median
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kwopt import columns as c
from kwopt.bids.economics.money import decimals
from kwopt.plots import palette
from kwopt.plots.canvas import Head, blank, canvas, row_axis, rows_height
from kwopt.plots.prices import (
    CEILINGS,
    by_price,
    currency_of,
    price_column,
    price_hover,
    price_traces,
    symbols,
)
from kwopt.plots.rows import HasFrame, Numbers, Shown, differences, frame_of, heaviest
from kwopt.plots.wording import Wording, label, money

_WIDEST_AXIS = 1.6
"""The axis ends at this multiple of the highest ceiling, or of the median price, at the latest: one click
bought at ten times the usual, or the interval of a keyword with few clicks, would squeeze all the others."""


def ceilings_plot(source: pd.DataFrame | HasFrame, *, top: int = 30, lang: str = "en") -> go.Figure:
    """Draw for each keyword the ceiling with its interval, the safe ceiling, and the price of a click.

    A thick line runs from the ceiling to a price above it: that much is overpaid. A dotted line runs from a
    price below the safe ceiling up to it: that much room is left. A price far beyond all others is written at
    the edge. Where the verdict is to wait, because there is too little data, neither is drawn.

    Parameters
    ----------
    source
        A result of `bid_result` or its frame; left unchanged.
    top
        Most keywords to show, from 1 to 500: those with the highest spend, else clicks.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        Amounts in the account's currency. The price is what was paid a click, or the market's where the
        source is no campaign report. Without rows it says so in a sentence.

    Raises
    ------
    PlotError
        If `source` has no ceilings.
    SettingError
        For a `top` or `lang` that does not exist.

    Examples
    --------
    >>> from kwopt.bids import bid_result
    >>> row = {"keyword": "旗袍", "clicks": 1000, "orders": 50, "spend": 3000.0}
    >>> result = bid_result(pd.DataFrame([row]), profit_per_order=38, currency="CNY")
    >>> [trace.name for trace in ceilings_plot(result).data]
    ['overpaid', 'ceiling (80%)', 'safe ceiling', 'lower']
    """
    wording, frame = Wording(lang), frame_of(source, CEILINGS)
    shown, currency = heaviest(frame, top), currency_of(source)
    price = price_column(frame)
    title = wording.say(_title_name(price))
    if shown.rows.empty:
        return blank(title, wording.say("no_rows"), wording)
    meaning = wording.say(by_price("ceilings_meaning", price) if price else "ceilings_without_price")
    remark = wording.remark(meaning, symbols(shown, wording), shown.remark(wording))
    head = Head(title, remark, legend_rows=3)
    figure = canvas(head, rows_height(len(shown.rows)))
    digits, edge = decimals(currency), _edge(shown, price)
    hover = price_hover(shown, price, digits, wording)
    if price:
        figure.add_traces(_gaps(shown, price, wording))
    figure.add_traces(_ceilings(shown, hover, wording))
    if price:
        prices = shown.numbers(price)
        figure.add_traces(price_traces(shown, price, hover, wording, x=_clipped(prices, edge)))
        figure.update_layout(annotations=_beyond(prices, edge, digits))
    figure.update_yaxes(row_axis([label(keyword) for keyword in shown.texts(c.KEYWORD)]))
    figure.update_xaxes(
        title={"text": wording.money_axis("per_click", currency)}, range=[-0.015 * edge, edge]
    )
    return figure


def _title_name(price: str | None) -> str:
    return by_price("ceilings_title", price) if price else "ceilings_title_alone"


def _edge(shown: Shown, price: str | None) -> float:
    """Return where the axis ends."""
    prices = [paid for paid in shown.numbers(price) if paid is not None] if price else []
    usual = max(shown.highest(c.CEILING), shown.highest(c.SAFE_CEILING), median(prices) if prices else 0.0)
    reached = max(usual, shown.highest(c.CEILING_HIGH), *prices)
    return 1.04 * min(reached, _WIDEST_AXIS * usual) or 1.0


def _clipped(prices: Numbers, edge: float) -> list[float | None]:
    return [None if paid is None else min(paid, 0.985 * edge) for paid in prices]


def _beyond(prices: Numbers, edge: float, digits: int) -> list[dict[str, Any]]:
    """Return a label for each price that lies beyond the axis: what it is, and where it lies."""
    return [
        {
            "text": f"{money(paid, digits)} →", "x": edge, "y": place, "xanchor": "right", "xshift": -14,
            "showarrow": False, "bgcolor": palette.BACKGROUND,
        }
        for place, paid in enumerate(prices)
        if paid is not None and paid > edge
    ]  # fmt: skip


def _gaps(shown: Shown, price: str, wording: Wording) -> list[go.Scatter]:
    """Return the lines of what is overpaid and of the room that is left, without those of no keyword."""
    ceilings, safe, judged = shown.numbers(c.CEILING), shown.numbers(c.SAFE_CEILING), _judged(shown)
    over, room = [], []
    for place, paid in enumerate(shown.numbers(price)):
        ceiling, sure = ceilings[place], safe[place]
        if paid is None or ceiling is None or sure is None or not judged[place]:
            continue
        if paid > ceiling:
            over.append((place, ceiling, paid))
        elif paid < sure:
            room.append((place, paid, sure))
    thick = {"color": palette.VERMILLION, "width": 6}
    dotted = {"color": palette.BLUISH_GREEN, "width": 3, "dash": "dot"}
    kinds = ((by_price("overpaid", price), over, thick), ("room", room, dotted))
    return [_segments(wording.say(name), spans, line) for name, spans, line in kinds if spans]


def _judged(shown: Shown) -> list[bool]:
    if c.VERDICT not in shown.rows.columns:
        return [True] * len(shown.rows)
    return [verdict != palette.WAIT for verdict in shown.texts(c.VERDICT)]


def _segments(name: str, spans: list[tuple[int, float, float]], line: dict[str, Any]) -> go.Scatter:
    """Return one trace of separate horizontal lines: None lifts the pen."""
    return go.Scatter(
        x=[end for _, start, stop in spans for end in (start, stop, None)],
        y=[end for place, _, _ in spans for end in (place, place, None)],
        mode="lines", line=line, hoverinfo="skip", name=name,
    )  # fmt: skip


def _ceilings(shown: Shown, hover: list[str], wording: Wording) -> list[go.Scatter]:
    places, ceiling = list(range(len(shown.rows))), shown.numbers(c.CEILING)
    bars = {
        "type": "data", "symmetric": False, "color": palette.BAND, "thickness": 2, "width": 4,
        "array": differences(shown.numbers(c.CEILING_HIGH), ceiling),
        "arrayminus": differences(ceiling, shown.numbers(c.CEILING_LOW)),
    }  # fmt: skip
    marks = {"mode": "markers", "hoverinfo": "text", "hovertext": hover, "y": places}
    return [
        go.Scatter(
            marks, x=ceiling, error_x=bars, name=wording.say("ceiling_interval"),
            marker={"symbol": "line-ns", "size": 10, "line": {"width": 2, "color": palette.BAND}},
        ),
        go.Scatter(
            marks, x=shown.numbers(c.SAFE_CEILING), name=wording.term("col", c.SAFE_CEILING),
            marker={"symbol": "diamond", "size": 9, "color": palette.QUIET_TEXT},
        ),
    ]  # fmt: skip
