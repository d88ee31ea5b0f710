"""The value of many orders of one set of words at once.

`Orders` knows all ways to spell all demands; `Orders.scorer(words)` keeps those that lie within one set and
values orders of it exactly as the definitions do, less a penalty for each breach of the constraints that
depend on the order: (1) spaces, (5) neighbours, (6) ends, (7) survival.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kwopt.titles.problem.decompose import Reach, runs
from kwopt.titles.problem.problem import Flags, Floats, Ints, fluency_arrays
from kwopt.titles.problem.reachable import Reachable

Pairs = tuple[tuple[int, int], ...]
Positions = NDArray[np.int16]

ABSENT = 10_000
"""Positions from here on belong to words that are not in the title."""
FARTHEST = 100
"""Distance below which two words stand in one title; absent words are at least this far apart."""


class Orders:
    """Everything that orders of any set of words need to know, listed once for a problem."""

    def __init__(self, reachable: Reachable) -> None:
        self.problem = reachable.problem
        self.reachable = reachable
        self.junctions = reachable.junctions
        self.total = float(reachable.worths.sum()) + (
            self.problem.fluency.weight if self.problem.fluency else 0.0
        )
        reaches = reachable.reaches
        self.runs = [
            (k, run)
            for k, reach in enumerate(reaches)
            for pattern in reach.patterns
            for run in runs(pattern, self.junctions)
        ]
        self._runs = _Table(self.runs)
        self._exact = _Table((k, reach.exact) for k, reach in enumerate(reaches) if reach.exact)
        self._any = _AnyTable(reaches, len(self.problem.words))
        places = self.problem.places
        self.beside = [
            (word, places(item.after), places(item.before))
            for item in self.problem.beside
            for word in places((item.word,))
        ]
        self.first, self.pairs, self.last = fluency_arrays(self.problem.fluency, len(self.problem.words))

    def scorer(self, words: Sequence[int]) -> "Scorer":
        """Return what values orders of `words`."""
        chosen = np.zeros(len(self.problem.words), dtype=bool)
        chosen[list(words)] = True
        spellings: dict[int, list[tuple[int, ...]]] = {}
        for owner, run in self._runs.within(chosen):
            spellings.setdefault(owner, []).append(run)
        exact = dict(self._exact.within(chosen))
        return Scorer(self, tuple(words), spellings, exact, self._any.within(chosen))


class _Table:
    """Runs of words with their owners, padded to one length: which lie within a set is one look-up."""

    def __init__(self, entries: Iterable[tuple[int, tuple[int, ...]]]) -> None:
        self._entries = list(entries)
        longest = max((len(run) for _, run in self._entries), default=1)
        self._padded = np.full((len(self._entries), longest), -1, dtype=np.intp)
        for row, (_, run) in enumerate(self._entries):
            self._padded[row, : len(run)] = run

    def within(self, chosen: Flags) -> list[tuple[int, tuple[int, ...]]]:
        padded = np.append(chosen, True)  # place -1: the padding is in every set
        inside = padded[self._padded].all(axis=1)
        return [self._entries[row] for row in np.flatnonzero(inside)]


class _AnyTable:
    """For each demand the words that bring its exact words into the search set."""

    def __init__(self, reaches: Sequence[Reach], count: int) -> None:
        owners = [k for k, reach in enumerate(reaches) if reach.providers]
        slots = [slot for k in owners for slot in reaches[k].providers]
        sizes = [len(reaches[k].providers) for k in owners]
        self._owners = np.array(owners, dtype=np.intp)
        self._starts = np.cumsum([0, *sizes[:-1]], dtype=np.intp) if sizes else np.zeros(0, dtype=np.intp)
        ends = np.cumsum([0, *(len(slot) for slot in slots)])
        flat = np.array([place for slot in slots for place in slot], dtype=np.intp)
        self._slots = csr_array((np.ones(len(flat)), flat, ends), shape=(len(slots), count))

    def within(self, chosen: Flags) -> Ints:
        if not len(self._owners):
            return self._owners
        filled = self._slots @ chosen.astype(np.float64) > 0.5
        owners: Ints = self._owners[np.logical_and.reduceat(filled, self._starts)]
        return owners


class Scorer:
    """Values orders of one set of words, many at once. Words are local here: 0 to n - 1."""

    def __init__(
        self,
        orders: Orders,
        words: tuple[int, ...],
        spellings: dict[int, list[tuple[int, ...]]],
        exact: dict[int, tuple[int, ...]],
        anyhow: Ints,
    ) -> None:
        self.words = words
        self._orders = orders
        self._local = {place: i for i, place in enumerate(words)}
        places = np.array(words, dtype=np.intp)
        problem = orders.problem
        weight = problem.fluency.weight if problem.fluency else 0.0
        self.constant = 0.0
        self.junction = weight * orders.pairs[np.ix_(places, places)]
        self._first = weight * orders.first[places]
        self._last = weight * orders.last[places]
        self._before: dict[Pairs, float] = {}
        self._adjacent: dict[Pairs, float] = {}
        self._mixed: list[tuple[list[Pairs], Pairs, tuple[float, float, float]]] = []
        found = set(anyhow.tolist())
        for owner in sorted({*spellings, *exact, *found}):
            self._add(owner, spellings.get(owner, []), exact.get(owner, ()), owner in found)
        self._forbid(places)
        self._index_pairs()

    def _add(self, owner: int, spelled: list[tuple[int, ...]], exact: tuple[int, ...], anyhow: bool) -> None:
        """Turn one demand into terms: conjunctions of "a before b" or of "a right before b"."""
        phrase, ordered, loose = self._orders.problem.credits
        worth = float(self._orders.reachable.worths[owner])
        base = worth * loose if anyhow else 0.0
        if len(exact) == 1:  # one word has one order
            base, exact = worth * ordered, ()
        if any(len(run) == 1 for run in spelled):
            self.constant += worth * phrase
            return
        self.constant += base
        sequences = [self._pairs(run) for run in spelled]
        sequence = self._pairs(exact)
        if not sequences and not exact:
            return
        if len(sequences) == 1 and (not exact or sequence == sequences[0]):
            middle = worth * ordered if exact else base
            _count(self._before, sequence, middle - base if exact else 0.0)
            _count(self._adjacent, sequences[0], worth * phrase - middle)
        elif not sequences:
            _count(self._before, sequence, worth * ordered - base)
        else:
            self._mixed.append((sequences, sequence, (base, worth * ordered, worth * phrase)))

    def _pairs(self, run: tuple[int, ...]) -> Pairs:
        return tuple((self._local[a], self._local[b]) for a, b in pairwise(run))

    def _forbid(self, places: Ints) -> None:
        """Set up the penalties; each breach costs more than all that can be earned."""
        problem = self._orders.problem
        self.penalty = 4.0 * max(self._orders.total + float(self.junction.sum()), 1e-9)
        self.junction = self.junction - self.penalty * self._orders.junctions.matrix(self.words)
        for vector, allowed in ((self._first, problem.first), (self._last, problem.last)):
            if allowed:
                vector -= self.penalty * ~np.isin(places, problem.places(allowed))
        starts, ends = problem.edges
        self._spaces = None if problem.joiner else (ends[places][:, None] & starts[places][None, :])
        self._room = problem.limit - int(problem.widths[places].sum())
        if problem.joiner:
            self._room -= max(0, len(places) - 1)
        if self._spaces is not None and not self._spaces.any():
            self._spaces = None
        self._beside = [
            (self._local[word], self._locals(after), self._locals(before))
            for word, after, before in self._orders.beside
            if word in self._local
        ]
        for sequence in [run for run in self._adjacent if len(run) == 1]:
            a, b = sequence[0]
            self.junction[a, b] += self._adjacent.pop(sequence)

    def _locals(self, places: Iterable[int]) -> list[int]:
        return [self._local[place] for place in places if place in self._local]

    def _index_pairs(self) -> None:
        used: dict[tuple[int, int], int] = {}

        def rows_of(sequence: Pairs) -> list[int]:
            return [used.setdefault(pair, len(used)) for pair in sequence]

        self._before_terms = _grouped([(rows_of(s), v) for s, v in self._before.items() if v > 0])
        self._adjacent_terms = _grouped([(rows_of(s), v) for s, v in self._adjacent.items() if v > 0])
        self._mixed_terms = [([rows_of(s) for s in runs_], rows_of(e), v) for runs_, e, v in self._mixed]
        self._pair_a = np.array([a for a, _ in used], dtype=np.intp)
        self._pair_b = np.array([b for _, b in used], dtype=np.intp)

    def bar(self, before: int, after: int) -> None:
        """Penalize one more junction; places in the vocabulary."""
        self.junction[self._local[before], self._local[after]] -= self.penalty

    def values(self, positions: Positions, orders: Ints) -> Floats:
        """Return the values of N orders of all words.

        Parameters
        ----------
        positions
            Place in the title of each word, shape `(n_words, N)`.
        orders
            The words in order, shape `(N, n_words)`.
        """
        total = self.constant + self.order_values(positions, orders)
        if self._spaces is not None:
            spaces = self._spaces.ravel().take(self._flat(orders)).sum(axis=1)
            total -= self.penalty * np.maximum(0, spaces - self._room)
        elif self._room < 0:
            total += self.penalty * self._room
        return total

    def values_of(self, listed: Sequence[Sequence[int]]) -> Floats:
        """Return the values of orders of all words, given by their places in the vocabulary."""
        orders = np.array([[self._local[place] for place in order] for order in listed], dtype=np.intp)
        return self.values(np.ascontiguousarray(np.argsort(orders, axis=1).T.astype(np.int16)), orders)

    def order_values(self, positions: Positions, orders: Ints) -> Floats:
        """Return what the order adds to what a set earns anyway; widths are not looked at.

        Not all words need to stand in each order: those that do not have positions from `ABSENT` on,
        `FARTHEST` or more apart.
        """
        total = self._first[orders[:, 0]] + self._last[orders[:, -1]]
        total += self.junction.ravel().take(self._flat(orders)).sum(axis=1)
        for word, after, before in self._beside:
            alone = ~_stands_beside(positions, word, after, before) & (positions[word] < ABSENT)
            total -= self.penalty * alone
        if len(self._pair_a):
            total += self._earned(positions[self._pair_b] - positions[self._pair_a])
        return total

    def _flat(self, orders: Ints) -> Ints:
        flat: Ints = orders[:, :-1] * len(self.words) + orders[:, 1:]
        return flat

    def _earned(self, distance: Positions) -> Floats:
        before = (distance - 1).view(np.uint16) < FARTHEST  # one comparison for 0 < distance <= FARTHEST
        adjacent = distance == 1
        total = np.zeros(distance.shape[1])
        for flags, terms in ((before, self._before_terms), (adjacent, self._adjacent_terms)):
            for places, weights in terms:
                together = flags[places[0]]
                for place in places[1:]:
                    together = together & flags[place]
                total += weights @ together
        for sequences, exact, (base, ordered, phrase) in self._mixed_terms:
            best = np.full(distance.shape[1], base)
            if exact:
                best[before[exact].all(axis=0)] = ordered
            for sequence in sequences:
                best[adjacent[sequence].all(axis=0)] = phrase
            total += best - base
        return total


def _count(terms: dict[Pairs, float], sequence: Pairs, value: float) -> None:
    if value > 0:
        terms[sequence] = terms.get(sequence, 0.0) + value


def _grouped(terms: list[tuple[list[int], float]]) -> list[tuple[Ints, Floats]]:
    """Return terms by their number of pairs: the rows of their pairs, shape `(n_pairs, n_terms)`, weights."""
    sizes = sorted({len(places) for places, _ in terms})
    groups = [[term for term in terms if len(term[0]) == size] for size in sizes]
    return [
        (np.array([places for places, _ in group], dtype=np.intp).T, np.array([value for _, value in group]))
        for group in groups
    ]


def _stands_beside(positions: Positions, word: int, after: list[int], before: list[int]) -> Flags:
    """Say for each order whether `word` stands right after one of `after` or right before one of `before`."""
    beside = np.zeros(positions.shape[1], dtype=bool)
    for other in after:
        beside |= positions[word] - positions[other] == 1
    for other in before:
        beside |= positions[other] - positions[word] == 1
    return beside
