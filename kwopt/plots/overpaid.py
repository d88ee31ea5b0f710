"""All keywords at once: price of a click against the safe ceiling, with the line where both are equal.

Above the line more is paid than is safe. One keyword at a time, with intervals, is `kwopt.plots.ceilings`.
"""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from kwopt import columns as c
from kwopt.bids.economics.money import decimals
from kwopt.numerals import count
from kwopt.plots import palette
from kwopt.plots.canvas import PLANE_HEIGHT, Head, blank, canvas
from kwopt.plots.planes import MARGIN, areas, exponents, lifted, log_axis
from kwopt.plots.prices import (
    CEILINGS,
    by_price,
    currency_of,
    price_column,
    price_hover,
    price_traces,
    symbols,
)  # fmt: skip
from kwopt.plots.rows import MOST_POINTS, HasFrame, Shown, frame_of, heaviest
from kwopt.plots.wording import Wording

_NOTHING = 1.0  # any amount: for axes on which all amounts are 0


def overpaid_plot(source: pd.DataFrame | HasFrame, *, top: int = 1000, lang: str = "en") -> go.Figure:
    """Draw what a click costs against the safe ceiling, both logarithmic; points grow with spend.

    A ceiling or price of 0 has no place on a logarithmic axis and is drawn at its edge; a remark says so.

    Parameters
    ----------
    source
        A result of `bid_result` or its frame; left unchanged.
    top
        Most keywords to show, from 1 to 5,000: those with the highest spend, else clicks.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        Amounts in the account's currency; the area of a point is in proportion to spend. Without any price
        it says so in a sentence.

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
    >>> figure = overpaid_plot(bid_result(pd.DataFrame([row]), profit_per_order=38))
    >>> [trace.name for trace in figure.data], figure.data[1].y
    (['paid = safe ceiling', 'lower'], (3.0,))
    """
    wording, frame = Wording(lang), frame_of(source, CEILINGS)
    price, currency = price_column(frame), currency_of(source)
    priced = frame[frame[price].notna() & frame[c.SAFE_CEILING].notna()] if price else frame.head(0)
    shown = heaviest(priced, top, MOST_POINTS)
    if price is None or priced.empty:
        sentence = wording.say("no_price" if len(frame) else "no_rows")
        return blank(wording.say("overpaid_title"), sentence, wording)
    remark = wording.remark(
        wording.say(by_price("overpaid_meaning", price)), symbols(shown, wording),
        _size_meaning(shown, wording), _zero_meaning(shown, price, wording), shown.remark(wording),
        _unpriced(len(frame) - len(priced), wording),
    )  # fmt: skip
    head = Head(wording.say(by_price("overpaid_title", price)), remark, legend_rows=2)
    figure = canvas(head, PLANE_HEIGHT)
    plane = _plane(shown, price)
    figure.add_trace(_diagonal(plane, price, wording))
    figure.add_traces(price_traces(
        shown, price, price_hover(shown, price, decimals(currency), wording), wording,
        x=lifted(shown.numbers(c.SAFE_CEILING), plane.x[0]), y=lifted(shown.numbers(price), plane.y[0]),
        sizes=areas(shown, c.SPEND),
    ))  # fmt: skip
    title_x, title_y = (wording.money_axis(f"{name}_axis", currency) for name in (c.SAFE_CEILING, price))
    figure.update_xaxes(log_axis(plane.reach_x), title={"text": title_x})
    figure.update_yaxes(log_axis(plane.reach_y), title={"text": title_y})
    _name_sides(figure, price, wording)
    return figure


def _size_meaning(shown: Shown, wording: Wording) -> str:
    return wording.say("size_meaning") if shown.highest(c.SPEND) else ""


def _zero_meaning(shown: Shown, price: str, wording: Wording) -> str:
    zero = 0 in shown.numbers(c.SAFE_CEILING) or 0 in shown.numbers(price)
    return wording.say("zero_meaning") if zero else ""


def _unpriced(lacking: int, wording: Wording) -> str:
    """Return a remark on keywords that have no point."""
    return wording.say("without_price", count=count(lacking)) if lacking else ""


def _plane(shown: Shown, price: str) -> "_Plane":
    columns = (shown.numbers(name) for name in (c.SAFE_CEILING, price))
    x, y = ([amount for amount in amounts if amount] for amounts in columns)
    x, y = x or y or [_NOTHING], y or x or [_NOTHING]
    return _Plane((min(x), max(x)), (min(y), max(y)))


@dataclass(frozen=True)
class _Plane:
    """Least and greatest amount above 0 on each axis."""

    x: tuple[float, float]
    y: tuple[float, float]

    @property
    def reach_x(self) -> list[float]:
        """Exponents at the ends of the axis: wide enough for the line of equal amounts to cross the plane."""
        return exponents(self.x[0], max(self.x[1], self.y[0] * MARGIN))

    @property
    def reach_y(self) -> list[float]:
        """The same of the vertical axis."""
        return exponents(self.y[0], max(self.y[1], self.x[0] * MARGIN))


def _diagonal(plane: _Plane, price: str, wording: Wording) -> go.Scatter:
    amounts = (*plane.x, *plane.y)
    ends = [min(amounts) / MARGIN**3, max(amounts) * MARGIN**3]
    return go.Scatter(
        x=ends, y=ends, mode="lines", name=wording.say(by_price("equal_line", price)), hoverinfo="skip",
        line={"color": palette.BAND, "width": 2, "dash": "dash"},
    )  # fmt: skip


def _name_sides(figure: go.Figure, price: str, wording: Wording) -> None:
    """Write in the corners what lies on each side of the line."""
    for name, x, y, xanchor, yanchor in (
        (by_price("side_over", price), 0, 1, "left", "top"),
        ("side_room", 1, 0, "right", "bottom"),
    ):
        figure.add_annotation(
            text=wording.say(name), x=x, y=y, xref="paper", yref="paper", xanchor=xanchor, yanchor=yanchor,
            showarrow=False, font={"size": 13, "color": palette.QUIET_TEXT}, bgcolor=palette.BACKGROUND,
        )  # fmt: skip
