"""Which rows of a result a figure shows, and their numbers as plain lists.

Owns the choice and its limits. A figure shows the top of a long table and says so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from kwopt import columns as c
from kwopt.errors import PlotError, SettingError
from kwopt.numerals import count
from kwopt.plots.wording import Wording
from kwopt.scoring.rates.numbers import as_numbers, first_text

MOST_ROWS = 500
"""Most keywords with a row each: beyond some 12,000 px no browser draws and nobody looks."""

MOST_POINTS = 5000
"""Most points of a plane: a browser moves as many SVG marks without a stumble."""

WEIGHTS = (c.SPEND, c.CLICKS, c.SEARCH_VOLUME)
"""What orders the rows: the first of these of which any row has some. Where money goes, a look pays."""


_FIGURES = (
    c.CLICKS, c.ORDERS, c.SPEND, c.SEARCH_VOLUME, c.BUYERS_PER_VISITOR, c.MARKET_CPC, c.PAID_CPC,
    c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH, c.CEILING, c.CEILING_LOW, c.CEILING_HIGH,
    c.SAFE_CEILING, c.TARGET_BID, c.SUGGESTED_BID, c.RANK, c.WORTH, c.RELEVANCE, c.LISTING_COUNT,
    c.CLICK_THROUGH_RATE, c.MARKET_BUYERS,
)  # fmt: skip
"""Columns whose numbers figures show."""

Numbers = Sequence[float | None]


class HasFrame(Protocol):
    """A result that holds one row a keyword."""

    @property
    def frame(self) -> pd.DataFrame:
        """The rows."""
        ...


@dataclass(frozen=True)
class Shown:
    """The rows of a figure, the weightiest first; `weight` is the column that ordered them, None for none."""

    rows: pd.DataFrame
    weight: str | None
    total: int

    def numbers(self, column: str) -> list[float | None]:
        """Return a column with None for what is missing; all None where the column is absent."""
        if column not in self.rows.columns:
            return [None] * len(self.rows)
        return [None if math.isnan(value) else value for value in _floats(self.rows[column])]

    def highest(self, column: str) -> float:
        """Return the greatest number of a column, 0 where there is none above it."""
        return max((value or 0.0 for value in self.numbers(column)), default=0.0)

    def texts(self, column: str) -> list[str]:
        """Return a column of names."""
        return [str(value) for value in self.rows[column]]

    def remark(self, wording: Wording) -> str:
        """Return which rows are shown, and of how many; nothing where all are."""
        if len(self.rows) == self.total:
            return ""
        name = f"shown_{self.weight}" if self.weight else "shown_first"
        return wording.say(name, shown=count(len(self.rows)), total=count(self.total))


def frame_of(source: pd.DataFrame | HasFrame, needed: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows of a frame or a result.

    Raises
    ------
    PlotError
        If it is neither, lacks one of the columns `needed`, or holds a text where a number belongs.
    """
    frame = source if isinstance(source, pd.DataFrame) else getattr(source, "frame", None)
    if not isinstance(frame, pd.DataFrame):
        raise PlotError("plots.not_a_table", value=type(source).__name__)
    lacking = tuple(name for name in needed if name not in frame.columns)
    if lacking:
        raise PlotError("plots.lacks_columns", lacking=lacking, columns=tuple(map(str, frame.columns)))
    return frame.assign(**{name: _numeric(frame[name]) for name in _FIGURES if name in frame.columns})


def _numeric(values: pd.Series) -> pd.Series:
    place = first_text(values)
    if place is not None:
        raise PlotError("plots.not_numbers", column=str(values.name), value=values.iloc[place])
    return as_numbers(values)


def heaviest(
    frame: pd.DataFrame, top: int, most: int = MOST_ROWS, weights: tuple[str, ...] = WEIGHTS
) -> Shown:
    """Return the `top` rows by the first of `weights` that there is; rows alike stay in the frame's order.

    Raises
    ------
    SettingError
        If `top` is no whole number from 1 to `most`.
    """
    if isinstance(top, bool) or not isinstance(top, int) or not 1 <= top <= most:
        raise SettingError("errors.bad_value", name="top", expected=f"1 ≤ top ≤ {most}", value=top)
    weight = next((name for name in weights if name in frame.columns and (frame[name] > 0).any()), None)
    if weight:
        frame = frame.sort_values(weight, ascending=False, kind="stable", na_position="last")
    return Shown(frame.head(top), weight, len(frame))


def differences(upper: Numbers, lower: Numbers) -> list[float | None]:
    """Return the lengths of error bars; None where an end is missing.

    >>> differences([0.5, None], [0.25, 0.1])
    [0.25, None]
    """
    pairs = zip(upper, lower, strict=True)
    return [None if one is None or other is None else one - other for one, other in pairs]


def _floats(values: pd.Series) -> list[Any]:
    found: list[Any] = values.to_numpy(dtype=float, na_value=math.nan).tolist()
    return found
