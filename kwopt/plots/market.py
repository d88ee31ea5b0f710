"""The market of a keyword table: how much is searched against how much is listed, and what fits the product.

Knows nothing of how worth and relevance are computed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kwopt import columns as c
from kwopt.numerals import count
from kwopt.plots import palette
from kwopt.plots.canvas import PLANE_HEIGHT, Head, blank, canvas
from kwopt.plots.labels import NamedPoint, names
from kwopt.plots.market_hover import estimated_listings, market_hover
from kwopt.plots.planes import areas, count_axis, exponents, lifted
from kwopt.plots.rows import MOST_POINTS, HasFrame, Shown, frame_of, heaviest
from kwopt.plots.wording import Wording

_NEEDED = (c.KEYWORD, c.SEARCH_VOLUME, c.LISTING_COUNT)
_WEIGHTS = (c.WORTH, c.SEARCH_VOLUME)
_NAMED = 7  # names beside points: more hide the points
_KEPT_FREE = 20  # points of the most worthy keywords that no name may cover
_NAMES_TRIED = 30  # the most worthy keywords, of which those are named that have room
_NOTHING = 1.0  # any count: for axes on which all counts are 0
_BAR_ROWS = 2  # rows of a legend that the scale of relevance takes


def market_plot(source: pd.DataFrame | HasFrame, *, top: int = 300, lang: str = "en") -> go.Figure:
    """Draw how much keywords are searched against how many listings compete, both logarithmic.

    Relevance to the product is told by colour on a continuous scale, and its class by the symbol; points grow
    with worth, and the most worthy are named as far as they have room. A symbol is hollow where the listing
    count is an estimate. A count of 0 has no place on a logarithmic axis and is drawn at its edge; keywords
    without a count are not drawn. The remark says so, and how many they are.

    Parameters
    ----------
    source
        What `score_keywords` returned, with or without a product; left unchanged.
    top
        Most keywords to show, from 1 to 5,000: those of the highest worth, else with most searches. Keywords
        of no worth are shown only where all are of none.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        Searches upwards, listings to the right: the upper left is much searched and little listed. Without
        rows it says so in a sentence.

    Raises
    ------
    PlotError
        If `source` has no keywords, searches and listings.
    SettingError
        For a `top` or `lang` that does not exist.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["旗袍", "唐装"], "search_volume": [9000.0, 400.0],
    ...     "listing_count": [50000.0, 800.0]})
    >>> figure = market_plot(score_keywords(table), lang="zh")
    >>> figure.data[0].x, figure.data[0].y, figure.layout.yaxis.title.text
    ((50000.0, 800.0), (9000.0, 400.0), '搜索量')
    """
    wording = Wording(lang)
    frame = _ranked(frame_of(source, _NEEDED))
    known = frame[frame[c.SEARCH_VOLUME].notna() & frame[c.LISTING_COUNT].notna()]
    drawable = known[known[c.WORTH] > 0] if _any_worthy(known) else known
    shown = heaviest(drawable, top, MOST_POINTS, _WEIGHTS)
    title = wording.say("market_title")
    if shown.rows.empty:
        return blank(title, wording.say("no_rows" if frame.empty else "no_market"), wording)
    plane = _Plane.of(shown)
    judged = _is_judged(shown)
    kinds = _kinds(shown, judged)
    remark = wording.remark(*_remarks(shown, frame, known, wording))
    head = Head(title, remark, legend_rows=1 + _BAR_ROWS * judged)
    figure = canvas(head, PLANE_HEIGHT)
    figure.add_traces([_points(shown, plane, kind, judged, wording) for kind in kinds])
    figure.add_traces([_key(kind, wording) for kind in kinds if judged])
    figure.update_xaxes(count_axis(plane.reach_x, wording), title={"text": wording.term("col", "listings")})
    figure.update_yaxes(count_axis(plane.reach_y, wording), title={"text": wording.term("col", "searches")})
    figure.update_layout(annotations=[*_sides(wording), *_names(plane, shown)])
    if judged:
        figure.update_layout(coloraxis=_scale(head, figure.layout.height, wording))
    return figure


def _ranked(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows by rank, where they have some: of equal worth the better is shown."""
    return frame.sort_values(c.RANK, kind="stable") if c.RANK in frame.columns else frame


def _any_worthy(frame: pd.DataFrame) -> bool:
    return c.WORTH in frame.columns and bool((frame[c.WORTH] > 0).any())


def _is_judged(shown: Shown) -> bool:
    """Say whether a product was held against the keywords."""
    return any(relevance is not None for relevance in shown.numbers(c.RELEVANCE))


@dataclass(frozen=True)
class _Kind:
    """Points of one class of relevance ("" for none), drawn with one symbol."""

    name: str
    symbol: str
    rows: tuple[int, ...]


def _kinds(shown: Shown, judged: bool) -> list[_Kind]:
    """Return the classes, the least relevant first: the best lie on top."""
    everything = tuple(range(len(shown.rows)))
    if not judged or c.RELEVANCE_CLASS not in shown.rows.columns:
        return [_Kind("", palette.UNJUDGED.symbol, everything)]
    found = shown.texts(c.RELEVANCE_CLASS)
    classes = [
        _Kind(name, symbol, tuple(row for row in everything if found[row] == name))
        for name, symbol in reversed(palette.CLASSES.items())
    ]
    return [kind for kind in classes if kind.rows]


@dataclass(frozen=True, eq=False)
class _Plane:
    """Where the points lie: counts with a place for 0, the ends of both axes, sizes in px."""

    x: list[float]
    y: list[float]
    reach_x: list[float]
    reach_y: list[float]
    sizes: list[float]

    @classmethod
    def of(cls, shown: Shown) -> "_Plane":
        (x, reach_x), (y, reach_y) = (
            _placed(shown.numbers(name)) for name in (c.LISTING_COUNT, c.SEARCH_VOLUME)
        )
        return cls(x, y, reach_x, reach_y, areas(shown, c.WORTH))

    def point(self, row: int, text: str) -> NamedPoint:
        """Return a point with its place as a share of the drawing."""
        x, y = self.x[row], self.y[row]
        shares = _share(x, self.reach_x), _share(y, self.reach_y)
        return NamedPoint(text, math.log10(x), math.log10(y), *shares, self.sizes[row])


def _share(value: float, reach: Sequence[float]) -> float:
    return (math.log10(value) - reach[0]) / (reach[1] - reach[0])


def _placed(counts: list[float | None]) -> tuple[list[float], list[float]]:
    """Return counts with a place for 0, and the ends of their axis."""
    above = [number for number in counts if number] or [_NOTHING]
    places = lifted(counts, min(above))
    return [place for place in places if place is not None], exponents(min(above), max(above))


def _points(shown: Shown, plane: _Plane, kind: _Kind, judged: bool, wording: Wording) -> go.Scatter:
    # The smallest lie on top, where they can be seen and touched.
    rows = sorted(kind.rows, key=lambda row: (-plane.sizes[row], row))
    relevance, estimated = shown.numbers(c.RELEVANCE), estimated_listings(shown)
    hover = market_hover(shown, wording)
    marker: dict[str, Any] = {
        "symbol": [f"{kind.symbol}-open" if estimated[row] else kind.symbol for row in rows],
        "size": [plane.sizes[row] for row in rows], "opacity": 0.85,
        "line": {"width": [2 if estimated[row] else 1 for row in rows]},
    }  # fmt: skip
    if not any(estimated):
        marker["line"]["color"] = palette.BACKGROUND
    colors = {"color": [relevance[row] for row in rows], "coloraxis": "coloraxis"}
    return go.Scatter(
        x=[plane.x[row] for row in rows], y=[plane.y[row] for row in rows], mode="markers",
        hoverinfo="text", hovertext=[hover[row] for row in rows], showlegend=False, cliponaxis=False,
        marker=marker | (colors if judged else {"color": palette.UNJUDGED.color}),
        name=wording.term("class", kind.name) if kind.name else "",
    )  # fmt: skip


def _key(kind: _Kind, wording: Wording) -> go.Scatter:
    """Return an entry of the legend: the symbol of a class in grey, for its points have many colours."""
    name = wording.term("class", kind.name) if kind.name else wording.say("relevance")
    return go.Scatter(
        x=[None], y=[None], mode="markers", name=name, hoverinfo="skip",
        legendrank=1001 + list(palette.CLASSES).index(kind.name) if kind.name else 1001,
        marker={"symbol": kind.symbol, "color": palette.QUIET_TEXT, "size": 11},
    )  # fmt: skip


def _scale(head: Head, height: int, wording: Wording) -> dict[str, Any]:
    """Return the colours of relevance, with their scale above the drawing."""
    return {
        "cmin": 0, "cmax": 1, "colorscale": [list(stop) for stop in palette.RELEVANCE],
        "colorbar": {
            "orientation": "h", "thickness": 10, "lenmode": "pixels", "len": 220, "ypad": 0,
            "x": 0.02, "xanchor": "left", "xref": "container",
            "y": 1 - (head.legend_top + 24) / height, "yanchor": "top", "yref": "container",
            "outlinewidth": 0, "tickvals": [0, 0.5, 1], "tickformat": ".0%", "ticks": "outside", "ticklen": 3,
            "title": {"text": wording.say("relevance"), "side": "right", "font": {"size": 12}},
        },
    }  # fmt: skip


def _sides(wording: Wording) -> list[dict[str, Any]]:
    """Return what lies in two corners."""
    return [
        {
            "text": wording.say(name), "x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": xanchor,
            "yanchor": yanchor, "showarrow": False, "font": {"size": 12, "color": palette.QUIET_TEXT},
            "bgcolor": palette.BACKGROUND, "opacity": 0.85,
        }
        for name, x, y, xanchor, yanchor in (
            ("side_open", 0, 1, "left", "bottom"), ("side_crowded", 1, 0, "right", "bottom"),
        )
    ]  # fmt: skip


def _names(plane: _Plane, shown: Shown) -> list[dict[str, Any]]:
    """Return the names of the most worthy keywords."""
    keywords = shown.texts(c.KEYWORD)
    tried = [plane.point(row, keywords[row]) for row in range(min(_NAMES_TRIED, len(keywords)))]
    return names(tried, _NAMED, kept_free=tried[:_KEPT_FREE])


def _remarks(shown: Shown, frame: pd.DataFrame, known: pd.DataFrame, wording: Wording) -> list[str]:
    """Return what the figure shows and what it does not."""
    zero = 0 in shown.numbers(c.LISTING_COUNT) or 0 in shown.numbers(c.SEARCH_VOLUME)
    worth = bool(shown.highest(c.WORTH))
    return [
        wording.say("market_meaning" if worth else "market_meaning_searches"),
        wording.say("estimated_meaning") if any(estimated_listings(shown)) else "",
        wording.say("zero_meaning") if zero else "",
        shown.remark(wording),
        _left_out(frame, known, _is_judged(shown), wording),
    ]


def _left_out(frame: pd.DataFrame, known: pd.DataFrame, judged: bool, wording: Wording) -> str:
    """Return how many keywords have no point, and why."""
    searches, listings = (frame[name].isna() for name in (c.SEARCH_VOLUME, c.LISTING_COUNT))
    worthless = int((~(known[c.WORTH] > 0)).sum()) if _any_worthy(known) else 0
    reasons = {
        "no_searches": int(searches.sum()),
        "no_listings": int((listings & ~searches).sum()),
        "no_worth" if judged else "no_worth_at_all": worthless,
    }
    told = [wording.say(name, count=count(number)) for name, number in reasons.items() if number]
    return wording.say("left_out", reasons=wording.listed(told)) if told else ""
