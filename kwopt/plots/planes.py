"""Planes of points with two logarithmic axes: their ends, ticks, places for 0, and sizes of points.

What `kwopt.plots.overpaid` and `kwopt.plots.market` share.
"""

import math
from typing import Any

from kwopt.plots.rows import Shown
from kwopt.plots.wording import Wording

POINT_SIZE = 12  # px
MARGIN = 1.25  # the axes reach beyond the outermost points by this factor

_SMALLEST, _LARGEST = 6.0, 36.0  # px across, of the least and the most that a point stands for
_MANY_DECADES = 2.5  # a phone has room for a tick at 1, 2 and 5 of each decade up to here, beyond at 1 alone


def exponents(least: float, most: float) -> list[float]:
    """Return the ends of an axis that holds amounts from `least` to `most`, as powers of ten."""
    return [math.log10(least / MARGIN), math.log10(most * MARGIN)]


def lifted(amounts: list[float | None], least: float) -> list[float | None]:
    """Return amounts with a place at the beginning of the axis for 0; it must lie within, or is not drawn.

    >>> lifted([0.0, 5.0, None], 1.25)
    [1.01, 5.0, None]
    """
    return [1.01 * least / MARGIN if amount == 0 else amount for amount in amounts]


def log_axis(reach: list[float]) -> dict[str, Any]:
    """Return an axis with a tick at 1, 2, 5, 10 ..., or at every digit where less than a decade is shown."""
    ticks = "D1" if reach[1] - reach[0] < 1 else "D2"
    return {"type": "log", "range": reach, "dtick": ticks, "tickformat": ",~f", "automargin": True}


def count_axis(reach: list[float], wording: Wording) -> dict[str, Any]:
    """Return a logarithmic axis of counts, whose ticks are short: 10k, or 1万."""
    digits = (1, 2, 5) if reach[1] - reach[0] < _MANY_DECADES else (1,)
    decades = range(math.floor(reach[0]), math.ceil(reach[1]) + 1)
    ticks = [digit * 10.0**decade for decade in decades for digit in digits]
    shown = [tick for tick in ticks if reach[0] <= math.log10(tick) <= reach[1]]
    return {
        "type": "log", "range": reach, "automargin": True, "fixedrange": True,
        "tickmode": "array", "tickvals": shown, "ticktext": [wording.brief(tick) for tick in shown],
    }  # fmt: skip


def areas(shown: Shown, column: str) -> list[float]:
    """Return the width of each point in px: its area grows with a column; all alike where that is empty."""
    amounts = [amount or 0.0 for amount in shown.numbers(column)]
    most = max(amounts, default=0.0)
    if not most:
        return [float(POINT_SIZE)] * len(amounts)
    return [max(_SMALLEST, _LARGEST * math.sqrt(amount / most)) for amount in amounts]
