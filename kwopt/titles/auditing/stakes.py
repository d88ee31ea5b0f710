"""What a change of today's title puts at stake: the share of what it brings now that would be lost.

Measured in orders where the table tells orders of keywords that the title covers, else in clicks, else in
worth; weighed by the credit of each match. Of keywords that the title loses nothing else is known: how many
of their shoppers would still come is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.titles.auditing.audited import RiskBasis
from kwopt.titles.composing.job import TitleJob
from kwopt.titles.composing.writing import credits_of_kinds
from kwopt.titles.coverage.matching import PHRASE, KeywordMatcher
from kwopt.titles.problem.problem import Floats

PROTECTED_ORDERS = 1.0
"""Orders from which on a keyword converts already."""


@dataclass(frozen=True, eq=False)
class Stakes:
    """What keywords bring to one title today. Get one from `stakes_of`."""

    basis: RiskBasis
    matcher: KeywordMatcher
    weights: Floats
    credits: Floats
    today: float

    def brought(self, text: str) -> Floats:
        """Return what each keyword would bring, by its credit."""
        brought: Floats = self.weights * self.credits[self.matcher.kinds(text)]
        return brought

    def at_stake(self, before: str, after: str) -> float:
        """Return the share of what the title brings today that a change of one text to another loses."""
        lost = float((self.brought(before) - self.brought(after)).clip(min=0).sum())
        return min(1.0, lost / self.today) if self.today > 0 else 0.0


def stakes_of(text: str, job: TitleJob, keywords: Sequence[tuple[str, float]]) -> Stakes:
    """Return what is at stake in a title.

    Parameters
    ----------
    keywords
        Eligible keywords with their worth: the last basis.
    """
    counted: list[tuple[RiskBasis, list[tuple[str, float]]]] = [
        ("orders", _counted(job.scored, c.ORDERS)),
        ("clicks", _counted(job.scored, c.CLICKS)),
        ("worth", list(keywords)),
    ]
    for basis, pairs in counted:
        matcher = KeywordMatcher(pairs, segmenter=job.cutter, credits=job.settings.match_credits)
        weights = np.array([weight for _, weight in pairs], dtype=np.float64)
        stakes = Stakes(basis, matcher, weights, credits_of_kinds(job.settings.match_credits), 0.0)
        today = float(stakes.brought(text).sum())
        if today > 0 or basis == "worth":
            break
    return Stakes(stakes.basis, matcher, weights, stakes.credits, today)


@dataclass(frozen=True, eq=False)
class ConvertingKeywords:
    """The keywords of a job that brought orders, with these, cut once. Get them from `of`."""

    pairs: tuple[tuple[str, float], ...]
    matcher: KeywordMatcher

    @classmethod
    def of(cls, job: TitleJob) -> "ConvertingKeywords":
        """Return the keywords with `PROTECTED_ORDERS` or more."""
        counted = _counted(job.scored, c.ORDERS)
        pairs = tuple((keyword, orders) for keyword, orders in counted if orders >= PROTECTED_ORDERS)
        return cls(pairs, KeywordMatcher(pairs, segmenter=job.cutter, credits=job.settings.match_credits))

    def phrases_in(self, text: str) -> tuple[str, ...]:
        """Return the keywords that a title covers as a phrase, most orders first."""
        phrases = np.flatnonzero(self.matcher.kinds(text) == PHRASE).tolist()
        best_first = sorted(phrases, key=lambda place: (-self.pairs[place][1], self.pairs[place]))
        return tuple(self.pairs[place][0] for place in best_first)


def _counted(scored: pd.DataFrame, column: str) -> list[tuple[str, float]]:
    """Return the keywords for which a column counts something; none where there is no such column."""
    if column not in scored.columns:
        return []
    rows = scored[scored[column] > 0]
    return list(zip(rows[c.KEYWORD].tolist(), rows[column].astype(float).tolist(), strict=True))
