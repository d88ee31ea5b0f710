"""All keywords at once: price of a click against the safe ceiling, with the line where both are equal.

Above the line more is paid than is safe. One keyword at a time, with intervals, is `kwopt.plots.ceilings`.
"""

import math
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from kwopt import columns as c
from kwopt.bids.money import decimals
from kwopt.plots import palette
from kwopt.plots.canvas import PLANE_HEIGHT, Head, blank, canvas
from kwopt.plots.prices import POINT_SIZE, currency_of, price_column, price_hover, price_traces
from kwopt.plots.rows import MOST_POINTS, HasFrame, Shown, frame_of, heaviest
from kwopt.plots.wording import Wording, count

_NEEDED = (c.KEYWORD, c.CEILING, c.CEILING_LOW, c.CEILING_HIGH, c.SAFE_CEILING)
_SMALLEST, _LARGEST = 6.0, 36.0  # px across, of the least and the most that was spent on a keyword
_NOTHING = 0.01  # where an axis begins on which all amounts are 0
_MARGIN = 1.25  # the axes reach beyond the outermost points by this factor


def overpaid_plot(source: pd.DataFrame | HasFrame, *, top: int = 1000, lang: str = "en") -> go.Figure:
    """Draw what a click costs against the safe ceiling, both logarithmic; points grow with spend.

    A ceiling or price of 0 has no place on a logarithmic axis and is drawn at its beginning.

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
    (['paid = safe ceiling', 'paid click: lower'], (3.0,))
    """
    wording, frame = Wording(lang), frame_of(source, _NEEDED)
    price, currency = price_column(frame), currency_of(source)
    title = wording.say("overpaid_title")
    priced = frame[frame[price].notna() & frame[c.SAFE_CEILING].notna()] if price else frame.head(0)
    shown = heaviest(priced, top, MOST_POINTS)
    if price is None or priced.empty:
        return blank(title, wording.say("no_price" if len(frame) else "no_rows"), wording)
    remarks = (
        wording.say("overpaid_meaning"),
        shown.remark(wording),
        _unpriced(len(frame) - len(priced), wording),
    )
    figure = canvas(Head(title, wording.remark(*remarks), legend_rows=2), PLANE_HEIGHT)
    plane = _plane(shown, price)
    figure.add_trace(_diagonal(plane, wording))
    figure.add_traces(price_traces(
        shown, price, price_hover(shown, price, decimals(currency), wording), wording,
        x=_lifted(shown.numbers(c.SAFE_CEILING), plane.x[0]), y=_lifted(shown.numbers(price), plane.y[0]),
        sizes=_sizes(shown),
    ))  # fmt: skip
    axis = {"type": "log", "dtick": "D2", "tickformat": ",~f", "automargin": True}
    title_x, title_y = (wording.money_axis(f"{name}_axis", currency) for name in (c.SAFE_CEILING, price))
    figure.update_xaxes(axis, range=plane.reach_x, title={"text": title_x})
    figure.update_yaxes(axis, range=plane.reach_y, title={"text": title_y})
    _name_sides(figure, wording)
    return figure


def _unpriced(lacking: int, wording: Wording) -> str:
    """Return a remark on keywords that have no point."""
    return wording.say("without_price", count=count(lacking)) if lacking else ""


def _plane(shown: Shown, price: str) -> "_Plane":
    columns = (shown.numbers(name) for name in (c.SAFE_CEILING, price))
    x, y = ([amount for amount in amounts if amount] or [_NOTHING] for amounts in columns)
    return _Plane((min(x), max(x)), (min(y), max(y)))


@dataclass(frozen=True)
class _Plane:
    """Least and greatest amount above 0 on each axis."""

    x: tuple[float, float]
    y: tuple[float, float]

    @property
    def reach_x(self) -> list[float]:
        """Exponents at the ends of the axis: wide enough for the line of equal amounts to cross the plane."""
        return _exponents(self.x[0], max(self.x[1], self.y[0] * _MARGIN))

    @property
    def reach_y(self) -> list[float]:
        """The same of the vertical axis."""
        return _exponents(self.y[0], max(self.y[1], self.x[0] * _MARGIN))


def _exponents(least: float, most: float) -> list[float]:
    return [math.log10(least / _MARGIN), math.log10(most * _MARGIN)]


def _lifted(amounts: list[float | None], floor: float) -> list[float | None]:
    return [None if amount is None else max(amount, floor) for amount in amounts]


def _sizes(shown: Shown) -> list[float]:
    """Return the width of each point in px: its area grows with spend."""
    spends = [spend or 0.0 for spend in shown.numbers(c.SPEND)]
    most = max(spends, default=0.0)
    if not most:
        return [float(POINT_SIZE)] * len(spends)
    return [max(_SMALLEST, _LARGEST * math.sqrt(spend / most)) for spend in spends]


def _diagonal(plane: _Plane, wording: Wording) -> go.Scatter:
    amounts = (*plane.x, *plane.y)
    ends = [min(amounts) / _MARGIN**2, max(amounts) * _MARGIN**2]
    return go.Scatter(
        x=ends, y=ends, mode="lines", name=wording.say("equal_line"), hoverinfo="skip",
        line={"color": palette.BAND, "width": 2, "dash": "dash"},
    )  # fmt: skip


def _name_sides(figure: go.Figure, wording: Wording) -> None:
    """Write in the corners what lies on each side of the line."""
    for name, x, y, xanchor, yanchor in (
        ("side_over", 0, 1, "left", "top"),
        ("side_room", 1, 0, "right", "bottom"),
    ):
        figure.add_annotation(
            text=wording.say(name), x=x, y=y, xref="paper", yref="paper", xanchor=xanchor, yanchor=yanchor,
            showarrow=False, font={"size": 13, "color": palette.QUIET_TEXT}, bgcolor=palette.BACKGROUND,
        )  # fmt: skip
