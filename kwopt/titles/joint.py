"""Words and order improved together: one word exchanged, added or taken out, wherever it pays.

All such neighbours of a title are valued in one batch over a small pool of words (those that the relaxed
program uses, and those of the titles met so far); the most promising are ordered anew and kept if better.
The batch may undervalue a neighbour a little (a demand that other words of the pool would cover as `any`),
never the titles that are kept: those are valued exactly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from kwopt.titles.decompose import Slot
from kwopt.titles.order import SAME, Arrangement, arrange
from kwopt.titles.problem import Flags, Floats, Ints
from kwopt.titles.reachable import Reachable
from kwopt.titles.rows import ROUNDING, Rows
from kwopt.titles.scorer import ABSENT, FARTHEST, Orders, Positions

TRIED = 6
"""Neighbours ordered anew in one step."""
NEAR = 0.01
"""Share of the value by which a neighbour may be worse before it is ordered anew."""
MOST_WORDS = 100
"""Words of the pool looked at: positions of absent words, `FARTHEST` apart, stay within 16 bits. Real pools
hold 15 to 60."""
STEPS = 12
"""Improvements of one title at most."""


def improve(
    orders: Orders, rows: Rows, found: Arrangement, *, pool: Sequence[int], kicks: int = 0, seed: int = 0
) -> Arrangement:
    """Return a title at least as good as `found`, whose words keep `rows`.

    Parameters
    ----------
    pool
        Words that may come in.
    kicks
        Restarts for each neighbour that is ordered anew.
    """
    constants = _Constants(orders.reachable)
    seen = {frozenset(found.order)}
    for _ in range(STEPS):
        better = None
        for order in _promising(orders, rows, constants, found, pool, seen):
            tried = arrange(orders, order, kicks=kicks, seed=seed, start=order)
            if tried.lawful and tried.value > found.value + SAME * orders.total:
                better = tried
                break
        if better is None:
            return found
        found = better
    return found


def _promising(
    orders: Orders,
    rows: Rows,
    constants: "_Constants",
    found: Arrangement,
    pool: Sequence[int],
    seen: set[frozenset[int]],
) -> Iterator[tuple[int, ...]]:
    """Yield the best order of each promising neighbouring set, best first; remember the sets."""
    universe = sorted({*pool[:MOST_WORDS], *found.order})
    batch = _Batch(orders, rows, constants, universe)
    local = {place: i for i, place in enumerate(universe)}
    current = np.array([local[place] for place in found.order], dtype=np.intp)
    listed: list[tuple[float, tuple[int, ...]]] = []
    for variants in _neighbours(current, len(universe)):
        listed += batch.best_of_each_set(variants)
    listed.sort(key=lambda item: (-item[0], item[1]))
    tried = 0
    for value, order in listed:
        if tried == TRIED or value < found.value * (1 - NEAR):
            return
        words = frozenset(order)
        if words not in seen:
            seen.add(words)
            tried += 1
            yield order


def _neighbours(current: Ints, count: int) -> Iterator[Ints]:
    """Yield orders one word away, in groups of equal length, shape `(N, n_words)`."""
    others = np.setdiff1d(np.arange(count, dtype=np.intp), current)
    size = len(current)
    shorter = np.array([np.delete(current, i) for i in range(size)], dtype=np.intp).reshape(size, size - 1)
    if size > 1:
        yield shorter
    if len(others):
        yield _inserted(current[None, :], others)
        yield _inserted(shorter, others)


def _inserted(bases: Ints, words: Ints) -> Ints:
    """Return every base with every word at every place."""
    count, size = bases.shape
    result = np.empty((count, len(words), size + 1, size + 1), dtype=np.intp)
    for place in range(size + 1):
        result[:, :, place, :place] = bases[:, None, :place]
        result[:, :, place, place] = words[None, :]
        result[:, :, place, place + 1 :] = bases[:, None, place:]
    return result.reshape(-1, size + 1)


class _Batch:
    """Values orders of many sets within one universe of words at once."""

    def __init__(self, orders: Orders, rows: Rows, constants: "_Constants", universe: list[int]) -> None:
        self._scorer = orders.scorer(universe)
        self._universe = np.array(universe, dtype=np.intp)
        self._rows = rows
        self._constants = constants

    def best_of_each_set(self, variants: Ints) -> list[tuple[float, tuple[int, ...]]]:
        """Return the best order of each set that keeps the rows, with its value."""
        chosen = np.zeros((len(variants), len(self._universe)), dtype=bool)
        np.put_along_axis(chosen, variants, True, axis=1)
        sets, which = np.unique(np.packbits(chosen, axis=1), axis=0, return_inverse=True)
        members = np.unpackbits(sets, axis=1, count=len(self._universe)).astype(bool)
        constant = np.where(self._allowed(members), self._constants.values(self._full(members)), -np.inf)
        kept = np.isfinite(constant)[which]
        if not kept.any():
            return []
        variants, which = variants[kept], which[kept]
        values = constant[which] + self._scorer.order_values(self._positions(variants), variants)
        return [
            (float(values[row]), tuple(self._universe[variants[row]].tolist()))
            for row in _best_rows(which, values)
        ]

    def _full(self, members: Flags) -> Flags:
        full = np.zeros((len(members), self._rows.matrix.shape[1]), dtype=bool)
        full[:, self._universe] = members
        return full

    def _allowed(self, members: Flags) -> Flags:
        full = self._full(members)
        within = np.all(self._rows.matrix @ full.T <= self._rows.room[:, None] + ROUNDING, axis=0)
        allowed: Flags = within & ~np.any(self._rows.required & ~full, axis=1)
        return allowed

    def _positions(self, variants: Ints) -> Positions:
        count, size = variants.shape
        absent = (ABSENT + FARTHEST * np.arange(len(self._universe))).astype(np.int16)
        positions = np.repeat(absent[:, None], count, axis=1)
        positions[variants, np.arange(count)[:, None]] = np.arange(size, dtype=np.int16)
        return positions


def _best_rows(which: Ints, values: Floats) -> Ints:
    """Return for each group the first row with its greatest value."""
    order = np.lexsort((np.arange(len(which)), -values, which))
    first = np.ones(len(order), dtype=bool)
    first[1:] = np.diff(which[order]) != 0
    best: Ints = order[first]
    return best


@dataclass(frozen=True)
class _Way:
    owner: int
    slots: tuple[Slot, ...]
    credit: float


class _Constants:
    """What sets of words earn whatever their order: demands inside one word, and `any`."""

    def __init__(self, reachable: Reachable) -> None:
        phrase, ordered, anyhow = reachable.problem.credits
        ways = []
        for owner, reach in enumerate(reachable.reaches):
            ways += [_Way(owner, pattern, phrase) for pattern in reach.patterns if len(pattern) == 1]
            if len(reach.exact) == 1:
                ways.append(_Way(owner, (reach.exact,), ordered))
            if reach.providers and anyhow > 0:
                ways.append(_Way(owner, reach.providers, anyhow))
        slots = [slot for way in ways for slot in way.slots]
        flat = [place for slot in slots for place in slot]
        ends = np.cumsum([0, *(len(slot) for slot in slots)])
        shape = (len(slots), len(reachable.problem.words))
        self._slots = csr_array((np.ones(len(flat)), np.array(flat, dtype=np.intp), ends), shape=shape)
        self._starts = np.cumsum([0, *(len(way.slots) for way in ways)], dtype=np.intp)[:-1]
        owners = np.array([way.owner for way in ways], dtype=np.intp)
        self._credits = np.array([way.credit for way in ways])
        self._owner_starts = np.flatnonzero(np.diff(owners, prepend=-1))
        self._worths = reachable.worths[owners[self._owner_starts]]

    def values(self, members: Flags) -> Floats:
        """Return the constant part of each set's value; members has shape `(n_sets, n_words)`."""
        if not len(self._starts):
            return np.zeros(len(members))
        filled = self._slots @ members.T.astype(np.float64) > 0.5
        reached = np.logical_and.reduceat(filled, self._starts, axis=0)
        level = np.maximum.reduceat(reached * self._credits[:, None], self._owner_starts, axis=0)
        values: Floats = self._worths @ level
        return values
