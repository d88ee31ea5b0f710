"""Titles one word away from a title: a word in, a word out, a word exchanged, at any place, valued at once.

A *base* is the title, or the title without one of its words; every move but taking a word out puts one word
into a base. `search_gains` says what that earns; here are the neighbours, the constraints, and the ranking.
What is proposed is valued exactly before it is kept: spaces (1) and junctions not yet asked for (7) are not
looked at here.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from kwopt.titles.problem.problem import Flags, Floats, Ints
from kwopt.titles.problem.rows import ROUNDING, Rows
from kwopt.titles.search.gains import Gains
from kwopt.titles.search.scorer import Orders
from kwopt.titles.search.tables import Bases

UNLAWFUL = -np.inf
"""Value of what breaks a constraint."""
ROOM_SHARE = 0.5
"""What room that an exchange leaves free is worth, as a share of what the title earns with as much: titles
are as good from .5 to 1, a little worse at .25."""


@dataclass(frozen=True)
class Proposal:
    """An order of words one word away, and about what it is worth."""

    value: float
    order: tuple[int, ...]


@dataclass(frozen=True)
class Exchange:
    """An order of words in which `word` stands for another of the title."""

    order: tuple[int, ...]
    word: int


class Moves:
    """Values all titles one word away from a title, within rows."""

    def __init__(self, orders: Orders, rows: Rows) -> None:
        self._count = len(orders.problem.words)
        self._widths = orders.problem.widths + len(orders.problem.joiner)
        self.gains = Gains(orders)
        self._rows = _RowFilter(rows)
        self._neighbours = _Neighbours(orders)

    def within(self, rows: Rows) -> "Moves":
        """Return the same within other rows."""
        other = copy(self)
        other._rows = _RowFilter(rows)
        return other

    def worth(self, bases: Bases) -> Floats:
        """Return what bases earn, shape `(bases,)`; whether they are lawful is not asked."""
        return self.gains.earned(bases) + self._neighbours.sums(bases)

    def wanted(self, order: Sequence[int]) -> list[int]:
        """Return the words that would earn in this title if there were room, best for their width first."""
        bases = Bases.of(order, self._count, alone=True)
        earned, lost, values = self.gains.values(bases)
        values += (
            self._neighbours.add_to(values, bases)[:, None, None] + earned[:, None, None] - lost[:, :, None]
        )
        density = (values[0].max(axis=0) - self.worth(bases)[0]) / self._widths
        density[list(order)] = 0.0
        ranked = np.argsort(-density, kind="stable")
        found: list[int] = ranked[density[ranked] > 0].tolist()
        return found

    def near(self, order: Sequence[int], most: int, held: frozenset[int] = frozenset()) -> list[Proposal]:
        """Return the best order of each set one word away, best first, `most` at most; `held` words stay."""
        bases = Bases.of(order, self._count)
        values, alone = self._values(bases)
        for place, word in enumerate(order):
            if word in held:
                values[1 + place] = alone[1 + place] = UNLAWFUL
        best = values.argmax(axis=1)
        peak = np.take_along_axis(values, best[:, None, :], axis=1)[:, 0, :]
        peak = np.concatenate([peak, alone[:, None]], axis=1)
        ranked = np.argsort(-peak, axis=None, kind="stable")[:most]
        return list(self._proposals(bases, peak, best, ranked))

    def exchanges(self, order: Sequence[int]) -> list[Exchange]:
        """Return for each word of a title the most hopeful one in its stead, best first.

        Room that becomes free counts too: what comes in is often narrower, and others follow it.
        """
        bases = Bases.of(order, self._count)
        places = np.arange(len(order))
        values = self._values(bases)[0][1:]
        values[places, :, list(order)] = UNLAWFUL
        gap = values.argmax(axis=1)
        peak = np.take_along_axis(values, gap[:, None, :], axis=1)[:, 0, :]
        widths = self._widths[list(order)]
        price = ROOM_SHARE * float(self.worth(bases)[0]) / float(widths.sum())
        hoped = peak + price * (widths[:, None] - self._widths)
        word = hoped.argmax(axis=1)
        ranked = np.argsort(-hoped[places, word], kind="stable").tolist()
        chosen = [(place, other) for place in ranked if hoped[place, other := int(word[place])] > UNLAWFUL]
        return [
            Exchange(tuple(_put(bases.words(1 + place), int(gap[place, other]), other)), other)
            for place, other in chosen
        ]

    def _values(self, bases: Bases) -> tuple[Floats, Floats]:
        """Return what insertions make, shape `(bases, places, words)`, and the bases, shape `(bases,)`."""
        earned, lost, values = self.gains.values(bases)
        fits, stays = self._rows.fitting(bases)
        inner = self._neighbours.add_to(values, bases)
        values += (earned + inner)[:, None, None] - lost[:, :, None]
        values += np.where(fits, 0.0, UNLAWFUL)[:, None, :]
        values[bases.places[None, :] > bases.sizes[:, None]] = UNLAWFUL
        return values, np.where(stays, earned + self._neighbours.alone(bases), UNLAWFUL)

    def _proposals(self, bases: Bases, peak: Floats, best: Ints, ranked: Ints) -> Iterator[Proposal]:
        for flat in ranked.tolist():
            base, word = divmod(flat, self._count + 1)
            value = float(peak[base, word])
            if value == UNLAWFUL:
                return
            order = bases.words(base)
            if word < self._count:
                place = int(best[base, word])
                order = _put(order, place, word)
            yield Proposal(value, tuple(order))


def _put(order: Sequence[int], gap: int, word: int) -> list[int]:
    return [*order[:gap], word, *order[gap:]]


class _RowFilter:
    """Which words fit into which bases. Rows that count words (most of them) are looked up sparsely."""

    def __init__(self, rows: Rows) -> None:
        counting = np.isin(rows.matrix, (0.0, 1.0)).all(axis=1)
        self._counts = rows.matrix[counting]
        self._most = rows.room[counting]
        self._members = csr_array(self._counts)
        self._others = rows.matrix[~counting]
        self._room = rows.room[~counting] + ROUNDING
        self._required = rows.required

    def fitting(self, bases: Bases) -> tuple[Flags, Flags]:
        """Return which words fit into each base, and which bases are lawful as they are."""
        chosen = bases.chosen.astype(np.float64)
        counts, others = chosen @ self._counts.T, chosen @ self._others.T
        full = (counts >= self._most).astype(np.float64)
        fits: Flags = np.asarray(full @ self._members < 0.5)
        for row in range(len(self._room)):
            fits &= others[:, row, None] + self._others[row] <= self._room[row]
        fits &= ~bases.chosen[0]
        whole: Flags = ~np.any(self._required & ~bases.chosen, axis=1)
        fits &= whole[:, None]
        fits &= np.all(counts <= self._most, axis=1)[:, None]
        stays: Flags = np.all(others <= self._room, axis=1) & np.all(counts <= self._most, axis=1) & whole
        stays[0] = False
        return fits, stays


class _Neighbours:
    """Fluency of neighbours and ends, known bars (7), allowed ends (6), who must stand beside whom (5)."""

    def __init__(self, orders: Orders) -> None:
        problem = orders.problem
        self._junctions = orders.junctions
        self._version = -1
        weight = problem.fluency.weight if problem.fluency else 0.0
        count = len(problem.words)
        self._joint = np.zeros((count + 1, count + 1))
        self._joint[:count, :count] = weight * orders.pairs
        self._joint[count, :count] = weight * orders.first
        self._joint[:count, count] = weight * orders.last
        self._penalty = 4.0 * max(orders.total + weight * count, 1e-9)
        for side, allowed in ((self._joint[count], problem.first), (self._joint[:, count], problem.last)):
            if allowed:
                side[:count] -= self._penalty * ~np.isin(np.arange(count), problem.places(allowed))
        self._leans = np.zeros(count + 1, dtype=bool)
        self._on_left = np.zeros((count + 1, count + 1), dtype=bool)
        self._on_right = np.zeros((count + 1, count + 1), dtype=bool)
        for item in problem.beside:
            for word in problem.places((item.word,)):
                self._leans[word] = True
                self._on_left[list(problem.places(item.after)), word] = True
                self._on_right[word, list(problem.places(item.before))] = True
        self._plain = self._joint.copy()

    def _learn(self) -> None:
        """Take over the bars that were met since."""
        if self._version != self._junctions.asked:
            self._version = self._junctions.asked
            self._joint = self._plain.copy()
            self._joint[:-1, :-1] -= self._penalty * self._junctions.known_bars()

    def add_to(self, values: Floats, bases: Bases) -> Floats:
        """Add what junctions with the word put in earn; return what those of the bases do, shape `(bases,)`.

        Parameters
        ----------
        values
            Shape `(bases, places, words)`; unlawful neighbours make it `UNLAWFUL`.
        """
        inner = self.sums(bases)
        left, right = bases.left, bases.right
        values += self._joint[left][:, :, :-1]
        values += self._joint.T[right][:, :, :-1]
        values -= self._joint[left, right][:, :, None]
        if self._leans.any():
            self._bar_the_lonely(values, bases)
        return inner

    def sums(self, bases: Bases) -> Floats:
        """Return what the junctions and ends of each base earn."""
        self._learn()
        inside = bases.places[None, :] <= bases.sizes[:, None]
        earned: Floats = (self._joint[bases.left, bases.right] * inside).sum(axis=1)
        return earned

    def alone(self, bases: Bases) -> Floats:
        """Return `sums`, unlawful where a word lacks a neighbour that it needs."""
        lonely = self._lonely(bases)[0].any(axis=1)
        return np.where(lonely, UNLAWFUL, self.sums(bases))

    def _lonely(self, bases: Bases) -> tuple[Flags, Flags, Flags]:
        """Return which places of each base hold a word without support, and who has it on which side."""
        left, right = bases.left, bases.right
        inside = bases.places[None, :] < bases.sizes[:, None]
        from_left = self._on_left[left, right] & inside
        from_right = np.zeros_like(from_left)
        from_right[:, :-1] = self._on_right[left[:, 1:], right[:, 1:]]
        return self._leans[right] & inside & ~from_left & ~from_right, from_left, from_right

    def _bar_the_lonely(self, values: Floats, bases: Bases) -> None:
        left, right = bases.left, bases.right
        lonely, from_left, from_right = self._lonely(bases)
        word_left, word_right = self._on_left[left][:, :, :-1], self._on_right.T[right][:, :, :-1]
        bad = self._leans[:-1] & ~word_left & ~word_right
        # the word behind the gap keeps its right neighbour, the word before the gap its left one
        after = self._leans[right] & ~from_right
        bad |= after[:, :, None] & ~self._on_left.T[right][:, :, :-1]
        before = np.zeros_like(after)
        before[:, 1:] = self._leans[left[:, 1:]] & ~from_left[:, :-1]
        bad |= before[:, :, None] & ~self._on_right[left][:, :, :-1]
        near_gap = lonely.astype(np.intp)
        near_gap[:, 1:] += lonely[:, :-1]
        elsewhere = lonely.sum(axis=1)[:, None] > near_gap
        values[bad | elsewhere[:, :, None]] = UNLAWFUL
