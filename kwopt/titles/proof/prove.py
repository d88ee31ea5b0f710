"""Close what the certificate leaves open: the whole problem, words and order, by CP-SAT (`kwopt[prove]`).

The model is exact (`prove_model`), so that with enough work the gap is zero. A title whose whole text does
not survive (7) is forbidden and the model solved again. The limit is CP-SAT's own count of work, not a
clock: equal problems give equal proofs.
"""

from importlib.util import find_spec

from kwopt.errors import TitleError
from kwopt.titles.proof.prove_model import Model
from kwopt.titles.search.order import Arrangement
from kwopt.titles.search.search import Search

WORK = 60.0
"""CP-SAT's deterministic time, about seconds of one core."""
WHOLE_TEXTS = 20
"""Titles forbidden at most because their whole text does not survive (7)."""


def require_ortools() -> None:
    """Raise unless OR-Tools is installed."""
    if find_spec("ortools") is None:
        raise TitleError("titles.no_ortools")


def prove(search: Search, *, work: float = WORK) -> float:
    """Return a bound on all titles, equal to the best value where the work sufficed.

    A better title replaces the first of the search, which has been certified.

    Parameters
    ----------
    work
        Deterministic time of CP-SAT at most.
    """
    certificate = search.certificate
    if certificate is None or certificate.bound <= 0:
        return 0.0
    forbidden: list[tuple[int, ...]] = []
    bound = certificate.bound
    for _ in range(WHOLE_TEXTS):
        answer = Model(search, certificate, forbidden).solve(work)
        bound = min(bound, max(answer.bound, certificate.known))
        work -= answer.work
        if answer.order is None:
            break
        if search.problem.survives(answer.order):
            value = search.problem.value(answer.order)
            if value > search.found[0].value:
                search.found[0] = Arrangement(answer.order, value, lawful=True)
                certificate.learn(value)
            break
        forbidden.append(answer.order)
        if work <= 0:
            break
    return max(bound, certificate.known)
