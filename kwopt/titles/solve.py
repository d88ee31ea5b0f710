"""Solve a title problem: titles, each with what it is worth and how far it can be from the best.

`search` finds titles: the exact selection gives a first set of words; the relaxed program (words and order)
shows which words are worth a look, and a search over those gives another; both are put in order and
improved word by word. `solve` then proves how good they are, and takes the better titles that the proof
comes across. Equal problems give equal titles: work is limited by nodes, rounds and kicks, ties break by
the words' text, and nothing depends on the order of input or of a set.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from kwopt.errors import TitleError
from kwopt.models import Proof
from kwopt.titles.certificate import ROUNDING, Certificate
from kwopt.titles.joint import improve
from kwopt.titles.order import Arrangement, arrange
from kwopt.titles.pathcover import PathCover
from kwopt.titles.problem import Flags, TitleProblem
from kwopt.titles.reachable import Reachable
from kwopt.titles.rows import Rows, rows
from kwopt.titles.scorer import Orders
from kwopt.titles.selection import Selection, select

DISTANCE = 3
"""Words of an earlier title that a further one does without: costs some 2 to 4 % of value (optimizer.md
section 3); with 2 the titles are near copies, with 4 they cost 5 %."""
KICKS = 16
"""Restarts of the order search for the words finally chosen."""
QUICK_KICKS = 2
"""Restarts while words still change."""
EXPECTED_SHARE = 0.95
"""A further title is first sought among those of at least this share of the one before: nothing is lost if
there is none, and most variables are fixed at once."""
SEARCH_SHARE = 0.9
"""How much of the gap a word may cost and still be searched: .8 finds no better titles in twice the time;
only the words that the relaxed optimum uses: .2 % worse titles in the mean."""
SEARCH_NODES = 30
SEARCH_TOLERANCE = 0.01
"""Nodes, and share of the optimum, at which the search over the words of the relaxed program stops."""
OTHER_SETS = 8
"""Further sets tried when the words first chosen have no lawful order."""
PROOF_TOLERANCE = 0.003
"""Share of the optimum at which the search for the proof stops."""
SAME_VALUE = 1e-6
"""Share within which a value and its bound are one: the tolerance of branching."""
PROOF_ROUNDS = 3
"""Searches for the proof at most; another follows only where a better title was found, for that fixes more
of the program. Without one, a second search closed a tenth of the gap in the mean, in twice the time."""


@dataclass(frozen=True)
class SolvedTitle:
    """A title: its words in order, its text, its value (by the definitions, from the text), its proof.

    `whole` compares with the bound of the whole problem, for every rank.
    """

    rank: int
    words: tuple[str, ...]
    text: str
    width: int
    value: float
    coverage_value: float
    fluency_value: float
    whole: Proof


@dataclass(frozen=True)
class Solution:
    """Titles, best first; empty if no demand can be covered and no word is asked for.

    Parameters
    ----------
    selection
        The stage that chooses words: reachable value of the best set, and its bound.
    bound
        No title is worth more.
    coverage_bound
        No title's coverage is worth more.
    """

    titles: tuple[SolvedTitle, ...]
    selection: Proof
    bound: float
    coverage_bound: float


@dataclass
class Search:
    """What a search found so far, and what a proof can start from."""

    problem: TitleProblem
    orders: Orders
    rows: Rows
    selection: Selection
    kicks: int
    seed: int
    certificate: Certificate
    found: list[Arrangement] = field(default_factory=list)


def solve(
    problem: TitleProblem, *, n: int = 1, distance: int = DISTANCE, kicks: int = KICKS, seed: int = 0
) -> Solution:
    """Return the best titles found, with a bound on all titles.

    Parameters
    ----------
    n
        Titles wanted; fewer are returned if no other is far enough from those before.
    distance
        Words of each earlier title that a further one does without.
    kicks, seed
        Restarts of the order search, and the seed of what they disturb.

    Raises
    ------
    TitleError
        If no choice of words, or no order, keeps all constraints.

    Examples
    --------
    >>> from kwopt.titles.problem import Demand, Word
    >>> problem = TitleProblem(
    ...     words=(Word("旗袍", 4), Word("改良", 4), Word("短款", 4)),
    ...     demands=(Demand("改良旗袍", ("改良", "旗袍"), 9.0), Demand("短款旗袍", ("短款", "旗袍"), 5.0)),
    ...     limit=12,
    ... )
    >>> solution = solve(problem)
    >>> solution.titles[0].text, solution.titles[0].value, round(solution.bound, 6)
    ('短款改良旗袍', 13.25, 13.25)
    """
    search = _prepared(problem, kicks, seed)
    if search is None:
        return Solution((), Proof(0.0, 0.0, 0.0, True, "selection"), 0.0, 0.0)
    _find_first(search)
    certify(search)
    _find_others(search, n, distance)
    return report(search)


def search_titles(
    problem: TitleProblem, *, n: int = 1, distance: int = DISTANCE, kicks: int = KICKS, seed: int = 0
) -> Search | None:
    """Return titles without seeking a proof: what `solve` does first. None if there is nothing to say."""
    search = _prepared(problem, kicks, seed)
    if search is not None:
        _find_first(search)
        _find_others(search, n, distance)
    return search


def _prepared(problem: TitleProblem, kicks: int, seed: int) -> Search | None:
    reachable = Reachable(problem)
    if not problem.words or not (reachable.reaches or problem.required or problem.at_least):
        return None
    limits = rows(problem)
    selection = select(reachable, limits)
    if selection is None:
        raise TitleError("titles.infeasible", limit=problem.limit)
    certificate = Certificate(PathCover(reachable, limits, selection.bound))
    return Search(problem, Orders(reachable), limits, selection, kicks, seed, certificate)


def _find_first(search: Search) -> None:
    starts = [arrange(search.orders, _places(search.selection.chosen), kicks=QUICK_KICKS, seed=search.seed)]
    best = _best_near(search, search.rows, search.certificate, starts)
    search.found = [best or _any_lawful(search)]
    search.certificate.learn(search.found[0].value)


def _find_others(search: Search, n: int, distance: int) -> None:
    limits = search.rows
    while len(search.found) < n:
        limits = limits.apart(search.found[-1].order, distance)
        program = PathCover(search.orders.reachable, limits, search.selection.bound)
        hoped = EXPECTED_SHARE * search.found[-1].value
        best = _best_near(search, limits, Certificate(program, known=hoped), [])
        best = best or _best_near(search, limits, Certificate(program), [])
        if best is None:
            return
        search.found.append(best)
    search.found.sort(key=lambda title: -title.value)


def _best_near(
    search: Search, limits: Rows, certificate: Certificate, starts: list[Arrangement]
) -> Arrangement | None:
    """Return the best title found from `starts` and from the words of the relaxed program, if any."""
    certificate.learn(max((start.value for start in starts if start.lawful), default=0.0))
    certificate.relax()
    pool = _places((certificate.words > ROUNDING) | certificate.rows_required)
    for start in starts:
        pool = sorted({*pool, *start.order})
    starts = [improve(search.orders, limits, start, pool=pool) for start in starts if start.lawful]
    certificate.learn(max((start.value for start in starts), default=0.0))
    chosen = certificate.search_near(SEARCH_SHARE, SEARCH_NODES, tolerance=SEARCH_TOLERANCE)
    if chosen is not None:
        starts.append(arrange(search.orders, _places(chosen), kicks=QUICK_KICKS, seed=search.seed))
    best = _best(starts)
    return None if best is None else _polished(search, limits, best, pool)


def _polished(search: Search, limits: Rows, best: Arrangement, pool: Sequence[int]) -> Arrangement:
    best = improve(search.orders, limits, best, pool=pool)
    kicked = arrange(search.orders, best.order, kicks=search.kicks, seed=search.seed, start=best.order)
    return kicked if kicked.lawful and kicked.value > best.value else best


def _best(found: Iterable[Arrangement]) -> Arrangement | None:
    lawful = [title for title in found if title.lawful]
    return max(lawful, key=lambda title: title.value, default=None)


def _any_lawful(search: Search) -> Arrangement:
    """Return a lawful title of another set, when the best sets have no lawful order."""
    limits, chosen = search.rows, search.selection.chosen
    for _ in range(OTHER_SETS):
        limits = limits.apart(_places(chosen), 1)
        other = select(search.orders.reachable, limits)
        if other is None:
            break
        chosen = other.chosen
        found = arrange(search.orders, _places(chosen), kicks=search.kicks, seed=search.seed)
        if found.lawful:
            pool = _places((search.certificate.words > ROUNDING) | chosen)
            return improve(search.orders, search.rows, found, pool=pool)
    raise TitleError("titles.no_order")


def certify(search: Search) -> None:
    """Lower the bound by cuts and branching; better titles met on the way replace the first."""
    certificate = search.certificate
    certificate.relax()
    certificate.tighten()
    for _ in range(PROOF_ROUNDS):
        if certificate.gap <= PROOF_TOLERANCE:
            return
        known = certificate.known
        chosen = certificate.branch(tolerance=PROOF_TOLERANCE)
        if chosen is None:
            return
        _take(search, chosen)
        if certificate.known == known:
            return
        certificate.relax()
        certificate.tighten()


def _take(search: Search, chosen: Flags) -> None:
    """Put a set of words in order, improve it, and keep it as the first title if it is better."""
    found = arrange(search.orders, _places(chosen), kicks=QUICK_KICKS, seed=search.seed)
    if found.lawful:
        pool = _places(search.certificate.words > ROUNDING)
        found = _polished(search, search.rows, found, pool)
        if found.value > search.found[0].value:
            search.found[0] = found
            search.certificate.learn(found.value)


def report(search: Search) -> Solution:
    """Return the titles found with their values by the definitions, and what is proven of them.

    Raises
    ------
    TitleError
        If a title is worth more than the bound: a fault of this program, never to be hidden.
    """
    bound = max(search.certificate.bound, 0.0)
    selection = search.selection
    titles = tuple(_solved(search.problem, rank, title, bound) for rank, title in enumerate(search.found, 1))
    gap = 0.0 if selection.proven else _gap(selection.value, selection.bound)
    stage = Proof(selection.value, selection.bound, gap, selection.proven, "selection")
    return Solution(titles, stage, bound, min(bound, selection.bound))


def _solved(problem: TitleProblem, rank: int, title: Arrangement, bound: float) -> SolvedTitle:
    coverage, fluency = problem.coverage_value(title.order), problem.fluency_value(title.order)
    value = coverage + fluency
    if value > bound * (1.0 + SAME_VALUE):
        raise TitleError("titles.bound_broken", value=value, bound=bound)
    gap = _gap(value, bound)
    proven = gap <= SAME_VALUE
    return SolvedTitle(
        rank=rank,
        words=tuple(problem.words[place].text for place in title.order),
        text=problem.text(title.order),
        width=problem.width(title.order),
        value=value,
        coverage_value=coverage,
        fluency_value=fluency,
        whole=Proof(value, max(bound, value), 0.0 if proven else gap, proven, "lp"),
    )


def _gap(value: float, bound: float) -> float:
    return max(0.0, 1.0 - value / bound) if bound > 0 else 0.0


def _places(chosen: Flags) -> list[int]:
    places: list[int] = np.flatnonzero(chosen).tolist()
    return places
