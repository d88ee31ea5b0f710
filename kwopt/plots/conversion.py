"""Conversion rates with their intervals beside the raw rates: what few clicks can tell, and what they cannot.

Knows nothing of how rates are estimated.
"""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from kwopt import columns as c
from kwopt.numerals import count, orders
from kwopt.plots import palette
from kwopt.plots.canvas import Head, blank, canvas, row_axis, rows_height
from kwopt.plots.palette import Mark
from kwopt.plots.rows import HasFrame, Numbers, Shown, differences, frame_of, heaviest
from kwopt.plots.wording import Wording, label, percent, percent_range
from kwopt.tables.scored import rates_are_of_visitors

_NEEDED = (c.KEYWORD, c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH)
_WEIGHTS = (c.SPEND, c.CLICKS, c.WORTH, c.SEARCH_VOLUME)
_RAW = Mark(palette.VERMILLION, "diamond-open")
_BEYOND = Mark(palette.VERMILLION, "triangle-right-open")
_WIDEST_AXIS = 2.5
"""The axis ends at this multiple of the highest estimate at the latest: one order in one click is a raw rate
of 100 %, and would squeeze all others into the corner."""


def conversion_plot(source: pd.DataFrame | HasFrame, *, top: int = 30, lang: str = "en") -> go.Figure:
    """Draw each keyword's conversion rate with its 80 % interval, and its raw rate beside it.

    The axis is linear, because most raw rates are 0 and a logarithmic axis has no place for them. A raw rate
    beyond its end is drawn at the edge as an arrow.

    Parameters
    ----------
    source
        A result of `bid_result`, its frame, or scored keywords; left unchanged.
    top
        Most keywords to show, from 1 to 500: those with the highest spend, else clicks, worth, searches.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        Rates are fractions. Without rows, or without any rate of the shown ones, it says so in a sentence.

    Raises
    ------
    PlotError
        If `source` has no keywords, rates and intervals.
    SettingError
        For a `top` or `lang` that does not exist.

    Examples
    --------
    >>> from kwopt.bids import bid_result
    >>> report = pd.DataFrame({"keyword": ["旗袍", "唐装"], "clicks": [100, 10], "orders": [5, 0]})
    >>> figure = conversion_plot(bid_result(report, profit_per_order=38), lang="zh")
    >>> figure.layout.yaxis.ticktext, [trace.name for trace in figure.data]
    (('旗袍', '唐装'), ['账户均值 4.55%', '自家点击', '未修正'])
    """
    wording = Wording(lang)
    shown = heaviest(frame_of(source, _NEEDED), top, weights=_WEIGHTS)
    per_visitor = rates_are_of_visitors(shown.rows)
    title = wording.say("conversion_title")
    if shown.rows.empty:
        return blank(title, wording.say("no_rows"), wording)
    if _is_all_assumed(shown.rows):
        return blank(title, wording.say("no_rates"), wording)
    meaning = wording.say("conversion_meaning_market" if per_visitor else "conversion_meaning")
    head = Head(title, wording.remark(meaning, shown.remark(wording)), legend_rows=2)
    figure = canvas(head, rows_height(len(shown.rows)))
    raw = _Raw(_raw_rates(shown, per_visitor), per_visitor)
    mean = None if per_visitor else _account_mean(frame_of(source, ()))
    edge = _edge(shown, raw.rates, mean)
    hover = _hover(shown, raw, wording)
    if mean is not None:
        figure.add_trace(_mean_line(mean, len(shown.rows), wording))
    figure.add_traces(_estimates(shown, hover, wording))
    figure.add_traces(_raw_marks(raw, edge, hover, wording))
    figure.update_yaxes(row_axis([label(keyword) for keyword in shown.texts(c.KEYWORD)]))
    unit = wording.say("buyers_per_visitor" if per_visitor else "orders_per_click")
    figure.update_xaxes(title={"text": unit}, tickformat=".3~p", range=[-0.015 * edge, edge])
    return figure


def _is_all_assumed(rows: pd.DataFrame) -> bool:
    """Say whether no row has a rate of its own, so that all would stand at one assumed average."""
    if c.CONVERSION_SOURCE in rows.columns or c.CONVERSION_BASIS not in rows.columns:
        return False
    return bool((rows[c.CONVERSION_BASIS] == "prior").all())


@dataclass(frozen=True)
class _Raw:
    """The rates without estimate: own orders per own click, or what the table says of the market."""

    rates: list[float | None]
    per_visitor: bool

    @property
    def name(self) -> str:
        """The name of the sentence that calls them so."""
        return "raw_rate_market" if self.per_visitor else "raw_rate"


def _raw_rates(shown: Shown, per_visitor: bool) -> list[float | None]:
    if per_visitor:
        return shown.numbers(c.BUYERS_PER_VISITOR)
    pairs = zip(shown.numbers(c.ORDERS), shown.numbers(c.CLICKS), strict=True)
    return [orders / clicks if orders is not None and clicks else None for orders, clicks in pairs]


def _account_mean(frame: pd.DataFrame) -> float | None:
    """Return orders per click of all rows that have both, shown or not."""
    if c.CLICKS not in frame.columns or c.ORDERS not in frame.columns:
        return None
    counted = frame[frame[c.CLICKS].notna() & frame[c.ORDERS].notna()]
    clicks = float(counted[c.CLICKS].sum())
    return float(counted[c.ORDERS].sum()) / clicks if clicks > 0 else None


def _edge(shown: Shown, raw: Numbers, mean: float | None) -> float:
    """Return where the axis ends."""
    highest = max(shown.highest(c.CONVERSION), mean or 0.0)
    reached = max(shown.highest(c.CONVERSION_HIGH), mean or 0.0, *(rate or 0.0 for rate in raw))
    return 1.04 * min(reached, _WIDEST_AXIS * highest) or 1.0


def _mean_line(mean: float, size: int, wording: Wording) -> go.Scatter:
    return go.Scatter(
        x=[mean, mean], y=[-0.5, size - 0.5], mode="lines", hoverinfo="skip",
        line={"color": palette.BAND, "width": 2, "dash": "dash"},
        name=wording.say("account_mean", rate=percent(mean)),
    )  # fmt: skip


def _estimates(shown: Shown, hover: list[str], wording: Wording) -> list[go.Scatter]:
    """Return one trace for each kind of evidence, a row's place on the axis kept."""
    kinds = shown.texts(c.CONVERSION_SOURCE) if c.CONVERSION_SOURCE in shown.rows.columns else None
    if kinds is None:
        everything = list(range(len(shown.rows)))
        return [_estimate(shown, everything, hover, wording.say("estimate"), palette.SOURCES["own_clicks"])]
    return [
        _estimate(shown, places, hover, wording.term("source", kind), mark)
        for kind, mark in palette.SOURCES.items()
        if (places := [place for place, found in enumerate(kinds) if found == kind])
    ]


def _estimate(shown: Shown, places: list[int], hover: list[str], name: str, mark: Mark) -> go.Scatter:
    mean, low, high = (
        [shown.numbers(column)[place] for place in places]
        for column in (c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH)
    )
    return go.Scatter(
        x=mean, y=places, mode="markers", name=name, hoverinfo="text",
        hovertext=[hover[place] for place in places],
        marker={"color": mark.color, "symbol": mark.symbol, "size": 9},
        error_x={
            "type": "data", "symmetric": False, "array": differences(high, mean),
            "arrayminus": differences(mean, low), "color": palette.BAND, "thickness": 2, "width": 4,
        },
    )  # fmt: skip


def _raw_marks(raw: "_Raw", edge: float, hover: list[str], wording: Wording) -> list[go.Scatter]:
    """Return the raw rates: those within the axis, and those beyond it as arrows at its end."""
    within = [place for place, rate in enumerate(raw.rates) if rate is not None and rate <= edge]
    beyond = [place for place, rate in enumerate(raw.rates) if rate is not None and rate > edge]
    kinds = ((within, _RAW, raw.name), (beyond, _BEYOND, "raw_beyond"))
    return [
        go.Scatter(
            x=[raw.rates[place] if mark is _RAW else 0.99 * edge for place in places], y=places,
            mode="markers", name=wording.say(name), hoverinfo="text",
            hovertext=[hover[place] for place in places],
            marker={"color": mark.color, "symbol": mark.symbol, "size": 9, "line": {"width": 2}},
        )
        for places, mark, name in kinds
        if places
    ]  # fmt: skip


def _hover(shown: Shown, raw: "_Raw", wording: Wording) -> list[str]:
    figures = zip(
        shown.texts(c.KEYWORD), shown.numbers(c.CONVERSION), shown.numbers(c.CONVERSION_LOW),
        shown.numbers(c.CONVERSION_HIGH), raw.rates, shown.numbers(c.CLICKS), shown.numbers(c.ORDERS),
        _bases(shown, wording), strict=True,
    )  # fmt: skip
    return [
        wording.hover(keyword, [
            (wording.say("estimate"), f"{percent(mean)} ({percent_range(low, high)})"),
            (wording.say(raw.name), percent(unshrunk)),
            *([] if raw.per_visitor else [
                (wording.term("col", c.CLICKS), count(clicks)),
                (wording.term("col", c.ORDERS), orders(ordered)),
            ]),
            (wording.term("col", "basis"), basis),
        ])
        for keyword, mean, low, high, unshrunk, clicks, ordered, basis in figures
    ]  # fmt: skip


def _bases(shown: Shown, wording: Wording) -> list[str]:
    if c.CONVERSION_SOURCE in shown.rows.columns:
        return [wording.term("source", name) for name in shown.texts(c.CONVERSION_SOURCE)]
    if c.CONVERSION_BASIS in shown.rows.columns:
        return [wording.say(f"basis_{name}") for name in shown.texts(c.CONVERSION_BASIS)]
    return ["–"] * len(shown.rows)
