"""How good the titles of a search are: bounds on all titles, by as much work as is wanted.

full  the path-cover program with its cuts, then branching on the words, again where that finds a better
      title; the same for what titles cover
fast  for shops of thousands: after the linear program, from which the search starts too, the search over the
      words is begun and, where the program is large, left at its root. The titles are those of the search.

Both give bounds that hold for every title; the fast ones lie further off.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal, get_args

from kwopt.errors import SettingError
from kwopt.models import Proof
from kwopt.titles.bounds.certificate import Certificate
from kwopt.titles.search.search import RELAXED_DEMANDS, Search, improve, improve_set, relaxed

Effort = Literal["full", "fast"]
"""Work that goes into a title; the proofs differ, and in one of forty titles the text."""

ProofMethod = Literal["lp", "lp_root", "cp_sat"]
"""What proved a bound: programs branched on, programs left at the root, or CP-SAT."""

METHODS: tuple[ProofMethod, ...] = get_args(ProofMethod)

EFFORTS: tuple[Effort, ...] = get_args(Effort)

FAST_RELAXED_DEMANDS = inf
"""Demands up to which the fast search takes its second start from the linear program: without it, titles of
more than 100 candidates lose up to 4 % of value."""

PROOF_TOLERANCE = 0.003
"""Share of the optimum at which the search for the proof stops."""
COVERAGE_NODES = 10
COVERAGE_TOLERANCE = 0.005
"""Where the search for the bound on coverage stops. In the median of real products titles cover 94 % of what
the linear program alone would allow, 99 % of what ten nodes or 200 would."""
PROOF_ROUNDS = 3
"""Searches for the proof at most; another follows only where a better title was found, for that fixes more
of the program. Without one, a second search closed a tenth of the gap in the mean, in twice the time."""

BRANCHED_COLUMNS = 6_000
"""Variables of the program up to which the words are branched on; 300 candidates make 2,000 to 5,000. Beyond,
one node takes as long as all the rest, and the bound is that of the program with its cuts."""

SMALL_COLUMNS = 600
"""Variables up to which the fast proof branches: products of 50 candidates have as many, and it takes about
as long as one linear program. With 1,000 it takes twenty times as long for some products."""
SMALL_TOLERANCE = 0.01
OPEN_AT_ROOT = 0.03
"""Share of the bound that the linear program of a large problem may leave open: below, its words are not even
begun to be searched. Over 84 products of more than 100 candidates that leaves 3.95 % open in place of
3.92, and takes a twentieth less time."""
ROOT_TOLERANCE = 100.0
"""Share of the optimum at which the fast proof of a small and of a large program stops. Any set of words is
within the latter, so that HiGHS stops once it has simplified the program, with the words being whole, and
solved it: over 40 products of 100 to 400 candidates that leaves 4.4 % of the bound open in the mean, cuts
leave 4.9 % in twice the time."""


def checked_effort(name: str) -> Effort:
    """Return the effort of a name.

    Raises
    ------
    SettingError
        If there is none of that name.

    Examples
    --------
    >>> checked_effort("fast")
    'fast'
    """
    for effort in EFFORTS:
        if effort == name:
            return effort
    raise SettingError("errors.unknown_choice", what="effort", value=name, choices=EFFORTS)


def method_of(proof: Proof) -> ProofMethod:
    """Return what proved the bound of a whole title."""
    return next((method for method in METHODS if method == proof.method), "lp")


def certify(search: Search) -> float:
    """Return a bound on all titles; a better title met on the way replaces the first."""
    certificate = search.certificate or _relaxed(search)
    certificate.learn(search.found[0].value)
    certificate.tighten()
    for _ in range(PROOF_ROUNDS):
        if certificate.gap <= PROOF_TOLERANCE or certificate.program.size > BRANCHED_COLUMNS:
            break
        known = certificate.known
        chosen = certificate.branch(tolerance=PROOF_TOLERANCE)
        if chosen is None:
            break
        found = improve_set(search, chosen)
        if not found.lawful or found.value <= known:
            break
        search.found[0] = found
        certificate.learn(found.value)
        certificate.tighten()
    return max(certificate.bound, 0.0)


def _relaxed(search: Search) -> Certificate:
    """Relax the program of a search that did without: the words it uses most may make a better title."""
    certificate, start = relaxed(search, search.found[0])
    found = search.found[0] if start is None else improve(search, start)
    if found.lawful and found.value > search.found[0].value:
        search.found[0] = found
    return certificate


def certify_at_root(search: Search) -> float:
    """Return a bound on all titles, in the time of two linear programs at most; the titles stay."""
    certificate = search.certificate or relaxed(search, search.found[0])[0]
    certificate.learn(search.found[0].value)
    size = certificate.program.size
    left_open = SMALL_TOLERANCE if size <= SMALL_COLUMNS else OPEN_AT_ROOT
    if certificate.gap > left_open and size <= BRANCHED_COLUMNS:
        _branch_at_root(certificate)
    return max(certificate.bound, 0.0)


def _branch_at_root(certificate: Certificate) -> None:
    small = certificate.program.size <= SMALL_COLUMNS
    certificate.branch(tolerance=SMALL_TOLERANCE if small else ROOT_TOLERANCE)


def certify_coverage(search: Search, bound: float) -> float:
    """Return a bound on what any title covers; `bound` is one, but holds fluency as well."""
    covering = _covering(search)
    if covering is None:
        return min(bound, search.selection.bound)
    covering.relax()
    if covering.gap > COVERAGE_TOLERANCE and covering.program.size <= BRANCHED_COLUMNS:
        covering.branch(COVERAGE_NODES, tolerance=COVERAGE_TOLERANCE)
    return min(bound, search.selection.bound, covering.bound)


def certify_coverage_at_root(search: Search, bound: float) -> float:
    """Return a bound on what any title covers, in the time of one linear program."""
    covering = _covering(search)
    if covering is None:
        return min(bound, search.selection.bound)
    if covering.program.size <= BRANCHED_COLUMNS:
        _branch_at_root(covering)
    else:
        covering.relax()
    return min(bound, search.selection.bound, covering.bound)


def _covering(search: Search) -> Certificate | None:
    """Return the program of what titles cover; None where value is coverage, or was not bounded."""
    problem, certificate = search.problem, search.certificate
    if certificate is None or problem.fluency is None or not problem.fluency.weight:
        return None
    return certificate.of_coverage(max(problem.coverage_value(title.order) for title in search.found))


@dataclass(frozen=True)
class Proving:
    """How titles are sought and bounded with one effort.

    Parameters
    ----------
    relaxed_demands
        As in `search_titles`.
    of_value, of_coverage
        What bounds the value of all titles, and what they cover.
    method
        What the bounds are called in proofs.
    """

    relaxed_demands: float
    of_value: Callable[[Search], float]
    of_coverage: Callable[[Search, float], float]
    method: ProofMethod


PROVING: Mapping[Effort, Proving] = {
    "full": Proving(RELAXED_DEMANDS, certify, certify_coverage, "lp"),
    "fast": Proving(FAST_RELAXED_DEMANDS, certify_at_root, certify_coverage_at_root, "lp_root"),
}
