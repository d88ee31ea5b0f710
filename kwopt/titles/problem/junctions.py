"""Which neighbours survive when their text is cut again (7), asked once a pair."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from kwopt.language.normalize import match_form, match_forms
from kwopt.titles.problem.problem import Flags, Ints, TitleProblem

PIECES_BREAK = "\n"
"""Put between pairs so that one call of the segmenter judges many; it is no part of any word."""


class Junctions:
    """Remembers for pairs of words whether their joint text, cut again, gives them back."""

    def __init__(self, problem: TitleProblem) -> None:
        self._problem = problem
        self._known = np.zeros((len(problem.words),) * 2, dtype=np.int8)
        self.asked = 0
        self._shown = [word.display for word in problem.words]
        self._starts, self._ends = (flags.tolist() for flags in problem.edges)

    def barred(self, before: Sequence[int] | Ints, after: Sequence[int] | Ints) -> Flags:
        """Return for each pair (before[i], after[i]) whether it may not stand so."""
        first, second = np.asarray(before, dtype=np.intp), np.asarray(after, dtype=np.intp)
        if self._problem.segment is None:
            return np.zeros(len(first), dtype=bool)
        unknown = np.flatnonzero((self._known[first, second] == 0) & (first != second))
        self.learn({(int(first[i]), int(second[i])) for i in unknown})
        answer: Flags = self._known[first, second] < 0
        return answer

    def learn(self, pairs: set[tuple[int, int]]) -> None:
        """Ask for many pairs in one call."""
        new = sorted(pair for pair in pairs if not self._known[pair])
        self.asked += len(new)
        for pair, kept in zip(new, self._ask(new), strict=False):
            self._known[pair] = 1 if kept else -1

    def bars(self, before: int, after: int) -> bool:
        """Say whether a pair may not stand so, of those learnt."""
        return bool(self._known[before, after] < 0)

    def known_bars(self) -> Flags:
        """Return the pairs that were asked for and may not stand so, shape `(n_words, n_words)`."""
        bars: Flags = self._known < 0
        return bars

    def matrix(self, words: Sequence[int]) -> Flags:
        """Return `barred` for all ordered pairs of `words`, shape `(n, n)`."""
        places = np.asarray(words, dtype=np.intp)
        count = len(places)
        return self.barred(np.repeat(places, count), np.tile(places, count)).reshape(count, count)

    def _ask(self, pairs: list[tuple[int, int]]) -> Iterator[bool]:
        segment = self._problem.segment
        if segment is None or not pairs:
            return
        texts = match_forms([self._text(*pair) for pair in pairs])
        expected = [[self._problem.words[place].text for place in pair] for pair in pairs]
        cut = segment(PIECES_BREAK.join(texts))
        words = iter([word for word in cut if not word.isspace()])
        for text, wanted in zip(texts, expected, strict=True):
            found: list[str] = []
            missing = sum(map(len, wanted))
            while missing > 0 and (word := next(words, None)) is not None:
                found.append(word)
                missing -= len(word)
            if missing:  # the segmenter saw across the break, or dropped something: ask singly from here on
                words = iter([])
                found = segment(text)
            yield found == wanted

    def _text(self, before: int, after: int) -> str:
        """Return `TitleProblem.text` of two words: thousands are asked for."""
        meets = " " if self._ends[before] and self._starts[after] else ""
        return self._shown[before] + (self._problem.joiner or meets) + self._shown[after]

    def broken(self, order: Sequence[int]) -> list[tuple[int, int]]:
        """Return the neighbours at whose junction the whole text is cut otherwise; empty if it survives."""
        segment = self._problem.segment
        if segment is None or self._problem.survives(order):
            return []
        lengths = [len(self._problem.words[place].text) for place in order]
        ends = np.cumsum(lengths)
        again = segment(match_form(self._problem.text(order)))
        found = {int(end) for end in np.cumsum([len(word) for word in again])}
        starts = ends - lengths
        split = [any(start < cut < end for cut in found) for start, end in zip(starts, ends, strict=True)]
        return [
            (a, b)
            for i, (a, b) in enumerate(pairwise(order))
            if int(ends[i]) not in found or split[i] or split[i + 1]
        ]
