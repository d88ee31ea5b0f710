"""What gives way where no title keeps all rules: rules of taste, in a stated order, never the seller's.

Rules ask for words (facts, for whom, a brand, a name) that others keep apart: a bowl of which three facts
are to be told, one of them "玻璃" (glass), may not be named "玻璃碗" (glass bowl) as well. What the seller
requires, what may stand at all, and the limit never give way. Tried is the easing of one rule alone, in the
order of `EASINGS`, then of the first two, the first three and so on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from kwopt.titles.bounds.selection import select
from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.records import AtLeast, Standing
from kwopt.titles.problem.rows import rows

NO_TITLE = frozenset({"titles.infeasible", "titles.no_order", "titles.no_selection"})
"""Errors that say of a problem that no title was found, not that the seller asked for what cannot be."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """A problem with some rules eased; `codes` are the messages that say what is lost by it."""

    problem: TitleProblem
    codes: tuple[str, ...] = ()


def relaxations(problem: TitleProblem) -> Iterator[Relaxed]:
    """Yield a problem with its rules eased more and more.

    Examples
    --------
    >>> from kwopt.titles.problem.records import Word
    >>> wish = AtLeast(("改良", "短款"), 2, Standing.FACTS)
    >>> words = (Word("改良", 4), Word("短款", 4))
    >>> problem = TitleProblem(words=words, demands=(), limit=4, at_least=(wish,))
    >>> [[group.count for group in eased.problem.at_least] for eased in relaxations(problem)]
    [[1], [0]]
    """
    seen = {(problem.at_least, problem.beside)}
    for relaxed in chain(_one_by_one(problem), _together(problem)):
        rules = (relaxed.problem.at_least, relaxed.problem.beside)
        if rules not in seen:
            seen.add(rules)
            yield relaxed


def _one_by_one(problem: TitleProblem) -> Iterator[Relaxed]:
    return (Relaxed(ease(problem), _said(code)) for code, ease in EASINGS)


def _together(problem: TitleProblem) -> Iterator[Relaxed]:
    eased = Relaxed(problem)
    for code, ease in EASINGS:
        changed = ease(eased.problem)
        if changed is not eased.problem:
            eased = Relaxed(changed, tuple(dict.fromkeys((*eased.codes, *_said(code)))))
            yield eased


def _said(code: str | None) -> tuple[str, ...]:
    return () if code is None else (code,)


def reconciled(problem: TitleProblem) -> TitleProblem:
    """Return the problem, eased as far as some choice of words keeps all its rules; itself if none does."""
    if not problem.words or has_choice(problem):
        return problem
    eased = (relaxed.problem for relaxed in relaxations(problem))
    return next(filter(has_choice, eased), problem)


def has_choice(problem: TitleProblem) -> bool:
    """Say whether some choice of words keeps all rules."""
    nothing_wanted = replace(problem, demands=())
    return select(Reachable(nothing_wanted), rows(nothing_wanted)) is not None


def _within(problem: TitleProblem) -> TitleProblem:
    """Let words in hanzi be said by longer ones that hold them: 玻璃 (glass) by 玻璃碗 (glass bowl)."""
    groups = tuple(
        group if group.standing is Standing.ASKED else replace(group, words=_holding(group, problem))
        for group in problem.at_least
    )
    return problem if groups == problem.at_least else replace(problem, at_least=groups)


def _holding(group: AtLeast, problem: TitleProblem) -> tuple[str, ...]:
    whole = [word for word in group.words if len(word) > 1 and not word.isascii()]
    held = [word.text for word in problem.words if any(part in word.text for part in whole)]
    return tuple(dict.fromkeys((*group.words, *held)))


def _fewer(standing: Standing, less: int) -> Callable[[TitleProblem], TitleProblem]:
    """Return what asks for so many words less of each group of a standing."""

    def eased(problem: TitleProblem) -> TitleProblem:
        groups = tuple(_reduced(group, less) if group.standing is standing else group
                       for group in problem.at_least)  # fmt: skip
        counts = [group.count for group in problem.at_least]
        return problem if [group.count for group in groups] == counts else replace(problem, at_least=groups)

    return eased


def _reduced(group: AtLeast, less: int) -> AtLeast:
    return replace(group, count=max(0, group.count - less))


def _alone(problem: TitleProblem) -> TitleProblem:
    """Let short words stand alone that must be said: 碗 (bowl), which no keyword has beside others."""
    musts = [group for group in problem.at_least if group.standing is not Standing.FACTS]
    asked = {text for group in musts for text in group.words}
    kept = tuple(item for item in problem.beside if item.word not in asked)
    return problem if len(kept) == len(problem.beside) else replace(problem, beside=kept)


_ALL = 100
"""More words than a group asks for."""

EASINGS: tuple[tuple[str | None, Callable[[TitleProblem], TitleProblem]], ...] = (
    (None, _within),
    ("titles.fewer_facts", _fewer(Standing.FACTS, 1)),
    ("titles.fewer_facts", _fewer(Standing.FACTS, 2)),
    ("titles.fewer_facts", _fewer(Standing.FACTS, _ALL)),
    ("titles.stands_alone", _alone),
    ("titles.no_audience", _fewer(Standing.AUDIENCE, _ALL)),
    ("titles.no_model", _fewer(Standing.MODEL, _ALL)),
    ("titles.no_brand", _fewer(Standing.BRAND, _ALL)),
    ("titles.no_name", _fewer(Standing.NAME, _ALL)),
)
"""Rules in the order in which they give way, each with the message of what is lost by it: nothing by the
first; a buyer misses a third fact least, and the name of the thing most."""
