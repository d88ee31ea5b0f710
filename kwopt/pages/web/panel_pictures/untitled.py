"""A figure as the page shows it: its title and remark are text of the page, the drawing holds neither.

Text of the page wraps, is found by searching, and is read by screen readers; text in a drawing is not.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from kwopt.pages.web.panel_pictures.facts import plain_text

_ABOVE_PX = 8
"""Room that is left above the legend or the drawing."""

_GAP_PX = 12
"""Room between a figure's head and its drawing; that of `kwopt.plots.canvas.Head.height`."""


@dataclass(frozen=True, eq=False)
class Untitled:
    """A figure without its head.

    Parameters
    ----------
    title, remark
        What stood in it, as plain text; empty where nothing did.
    drawing
        The figure, for plotly; None where there is nothing to draw, and `remark` says why.
    """

    title: str
    remark: str
    drawing: Mapping[str, Any] | None


def untitled(figure: Mapping[str, Any]) -> Untitled:
    """Return a figure's title, its remark, and its drawing with the room of both taken away.

    >>> figure = {"data": [{"x": [1]}], "layout": {"height": 300, "margin": {"t": 62},
    ...           "title": {"text": "Demand", "subtitle": {"text": "Each point<br>is a keyword."}}}}
    >>> found = untitled(figure)
    >>> found.title, found.remark, found.drawing["layout"]["height"]
    ('Demand', 'Each point is a keyword.', 258)
    """
    layout = figure.get("layout", {})
    title = layout.get("title") or {}
    remark = (title.get("subtitle") or {}).get("text") or ""
    said = layout.get("annotations") or ()
    if not figure.get("data"):
        return Untitled(_joined(title.get("text")), _joined(said[0]["text"] if said else remark), None)
    return Untitled(_joined(title.get("text")), _joined(remark), _lower(figure))


def _joined(text: str | None) -> str:
    """Return a text of several lines as one; between hanzi a line's end is no space."""
    lines = [plain_text(line) for line in (text or "").split("<br>")]
    joined = ""
    for line in lines:
        joined += (" " if joined and (joined[-1].isascii() or line[:1].isascii()) else "") + line
    return joined


def _lower(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figure without its title, as much lower as the title was high; "whole" is it as it was."""
    found = deepcopy(dict(figure)) | {"whole": figure["layout"]}
    layout = found["layout"]
    layout.pop("title", None)
    height, top = layout.get("height"), (layout.get("margin") or {}).get("t")
    if height is None or top is None:
        return found
    hung = [item for item in _furniture(found) if item.get("yref") == "container" and "y" in item]
    above = min([(1 - item["y"]) * height for item in hung], default=top - _GAP_PX)
    gone = max(0, round(above) - _ABOVE_PX)
    layout["height"], layout["margin"]["t"] = height - gone, top - gone
    for item in hung:
        item["y"] = 1 - ((1 - item["y"]) * height - gone) / (height - gone)
    return found


def _furniture(figure: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what stands between title and drawing: legend and scales of colour."""
    layout = figure["layout"]
    holders = [layout.get("coloraxis"), *[trace.get("marker") for trace in figure["data"]]]
    found = [layout.get("legend"), *[(holder or {}).get("colorbar") for holder in holders]]
    yield from (item for item in found if item)
