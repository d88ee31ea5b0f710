"""The eligible keywords that a title leaves, and what it would need for them."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kwopt.models import CoveredKeyword
from kwopt.titles.auditing.audited import MissedKeyword
from kwopt.titles.problem.problem import TitleProblem

MISSED_SHOWN = 10
"""Missed keywords listed unless told otherwise."""


def missed_keywords(
    keywords: Iterable[tuple[str, float]],
    covered: Iterable[CoveredKeyword],
    *,
    problem: TitleProblem,
    words_of: Mapping[str, tuple[str, ...]],
    there: Collection[str],
    most: int = MISSED_SHOWN,
) -> tuple[MissedKeyword, ...]:
    """Return the keywords that lose most worth, greatest first, of those that some title can cover.

    Parameters
    ----------
    keywords
        Eligible keywords with their worth.
    words_of
        The exact words of each keyword.
    there
        Words by which the title is found: its exact words and those inside them.
    most
        How many are listed.
    """
    found = sorted(
        _missed(keywords, {item.keyword: item for item in covered}, problem, words_of, there),
        key=lambda missed: (-missed.lost, missed.keyword),
    )
    return tuple(found[:most])


def _missed(
    keywords: Iterable[tuple[str, float]],
    covered: Mapping[str, CoveredKeyword],
    problem: TitleProblem,
    words_of: Mapping[str, tuple[str, ...]],
    there: Collection[str],
) -> Iterator[MissedKeyword]:
    for keyword, worth in keywords:
        now = covered.get(keyword)
        lost = worth - (now.earned if now else 0.0)
        needs = () if now else tuple(dict.fromkeys(word for word in words_of[keyword] if word not in there))
        if lost > 0 and all(word in problem.index for word in needs):
            width = sum(problem.words[problem.index[word]].width + len(problem.joiner) for word in needs)
            yield MissedKeyword(keyword, worth, lost, now.match if now else None, needs, width)
