"""Words and order improved together: a title climbs by one word at a time, then from titles further off.

`climb` takes the best title one word away, as long as one is better; those that promise almost as much are
ordered anew first. A title that no single word improves is often one demand away from a better one, for
which two words must come and three must go: `force` puts in the words of demands that earn less than they
could, takes out what earns least for its width until all rows hold, and climbs again. In turn it exchanges
words for others that earn less at first but leave room (大码 for 加肥加大码, both plus size), and climbs. All
that is kept is valued exactly, and work is bounded by counts.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

import numpy as np

from kwopt.titles.problem.rows import ROUNDING, Rows
from kwopt.titles.search.moves import Moves
from kwopt.titles.search.order import SAME, Arrangement, arrange
from kwopt.titles.search.scorer import Orders
from kwopt.titles.search.tables import Bases

LISTED = 40
"""Titles one word away that are looked at in one step, best first."""
TRIED = 1
"""Of them ordered anew in one step. With 3, of 114 real products one title was worth .01 % more, and two less
(.7 %), in a tenth more time."""
NEAR = 0.01
"""Share of the value by which such a title may be worse before it is ordered anew."""
STEPS = 60
"""Improvements of one title at most."""
MOST_FORCED = 3
"""Words that a demand may lack to be forced in."""
RELEASED = 0.97
"""Share of the best value from which the words forced in may leave again, once no other word improves."""
HOPELESS = 0.92
"""Share of the best value below which a title with a demand forced in is not climbed from."""


class Climber:
    """Improves titles of one problem within rows; sets of words once tried are not tried again."""

    def __init__(self, orders: Orders, rows: Rows, moves: Moves) -> None:
        self._orders = orders
        self._rows = rows
        self._moves = moves
        self._cliques = rows.matrix[np.isin(rows.matrix, (0.0, 1.0)).all(axis=1) & (rows.room == 1.0)] > 0
        self._seen: set[frozenset[int]] = set()

    def climb(self, found: Arrangement, held: frozenset[int] = frozenset()) -> Arrangement:
        """Return a title at least as good as `found`, lawful where `found` or a neighbour of it is.

        Parameters
        ----------
        held
            Words that must stay.
        """
        for _ in range(STEPS):
            better = next(self._better(found, held), None)
            if better is None:
                return found
            found = better
        return found

    def _better(self, found: Arrangement, held: frozenset[int]) -> Iterator[Arrangement]:
        """Yield lawful titles one word away that are better, or found unlawful."""
        tried = 0
        for near in self._moves.near(found.order, LISTED, held):
            if tried == TRIED or near.value < found.value - NEAR * abs(found.value):
                return
            if frozenset(near.order) in self._seen:
                continue
            tried += 1
            ordered = self._ordered(near.order)
            if ordered and (not found.lawful or ordered.value > found.value + SAME * self._orders.total):
                yield ordered

    def _ordered(self, order: Sequence[int]) -> Arrangement | None:
        """Return a good order of a set not tried before; None if it was, or is unlawful."""
        words = frozenset(order)
        if words in self._seen:
            return None
        self._seen.add(words)
        ordered = arrange(self._orders, order, kicks=0, start=order)
        return ordered if ordered.lawful else None

    def force(self, found: Arrangement, most: int) -> Arrangement:
        """Return a title at least as good as `found`: `most` times something is forced."""
        left = most
        while left > 0:
            better = None
            for order, words in self._other_ways(found.order, left):
                left -= 1
                better = self._forced(found, order, words)
                if better is not None:
                    break
            if better is None:
                return found
            found = better
        return found

    def _forced(self, found: Arrangement, order: Sequence[int], words: Sequence[int]) -> Arrangement | None:
        ordered = self._ordered(order) if order else None
        if ordered is None or ordered.value < HOPELESS * found.value:
            return None
        ordered = self.climb(ordered, frozenset(words))
        if ordered.value > RELEASED * found.value:
            ordered = self.climb(ordered)
        return ordered if ordered.value > found.value + SAME * self._orders.total else None

    def _other_ways(self, order: Sequence[int], most: int) -> Iterator[tuple[Sequence[int], tuple[int, ...]]]:
        """Return titles to climb from and the words that stay: demands, exchanges, rivals in turn."""
        forced = ((self.repaired(order, run), run) for run in self._runs_lacking(order, most))
        exchanged = ((other.order, (other.word,)) for other in self._moves.exchanges(order))
        rivals = ((self.repaired(order, run), run) for run in self._rivals(order))
        turns = zip_longest(forced, exchanged, rivals)
        return islice((way for pair in turns for way in pair if way), most)

    def _runs_lacking(self, order: Sequence[int], most: int) -> list[tuple[int, ...]]:
        """Return runs that a title lacks words of, those first that earn most for the width they lack."""
        gains, problem = self._moves.gains, self._orders.problem
        bases = Bases.of(order, len(problem.words), alone=True)
        missing = gains.runs.missing(bases)
        lacking = missing.sum(axis=1)
        width = (missing * np.append(problem.widths, 0)[gains.runs.words]).sum(axis=1)
        density = gains.short_of_phrase(bases)[gains.runs.owners] / np.maximum(width, 1)
        density[(lacking < 1) | (lacking > MOST_FORCED)] = 0.0
        listed: dict[frozenset[int], tuple[int, ...]] = {}
        for row in np.argsort(-density, kind="stable").tolist():
            if density[row] <= 0 or len(listed) == most:
                break
            listed.setdefault(frozenset(gains.runs.words[row][missing[row]].tolist()), gains.runs.run(row))
        return list(listed.values())

    def _rivals(self, order: Sequence[int]) -> list[tuple[int, ...]]:
        """Return for each word that keeps others out (女: 男款) the best of those, best first."""
        wanted = self._moves.wanted(order)
        groups = self._cliques[self._cliques[:, list(order)].any(axis=1)]
        best = {next((word for word in wanted if group[word]), -1) for group in groups}
        return [(word,) for word in wanted if word in best]

    def repaired(self, order: Sequence[int], run: Sequence[int]) -> list[int]:
        """Return the title with `run` in it, without words that earn little, so that rows hold.

        Empty if taking words out one by one does not get there.
        """
        mended = self._with_run(order, run)
        while not self._rows.allow_places(mended):
            place = self._least(mended, frozenset(run))
            if place is None:
                return []
            del mended[place]
        return mended

    def _with_run(self, order: Sequence[int], run: Sequence[int]) -> list[int]:
        rest = [place for place in order if place not in run]
        if not run:
            return rest
        scorer = self._orders.scorer(sorted({*rest, *run}))
        listed = [[*rest[:i], *run, *rest[i:]] for i in range(len(rest) + 1)]
        return listed[int(np.argmax(scorer.values_of(listed)))]

    def _least(self, order: Sequence[int], kept: frozenset[int]) -> int | None:
        """Return the place of the word that earns least for its width and whose leaving helps the rows."""
        problem, rows = self._orders.problem, self._rows
        bases = Bases.of(order, len(problem.words))
        worth = self._moves.worth(bases)
        loss = (worth[0] - worth[1:]) / problem.widths[list(order)]
        broken = np.maximum(0.0, bases.chosen @ rows.matrix.T - rows.room - ROUNDING)
        helps = (broken[1:] <= broken[0] + ROUNDING).all(axis=1) & (broken[1:].sum(axis=1) < broken[0].sum())
        helps &= ~rows.required[list(order)] & ~np.isin(order, list(kept))
        return int(np.argmin(np.where(helps, loss, np.inf))) if helps.any() else None
