"""Solve a title problem: titles, each with what it is worth and how far it can be from the best.

`search` finds titles; `certify` bounds how good any can be, and takes the better titles that the proof comes
across; `solve` does both.
"""

from dataclasses import dataclass, field

from kwopt.errors import TitleError
from kwopt.models import Proof
from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.proof.certify import PROVING, Effort, ProofMethod, certify, certify_coverage
from kwopt.titles.proof.prove import WORK, prove, require_ortools
from kwopt.titles.search.order import Arrangement
from kwopt.titles.search.search import DISTANCE, KICKS, Search, find_others, search_titles

__all__ = ["DISTANCE", "Search", "Solution", "SolvedTitle", "certify", "report", "search_titles", "solve"]

SAME_VALUE = 1e-6
"""Share within which a value and its bound are one: the tolerance of branching."""


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
    method
        What proved `bound`.
    search
        What found the titles, to go on from; None where there is nothing to seek.
    """

    titles: tuple[SolvedTitle, ...]
    selection: Proof
    bound: float
    coverage_bound: float
    method: ProofMethod = "lp"
    search: Search | None = field(default=None, repr=False, compare=False)


def solve(
    problem: TitleProblem,
    *,
    n: int = 1,
    distance: int = DISTANCE,
    kicks: int = KICKS,
    seed: int = 0,
    effort: Effort = "full",
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
    effort
        "fast" gives the titles of the search with bounds that lie further off, in a fraction of the time.

    Raises
    ------
    TitleError
        If no choice of words, or no order, keeps all constraints.

    Examples
    --------
    >>> from kwopt.titles.problem.problem import Demand, Word
    >>> problem = TitleProblem(
    ...     words=(Word("旗袍", 4), Word("改良", 4), Word("短款", 4)),
    ...     demands=(Demand("改良旗袍", ("改良", "旗袍"), 9.0), Demand("短款旗袍", ("短款", "旗袍"), 5.0)),
    ...     limit=12,
    ... )
    >>> solution = solve(problem)
    >>> solution.titles[0].text, solution.titles[0].value, round(solution.bound, 6)
    ('短款改良旗袍', 13.25, 13.25)
    """
    way = PROVING[effort]
    search = search_titles(
        problem, distance=distance, kicks=kicks, seed=seed, relaxed_demands=way.relaxed_demands
    )
    if search is None:
        return NOTHING
    bound = way.of_value(search)
    coverage_bound = way.of_coverage(search, bound)
    find_others(search, n, distance)
    return report(search, bound, coverage_bound, method=way.method)


def solve_proven(
    problem: TitleProblem,
    *,
    n: int = 1,
    distance: int = DISTANCE,
    kicks: int = KICKS,
    seed: int = 0,
    work: float = WORK,
) -> Solution:
    """Return the best titles with their proof by CP-SAT: the first is the best of all, if the work sufficed.

    Parameters
    ----------
    n, distance, kicks, seed
        As in `solve`.
    work
        CP-SAT's deterministic time at most, about seconds of one core.

    Raises
    ------
    TitleError
        If OR-Tools is not installed, or as `solve`.
    """
    require_ortools()
    search = search_titles(problem, distance=distance, kicks=kicks, seed=seed)
    if search is None:
        return NOTHING
    certify(search)
    bound = prove(search, work=work)
    coverage_bound = certify_coverage(search, bound)
    find_others(search, n, distance)
    return report(search, bound, coverage_bound, method="cp_sat")


NOTHING = Solution((), Proof(0.0, 0.0, 0.0, True, "selection"), 0.0, 0.0)
"""The answer where no demand can be covered and no word is asked for."""


def report(search: Search, bound: float, coverage_bound: float, *, method: ProofMethod = "lp") -> Solution:
    """Return the titles found with their values by the definitions, and what the bounds prove of them.

    Raises
    ------
    TitleError
        If a title is worth more than the bound: a fault of this program, never to be hidden.
    """
    selection = search.selection
    titles = tuple(
        _solved(search.problem, rank, title, bound, method) for rank, title in enumerate(search.found, 1)
    )
    gap = 0.0 if selection.proven else _gap(selection.value, selection.bound)
    stage = Proof(selection.value, selection.bound, gap, selection.proven, "selection")
    return Solution(titles, stage, bound, coverage_bound, method, search)


def _solved(
    problem: TitleProblem, rank: int, title: Arrangement, bound: float, method: ProofMethod
) -> SolvedTitle:
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
        whole=Proof(value, max(bound, value), 0.0 if proven else gap, proven, method),
    )


def _gap(value: float, bound: float) -> float:
    return max(0.0, 1.0 - value / bound) if bound > 0 else 0.0
