"""The whole title problem, words and order, as an exact CP-SAT model (`kwopt[prove]`).

The model is exact, not a relaxation. Beside the words y, the arcs u_ab (a right before b) of one circuit
through a border, and positions s_a:

    max  sum v_k (c_P q_k + c_O o_k + c_U x_k) + fluency of the arcs
    s.t. u is a circuit of the border and the chosen words; u_ab => s_b = s_a + 1
         each pattern's q <= sum y over its slots, <= sum u over each two slots in a row (those between the
         outer two hold one word each, so that the chain hangs together)
         o <= (s_a < s_b) for each two exact words in a row;  x <= sum y over each provider slot
         one way earns; rows of (2) to (5); widths with the spaces between letters; `Beside` by arcs;
         allowed ends; barred junctions have no arc; what all earn <= the bound of the selection

Only words and arcs stand in it that the certificate could not rule out of a better title. Objective values
are whole numbers, rounded up, so that the bound is never below a title. OR-Tools is imported here only, and
late: it is an extra.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np

from kwopt.titles.bounds.certificate import Certificate
from kwopt.titles.problem.decompose import Reach, Slot
from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.search.search import Search

VALUE_UNITS = 2e8
"""Whole-number units of the value known: some hundred roundings stay below a millionth of it."""
BETTER = 2e-7
"""Share by which a title must be better to be sought: less is the rounding of the units."""
BORDER = -1
"""Stands for the border of the title in arcs."""


@dataclass(frozen=True)
class Answer:
    """The best order, if any is better than the one known; a bound on all; the work spent."""

    order: tuple[int, ...] | None
    bound: float
    work: float


class Model:
    """The CP-SAT model of one problem, less what is ruled out."""

    def __init__(
        self, search: Search, certificate: Certificate, forbidden: Sequence[tuple[int, ...]]
    ) -> None:
        from ortools.sat.python import cp_model  # an extra, and slow to import

        self._cp = cp_model
        self._model = cp_model.CpModel()
        self._search = search
        self._problem: TitleProblem = search.problem
        self._incumbent = search.found[0]
        self._unit = VALUE_UNITS / max(self._incumbent.value, certificate.bound * 1e-3, 1e-12)
        self._known = self._incumbent.value
        self._limit = certificate.bound
        self._objective: list[Any] = []
        self._add_words(certificate)
        self._add_arcs(certificate)
        self._add_positions()
        self._before: dict[tuple[int, int], Any] = {}
        self._earned: list[Any] = []
        for reach in search.reachable.reaches:
            self._add_demand(reach)
        self._add_rows()
        self._add_beside()
        for order in forbidden:
            path = [*pairwise((BORDER, *order, BORDER))]
            self._model.add(sum(self._arcs[pair] for pair in path) <= len(path) - 1)
        self._bound_from_outside()
        self._hint()

    def _units(self, value: float) -> int:
        return ceil(value * self._unit)

    def _add_words(self, certificate: Certificate) -> None:
        must, may = certificate.word_ends()
        kept = {*np.flatnonzero(may).tolist(), *self._incumbent.order}
        self._places = sorted(kept)
        self._words = {place: self._model.new_bool_var(f"y{place}") for place in self._places}
        for place in np.flatnonzero(must).tolist():
            if place in self._incumbent.order:
                self._model.add(self._words[place] == 1)

    def _add_arcs(self, certificate: Certificate) -> None:
        problem, fluency = self._problem, self._problem.fluency
        weight = fluency.weight if fluency is not None else 0.0
        orders = self._search.orders
        bars = self._search.orders.junctions.matrix(self._places)
        out = certificate.arcs_out() - set(pairwise(self._incumbent.order))
        first = set(problem.places(problem.first)) if problem.first else set(self._places)
        last = set(problem.places(problem.last)) if problem.last else set(self._places)
        self._arcs: dict[tuple[int, int], Any] = {}
        worth: dict[tuple[int, int], float] = {}
        for i, a in enumerate(self._places):
            if a in first:
                worth[BORDER, a] = weight * float(orders.first[a])
            if a in last:
                worth[a, BORDER] = weight * float(orders.last[a])
            for j, b in enumerate(self._places):
                if i != j and not bars[i, j] and (a, b) not in out:
                    worth[a, b] = weight * float(orders.pairs[a, b])
        node = {place: number for number, place in enumerate(self._places, 1)} | {BORDER: 0}
        circuit = [(node[place], node[place], word.negated()) for place, word in self._words.items()]
        for (a, b), earns in worth.items():
            self._arcs[a, b] = self._model.new_bool_var(f"u{a}_{b}")
            self._objective.append(self._units(earns) * self._arcs[a, b])
            circuit.append((node[a], node[b], self._arcs[a, b]))
        self._model.add_circuit(circuit)

    def _add_positions(self) -> None:
        most = self._most_words()
        self._position = {place: self._model.new_int_var(0, most - 1, f"s{place}") for place in self._places}
        for (a, b), arc in self._arcs.items():
            if a == BORDER:
                self._model.add(self._position[b] == 0).only_enforce_if(arc)
            elif b != BORDER:
                self._model.add(self._position[b] == self._position[a] + 1).only_enforce_if(arc)

    def _most_words(self) -> int:
        """Return how many words a title can have at most: the narrowest that fit."""
        space = len(self._problem.joiner)
        widths = np.sort(self._problem.widths[self._places]) + space
        return max(1, int((np.cumsum(widths) <= self._problem.limit + space).sum()))

    def _precedes(self, a: int, b: int) -> Any:
        """Return the variable that says a stands somewhere before b."""
        if (a, b) not in self._before:
            before = self._model.new_bool_var(f"o{a}_{b}")
            self._model.add(self._position[a] + 1 <= self._position[b]).only_enforce_if(before)
            self._model.add_implication(before, self._words[a])
            self._model.add_implication(before, self._words[b])
            if (b, a) in self._before:
                self._model.add(before + self._before[b, a] <= self._words[a])
            if (a, b) in self._arcs:
                self._model.add_implication(self._arcs[a, b], before)
            self._before[a, b] = before
        return self._before[a, b]

    def _add_demand(self, reach: Reach) -> None:
        phrase, ordered, anyhow = self._problem.credits
        ways = [(self._phrase(pattern), phrase) for pattern in reach.patterns]
        if reach.exact and self._kept(reach.exact) == reach.exact and ordered > anyhow:
            ways.append((self._ordered(reach.exact), ordered))
        if reach.providers and anyhow > 0:
            ways.append((self._any(reach.providers), anyhow))
        earning = [(way, credit) for way, credit in ways if way is not None and credit > 0]
        if not earning:
            return
        self._model.add_at_most_one(way for way, _ in earning)
        terms = [self._units(reach.worth * credit) * way for way, credit in earning]
        self._objective += terms
        self._earned += terms

    def _kept(self, slot: Slot) -> Slot:
        return tuple(place for place in slot if place in self._words)

    def _phrase(self, pattern: Sequence[Slot]) -> Any:
        slots = [self._kept(slot) for slot in pattern]
        arcs = [
            [self._arcs[a, b] for a in one for b in two if (a, b) in self._arcs]
            for one, two in pairwise(slots)
        ]
        if not all(slots) or not all(arcs):
            return None
        way = self._model.new_bool_var("q")
        for slot in slots:
            self._model.add(sum(self._words[place] for place in slot) >= way)
        for choice in arcs:
            self._model.add(sum(choice) >= way)
        return way

    def _ordered(self, exact: Sequence[int]) -> Any:
        way = self._model.new_bool_var("o")
        for place in exact:
            self._model.add_implication(way, self._words[place])
        for a, b in pairwise(exact):
            self._model.add_implication(way, self._precedes(a, b))
        return way

    def _any(self, providers: Sequence[Slot]) -> Any:
        slots = [self._kept(slot) for slot in providers]
        if not all(slots):
            return None
        way = self._model.new_bool_var("x")
        for slot in slots:
            self._model.add(sum(self._words[place] for place in slot) >= way)
        return way

    def _add_rows(self) -> None:
        rows, problem = self._search.rows, self._problem
        for row, room in zip(rows.matrix, rows.room, strict=True):
            terms = [
                (place, int(row[place])) for place in np.flatnonzero(row).tolist() if place in self._words
            ]
            self._model.add(sum(times * self._words[place] for place, times in terms) <= int(room))
        if not problem.joiner:
            starts, ends = problem.edges
            spaces = [u for (a, b), u in self._arcs.items() if min(a, b) >= 0 and ends[a] and starts[b]]
            widths = [int(problem.widths[place]) * word for place, word in self._words.items()]
            self._model.add(sum(widths) + sum(spaces) <= problem.limit)

    def _add_beside(self) -> None:
        for item in self._problem.beside:
            for word in self._kept(self._problem.places((item.word,))):
                left = [(other, word) for other in self._problem.places(item.after)]
                right = [(word, other) for other in self._problem.places(item.before)]
                arcs = [self._arcs[pair] for pair in dict.fromkeys([*left, *right]) if pair in self._arcs]
                self._model.add(sum(arcs) >= self._words[word])

    def _bound_from_outside(self) -> None:
        total = sum(self._objective)
        slack = len(self._objective)
        self._model.add(sum(self._earned) <= self._units(self._search.selection.bound) + slack)
        self._model.add(total <= self._units(self._limit) + slack)
        self._model.add(total >= self._units(self._known * (1.0 + BETTER)))
        self._model.maximize(total)

    def _hint(self) -> None:
        order = self._incumbent.order
        place_of = {place: position for position, place in enumerate(order)}
        path = set(pairwise((BORDER, *order, BORDER)))
        for place, word in self._words.items():
            self._model.add_hint(word, place in place_of)
            self._model.add_hint(self._position[place], place_of.get(place, 0))
        for pair, arc in self._arcs.items():
            self._model.add_hint(arc, pair in path)

    def solve(self, work: float) -> Answer:
        """Return the answer within `work`."""
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = work
        status = solver.solve(self._model)
        spent = float(solver.response_proto.deterministic_time)
        if status == self._cp.INFEASIBLE:
            return Answer(None, self._known * (1.0 + BETTER), spent)
        bound = float(solver.best_objective_bound) / self._unit if spent else self._limit
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return Answer(None, bound, spent)
        return Answer(tuple(self._walk(solver)), bound, spent)

    def _walk(self, solver: Any) -> Iterator[int]:
        following = {a: b for (a, b), arc in self._arcs.items() if solver.boolean_value(arc)}
        place = following[BORDER]
        while place != BORDER:
            yield place
            place = following[place]
