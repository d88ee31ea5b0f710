"""The whole problem, words and order, as a sparse linear program whose optimum bounds every title.

A title is a set of chains laid one after another, so neighbours need variables only where a demand or
fluency rewards them. All variables lie in [0, 1]:

    y_a     word a is chosen
    u_ab    a stands right before b          (listed pairs)
    r_a l_a a has another right neighbour, another left neighbour
    g_a e_a a stands first, last
    p_ab    a stands somewhere before b      (neighbours in some demand's exact words, both directions)
    t_abc   a, b, c stand in a row           (where a demand asks for three)
    q_i     pattern i of a demand is the one that earns; o_k, x_k: `ordered`, `any` earns

    max  sum v_k (c_P sum_i q_i + c_O o_k + c_U x_k) + fluency
    s.t. rows of the selection; sum_i q_i + o_k + x_k <= 1
         (a) sum_b u_ab + r_a + e_a = y_a,  sum_b u_ba + l_a + g_a = y_a,  sum g = sum e = 1
         (b) for each slot M of demand k: what needs a word of M <= sum_{w in M} y_w
         (c) for each two slots A, B in a row: what needs such neighbours <= sum u_ab over A x B;
             for three: <= sum t_abc over A x B x C
         (d) for each two exact words in a row: o_k + patterns that need them in this order <= p_ab
         (e) u_ab <= p_ab;  p_ab + p_ba <= y_a, y_b;  u_ab + u_ba <= y_a, y_b where p is absent
             sum_c t_abc <= u_ab,  sum_a t_abc <= u_bc
         (f) what all demands earn, were they in the best order, <= the bound of the selection
    Neighbours that are not listed pay half of the best r in a's row and half of the best in b's column.

Every title gives a point of this program with at least its value, so the optimum is a bound. Cuts that
forbid cycles are added by `certificate`. The same program without fluency bounds what titles cover.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from math import prod

import numpy as np
from scipy.sparse import csr_array

from kwopt.titles.problem.decompose import Pattern, Reach, Slot
from kwopt.titles.problem.problem import Floats, fluency_arrays
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import Rows

Entries = list[tuple[int, float]]

FLUENT_NEIGHBOURS = 3
"""Right neighbours listed for each word because of fluency alone: more tighten little and cost time."""
MAX_ARCS = 64
"""Neighbour pairs of two slots up to which (c) is written; beyond, it is left out, which only loosens."""
OBJECTIVE_SCALE = 1e5
"""All worth together after scaling, as in the selection."""


class PathCover:
    """Variables, objective and rows of the program for one problem."""

    def __init__(self, reachable: Reachable, rows: Rows, coverage_bound: float) -> None:
        self.reachable = reachable
        self.problem = reachable.problem
        self.count = len(self.problem.words)
        worth = float(reachable.worths.sum()) + (self.problem.fluency.weight if self.problem.fluency else 0)
        self.scale = OBJECTIVE_SCALE / worth if worth > 0 else 1.0
        self._gain: list[float] = [0.0] * (5 * self.count)
        self._upper_columns: list[int] = []
        self._upper_values: list[float] = []
        self._upper_ends: list[int] = [0]
        self.upper_room: list[float] = []
        self._earned: Entries = []
        self.arcs: dict[tuple[int, int], int] = {}
        self.befores: dict[tuple[int, int], int] = {}
        self._threes: dict[tuple[int, int, int], int] = {}
        self._list_arcs()
        self._list_befores()
        for reach in reachable.reaches:
            self._add_demand(reach)
        self._add_word_rows(rows)
        self._add_order_rows()
        self._add_beside()
        self._row(self._earned, coverage_bound * self.scale)
        self._price_fluency()

    # Columns: y, r, l, g, e of each word, then arcs, befores, ways and threes.

    def _column(self, gain: float = 0.0) -> int:
        self._gain.append(gain)
        return len(self._gain) - 1

    def _row(self, entries: Iterable[tuple[int, float]], room: float) -> None:
        for column, value in entries:
            self._upper_columns.append(column)
            self._upper_values.append(value)
        self._upper_ends.append(len(self._upper_columns))
        self.upper_room.append(room)

    def _list_arcs(self) -> None:
        pairs: set[tuple[int, int]] = set()
        bars = self.reachable.junctions.bars
        for reach in self.reachable.reaches:
            for pattern in reach.patterns:
                for left, right in pairwise(pattern):
                    if len(left) * len(right) <= MAX_ARCS:
                        pairs |= {(a, b) for a in left for b in right if a != b and not bars(a, b)}
            pairs |= {pair for pair in pairwise(reach.exact) if not bars(*pair)}
        pairs |= self._fluent_pairs() | self._beside_pairs()
        self.arcs = {pair: self._column() for pair in sorted(pairs)}

    def _fluent_pairs(self) -> set[tuple[int, int]]:
        fluency = self.problem.fluency
        if fluency is None or not fluency.weight or self.count < 2:
            return set()
        best = np.argsort(-fluency.pairs, axis=1, kind="stable")[:, : FLUENT_NEIGHBOURS + 1]
        listed = [(a, int(b)) for a in range(self.count) for b in best[a] if a != b]
        first, second = (np.array(side, dtype=np.intp) for side in zip(*listed, strict=True))
        barred = self.reachable.junctions.barred(first, second)
        return {pair for pair, bad in zip(listed, barred, strict=True) if not bad and fluency.pairs[pair] > 0}

    def _beside_pairs(self) -> set[tuple[int, int]]:
        pairs = set()
        for item in self.problem.beside:
            for word in self.problem.places((item.word,)):
                pairs |= {(other, word) for other in self.problem.places(item.after) if other != word}
                pairs |= {(word, other) for other in self.problem.places(item.before) if other != word}
        return pairs

    def _list_befores(self) -> None:
        ordered, anyhow = self.problem.credits[1:]
        if ordered <= anyhow:
            return
        pairs = {pair for reach in self.reachable.reaches for pair in pairwise(reach.exact)}
        both = pairs | {(b, a) for a, b in pairs}
        self.befores = {pair: self._column() for pair in sorted(both)}

    def _add_demand(self, reach: Reach) -> None:
        phrase, ordered, anyhow = self.problem.credits
        worth = reach.worth * self.scale
        patterns = [(pattern, self._column(worth * phrase)) for pattern in reach.patterns]
        o = self._column(worth * ordered) if reach.exact else None
        x = self._column(worth * anyhow) if reach.providers and anyhow > 0 else None
        columns = [*(column for _, column in patterns), *(c for c in (o, x) if c is not None)]
        self._row([(column, 1.0) for column in columns], 1.0)
        self._add_slots(reach, patterns, o, x)
        self._add_neighbours(patterns)
        if o is not None:
            self._add_befores(reach, patterns, o)
        best = {o: ordered if reach.ordered_alone else phrase, x: anyhow if reach.any_alone else phrase}
        self._earned += [(column, worth * best.get(column, phrase)) for column in columns]

    def _add_slots(
        self, reach: Reach, patterns: list[tuple[Pattern, int]], o: int | None, x: int | None
    ) -> None:
        """(b); a slot that holds another slot of the same pattern is needed by it too."""
        options: list[tuple[Sequence[Slot], int]] = [(pattern, column) for pattern, column in patterns]
        if o is not None:
            options.append((tuple((place,) for place in reach.exact), o))
        if x is not None:
            options.append((reach.providers, x))
        for slot in sorted({slot for slots, _ in options for slot in slots}):
            words = set(slot)
            needing = [column for slots, column in options if any(words.issuperset(other) for other in slots)]
            self._row([*((c, 1.0) for c in needing), *((place, -1.0) for place in slot)], 0.0)

    def _add_neighbours(self, patterns: list[tuple[Pattern, int]]) -> None:
        """(c)."""
        needs: dict[tuple[int, ...], set[int]] = {}
        for pattern, column in patterns:
            for slots in self._windows(pattern):
                needs.setdefault(self._run_columns(slots), set()).add(column)
        for runs, columns in needs.items():
            wanted = set(runs)
            for other, more in needs.items():
                if wanted.issuperset(other):
                    columns = columns | more
            self._row([*((c, 1.0) for c in sorted(columns)), *((run, -1.0) for run in runs)], 0.0)

    def _windows(self, pattern: Pattern) -> Iterator[tuple[Slot, ...]]:
        """Yield the threes of slots in a row; pairs where there are no threes, or too many runs."""
        threes = list(zip(pattern, pattern[1:], pattern[2:], strict=False))
        few = [slots for slots in threes if prod(map(len, slots)) <= MAX_ARCS]
        yield from few
        if len(few) < len(threes) or not threes:
            yield from (slots for slots in pairwise(pattern) if prod(map(len, slots)) <= MAX_ARCS)

    def _run_columns(self, slots: tuple[Slot, ...]) -> tuple[int, ...]:
        runs = [run for run in product(*slots) if all(pair in self.arcs for pair in pairwise(run))]
        if len(slots) == 2:
            return tuple(sorted(self.arcs[run[0], run[1]] for run in runs))
        threes = [run for run in runs if run[0] != run[2]]
        return tuple(sorted(self._three(run[0], run[1], run[2]) for run in threes))

    def _three(self, a: int, b: int, c: int) -> int:
        if (a, b, c) not in self._threes:
            self._threes[a, b, c] = self._column()
        return self._threes[a, b, c]

    def _add_befores(self, reach: Reach, patterns: list[tuple[Pattern, int]], o: int) -> None:
        """(d)."""
        for a, b in pairwise(reach.exact):
            if (a, b) in self.befores:
                needing = [o, *(column for pattern, column in patterns if _in_order(pattern, a, b))]
                self._row([*((c, 1.0) for c in needing), (self.befores[a, b], -1.0)], 0.0)

    def _add_word_rows(self, rows: Rows) -> None:
        for row, room in zip(rows.matrix, rows.room, strict=True):
            self._row([(int(place), float(row[place])) for place in np.flatnonzero(row)], float(room))
        starts, ends = self.problem.edges
        spaced = [(arc, 1.0) for (a, b), arc in self.arcs.items() if ends[a] and starts[b]]
        if spaced and not self.problem.joiner:
            widths = [(place, float(width)) for place, width in enumerate(self.problem.widths)]
            self._row([*widths, *spaced], float(self.problem.limit))
        self.required = rows.required

    def _add_order_rows(self) -> None:
        """(e)."""
        for (a, b), before in self.befores.items():
            if (a, b) in self.arcs:
                self._row([(self.arcs[a, b], 1.0), (before, -1.0)], 0.0)
            self._row([(before, 1.0), (self.befores[b, a], 1.0), (a, -1.0)], 0.0)
        sides: dict[tuple[int, bool], list[int]] = {}
        for (a, b, c), three in self._threes.items():
            sides.setdefault((self.arcs[a, b], False), []).append(three)
            sides.setdefault((self.arcs[b, c], True), []).append(three)
        for (arc, _), threes in sides.items():
            self._row([*((three, 1.0) for three in threes), (arc, -1.0)], 0.0)
        for (a, b), arc in self.arcs.items():
            if (b, a) in self.arcs and (a, b) not in self.befores:
                self._row([(arc, 1.0), (self.arcs[b, a], 1.0), (a, -1.0)], 0.0)

    def _add_beside(self) -> None:
        """(5): the word is there only as much as one of its neighbours is."""
        for item in self.problem.beside:
            for word in self.problem.places((item.word,)):
                left = [(other, word) for other in self.problem.places(item.after) if other != word]
                right = [(word, other) for other in self.problem.places(item.before) if other != word]
                pairs = sorted({*left, *right})
                self._row([(word, 1.0), *((self.arcs[pair], -1.0) for pair in pairs)], 0.0)

    def _price_fluency(self) -> None:
        fluency = self.problem.fluency
        gain = np.array(self._gain)
        self.coverage_gain: Floats = gain.copy()
        if fluency is not None and self.count:
            price = fluency.weight * self.scale
            first, pairs, last = fluency_arrays(fluency, self.count)
            least = _least_of_columns(pairs)
            rest = pairs - least
            np.fill_diagonal(rest, 0.0)
            for (a, b), arc in self.arcs.items():
                gain[arc] += price * pairs[a, b]
                rest[a, b] = 0.0
            gain[self.count : 5 * self.count] = price * np.concatenate(
                [rest.max(axis=1) / 2, least + rest.max(axis=0) / 2, first, last]
            )
        self.gain: Floats = gain

    # The finished program.

    @property
    def size(self) -> int:
        """Number of variables."""
        return len(self.gain)

    def upper(self) -> tuple[csr_array, Floats]:
        """Return the inequalities `matrix @ x <= room`."""
        shape = (len(self.upper_room), self.size)
        columns, values = np.array(self._upper_columns, dtype=np.intp), np.array(self._upper_values)
        matrix = csr_array((values, columns, self._upper_ends), shape=shape)
        matrix.sum_duplicates()
        return matrix, np.array(self.upper_room)

    def equal(self) -> tuple[csr_array, Floats]:
        """Return the equalities (a)."""
        n, places = self.count, np.arange(self.count)
        arcs = np.array(list(self.arcs), dtype=np.intp).reshape(-1, 2)
        columns = np.array(list(self.arcs.values()), dtype=np.intp)
        entries = [
            (places, places, -1.0), (places, n + places, 1.0), (places, 4 * n + places, 1.0),
            (arcs[:, 0], columns, 1.0),
            (n + places, places, -1.0), (n + places, 2 * n + places, 1.0), (n + places, 3 * n + places, 1.0),
            (n + arcs[:, 1], columns, 1.0),
            (np.full(n, 2 * n), 3 * n + places, 1.0), (np.full(n, 2 * n + 1), 4 * n + places, 1.0),
        ]  # fmt: skip
        row, column = (np.concatenate([entry[side] for entry in entries]) for side in (0, 1))
        value = np.concatenate([np.full(len(entry[0]), entry[2]) for entry in entries])
        target = np.zeros(2 * n + 2)
        target[2 * n :] = 1.0
        return csr_array((value, (row, column)), shape=(2 * n + 2, self.size)), target

    def box(self) -> tuple[Floats, Floats]:
        """Return lower and upper ends of all variables: required words are in, ends are as allowed (6)."""
        lower, upper = np.zeros(self.size), np.ones(self.size)
        lower[: self.count] = self.required
        for start, allowed in ((3 * self.count, self.problem.first), (4 * self.count, self.problem.last)):
            if allowed:
                free = np.zeros(self.count, dtype=bool)
                free[list(self.problem.places(allowed))] = True
                upper[start : start + self.count] = free
        return lower, upper


def _in_order(pattern: Pattern, first: int, second: int) -> bool:
    """Say whether a pattern needs `first` somewhere before `second`."""
    return (first,) in pattern and (second,) in pattern and pattern.index((first,)) < pattern.index((second,))


def _least_of_columns(pairs: Floats) -> Floats:
    """Return what each word earns behind any other at least: it needs no share of the neighbour's row."""
    count = len(pairs)
    others = pairs + 2.0 * np.eye(count)
    return others.min(axis=0) if count > 1 else np.zeros(count)
