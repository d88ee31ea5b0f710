"""Every way in which a vocabulary can spell a demand: what makes `phrase`, `ordered` and `any` reachable.

A demand stands contiguously in a title exactly if some run of title words w1..wn spells it: it lies inside
w1 (n = 1), or it is a suffix of w1, whole words, a prefix of wn. A *pattern* holds all runs that cut the
demand at the same places: one slot of candidate words for each place (those that end with the first piece;
the one middle word; those that begin with the last piece). Patterns are few where runs are many. Runs with
neighbours that do not survive (7) are no runs: 裤|子 spells 裤子 (trousers), but no title holds it so.
No value that a checker could find is missing, so bounds built on patterns hold.

This module knows texts and the vocabulary, not the limits of a title.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product

from kwopt.titles.problem.junctions import Junctions
from kwopt.titles.problem.problem import Demand, TitleProblem, can_be_cut, stands_in

Slot = tuple[int, ...]
Pattern = tuple[Slot, ...]

MAX_PATTERNS = 64
"""Patterns kept of one demand. Beyond (only in texts of repeated letters) the rest become one pattern
that asks for any word that could begin the demand: more than can be reached, so bounds still hold."""
MAX_RUNS = 400
"""Runs listed of one pattern for the local search, which loses sight of the others; reported values are
always computed from the text."""


@dataclass(frozen=True, order=True)
class Reach:
    """How the vocabulary can cover one demand (or several that it covers in the same ways).

    Parameters
    ----------
    patterns
        Ways to `phrase`: a pattern is reached when each slot has a word in the title (and they stand
        next to each other).
    exact
        The exact words, for `ordered`; empty if that can't be.
    providers
        For each exact word the words that bring it into the search set, for `any`; empty if that can't be.
    worth
        What full coverage earns.
    """

    patterns: tuple[Pattern, ...]
    exact: tuple[int, ...]
    providers: tuple[Slot, ...]
    worth: float

    @property
    def ordered_alone(self) -> bool:
        """Whether the exact words can all stand where no pattern has its slots filled (a+b: words a, b)."""
        return bool(self.exact) and not self._fills_a_pattern([{place} for place in self.exact])

    @property
    def any_alone(self) -> bool:
        """Whether the search set can hold all words where no pattern has its slots filled."""
        return bool(self.providers) and not self._fills_a_pattern([set(slot) for slot in self.providers])

    def _fills_a_pattern(self, chosen: list[set[int]]) -> bool:
        """Say whether one word of each set is enough to fill all slots of some pattern."""
        return any(
            all(any(words <= set(slot) for words in chosen) for slot in pattern) for pattern in self.patterns
        )


def reaches(problem: TitleProblem, junctions: Junctions) -> tuple[Reach, ...]:
    """Return how each demand can be covered; demands that can't be are left out, equal ones merged."""
    speller = _Speller(problem)
    spelled = [speller.patterns(demand.text) for demand in problem.demands]
    junctions.learn({pair for patterns in spelled for pattern in patterns for pair in _neighbours(pattern)})
    worths: dict[tuple[tuple[Pattern, ...], tuple[int, ...], tuple[Slot, ...]], float] = {}
    for demand, patterns in zip(problem.demands, spelled, strict=True):
        surviving = {kept for pattern in patterns if (kept := _surviving(pattern, junctions))}
        key = (tuple(sorted(surviving)), speller.exact(demand), speller.providers(demand))
        if key[0] or key[2]:
            worths[key] = worths.get(key, 0.0) + demand.worth
    return tuple(
        Reach(patterns, exact, providers, worth)
        for (patterns, exact, providers), worth in sorted(worths.items())
    )


def runs(pattern: Pattern, junctions: Junctions) -> Iterator[tuple[int, ...]]:
    """Return the concrete runs of distinct words of a pattern that survive, `MAX_RUNS` at most."""
    listed = (
        run
        for run in product(*pattern)
        if len(set(run)) == len(run) and not any(junctions.bars(a, b) for a, b in pairwise(run))
    )
    yield from islice(listed, MAX_RUNS)


def _neighbours(pattern: Pattern) -> Iterator[tuple[int, int]]:
    """Yield the pairs of words that could meet in a run of the pattern."""
    for left, right in pairwise(pattern):
        yield from ((a, b) for a in left for b in right if a != b)


def _surviving(pattern: Pattern, junctions: Junctions) -> Pattern:
    """Return the pattern without words that no word of the next slot, or the last, can stand beside."""
    slots = list(pattern)
    for i, j in pairwise(range(len(slots))):
        slots[j] = tuple(b for b in slots[j] if any(a != b and not junctions.bars(a, b) for a in slots[i]))
    for j, i in pairwise(reversed(range(len(slots)))):
        slots[i] = tuple(a for a in slots[i] if any(a != b and not junctions.bars(a, b) for b in slots[j]))
    return tuple(slots) if all(slots) else ()


class _Speller:
    """The vocabulary, indexed by what its words begin with, end with, and hold inside."""

    def __init__(self, problem: TitleProblem) -> None:
        self._problem = problem
        self._texts = [word.text for word in problem.words]
        self._begin: dict[str, list[int]] = defaultdict(list)
        self._end: dict[str, list[int]] = defaultdict(list)
        self._bring: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(problem.words):
            cuts = [cut for cut in range(len(word.text) + 1) if can_be_cut(word.text, cut)]
            for cut in cuts:
                self._begin[word.text[:cut]].append(place)
                self._end[word.text[cut:]].append(place)
            for found in sorted({word.text, *word.inside}):
                self._bring[found].append(place)

    def patterns(self, text: str) -> tuple[Pattern, ...]:
        """Return the patterns of `text` that fit into the limit, sorted."""
        holding = self._holding(text)
        found: set[Pattern] = {(holding,)} if holding else set()
        for pattern in self._split(text):
            if self._fits(pattern):
                found.add(pattern)
            if len(found) > MAX_PATTERNS:
                beginners = {place for cut in range(1, len(text)) for place in self._end.get(text[:cut], ())}
                return ((tuple(sorted(beginners | set(holding))),),)
        return tuple(sorted(found))

    def _holding(self, text: str) -> Slot:
        return tuple(
            place for place, word in enumerate(self._texts) if text in word and stands_in(text, [word])
        )

    def _split(self, text: str) -> Iterator[Pattern]:
        for cut in range(1, len(text)):
            if beginners := self._end.get(text[:cut]):
                yield from self._continue(text, cut, tuple(beginners), ())

    def _continue(self, text: str, start: int, first: Slot, middle: tuple[int, ...]) -> Iterator[Pattern]:
        """Yield the patterns that begin with `first`, go on with the words `middle`, and then `start`."""
        if enders := self._begin.get(text[start:]):
            head = tuple(place for place in first if place not in middle)
            tail = tuple(place for place in enders if place not in middle)
            if head and tail and not (head == tail and len(head) == 1):
                yield (head, *((place,) for place in middle), tail)
        for cut in range(start + 1, len(text)):
            place = self._problem.index.get(text[start:cut])
            if place is not None and place not in middle:
                yield from self._continue(text, cut, first, (*middle, place))

    def _fits(self, pattern: Pattern) -> bool:
        narrowest = sum(min(int(self._problem.widths[place]) for place in slot) for slot in pattern)
        return narrowest + len(self._problem.joiner) * (len(pattern) - 1) <= self._problem.limit

    def exact(self, demand: Demand) -> tuple[int, ...]:
        """Return the places of the demand's exact words, in its order; empty unless known and distinct."""
        places = [self._problem.index.get(word, -1) for word in demand.words]
        if not places or -1 in places or len(set(places)) < len(places):
            return ()
        return tuple(places) if self._fits(tuple((place,) for place in places)) else ()

    def providers(self, demand: Demand) -> tuple[Slot, ...]:
        """Return for each distinct exact word which words bring it into the search set."""
        slots = {tuple(self._bring.get(word, ())) for word in demand.words}
        return () if () in slots else tuple(sorted(slots))
