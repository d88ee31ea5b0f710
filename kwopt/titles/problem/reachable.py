"""What a set of words can reach at best, before they are put in order.

The *reachable value* of a set is the sum over demands of worth times the best credit of a way whose slots
all have a word in the set. Any order of the set earns at most this: `phrase` needs its words, whatever
their order. Greedy search, the exact selection and the joint search all rest on it.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from kwopt.titles.problem.decompose import Reach, Slot, reaches
from kwopt.titles.problem.junctions import Junctions
from kwopt.titles.problem.problem import Flags, Floats, Ints, TitleProblem


@dataclass(frozen=True)
class Way:
    """One way to cover a demand: slots to fill, and the credit when they are."""

    slots: tuple[Slot, ...]
    credit: float


def ways(reach: Reach, credits: tuple[float, float, float]) -> tuple[Way, ...]:  # noqa: A002
    """Return the ways of a demand that matter for a set of words, best credit first."""
    phrase, ordered, anyhow = credits
    found = [Way(pattern, phrase) for pattern in reach.patterns]
    if reach.ordered_alone:
        found.append(Way(tuple((place,) for place in sorted(reach.exact)), ordered))
    if reach.any_alone:
        found.append(Way(reach.providers, anyhow))
    return tuple(way for way in found if way.credit > 0)


class Reachable:
    """The reachable value of any set of words of one problem, and what one more word would add."""

    def __init__(self, problem: TitleProblem) -> None:
        self.problem = problem
        self.junctions = Junctions(problem)
        found = reaches(problem, self.junctions)
        self.reaches = tuple(reach for reach in found if ways(reach, problem.credits))
        self.ways = tuple(ways(reach, problem.credits) for reach in self.reaches)
        self.worths = np.array([reach.worth for reach in self.reaches])
        self._flatten()

    def _flatten(self) -> None:
        """Lay ways and slots out flat: one row a distinct slot, one entry a slot of a way."""
        slots: dict[Slot, int] = {}
        of_way: list[int] = []
        starts, owners, credit = [], [], []
        for owner, options in enumerate(self.ways):
            for way in options:
                starts.append(len(of_way))
                owners.append(owner)
                credit.append(way.credit)
                of_way += [slots.setdefault(slot, len(slots)) for slot in sorted(set(way.slots))]
        self._members = [np.array(slot, dtype=np.intp) for slot in slots]
        self._of_way = np.array(of_way, dtype=np.intp)
        self._starts = np.array(starts, dtype=np.intp)
        self._owner = np.array(owners, dtype=np.intp)
        self._credit = np.array(credit)
        self._owner_starts = np.flatnonzero(np.diff(self._owner, prepend=-1))
        sizes = [len(slot) for slot in slots]
        self._bounds = np.concatenate([[0], np.cumsum(sizes, dtype=np.intp)])
        self._flat = np.concatenate([*self._members, np.empty(0, dtype=np.intp)])
        shape = (len(slots), len(self.problem.words))
        self._slot_words = csr_array((np.ones(len(self._flat)), self._flat, self._bounds), shape=shape)

    def levels(self, chosen: Flags) -> Floats:
        """Return the best credit of each demand within the set, shape `(n_reaches,)`."""
        if not len(self._starts):
            return np.zeros(0)
        missing = self._missing(chosen)
        return np.maximum.reduceat(np.where(missing == 0, self._credit, 0.0), self._owner_starts)

    def _missing(self, chosen: Flags) -> Ints:
        """Return how many slots each way lacks."""
        empty = self._slot_words @ chosen.astype(np.float64) < 0.5
        return np.add.reduceat(empty[self._of_way].astype(np.intp), self._starts)

    def value(self, chosen: Flags) -> float:
        """Return the reachable value of the set."""
        return float((self.levels(chosen) * self.worths).sum())

    def gains(self, chosen: Flags) -> Floats:
        """Return what each word would add to the reachable value of the set, shape `(n_words,)`.

        A word that would fill the last two slots of a way at once is not seen: less than the truth there.
        """
        count = len(self.problem.words)
        if not len(self._starts):
            return np.zeros(count)
        empty = self._slot_words @ chosen.astype(np.float64) < 0.5
        lacking = empty[self._of_way]
        missing = np.add.reduceat(lacking.astype(np.intp), self._starts)
        level = np.maximum.reduceat(np.where(missing == 0, self._credit, 0.0), self._owner_starts)
        near = np.flatnonzero((missing == 1) & (self._credit > level[self._owner]))
        entry_way = np.repeat(np.arange(len(self._starts)), np.diff([*self._starts, len(self._of_way)]))
        entries = np.flatnonzero(lacking & np.isin(entry_way, near))
        owner = self._owner[entry_way[entries]]
        better = (self._credit[entry_way[entries]] - level[owner]) * self.worths[owner]
        return _sum_of_best(*self._spread(self._of_way[entries], owner, better), count)

    def _spread(self, slots: Ints, owner: Ints, better: Floats) -> tuple[Ints, Ints, Floats]:
        """Return one row for each word of each slot: word, owner, gain."""
        sizes = self._bounds[slots + 1] - self._bounds[slots]
        row = np.repeat(np.arange(len(slots)), sizes)
        offset = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self._flat[self._bounds[slots][row] + offset], owner[row], better[row]


def _sum_of_best(word: Ints, owner: Ints, better: Floats, count: int) -> Floats:
    """Return for each word the sum over owners of its best gain there."""
    order = np.lexsort((-better, owner, word))
    word, owner, better = word[order], owner[order], better[order]
    first = np.ones(len(word), dtype=bool)
    first[1:] = (np.diff(word) != 0) | (np.diff(owner) != 0)
    return np.bincount(word[first], weights=better[first], minlength=count).astype(np.float64)
