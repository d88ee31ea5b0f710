"""Facts that a product does not state and keywords wait for: the questions whose answers open most demand.

A keyword waits for a fact if it is `possible`, and fits once the product is said to have everything that the
keyword asks for. Keywords that no answer settles (港风复古 names no kind of thing) are not asked about.
Yes is said by an attribute or an approved word, no by a forbidden word.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.messages import message
from kwopt.models import Product, Settings
from kwopt.scoring.questions.asked import KINDS, UNKNOWN, Group, Waiting, waiting_rows
from kwopt.scoring.questions.exactsums import as_float, exact_sum
from kwopt.scoring.questions.tallies import FactTally
from kwopt.scoring.relevance.relevance import FITS, POSSIBLE

__all__ = ["KINDS", "UNKNOWN", "MissingFact", "Searches", "facts_of", "missing_facts"]


@dataclass(frozen=True)
class MissingFact:
    """One open question: whether the product is, has or suits `fact`.

    Parameters
    ----------
    fact
        The word that keywords ask with, the one with most searches; approving it answers yes.
    words
        All words that ask for the same (真丝, 桑蚕丝), most searches first.
    kind
        What kind of fact it is, one of `KINDS`; `code` is the reason code of its keywords.
    keywords
        How many keywords wait for the answer, also those that wait for another one too.
    settled
        How many of them wait for this answer alone.
    demand_share
        Searches of `keywords` as a share of the whole table's; None where no searches are known.
    relevant_share
        The same as a share of the searches of keywords that fit or may fit.
    """

    fact: str
    words: tuple[str, ...]
    kind: str
    code: str
    keywords: int
    settled: int
    demand_share: float | None
    relevant_share: float | None

    def question(self, lang: str = "en") -> str:
        """Return the question to the seller."""
        return message(f"scoring.ask_{self.kind}", {"word": self.fact}, lang)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {
            "question": self.question(lang)
        }


def missing_facts(
    scored: pd.DataFrame, product: Product | None, settings: Settings | None = None
) -> list[MissingFact]:
    """Return the facts that `possible` keywords wait for, most demand first.

    Words for the same fact are one question; a keyword that needs two facts is counted under both. Nothing is
    asked that the product's forbidden words answer, nor for keywords of a year that is over.

    Parameters
    ----------
    scored
        What `score_keywords` returned for `product` and `settings`; left unchanged.
    product
        Without one there is nothing to ask.
    settings
        Those of the scoring.

    Returns
    -------
    list of MissingFact
        Ties in demand go to the fact with more keywords, then by its text.

    Examples
    --------
    >>> from kwopt.scoring.score import score_keywords
    >>> table = pd.DataFrame({"keyword": ["旗袍", "真丝旗袍"], "search_volume": [300.0, 100.0]})
    >>> product = Product(name="旗袍")
    >>> [(one.fact, one.keywords, one.demand_share) for one in missing_facts(
    ...     score_keywords(table, product), product)]
    [('真丝', 1, 0.25)]
    """
    waiting = waiting_rows(scored)
    if product is None or waiting.empty:
        return []
    rows = Waiting(waiting, product, settings or Settings())
    return facts_of(FactTally.of(rows.asked(rows.open_words)), Searches.of(scored))


@dataclass(frozen=True)
class Searches:
    """Searches of a list's keywords, and of those that fit or may fit; pieces add up without rounding.

    The sums are in exact units (`kwopt.scoring.questions.exactsums`); `known` and `relevant_known` say of how
    many rows searches are known.
    """

    whole: int = 0
    relevant: int = 0
    known: int = 0
    relevant_known: int = 0

    @classmethod
    def of(cls, scored: pd.DataFrame) -> "Searches":
        """Return the searches of scored keywords."""
        searches = scored[c.SEARCH_VOLUME].to_numpy(dtype=np.float64)
        known = ~np.isnan(searches)
        relevant = known & scored[c.RELEVANCE_CLASS].isin((FITS, POSSIBLE)).to_numpy()
        return cls(
            exact_sum(searches[known]), exact_sum(searches[relevant]), int(known.sum()), int(relevant.sum())
        )

    def to_dict(self) -> dict[str, int]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def __add__(self, other: "Searches") -> "Searches":
        return Searches(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


def facts_of(tally: FactTally, searches: Searches) -> list[MissingFact]:
    """Return the facts that a whole list waits for, by what its pieces tallied; see `missing_facts`."""
    words = tally.words()
    found = [_fact(group, tuple(words[group]), tally, searches) for group in tally.keywords]
    return sorted(found, key=lambda fact: (-(fact.demand_share or 0.0), -fact.keywords, fact.fact))


def _fact(group: Group, words: tuple[str, ...], tally: FactTally, searches: Searches) -> MissingFact:
    demand = as_float(tally.searches[group]) if tally.known[group] else None
    return MissingFact(
        fact=words[0],
        words=words,
        kind=group.kind,
        code=group.code,
        keywords=tally.keywords[group],
        settled=tally.settled[group],
        demand_share=_share(demand, searches.whole, searches.known),
        relevant_share=_share(demand, searches.relevant, searches.relevant_known),
    )


def _share(part: float | None, whole: int, known: int) -> float | None:
    return part / as_float(whole) if part is not None and known and whole > 0 else None
