"""Length by length: what a title has earned after each word, below the best that any title can.

Knows nothing of how bounds are found: `kwopt.titles.auditing.lengthbounds` says what they bound.
"""

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from kwopt.numerals import amount, count, percent
from kwopt.plots import palette
from kwopt.plots.canvas import PLANE_HEIGHT, Head, blank, canvas
from kwopt.plots.labels import NamedPoint, names
from kwopt.plots.palette import Mark
from kwopt.plots.wording import Wording
from kwopt.titles.auditing.lengths import LengthCurve, LengthStep

_TITLE = Mark(palette.VERMILLION, "square")
_BEST = Mark(palette.BLUISH_GREEN, "star")
_NAMED = 6  # words beside the line: those that earn most
_ROOM = 1.08  # the axes reach beyond the outermost points by this factor
_FILL = "rgba(0, 114, 178, 0.10)"  # blue, so pale that lines and names are read on it


def reach_plot(curve: LengthCurve, *, lang: str = "en") -> go.Figure:
    """Draw the reach of a title after each of its words, below the best possible within each width.

    Parameters
    ----------
    curve
        Of `kwopt.titles.auditing.lengths.length_curve`.
    lang
        "en" or "zh".

    Returns
    -------
    plotly.graph_objects.Figure
        Widths to the right, in the unit of the field; upwards coverage value as a share of the most that any
        title can reach. Where no title can be made it says so in a sentence.

    Raises
    ------
    SettingError
        For a `lang` that does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> from kwopt.models import Product
    >>> from kwopt.scoring import score_keywords
    >>> from kwopt.titles.auditing.desk import title_desk
    >>> from kwopt.titles.auditing.lengths import length_curve
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> desk = title_desk(score_keywords(table, product := Product(name="改良旗袍")), product)
    >>> figure = reach_plot(length_curve(desk, "改良旗袍"), lang="zh")
    >>> figure.data[1].x, figure.layout.yaxis.title.text
    ((0, 8), '覆盖（占可达）')
    """
    wording = Wording(lang)
    title = wording.say("reach_title")
    if not curve.best or not curve.reachable:
        return blank(title, wording.say("no_reach"), wording)
    figure = canvas(Head(title, wording.remark(*_remarks(curve, wording)), legend_rows=2), PLANE_HEIGHT)
    figure.add_traces([_bound(curve, wording), _title(curve, wording), *_best(curve, wording)])
    reach_x, reach_y = _ends(curve)
    figure.update_xaxes(
        title={"text": wording.say("width_axis", unit=wording.term("unit", curve.unit))},
        range=[0, reach_x], nticks=8, fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(
        title={"text": wording.say("reach_axis")}, range=[0, reach_y], tickformat=".0%", automargin=True,
        fixedrange=True,
    )  # fmt: skip
    figure.update_layout(
        shapes=[_limit_line(curve)],
        annotations=[_limit_name(curve, wording), *_names(curve, reach_x, reach_y)],
    )
    return figure


def _share(curve: LengthCurve, earned: float) -> float:
    return earned / (curve.reachable or 1.0)


def _ends(curve: LengthCurve) -> tuple[float, float]:
    """Return where both axes end."""
    widest = max([curve.limit, *(step.width for step in curve.title)])
    highest = max([1.0, *(_share(curve, step.earned) for step in curve.title)])
    return 1.04 * widest, _ROOM * highest


def _remarks(curve: LengthCurve, wording: Wording) -> list[str]:
    beyond = bool(curve.title) and curve.title[-1].width > curve.limit
    return [
        wording.say("reach_meaning"),
        wording.say("reach_whole", **_whole(curve)) if curve.title else wording.say("reach_no_words"),
        wording.say("reach_beyond", limit=curve.limit) if beyond else "",
        wording.say("reach_raised") if curve.raised else "",
    ]


def _whole(curve: LengthCurve) -> dict[str, str]:
    """Return what the whole title earns, and what it could within its own width."""
    last = curve.title[-1]
    bound = curve.best[-1].bound if last.bound is None else last.bound
    return {
        "width": count(last.width),
        "reach": percent(_share(curve, last.earned)),
        "possible": percent(_share(curve, bound)),
    }


def _bound(curve: LengthCurve, wording: Wording) -> go.Scatter:
    facts = [
        wording.hover(wording.say("within_width", width=count(point.width)), [
            (wording.say("best_possible"), _value(curve, point.bound)),
        ])
        for point in curve.best
    ]  # fmt: skip
    return go.Scatter(
        x=[point.width for point in curve.best], y=[_share(curve, point.bound) for point in curve.best],
        mode="lines", line={"color": palette.BLUE, "width": 2, "dash": "dash"}, fill="tozeroy",
        fillcolor=_FILL, name=wording.say("best_possible"), hoverinfo="text", hovertext=facts,
    )  # fmt: skip


def _title(curve: LengthCurve, wording: Wording) -> go.Scatter:
    """Return the steps of the title from nothing: a word earns where it ends."""
    start = [wording.hover(wording.say("your_title"), [])]
    return go.Scatter(
        x=[0, *(step.width for step in curve.title)],
        y=[0.0, *(_share(curve, step.earned) for step in curve.title)],
        mode="lines+markers", line={"color": _TITLE.color, "width": 3, "shape": "hv"},
        marker={"symbol": _TITLE.symbol, "size": 8, "color": _TITLE.color},
        name=wording.say("your_title"), hoverinfo="text", cliponaxis=False,
        hovertext=[*start, *(_step_hover(curve, step, wording) for step in curve.title)],
    )  # fmt: skip


def _step_hover(curve: LengthCurve, step: LengthStep, wording: Wording) -> str:
    known = [(wording.say("best_possible"), _value(curve, step.bound))] if step.bound is not None else []
    return wording.hover(curve.text[: step.end], [
        (wording.term("col", "width"), count(step.width)),
        (wording.say("earned_so_far"), _value(curve, step.earned)),
        *known,
    ])  # fmt: skip


def _value(curve: LengthCurve, earned: float) -> str:
    return f"{amount(earned)} ({percent(_share(curve, earned))})"


def _best(curve: LengthCurve, wording: Wording) -> list[go.Scatter]:
    """Return the first of the titles proposed, as one point: by value; another may cover more."""
    if curve.best_width is None or curve.best_earned is None:
        return []
    facts = [
        (wording.term("col", "width"), count(curve.best_width)),
        (wording.term("col", "earned"), _value(curve, curve.best_earned)),
    ]
    return [go.Scatter(
        x=[curve.best_width], y=[_share(curve, curve.best_earned)], mode="markers",
        marker={"symbol": _BEST.symbol, "size": 15, "color": _BEST.color,
                "line": {"width": 1, "color": palette.BACKGROUND}},
        name=wording.say("best_found"), hoverinfo="text", cliponaxis=False,
        hovertext=[wording.hover(wording.say("best_found"), facts)],
    )]  # fmt: skip


def _limit_line(curve: LengthCurve) -> dict[str, Any]:
    return {
        "type": "line", "x0": curve.limit, "x1": curve.limit, "y0": 0, "y1": 1, "yref": "paper",
        "layer": "below", "line": {"color": palette.BAND, "width": 1},
    }  # fmt: skip


def _limit_name(curve: LengthCurve, wording: Wording) -> dict[str, Any]:
    return {
        "text": wording.say("limit_line", limit=count(curve.limit)),
        "x": curve.limit, "y": 0, "yref": "paper",
        "xanchor": "right", "yanchor": "bottom", "showarrow": False, "xshift": -2,
        "font": {"size": 12, "color": palette.QUIET_TEXT},
    }  # fmt: skip


def _names(curve: LengthCurve, reach_x: float, reach_y: float) -> list[dict[str, Any]]:
    """Return the words that earn most, written beside their steps."""
    points = [
        NamedPoint(
            step.word, step.width, _share(curve, step.earned), step.width / reach_x,
            _share(curve, step.earned) / reach_y, 10.0,
        )
        for step in curve.title
    ]  # fmt: skip
    earned = [0.0, *(step.earned for step in curve.title)]
    gains = [after - before for before, after in pairwise(earned)]
    ranked = sorted(range(len(points)), key=lambda place: (-gains[place], place))
    return names([points[place] for place in ranked if gains[place] > 0], _NAMED, kept_free=points)
