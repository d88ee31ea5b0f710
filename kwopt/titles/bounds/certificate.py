"""A bound on the value of every title: the path-cover program, tightened by cuts and by what is known.

Three things tighten the program of `pathcover`:
    cuts     for words a, b, c: p_ab + p_bc + p_ca + u_ba <= y_i + y_j for any two of them (no cycle; and
             nothing stands between neighbours), added in rounds where the current optimum breaks them
    fixing   a title of value J is known: a variable that would pull the bound below J keeps its end
             (reduced costs). The bound is then the greater of the program's optimum and J
    branching on the words y, within a limit of nodes

A bound is computed from the dual values themselves: for any duals, b'dual + sum of the best ends of the
reduced costs bounds the optimum, so that a tolerance inside the solver can't make it wrong.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from kwopt.titles.bounds.pathcover import PathCover
from kwopt.titles.problem.problem import Flags, Floats

CUT_ROUNDS = 8
"""Rounds of cuts at most; later ones gain little."""
CUTS_A_ROUND = 300
"""Cuts added in one round, the most broken first."""
BROKEN_BY = 1e-3
"""How far a cut must be broken to be added, in words."""
WORTHWHILE = 2e-4
"""Share of the bound that a round must gain for another to follow."""
BRANCH_NODES = 200
"""Nodes of the search over the words."""
ROUNDING = 1e-9
"""Share of the value within which a bound and a value are one: sums of floats in another order."""
BRANCH_TOLERANCE = 1e-6
"""HiGHS keeps constraints and integrality to 1e-6: a bound from branching may be that share too low."""
INFEASIBLE = 2
"""Status of `linprog` and `milp`."""


class Certificate:
    """The program with its cuts and fixed variables, the best value known, and the best bound proven."""

    def __init__(self, program: PathCover, *, known: float = 0.0) -> None:
        self.program = program
        self._gain = program.gain
        self.known = known
        self.bound = np.inf
        self.words = np.zeros(program.count)
        self.rows_required = program.required
        self._upper, self._room = program.upper()
        self._equal, self._target = program.equal()
        self._lower_end, self._upper_end = program.box()
        self._solution = np.zeros(program.size)
        self._optimum, self._reduced = np.inf, np.zeros(program.size)
        self._cut: set[tuple[int, ...]] = set()

    def of_coverage(self, known: float) -> "Certificate":
        """Return the program with its cuts for what titles cover, whatever their order reads like.

        Parameters
        ----------
        known
            What a title is known to cover. What was fixed for the sake of value is free again.
        """
        other = copy(self)
        other.known, other.bound, other._optimum = known, np.inf, np.inf
        other._gain = self.program.coverage_gain
        other._lower_end, other._upper_end = self.program.box()
        other._cut = set(self._cut)
        return other

    def learn(self, value: float) -> None:
        """Take note of a title's value: all bounds are from now on at least this, and more may be fixed.

        What is fixed so keeps the program's optimum: there is nothing to solve again.
        """
        if value > self.known:
            self.known = value
            self._fix()

    @property
    def gap(self) -> float:
        """Share of the bound that a better title could still gain."""
        return max(0.0, 1.0 - self.known / self.bound) if self.bound > 0 else 0.0

    @property
    def closed(self) -> bool:
        """Whether no title can be better than the one known."""
        return self.gap <= ROUNDING

    def word_ends(self) -> tuple[Flags, Flags]:
        """Return which words any better title must hold, and which it may hold."""
        count = self.program.count
        return self._lower_end[:count] > 0.5, self._upper_end[:count] > 0.5

    def arcs_out(self) -> set[tuple[int, int]]:
        """Return the neighbours that no better title has, of those listed."""
        return {pair for pair, column in self.program.arcs.items() if self._upper_end[column] < 0.5}

    def relax(self) -> None:
        """Solve the linear program, lower the bound, and fix what can't be in a better title."""
        result = linprog(
            -self._gain, self._upper, self._room, self._equal, self._target,
            np.column_stack([self._lower_end, self._upper_end]),
            method="highs-ds", options={"presolve": False},
        )  # fmt: skip
        if result.status == INFEASIBLE:
            self.bound = min(self.bound, self.known)
        if result.x is None:
            return
        self._solution = result.x
        self.words = result.x[: self.program.count]
        self._use_duals(-np.minimum(result.ineqlin.marginals, 0.0), -result.eqlin.marginals)

    def _use_duals(self, upper: Floats, equal: Floats) -> None:
        """Lower the bound by weak duality, then fix by reduced costs."""
        reduced = self._gain - self._upper.T @ upper - self._equal.T @ equal
        best_ends = np.where(reduced > 0, self._upper_end, self._lower_end)
        optimum = float(self._room @ upper + self._target @ equal + (reduced * best_ends).sum())
        self._lower(optimum)
        self._optimum, self._reduced = optimum, reduced
        self._fix()

    def _fix(self) -> None:
        """Keep at their ends the variables that would pull the bound below the value known."""
        needed = self.known * self.program.scale * (1.0 + ROUNDING)
        free = self._lower_end < self._upper_end
        self._upper_end[free & (self._optimum + self._reduced < needed)] = 0.0
        self._lower_end[free & (self._optimum - self._reduced < needed)] = 1.0

    def tighten(self, rounds: int = CUT_ROUNDS) -> None:
        """Add cuts and solve again, until a round gains too little."""
        for _ in range(rounds):
            before = self.bound
            if self.closed or not self._add_cuts():
                return
            self.relax()
            if before - self.bound < WORTHWHILE * self.bound:
                return

    def _add_cuts(self) -> bool:
        cuts = list(_broken_cycles(self.program, self._solution, self._cut))
        if cuts:
            row, column, value = zip(
                *((i, column, value) for i, cut in enumerate(cuts) for column, value in cut), strict=True
            )
            block = csr_array((value, (row, column)), shape=(len(cuts), self.program.size))
            self._upper = vstack([self._upper, block], format="csr")
            self._room = np.concatenate([self._room, np.zeros(len(cuts))])
        return bool(cuts)

    def branch(self, nodes: int = BRANCH_NODES, *, tolerance: float = 0.0) -> Flags | None:
        """Search over the words, lower the bound, and return the best set of words met, if any.

        Parameters
        ----------
        tolerance
            Share of the optimum at which the search may stop.
        """
        result = self._branched(nodes, tolerance)
        if result.status == INFEASIBLE:
            self.bound = min(self.bound, self.known)
        if result.x is None:
            return None
        reported = max(-float(result.mip_dual_bound), -float(result.fun))
        self._lower(reported * (1.0 + BRANCH_TOLERANCE))
        chosen: Flags = result.x[: self.program.count] > 0.5
        return chosen

    def _branched(self, nodes: int, tolerance: float) -> Any:
        integrality = np.zeros(self.program.size)
        integrality[: self.program.count] = 1
        return milp(
            -self._gain,
            constraints=[
                LinearConstraint(self._upper, ub=self._room),
                LinearConstraint(self._equal, self._target, self._target),
            ],
            bounds=Bounds(self._lower_end, self._upper_end),
            integrality=integrality,
            options={"node_limit": nodes, "mip_rel_gap": tolerance},
        )

    def _lower(self, optimum: float) -> None:
        """Take note of an upper bound of the program's optimum (scaled)."""
        self.bound = min(self.bound, max(optimum / self.program.scale, self.known))


@dataclass(frozen=True, eq=False)
class _Support:
    """The words that the current optimum uses, and what it says of their order."""

    places: list[int]
    before: Floats
    right_before: Floats
    chosen: Floats


def _support(program: PathCover, solution: Floats) -> _Support:
    places = np.flatnonzero(solution[: program.count] > BROKEN_BY).tolist()
    local = {place: i for i, place in enumerate(places)}
    right_before = np.zeros((len(places),) * 2)
    for (a, b), arc in program.arcs.items():
        if a in local and b in local:
            right_before[local[a], local[b]] = solution[arc]
    before = right_before.copy()
    for (a, b), column in program.befores.items():
        if a in local and b in local:
            before[local[a], local[b]] = solution[column]
    return _Support(places, before, right_before, solution[places])


def _broken_cycles(
    program: PathCover, solution: Floats, known: set[tuple[int, ...]]
) -> Iterator[list[tuple[int, float]]]:
    """Yield rows for cycles a, b, c that the solution breaks by most: `row @ x <= 0`."""
    support = _support(program, solution)
    if len(support.places) < 3:
        return
    p, u, y = support.before, support.right_before, support.chosen
    cycle = p[:, :, None] + p[None, :, :] + p.T[:, None, :]
    cycle = cycle + u.T[:, :, None]  # the neighbours b, a that nothing stands between
    two = (
        y[:, None, None]
        + y[None, :, None]
        + y[None, None, :]
        - np.maximum.reduce(np.broadcast_arrays(y[:, None, None], y[None, :, None], y[None, None, :]))
    )
    excess = cycle - two
    i = np.arange(len(y))
    excess[i, i, :] = excess[:, i, i] = excess[i, :, i] = 0.0
    ranked = np.argsort(-excess, axis=None, kind="stable")[:CUTS_A_ROUND]
    for a, b, c in zip(*np.unravel_index(ranked, excess.shape), strict=True):
        if excess[a, b, c] <= BROKEN_BY:
            return
        key = (support.places[a], support.places[b], support.places[c])
        largest = max(key, key=lambda place: (solution[place], -place))
        if (*key, largest) not in known:
            known.add((*key, largest))
            yield _cycle_row(program, key, largest)


def _cycle_row(program: PathCover, key: tuple[int, int, int], largest: int) -> list[tuple[int, float]]:
    a, b, c = key
    entries = [(place, -1.0) for place in key if place != largest]
    for pair in ((a, b), (b, c), (c, a)):
        column = program.befores.get(pair, program.arcs.get(pair))
        if column is not None:
            entries.append((column, 1.0))
    if (b, a) in program.arcs:
        entries.append((program.arcs[b, a], 1.0))
    return entries
