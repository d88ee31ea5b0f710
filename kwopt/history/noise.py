"""Which figures moved beyond noise between two tables.

For a keyword with figures x before and y after, d = ln(y / x). Its noise has two parts: that of counting
(variance 1/x + 1/y, as of Poisson counts), and how far the words of this market ordinarily differ from the
whole market, learned from all words that both tables have: m = median(d), s = 1.4826 * median|d - m|, which
half of the words may leave without moving it. A figure rose if

    y >= (1 + threshold) * x    and    d - m >= 3 * sqrt(s**2 + 1/x + 1/y),

and fell if x >= (1 + threshold) * y and d - m <= -3 * sqrt(...): it moved visibly, and by more than the
whole market and chance would have moved it. Of fewer than 30 words m and s cannot be learned and are 0.
Where a figure is an index instead of a count, the noise of counting is an order of magnitude only; the
learned part holds all the same.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_NOISES = 3.0
"""Standard deviations of noise that a change must exceed: chance alone does so for 27 of 10,000 words."""

_FEWEST = 30
"""Words from which the market's own movement is learned: its median is then good to a quarter of s."""

_NORMAL_MAD = 1.4826
"""Standard deviation of a normal distribution over its median absolute deviation."""

_ROUNDING = 1e-9
"""Slack for comparing ratios: 1,300 is 30 % more than 1,000, whatever the last bit says."""


@dataclass(frozen=True, eq=False)
class Moves:
    """How one figure of many keywords moved, shape (n,).

    `change` is y / x - 1, NaN where either is missing or x is 0; `way` is 1 for a rise and -1 for a fall
    beyond noise; `market` is the change of the median word, NaN where it was not learned.
    """

    change: Floats
    way: Floats
    market: float

    def ways(self, still: Bools) -> list[str | None]:
        """Return "rise" and "fall" in words; None for the rest, and for those that are known to be still."""
        words = {1.0: "rise", -1.0: "fall"}
        return [words.get(way) for way in np.where(still, 0.0, self.way).tolist()]


def moves(before: Floats, after: Floats, threshold: float) -> Moves:
    """Return how figures moved from `before` to `after`, NaN where a table lacks one.

    >>> found = moves(np.array([1000.0, 1000.0, 4.0]), np.array([1500.0, 1100.0, 8.0]), threshold=0.3)
    >>> found.way.tolist(), found.change.round(2).tolist()
    ([1.0, 0.0, 0.0], [0.5, 0.1, 1.0])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(before > 0, after / before - 1, np.nan)
        logs = np.log(after) - np.log(before)
    shared = np.isfinite(logs)
    middle, spread = _market(logs[shared])
    way = np.zeros(len(before))
    noise = np.sqrt(spread**2 + 1 / before[shared] + 1 / after[shared])
    beyond = np.sign(logs[shared]) * (logs[shared] - middle) >= _NOISES * noise
    visible = np.abs(logs[shared]) >= np.log1p(threshold) - _ROUNDING
    way[shared] = np.where(beyond & visible, np.sign(logs[shared]), 0.0)
    learned = np.count_nonzero(shared) >= _FEWEST
    return Moves(change, way, float(np.expm1(middle)) if learned else float("nan"))


def _market(logs: Floats) -> tuple[float, float]:
    """Return the median and the robust standard deviation of log changes; zeros of too few."""
    if len(logs) < _FEWEST:
        return 0.0, 0.0
    middle = float(np.median(logs))
    return middle, _NORMAL_MAD * float(np.median(np.abs(logs - middle)))
