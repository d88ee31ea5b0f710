"""What a keyword is worth to a title where others earn from it already, as demands of a title problem.

A title problem knows demands with one worth each, of which a match earns its credit. Beyond a threshold b a
match earns max(0, c * w - b): less than its credit of the worth beyond b, unless it is a phrase. Two demands
say it: one of the keyword, and one of its characters alone, which only a phrase meets. With c_P >= c_O >= c_U

    x = max(0, c_O * w - b) / c_O          the keyword; 0 if c_O is 0
    y = max(0, c_P * w - b) / c_P - x      its characters

x + y times c_P is right for a phrase, x times c_O for words in order. Words in any order earn x * c_U, which
is c_U * w - b * c_U / c_O or 0: at least max(0, c_U * w - b), as c_U <= c_O. So the demands never earn less
than the truth, and bounds built on them hold. y >= 0, as b / c_O >= b / c_P. A keyword of one word is met as
a phrase or not at all, save where a longer word brings it into the search set: it is one demand.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kwopt.titles.problem.records import Demand

Floats = NDArray[np.float64]
Hinge = tuple[float, Floats]
"""A share, and the thresholds of all keywords beyond which it is earned."""


def residual_demands(
    wanted: Sequence[Demand],
    hinges: Sequence[Hinge],
    credits: tuple[float, float, float],  # noqa: A002
) -> tuple[Demand, ...]:
    """Return the demands that are worth what each keyword earns beyond its thresholds.

    Parameters
    ----------
    wanted
        The demand of each keyword, alone.
    hinges
        Shares with thresholds, shape (n_wanted,) each, which add up.
    credits
        Credit of phrase, ordered, any.

    Examples
    --------
    Of a keyword worth 10, from which others earn 8, a phrase earns 2, words in order .5.

    >>> wanted = [Demand("改良旗袍", ("改良", "旗袍"), 10.0)]
    >>> keyword, characters = residual_demands(wanted, [(1.0, np.array([8.0]))], (1.0, 0.85, 0.7))
    >>> round(0.85 * keyword.worth, 9), round(keyword.worth + characters.worth, 9)
    (0.5, 2.0)
    """
    return tuple(
        demand
        for share, thresholds in hinges
        if share > 0
        for one, threshold in zip(wanted, thresholds.tolist(), strict=True)
        for demand in _beyond(one, threshold, share, credits)
    )


def _beyond(
    demand: Demand,
    threshold: float,
    share: float,
    credits: tuple[float, float, float],  # noqa: A002
) -> Iterator[Demand]:
    phrase, ordered, _ = credits
    whole = _residual(demand.worth, threshold, phrase)
    common = whole if len(demand.words) < 2 else _residual(demand.worth, threshold, ordered)
    if common > 0:
        yield Demand(demand.text, demand.words, share * common)
    if whole > common:
        yield Demand(demand.text, (), share * (whole - common))


def _residual(worth: float, threshold: float, credit: float) -> float:
    return max(0.0, credit * worth - threshold) / credit if credit > 0 else 0.0
