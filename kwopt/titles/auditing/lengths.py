"""A title read from its beginning, word by word, against the best that any beginning so wide can cover.

Owns the two curves that are compared. What bounds the best is `kwopt.titles.auditing.lengthbounds`; what a
text earns is said by the checker.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kwopt.titles.auditing.desk import TitleDesk
from kwopt.titles.composing.solve import SAME_VALUE
from kwopt.titles.coverage.given import GivenWord, given_words
from kwopt.titles.problem.problem import Floats


@dataclass(frozen=True)
class LengthPoint:
    """A width, in the unit of the field, and what no lawful title covers more of within it."""

    width: int
    bound: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"width": self.width, "bound": self.bound}


@dataclass(frozen=True)
class LengthStep:
    """The beginning of the given title that ends with one of its words.

    Parameters
    ----------
    word
        The exact word that the beginning ends with, as it is written.
    end
        Where it ends, in code points.
    width
        Width of the whole beginning.
    earned
        What the whole beginning covers, by the checker.
    bound
        The best that any beginning so wide covers; None beyond the limit.
    """

    word: str
    end: int
    width: int
    earned: float
    bound: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "word": self.word,
            "end": self.end,
            "width": self.width,
            "earned": self.earned,
            "bound": self.bound,
        }


@dataclass(frozen=True)
class LengthCurve:
    """What a title has earned after each word, beside the best possible at each width.

    Parameters
    ----------
    text
        The title as it was given.
    limit, unit
        The widest title of the field, and the unit of all widths.
    reachable
        Upper bound of what any lawful title covers; None where no title can be made.
    best
        One point a width, from 1 to the limit: never falling, never below a step of the title. Empty where
        no title can be made.
    title
        One step a word, in order; empty for a text without words.
    best_width, best_earned
        Width and coverage value of the first title found: the best by value, of which fluency is a part, so
        that another may cover more. None where there is none.
    raised
        Whether the title covers more somewhere than any lawful one so wide could, and raised the points
        there: it breaks rules, or holds words that lawful titles do without.
    """

    text: str
    limit: int
    unit: str
    reachable: float | None
    best: tuple[LengthPoint, ...]
    title: tuple[LengthStep, ...]
    best_width: int | None = None
    best_earned: float | None = None
    raised: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "text": self.text,
            "limit": self.limit,
            "unit": self.unit,
            "reachable": self.reachable,
            "best": [point.to_dict() for point in self.best],
            "title": [step.to_dict() for step in self.title],
            "best_width": self.best_width,
            "best_earned": self.best_earned,
            "raised": self.raised,
        }


def length_curve(desk: TitleDesk, text: str) -> LengthCurve:
    """Hold a title, word by word, against the best possible at each width.

    The bounds are found once a desk (0.7 s with 404 eligible keywords and a limit of 60, 0.1 s with 100); a
    text is then read in some 5 ms.

    Parameters
    ----------
    desk
        Of `kwopt.titles.auditing.desk.title_desk`.
    text
        Any text: also empty, too long or unlawful.

    Examples
    --------
    >>> import pandas as pd
    >>> from kwopt.models import Product
    >>> from kwopt.scoring import score_keywords
    >>> from kwopt.titles.auditing.desk import title_desk
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> curve = length_curve(title_desk(score_keywords(table, product), product), "改良旗袍短袖")
    >>> [(step.word, step.width) for step in curve.title], curve.title[-1].earned == curve.reachable
    ([('改良旗袍', 8), ('短袖', 12)], True)
    """
    field = desk.job.field
    words = given_words(text, desk.job.cutter)
    widths = [field.width(text[: word.end]) for word in words]
    earned = [desk.found.writer.coverage_value(text[: word.end]) for word in words]
    bounds = _raised(desk.length_bounds, widths, earned)
    titles = desk.found.titles
    return LengthCurve(
        text=text,
        limit=field.max,
        unit=field.unit,
        reachable=desk.found.solution.coverage_bound if titles else None,
        best=tuple(LengthPoint(width, bound) for width, bound in enumerate(bounds.tolist(), 1)),
        title=tuple(_steps(words, widths, earned, bounds)),
        best_width=titles[0].width if titles else None,
        best_earned=titles[0].coverage_value if titles else None,
        raised=bool((bounds > desk.length_bounds * (1 + SAME_VALUE)).any()),
    )


def _raised(bounds: Floats, widths: list[int], earned: list[float]) -> Floats:
    """Return bounds that no step of the title lies above, from its width on."""
    raised = bounds.copy()
    for width, value in zip(widths, earned, strict=True):
        start = max(width, 1) - 1
        raised[start:] = np.maximum(raised[start:], value)
    return raised


def _steps(
    words: tuple[GivenWord, ...], widths: list[int], earned: list[float], bounds: Floats
) -> list[LengthStep]:
    known = [float(bounds[width - 1]) if 0 < width <= len(bounds) else None for width in widths]
    return [
        LengthStep(word.text, word.end, width, value, bound)
        for word, width, value, bound in zip(words, widths, earned, known, strict=True)
    ]
