"""Names written beside points of a plane, as many as have room on a phone.

Places are reckoned for the narrowest drawing. A page that is wider only moves points apart sideways, so that
names that do not meet on a phone meet nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kwopt.language.widths import width
from kwopt.plots import palette
from kwopt.plots.canvas import PLANE_HEIGHT
from kwopt.plots.wording import label

PHONE_WIDTH = 290  # px of a drawing on a phone of 390 px, less margins and the ticks of the vertical axis
NAME_COLUMNS = 22
"""Widest name, in columns of a terminal."""

_COLUMN = 6.5  # px of a column in letters of 12 px
_LINE = 16  # px
_GAP = 3  # px between a point and its name


@dataclass(frozen=True)
class NamedPoint:
    """A point by its place on both axes, in their own units and as a share of the drawing; its size in px."""

    text: str
    x: float
    y: float
    share_x: float
    share_y: float
    size: float


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "_Box") -> bool:
        return not (
            self.right <= other.left or other.right <= self.left
            or self.top <= other.bottom or other.top <= self.bottom
        )  # fmt: skip


def names(
    points: Sequence[NamedPoint], most: int, kept_free: Sequence[NamedPoint] = ()
) -> list[dict[str, Any]]:
    """Return annotations for the first points that have room, at most so many.

    Parameters
    ----------
    points
        The most important first; one whose name has no room, or is written already, is passed over.
    kept_free
        Points that no name may cover.
    """
    taken = [_mark(point) for point in kept_free]
    found: list[dict[str, Any]] = []
    for point in points:
        if len(found) == most or any(note["text"] == label(point.text, NAME_COLUMNS) for note in found):
            continue
        free = (side for side in _SIDES if _has_room(_name(point, side), taken, _mark(point)))
        side = next(free, None)
        if side is not None:
            taken.append(_name(point, side))
            found.append(_annotation(point, side))
    return found


_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
"""Right of a point, left, above, below."""


def _mark(point: NamedPoint) -> _Box:
    x, y, half = PHONE_WIDTH * point.share_x, PLANE_HEIGHT * point.share_y, point.size / 2
    return _Box(x - half, y - half, x + half, y + half)


def _name(point: NamedPoint, side: tuple[int, int]) -> _Box:
    """Return where a name stands on one side of its point."""
    wide = _COLUMN * width(label(point.text, NAME_COLUMNS), "google2") + 4
    away = point.size / 2 + _GAP
    x = PHONE_WIDTH * point.share_x + side[0] * (away + wide / 2)
    y = PLANE_HEIGHT * point.share_y + side[1] * (away + _LINE / 2)
    return _Box(x - wide / 2, y - _LINE / 2, x + wide / 2, y + _LINE / 2)


def _has_room(box: _Box, taken: Sequence[_Box], own: _Box) -> bool:
    within = box.left >= 0 and box.bottom >= 0 and box.right <= PHONE_WIDTH and box.top <= PLANE_HEIGHT
    return within and not any(box.meets(other) for other in taken if other != own)


def _annotation(point: NamedPoint, side: tuple[int, int]) -> dict[str, Any]:
    away = point.size / 2 + _GAP
    return {
        "text": label(point.text, NAME_COLUMNS), "x": point.x, "y": point.y, "showarrow": False,
        "xanchor": {1: "left", -1: "right", 0: "center"}[side[0]],
        "yanchor": {1: "bottom", -1: "top", 0: "middle"}[side[1]],
        "xshift": side[0] * away, "yshift": side[1] * away,
        "bgcolor": palette.BACKGROUND, "opacity": 0.85, "borderpad": 0,
        "font": {"size": 12, "color": palette.TEXT},
    }  # fmt: skip
