"""Seek titles: the exact choice of words, put in order, improved word by word and demand by demand.

The set with the greatest reachable value is where the search starts: it knows nothing of order, but it is
proven, and its bound holds for every title. Further titles start from the one before, less the words that
it costs least to do without. Equal problems give equal titles: work is limited by nodes, steps and kicks,
ties break by the words' text, and nothing depends on the order of input or of a set.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kwopt.errors import TitleError
from kwopt.titles.bounds.certificate import ROUNDING, Certificate
from kwopt.titles.bounds.pathcover import PathCover
from kwopt.titles.bounds.selection import Selection, select
from kwopt.titles.problem.problem import Flags, TitleProblem
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import Rows, rows
from kwopt.titles.search.joint import Climber
from kwopt.titles.search.moves import Moves
from kwopt.titles.search.order import Arrangement, arrange
from kwopt.titles.search.scorer import Orders

DISTANCE = 3
"""Words of an earlier title that a further one does without: costs some 2 to 4 % of value;
with 2 the titles are near copies, with 4 they cost 5 %."""
KICKS = 16
"""Restarts of the order search for the words finally chosen."""
QUICK_KICKS = 2
"""Restarts while words still change."""
FORCED = 15
"""Demands and rivals forced in and words exchanged where no single word improves a title."""
RELAXED_DEMANDS = 100
"""Demands up to which the relaxed program gives a second start before words and order are settled; beyond,
where it takes as long as all the rest, it is left to the proof, which improves the second start apart."""
NEAR_BEFORE = 0.9
"""Share of the title before from which a further title is kept as it is: most reach .96 or more."""
OTHER_SETS = 8
"""Further sets tried when the words first chosen have no lawful order."""


@dataclass
class Search:
    """What a search found so far, and what a proof can start from."""

    problem: TitleProblem
    orders: Orders
    rows: Rows
    moves: Moves
    selection: Selection
    kicks: int
    seed: int
    certificate: Certificate | None = None
    found: list[Arrangement] = field(default_factory=list)

    @property
    def reachable(self) -> Reachable:
        """What sets of words can reach."""
        return self.orders.reachable


def search_titles(
    problem: TitleProblem,
    *,
    n: int = 1,
    distance: int = DISTANCE,
    kicks: int = KICKS,
    seed: int = 0,
    relaxed_demands: float = RELAXED_DEMANDS,
) -> Search | None:
    """Return titles without seeking a proof: what `solve` does first. None if there is nothing to say.

    Parameters
    ----------
    n, distance, kicks, seed
        As in `kwopt.titles.composing.solve.solve`.
    relaxed_demands
        Demands up to which the relaxed program gives a second start.

    Raises
    ------
    TitleError
        If no choice of words, or no order, keeps all constraints.
    """
    search = _prepared(problem, kicks, seed)
    if search is not None:
        search.found = [_first(search, relaxed_demands)]
        find_others(search, n, distance)
    return search


def _prepared(problem: TitleProblem, kicks: int, seed: int) -> Search | None:
    reachable = Reachable(problem)
    if not problem.words or not (reachable.reaches or problem.required or problem.at_least):
        return None
    limits = rows(problem)
    selection = select(reachable, limits)
    if selection is None:
        raise TitleError("titles.infeasible", limit=problem.limit)
    orders = Orders(reachable)
    return Search(problem, orders, limits, Moves(orders, limits), selection, kicks, seed)


def _first(search: Search, relaxed_demands: float) -> Arrangement:
    climber = Climber(search.orders, search.rows, search.moves)
    best = climber.climb(_start(search, places_of(search.selection.chosen)))
    if not best.lawful:
        best = _of_another_set(search, climber, best)
    few = len(search.reachable.reaches) <= relaxed_demands
    second = relaxed(search, best)[1] if few else None
    if second is not None:
        second = climber.climb(second)
        if second.lawful and second.value > best.value:
            best = second
    return _finished(search, climber, best)


def _start(search: Search, words: Sequence[int]) -> Arrangement:
    return arrange(search.orders, words, kicks=QUICK_KICKS, seed=search.seed)


def _of_another_set(search: Search, climber: Climber, best: Arrangement) -> Arrangement:
    """Return a lawful title of another set, when the best sets have no lawful order."""
    limits, chosen = search.rows, search.selection.chosen
    for _ in range(OTHER_SETS):
        limits = limits.apart(places_of(chosen), 1)
        other = select(search.reachable, limits)
        if other is None:
            break
        chosen = other.chosen
        best = climber.climb(_start(search, places_of(chosen)))
        if best.lawful:
            return best
    raise TitleError("titles.no_order")


def relaxed(search: Search, best: Arrangement) -> tuple[Certificate, Arrangement | None]:
    """Solve the relaxed program; return it, and a title of the words that it uses most, if they make one."""
    certificate = Certificate(PathCover(search.reachable, search.rows, search.selection.bound))
    certificate.learn(best.value)
    certificate.relax()
    search.certificate = certificate
    share = certificate.words
    order = places_of(search.rows.required)
    for word in np.argsort(-share, kind="stable").tolist():
        if share[word] > ROUNDING and word not in order and search.rows.leave_room([*order, word]):
            order.append(word)
    return certificate, _start(search, order) if search.rows.allow_places(order) else None


def improve_set(search: Search, chosen: Flags) -> Arrangement:
    """Return a good title from a set of words to start with."""
    return improve(search, _start(search, places_of(chosen)))


def improve(search: Search, start: Arrangement) -> Arrangement:
    """Return a title that neither other words nor other orders improve, sought from `start`."""
    climber = Climber(search.orders, search.rows, search.moves)
    return _finished(search, climber, climber.climb(start))


def _finished(search: Search, climber: Climber, best: Arrangement) -> Arrangement:
    """Return a title that neither other words nor other orders improve."""
    if best.lawful:
        best = climber.force(_kicked(search, climber, best, QUICK_KICKS), FORCED)
        best = _kicked(search, climber, best, search.kicks)
    return best


def _kicked(search: Search, climber: Climber, best: Arrangement, kicks: int) -> Arrangement:
    """Return a title at least as good: its words in a better order if kicks find one, improved from there."""
    kicked = arrange(search.orders, best.order, kicks=kicks, seed=search.seed, start=best.order)
    return climber.climb(kicked) if kicked.lawful and kicked.value > best.value else best


def find_others(search: Search, n: int, distance: int) -> None:
    """Add titles that lack `distance` words of each before, until there are `n` or none is found."""
    limits = search.rows
    while len(search.found) < n:
        before = search.found[-1]
        limits = limits.apart(before.order, distance)
        other = _other(search, limits, before)
        if other is None or not other.lawful:
            break
        search.found.append(other)
    search.found.sort(key=lambda title: -title.value)


def _other(search: Search, limits: Rows, before: Arrangement) -> Arrangement | None:
    """Return the best title found within `limits`: from the one before, else from the exact choice."""
    climber = Climber(search.orders, limits, search.moves.within(limits))
    found, order = None, climber.repaired(before.order, ())
    if order:
        found = _finished(search, climber, climber.climb(_start(search, order)))
        if found.lawful and found.value >= NEAR_BEFORE * before.value:
            return found
    selection = select(search.reachable, limits)
    if selection is None:
        return found
    other = _finished(search, climber, climber.climb(_start(search, places_of(selection.chosen))))
    return max((title for title in (found, other) if title), key=lambda title: (title.lawful, title.value))


def places_of(chosen: Flags) -> list[int]:
    """Return the places that are set."""
    places: list[int] = np.flatnonzero(chosen).tolist()
    return places
