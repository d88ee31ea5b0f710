"""Facts that a product does not state and keywords ask for: the questions whose answers open most demand."""

import math
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.messages import message
from kwopt.scoring.relevance import FITS, POSSIBLE


@dataclass(frozen=True)
class MissingFact:
    """One open question: whether the product is, or has, `fact`.

    Parameters
    ----------
    fact
        The words that keywords say and the product neither states nor denies.
    code
        What kind of fact it is: "material", "season" and so on.
    keywords
        How many keywords wait for the answer.
    demand_share
        Their searches as a share of those of all keywords that fit or may fit; None where no searches are
        known.
    """

    fact: str
    code: str
    keywords: int
    demand_share: float | None

    def question(self, lang: str = "en") -> str:
        """Return the question to the seller."""
        return message(f"scoring.ask_{self.code}", {"words": self.fact.split()}, lang)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {
            "question": self.question(lang)
        }


def missing_facts(scored: pd.DataFrame) -> list[MissingFact]:
    """Return the facts that `possible` keywords wait for, most demand first.

    Ties go to the fact with more keywords, then by its text. Without a product there are none. Keywords of a
    year that is over are left out: they earn nothing whatever the answer.

    Examples
    --------
    >>> scored = pd.DataFrame({
    ...     "relevance_class": ["fits", "possible", "wrong"], "reason_code": [None, "material", "type"],
    ...     "reason_words": ["", "真丝", "鞋"], "search_volume": [300.0, 100.0, 900.0],
    ... })
    >>> [(found.fact, found.keywords, found.demand_share) for found in missing_facts(scored)]
    [('真丝', 1, 0.25)]
    """
    if c.DATED in scored.columns:
        scored = scored[~scored[c.DATED].astype(bool)]
    at_stake = _searches(scored[scored[c.RELEVANCE_CLASS].isin((FITS, POSSIBLE))])
    waiting = scored[(scored[c.RELEVANCE_CLASS] == POSSIBLE) & (scored[c.REASON_WORDS] != "")]
    found = [
        MissingFact(str(words), str(code), len(rows), _share(_searches(rows), at_stake))
        for (code, words), rows in waiting.groupby([c.REASON_CODE, c.REASON_WORDS], sort=True)
    ]
    return sorted(found, key=lambda fact: (-(fact.demand_share or 0.0), -fact.keywords, fact.fact))


def _searches(rows: pd.DataFrame) -> float:
    """Return the sum of known searches; NaN where none is known."""
    return math.fsum(known) if (known := rows[c.SEARCH_VOLUME].dropna().tolist()) else math.nan


def _share(part: float, whole: float) -> float | None:
    return part / whole if part == part and whole > 0 else None
