"""What one more word would earn: for all words, at all places, of a title and of it without one word.

A demand that one word is missing for asks for it at one place (a run of words), between two places (exact
words in order) or anywhere (`any`, or one word that holds the whole text). Each kind is a sparse table; no
title is valued whole. Valued too low are a word that fills the last two slots of a demand at once, and a
phrase that an insertion breaks and makes again elsewhere: both are rare.
"""

from collections.abc import Sequence

import numpy as np

from kwopt.titles.problem.decompose import Reach
from kwopt.titles.problem.problem import Floats, Ints
from kwopt.titles.search.scorer import Orders
from kwopt.titles.search.tables import Bases, Runs, Slots


class Gains:
    """The demands of a problem, laid out by what they may lack."""

    def __init__(self, orders: Orders) -> None:
        reaches = orders.reachable.reaches
        self._count = len(orders.problem.words)
        self._worths = orders.reachable.worths
        self._phrase, self._ordered, self._any = orders.problem.credits
        holders = [{place for p in reach.patterns if len(p) == 1 for place in p[0]} for reach in reaches]
        self._slots = Slots(
            ((k, slot) for k, reach in enumerate(reaches) for slot in reach.providers), self._count
        )
        self._asking = Slots(
            (
                (k, tuple(place for place in slot if place not in holders[k]))
                for k, reach in enumerate(reaches)
                for slot in reach.providers
            ),
            self._count,
        )
        self._holders = Slots(
            ((k, tuple(sorted(held))) for k, held in enumerate(holders) if held), self._count
        )
        self.runs = Runs(((k, run) for k, run in orders.runs if len(run) > 1), self._count)
        self._exact = Runs(((k, reach.exact) for k, reach in enumerate(reaches) if reach.exact), self._count)
        self._helped = self._helping(reaches)

    def _helping(self, reaches: Sequence[Reach]) -> Floats:
        """Return for each run and each of its words what the demand earns anyhow once the word is there."""
        floor = np.zeros(self.runs.words.shape)
        for row, owner in enumerate(self.runs.owners.tolist()):
            reach = reaches[owner]
            run = self.runs.run(row)
            if reach.exact == run:
                floor[row] = self._ordered
            elif reach.providers:
                asked = {place for slot in reach.providers for place in slot}
                floor[row, : len(run)] = [self._any * (place in asked) for place in run]
        return floor

    def values(self, bases: Bases) -> tuple[Floats, Floats, Floats]:
        """Return what bases earn, what they lose at each gap, and what each word gains at each gap.

        Shapes `(bases,)`, `(bases, places)` and `(bases, places, words)`.
        """
        level, lost = self._levels(bases)
        gained = np.zeros((len(bases.sizes), len(bases.places) + 1, self._count))
        self._add_between(gained, bases, level)
        np.cumsum(gained, axis=1, out=gained)
        gained = gained[:, :-1]
        self._add_runs(gained, bases, level)
        gained += self._anywhere(bases, level)[:, None, :]
        return level @ self._worths, lost, gained

    def earned(self, bases: Bases) -> Floats:
        """Return what bases earn by coverage, shape `(bases,)`."""
        earned: Floats = self._levels(bases)[0] @ self._worths
        return earned

    def short_of_phrase(self, bases: Bases) -> Floats:
        """Return what each demand would earn more as a phrase of the title, shape `(demands,)`."""
        short: Floats = (self._phrase - self._levels(bases)[0][0]) * self._worths
        return short

    def _levels(self, bases: Bases) -> tuple[Floats, Floats]:
        """Return the credit of each demand in each base, and what a word put into each gap breaks."""
        level = np.zeros((len(bases.sizes), len(self._worths)))
        empty = self._slots.empty(bases)
        level[:, self._slots.kinds] = self._any * (self._slots.lacking(empty) == 0)
        rows = self._exact.within(bases, missing=0)
        in_order = self._exact.in_order(rows, bases)
        owners = self._exact.owners[rows]
        level[:, owners] = np.maximum(level[:, owners], self._ordered * in_order)
        held = ~self._holders.empty(bases)
        level[:, self._holders.owners] = np.where(held, self._phrase, level[:, self._holders.owners])
        lost = self._phrases(bases, level)
        return level, lost

    def _phrases(self, bases: Bases, level: Floats) -> Floats:
        """Raise the level of demands that stand as a run; return what a word put into each gap breaks."""
        rows = self.runs.within(bases, missing=0)
        stands, start = self.runs.contiguous(rows, bases)
        base, row = np.nonzero(stands)
        owner, length = self.runs.owners[rows][row], self.runs.lengths[rows][row]
        begin = start[base, row]
        loss = np.zeros((len(bases.sizes), len(bases.places) + 1))
        worth = self._worths[owner] * (self._phrase - level[base, owner])
        once = _first_of_each(base * len(self._worths) + owner)
        single = once[1] == 1
        chosen = once[0][single]
        np.add.at(loss, (base[chosen], begin[chosen] + 1), worth[chosen])
        np.add.at(loss, (base[chosen], begin[chosen] + length[chosen]), -worth[chosen])
        level[base, owner] = self._phrase
        return np.cumsum(loss, axis=1)[:, :-1]

    def _add_between(self, gained: Floats, bases: Bases, level: Floats) -> None:
        """Add exact words that lack one: it may stand between its neighbours in the demand."""
        rows = self._exact.within(bases, missing=1)
        rows = rows[self._exact.lengths[rows] > 1]
        lacking = self._exact.lacking(rows, bases)
        after, before, lawful = self._exact.room(rows, lacking, bases)
        owners = self._exact.owners[rows]
        more = self._ordered - np.maximum(level[:, owners], self._any)
        base, row = np.nonzero(lawful & (more > 0))
        value = self._worths[owners[row]] * more[base, row]
        word = self._exact.words[rows, lacking][row]
        np.add.at(gained, (base, after[base, row], word), value)
        np.add.at(gained, (base, before[base, row] + 1, word), -value)

    def _add_runs(self, gained: Floats, bases: Bases, level: Floats) -> None:
        """Add runs that lack one word at one place."""
        rows = self.runs.within(bases, missing=1)
        lacking = self.runs.lacking(rows, bases)
        place, lawful = self.runs.gap(rows, lacking, bases)
        owners = self.runs.owners[rows]
        more = self._phrase - np.maximum(level[:, owners], self._helped[rows, lacking])
        base, row = np.nonzero(lawful & (more > 0))
        word = self.runs.words[rows, lacking][row]
        value = self._worths[owners[row]] * more[base, row]
        np.add.at(gained, (base, place[base, row], word), value)

    def _anywhere(self, bases: Bases, level: Floats) -> Floats:
        """Return what each word earns wherever it stands, shape `(bases, words)`."""
        empty = self._slots.empty(bases)
        last = empty & (self._slots.lacking(empty) == 1)[:, self._slots.group]
        owners = self._slots.owners
        more = np.maximum(0.0, self._any - level[:, owners]) * self._worths[owners]
        total: Floats = (last * more) @ self._asking.members
        owners = self._holders.owners
        more = np.maximum(0.0, self._phrase - level[:, owners]) * self._worths[owners]
        total += more @ self._holders.members
        return total


def _first_of_each(keys: Ints) -> tuple[Ints, Ints]:
    _, first, counts = np.unique(keys, return_index=True, return_counts=True)
    return first, counts
