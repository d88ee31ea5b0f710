"""Words that a table teaches: what shoppers type as one word and no dictionary has (米小圈, a comic's hero).

Looked for among the pieces that a cut left over, hanzi that the lexicon does not know, standing side by side
in a text: such a run is a word if it is frequent, cohesive and free at both borders, and if one of its pieces
is a single hanzi, the fragment of a broken word. Listed words are never swallowed, so a learned word hides
nothing that is known; two unlisted words of two hanzi and more stay two words (费用报销, to claim expenses).

Counts add up: the counts of a table are the sum of those of its parts, in any order. Nothing here cuts text.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kwopt.language.compounds import FREE
from kwopt.language.cutcolumn import BoolArray, CutColumn, IntArray, Tokens, merged
from kwopt.language.lexicon import lexicon, listed_form, split_words
from kwopt.language.normalize import is_hanzi

LEAST_COUNT = 3
"""Occurrences in the table. 2 learn 34 words from the JD titles of `benchmarks/segmentation.py`, and 12 of
their spans lose a border; 3 learn 6, and none of 45,871 spans loses any."""
LEAST_COHESION = 3.0
"""Pointwise mutual information of the weakest cut, in nats: the halves stand together at least twenty times
as often as by chance. A guard for tables in which the pieces are common: in 39,360 real keywords the least
cohesion of what passes the other thresholds is 3 to 4, and the same 58 words are learned from 0 to 3."""
LEAST_FREEDOM = 0.6
"""Entropy of the neighbours on the poorer side, in nats: of three occurrences, two differ (0.64).
Without it 39 more are learned from 39,360 keywords, mostly parts of longer words (沙库巴: half a drug)."""
MOST_PIECES = 4
LONGEST = 6
"""Hanzi of the longest learned word: longer ones are phrases or names already."""


@dataclass(frozen=True)
class Thresholds:
    """What a run of pieces must reach to be a word; see the constants for units and where they come from."""

    count: int = LEAST_COUNT
    cohesion: float = LEAST_COHESION
    freedom: float = LEAST_FREEDOM


@dataclass(frozen=True)
class Counts:
    """What some texts say of their pieces.

    `tokens` counts all tokens; `pieces` each that the lexicon lacks; `runs` each longest run of two pieces or
    more, with the token before and the one behind it (`END` at the border of a text).
    """

    tokens: int
    pieces: Mapping[str, int]
    runs: Mapping[tuple[str, ...], int]

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of the texts of both."""
        return Counts(
            self.tokens + other.tokens,
            Counter(self.pieces) + Counter(other.pieces),
            Counter(self.runs) + Counter(other.runs),
        )


def count(column: CutColumn, apart: frozenset[str] = frozenset(), least: int = 1) -> Counts:
    r"""Return the counts of a column of cut texts; words of `apart` are no pieces.

    Runs are parted between pieces that meet fewer than `least` times: where the column is the whole table,
    no word of `least` occurrences is lost by it, and most of the work is saved.

    >>> count(CutColumn.of(["米", "小圈", "漫画", "\n"])).runs
    Counter({('\n', '米', '小圈', '漫画'): 1})
    """
    known = lexicon()
    unlisted = np.fromiter((word not in known for word in column.words), bool, len(column.words))
    unlisted &= ~column.is_end_word
    counted = np.bincount(column.numbers, minlength=len(column.words))
    found = np.flatnonzero(unlisted).tolist()
    return Counts(
        tokens=int(np.sum(~column.is_end)),
        pieces=dict(zip(map(column.words.__getitem__, found), counted[found].tolist(), strict=True)),
        runs=Counter(_runs(column, _bound(column, unlisted, apart, least))),
    )


def _bound(column: CutColumn, unlisted: BoolArray, apart: frozenset[str], least: int) -> IntArray:
    """Return the places of pieces that a piece follows, the two together at least `least` times."""
    marked = unlisted[column.numbers]
    places = np.flatnonzero(marked[1:] & marked[:-1])
    pairs = column.numbers[places] * len(unlisted) + column.numbers[places + 1]
    _, pair, times = np.unique(pairs, return_inverse=True, return_counts=True)
    places = places[times[pair] >= least]
    is_piece = np.zeros(len(unlisted), dtype=bool)
    asked = np.unique(column.numbers[np.concatenate([places, places + 1])])
    is_piece[asked] = [is_piece_of_word(column.words[place], apart) for place in asked.tolist()]
    bound: IntArray = places[is_piece[column.numbers[places]] & is_piece[column.numbers[places + 1]]]
    return bound


def _runs(column: CutColumn, bound: IntArray) -> Iterator[tuple[str, ...]]:
    """Yield each run of pieces with its neighbours; `bound` are the places followed by the same run."""
    starts = np.flatnonzero(np.diff(bound, prepend=-2) > 1)
    sizes = np.diff(starts, append=len(bound))
    for first, size in zip(bound[starts].tolist(), sizes.tolist(), strict=True):
        yield tuple(column[place] for place in range(first - 1, first + size + 2))


@lru_cache(maxsize=2**16)
def is_piece_of_word(word: str, apart: frozenset[str]) -> bool:
    """Say whether a token may be a piece of an unknown word: hanzi without a meaning of their own."""
    return is_hanzi(word) and word not in FREE and word not in apart and listed_form(word) is None


def learned_words(counts: Counts, thresholds: Thresholds | None = None) -> dict[str, int]:
    r"""Return the words that counts teach, most frequent first (ties: in the order of their characters).

    >>> column = CutColumn.of([*["米", "小圈", "书", "\n"] * 2, *["看", "米", "小圈", "\n"] * 2])
    >>> learned_words(count(column), Thresholds(cohesion=0.5))
    {'米小圈': 4}
    """
    wanted = thresholds or Thresholds()
    together = _together(counts.runs)
    likely = {
        pieces
        for pieces, times in together.items()
        if times >= wanted.count
        and _may_be_word(pieces)
        and _cohesion(pieces, counts, together) >= wanted.cohesion
    }
    neighbours = _neighbours(counts.runs, likely)
    found: Counter[str] = Counter()
    for pieces in likely:
        if min(map(_entropy, neighbours[pieces])) >= wanted.freedom:
            found["".join(pieces)] += together[pieces]
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _together(runs: Mapping[tuple[str, ...], int]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for run, times in runs.items():
        for start, end in _parts(run):
            found[run[start:end]] += times
    return found


def _parts(run: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of two pieces or more start and end; the run's neighbours are no pieces."""
    for start in range(1, len(run) - 2):
        for end in range(start + 2, min(start + MOST_PIECES, len(run) - 1) + 1):
            yield start, end


def _may_be_word(pieces: tuple[str, ...]) -> bool:
    word = "".join(pieces)
    is_new = word not in lexicon() and word not in split_words()
    return min(map(len, pieces)) == 1 and len(word) <= LONGEST and is_new


def _cohesion(pieces: tuple[str, ...], counts: Counts, together: Mapping[tuple[str, ...], int]) -> float:
    """Return the pointwise mutual information of the weakest cut, in nats."""

    def times(part: tuple[str, ...]) -> int:
        return together[part] if len(part) > 1 else counts.pieces[part[0]]

    chance = max(times(pieces[:cut]) * times(pieces[cut:]) for cut in range(1, len(pieces)))
    return math.log(together[pieces] * counts.tokens / chance)


def _neighbours(
    runs: Mapping[tuple[str, ...], int], likely: Iterable[tuple[str, ...]]
) -> dict[tuple[str, ...], tuple[Counter[str], Counter[str]]]:
    """Return what stands before and behind each likely word, with counts."""
    found = {pieces: (Counter[str](), Counter[str]()) for pieces in likely}
    firsts = {pieces[0] for pieces in found}
    for run, times in runs.items():
        if firsts.isdisjoint(run):
            continue
        for start, end in _parts(run):
            sides = found.get(run[start:end])
            if sides:
                sides[0][run[start - 1]] += times
                sides[1][run[end]] += times
    return found


def _entropy(neighbours: Mapping[str, int]) -> float:
    """Return the entropy of neighbours, in nats; a border (of a text, a space) differs from every other."""
    total = sum(neighbours.values())
    terms = (
        times * (math.log(total) - (math.log(times) if token[0].isalnum() else 0.0))
        for token, times in neighbours.items()
    )
    return math.fsum(terms) / total


class LearnedWords:
    """Puts learned words together again in what was cut; words of `apart` are never part of one."""

    def __init__(self, words: Iterable[str], apart: frozenset[str]) -> None:
        self._words = frozenset(words)
        self._beginnings = frozenset(word[:end] for word in self._words for end in range(1, len(word)))
        self._longer = self._beginnings | self._words
        self._apart = apart

    def joined(self, tokens: list[str]) -> list[str]:
        """Return the tokens of a cut with learned words put together; they join to the same text.

        >>> LearnedWords(["米小圈"], frozenset()).joined(["米", "小圈", "漫画"])
        ['米小圈', '漫画']
        """
        if self._beginnings.isdisjoint(tokens):
            return tokens
        places = [place for place, token in enumerate(tokens) if token in self._beginnings]
        return merged(tokens, self._spans(tokens, places))

    def joined_column(self, column: CutColumn) -> CutColumn:
        """Return the same of a whole column."""
        begins = np.fromiter(map(self._beginnings.__contains__, column.words), bool, len(column.words))
        places = np.flatnonzero(begins[column.numbers[:-1]])
        places = places[self._go_on(column, places)]
        spans = np.array(list(self._spans(column, places.tolist())), dtype=np.int64).reshape(-1, 2)
        return column.merged(spans[:, 0], spans[:, 1])

    def _go_on(self, column: CutColumn, places: IntArray) -> BoolArray:
        """Return at which places two tokens together are a learned word or begin one; most are not."""
        size = len(column.words)
        pairs, pair = np.unique(
            column.numbers[places] * size + column.numbers[places + 1], return_inverse=True
        )
        texts = (column.words[two // size] + column.words[two % size] for two in pairs.tolist())
        goes_on = np.fromiter(map(self._longer.__contains__, texts), bool, len(pairs))
        return goes_on[pair]

    def _spans(self, tokens: Tokens, places: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last place of each learned word: the leftmost, and of those the longest."""
        reached = -1
        for first in places:
            last = self._last(tokens, first) if first > reached else first
            if last > first:
                yield first, last
                reached = last

    def _last(self, tokens: Tokens, first: int) -> int:
        """Return the last place of the longest learned word that begins at a place; that place for none."""
        text, last = "", first
        for place in range(first, len(tokens)):
            if (text and text not in self._beginnings) or not is_piece_of_word(tokens[place], self._apart):
                break
            text += tokens[place]
            if text in self._words and place > first:
                last = place
        return last
