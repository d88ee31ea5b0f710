"""A title, the same without each of its words, and tables of what demands ask for, looked up in all at once.

Arrays run over *bases* (the title, then the title without each of its words), rows of a table, and words of
the vocabulary. What demands are worth is not known here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from kwopt.titles.problem.problem import Flags, Ints

ABSENT = -1_000
"""Place of a word that does not stand in the title: no sum of small steps makes it a place."""


@dataclass(frozen=True, eq=False)
class Bases:
    """A title, then the title without each of its words.

    Parameters
    ----------
    order
        The words of the title.
    places
        0 to the number of words: the gaps into which a word can be put.
    sizes
        Words of each base, shape `(bases,)`.
    left, right
        The words before and after each gap, shape `(bases, places)`; the number of words of the vocabulary
        stands for the border.
    position
        Place of each word in each base, `ABSENT` where it has none, shape `(bases, words + 1)`; the last
        column is for padding.
    chosen
        Words of each base, shape `(bases, words)`.
    """

    order: tuple[int, ...]
    places: Ints
    sizes: Ints
    left: Ints
    right: Ints
    position: Ints
    chosen: Flags

    @classmethod
    def of(cls, order: Sequence[int], count: int, *, alone: bool = False) -> "Bases":
        """Return the bases of a title in a vocabulary of `count` words; only the title itself if `alone`."""
        size = len(order)
        words = np.array(order, dtype=np.intp)
        place = np.arange(size)
        out = place[: 0 if alone else size]
        behind = place[None, :] > out[:, None]
        shown = np.full((len(out) + 1, size), count, dtype=np.intp)
        shown[0] = words
        shown[1:, : size - 1] = words[place[: size - 1] + (place[: size - 1] >= out[:, None])]
        position = np.full((len(out) + 1, count + 1), ABSENT, dtype=np.intp)
        position[0, words] = place
        position[1:, words] = place[None, :] - behind
        position[1 + out, words[out]] = ABSENT
        border = np.full((len(out) + 1, 1), count, dtype=np.intp)
        return cls(
            tuple(order), np.arange(size + 1), size - (np.arange(len(out) + 1) > 0),
            np.hstack([border, shown]), np.hstack([shown, border]), position, position[:, :count] >= 0,
        )  # fmt: skip

    def words(self, base: int) -> list[int]:
        """Return the words of one base in order."""
        order = list(self.order)
        if base:
            del order[base - 1]
        return order


class Slots:
    """Slots of demands, each filled by any of some words."""

    def __init__(self, slots: Iterable[tuple[int, Sequence[int]]], count: int) -> None:
        listed = list(slots)
        self.owners = np.array([owner for owner, _ in listed], dtype=np.intp)
        ends = np.cumsum([0, *(len(slot) for _, slot in listed)])
        flat = np.array([place for _, slot in listed for place in slot], dtype=np.intp)
        self.members = csr_array((np.ones(len(flat)), flat, ends), shape=(len(listed), count))
        self._of_word = np.zeros((count, len(listed)), dtype=np.int16)
        self._of_word[flat, np.repeat(np.arange(len(listed)), np.diff(ends))] = 1
        self.kinds, self._starts, self.group = np.unique(self.owners, return_index=True, return_inverse=True)

    def empty(self, bases: Bases) -> Flags:
        """Return which slots no word of each base fills, shape `(bases, slots)`."""
        by_word = self._of_word[list(bases.order)]
        filled = by_word.sum(axis=0)
        empty = np.empty((len(bases.sizes), by_word.shape[1]), dtype=bool)
        np.equal(filled, 0, out=empty[0])
        np.equal(by_word[: len(empty) - 1], filled, out=empty[1:])
        return empty

    def lacking(self, empty: Flags) -> Ints:
        """Return how many slots each owner lacks, shape `(bases, kinds)`."""
        if not len(self._starts):
            return np.zeros((len(empty), 0), dtype=np.intp)
        return np.add.reduceat(empty.astype(np.intp), self._starts, axis=1)


class Runs:
    """Runs of words with their owners, padded to one length."""

    def __init__(self, runs: Iterable[tuple[int, tuple[int, ...]]], count: int) -> None:
        listed = list(runs)
        self.owners = np.array([owner for owner, _ in listed], dtype=np.intp)
        self.lengths = np.array([len(run) for _, run in listed], dtype=np.intp)
        longest = max((len(run) for _, run in listed), default=1)
        self.words = np.full((len(listed), longest), count, dtype=np.intp)
        for row, (_, run) in enumerate(listed):
            self.words[row, : len(run)] = run
        self._columns = np.arange(longest)

    def run(self, row: int) -> tuple[int, ...]:
        """Return the words of one run."""
        return tuple(self.words[row, : self.lengths[row]].tolist())

    def missing(self, bases: Bases) -> Flags:
        """Return which words of each run are missing in the title, shape `(runs, longest)`."""
        missing: Flags = np.append(~bases.chosen[0], False)[self.words]
        return missing

    def within(self, bases: Bases, *, missing: int) -> Ints:
        """Return the rows of which so many words are missing in the title."""
        rows: Ints = np.flatnonzero(self.missing(bases).sum(axis=1) == missing)
        return rows

    def lacking(self, rows: Ints, bases: Bases) -> Ints:
        """Return at which place of each row a word is missing."""
        places: Ints = np.argmax(self.missing(bases)[rows], axis=1)
        return places

    def contiguous(self, rows: Ints, bases: Bases) -> tuple[Flags, Ints]:
        """Return whether each row stands in a row, and from where; shape `(bases, rows)`."""
        position = bases.position[:, self.words[rows]] - self._columns
        start = position[:, :, 0]
        same = (position == start[:, :, None]) | (self._columns >= self.lengths[rows][:, None])
        return same.all(axis=2) & (start >= 0), start

    def in_order(self, rows: Ints, bases: Bases) -> Flags:
        """Return whether the words of each row stand in this order; shape `(bases, rows)`."""
        position = bases.position[:, self.words[rows]]
        later = (position[:, :, 1:] > position[:, :, :-1]) & (position[:, :, :-1] >= 0)
        later |= self._columns[1:] >= self.lengths[rows][:, None]
        return later.all(axis=2) & (position[:, :, 0] >= 0)

    def gap(self, rows: Ints, lacking: Ints, bases: Bases) -> tuple[Ints, Flags]:
        """Return into which gap the missing word belongs, and whether there is one; shape `(bases, rows)`."""
        step = self._columns - lacking[:, None]
        steps = np.where(step > 0, step - 1, step)
        wanted = bases.position[:, self.words[rows]] - steps
        other = np.where(lacking == 0, 1, 0)
        place = wanted[:, np.arange(len(rows)), other]
        same = (wanted == place[:, :, None]) | (step == 0) | (self._columns >= self.lengths[rows][:, None])
        return place, same.all(axis=2) & (place >= 0)

    def room(self, rows: Ints, lacking: Ints, bases: Bases) -> tuple[Ints, Ints, Flags]:
        """Return the first and the last gap in which the missing word is in order; whether there is one."""
        position = bases.position[:, self.words[rows]]
        index = np.arange(len(rows))
        end = bases.sizes[:, None]
        first = np.where(lacking > 0, position[:, index, lacking - 1] + 1, 0)
        following = np.minimum(lacking + 1, len(self._columns) - 1)
        last = np.where(lacking + 1 < self.lengths[rows], position[:, index, following], end)
        missing = self._columns == lacking[:, None]
        filled = np.where(missing, 0, position)
        there = ((filled >= 0) | (self._columns >= self.lengths[rows][:, None])).all(axis=2)
        # around the missing word the neighbours' order is what first <= last says
        later = (position[:, :, 1:] > position[:, :, :-1]) | missing[:, 1:] | missing[:, :-1]
        later |= self._columns[1:] >= self.lengths[rows][:, None]
        return first, last, later.all(axis=2) & there & (first <= last)
