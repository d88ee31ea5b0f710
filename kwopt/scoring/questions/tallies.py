"""Demand that waits for facts, added up over pieces of a list: exact, whatever the pieces are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kwopt.scoring.questions.asked import Asked, Group
from kwopt.scoring.questions.exactsums import exact_sums
from kwopt.scoring.words.rows import FloatArray, IntArray


@dataclass(frozen=True)
class FactTally:
    """What waits for each question: sums over rows, in exact units (`kwopt.scoring.questions.exactsums`).

    Parameters
    ----------
    searches, known, keywords, settled
        Of the rows that ask for a group: their searches, how many have any, how many they are, how many ask
        for nothing else.
    word_searches, word_keywords
        The same of each word of a group; a word belongs to one group.
    """

    searches: Counter[Group] = field(default_factory=Counter)
    known: Counter[Group] = field(default_factory=Counter)
    keywords: Counter[Group] = field(default_factory=Counter)
    settled: Counter[Group] = field(default_factory=Counter)
    word_searches: Counter[tuple[Group, str]] = field(default_factory=Counter)
    word_keywords: Counter[tuple[Group, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, asked: Asked) -> "FactTally":
        """Return the tally of one piece."""
        pairs = np.unique(np.column_stack([asked.row, asked.group]), axis=0)
        row, group = pairs[:, 0], pairs[:, 1]
        alone = np.bincount(row, minlength=len(asked.searches))[row] == 1
        known = ~np.isnan(asked.searches[row])
        groups, words = asked.groups, _words_with_groups(asked)
        return cls(
            searches=_sums(groups, asked.searches, row, group),
            known=_counts(groups, group[known]),
            keywords=_counts(groups, group),
            settled=_counts(groups, group[alone]),
            word_searches=_sums(words, asked.searches, asked.row, asked.word),
            word_keywords=_counts(words, asked.word),
        )

    def __add__(self, other: "FactTally") -> "FactTally":
        return FactTally.total((self, other))

    @classmethod
    def total(cls, tallies: "Iterable[FactTally]") -> "FactTally":
        """Return the sum of tallies."""
        whole = cls()
        for tally in tallies:
            for name in cls.__dataclass_fields__:
                getattr(whole, name).update(getattr(tally, name))
        return whole

    def words(self) -> Mapping[Group, Sequence[str]]:
        """Return the words of each group: most searches first, then most keywords, then by text."""
        found: dict[Group, list[str]] = {}
        for group, word in sorted(self.word_keywords, key=self._first_words):
            found.setdefault(group, []).append(word)
        return found

    def _first_words(self, pair: tuple[Group, str]) -> tuple[int, int, str]:
        return -self.word_searches[pair], -self.word_keywords[pair], pair[1]


def _words_with_groups(asked: Asked) -> Mapping[int, tuple[Group, str]]:
    pairs = zip(asked.word.tolist(), asked.group.tolist(), strict=True)
    return {word: (asked.groups[group], asked.words[word]) for word, group in pairs}


Names = Sequence[Group] | Mapping[int, tuple[Group, str]]


def _counts(names: Names, numbers: IntArray) -> Counter:  # type: ignore[type-arg]
    counts = np.bincount(numbers)
    return Counter({names[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist()})


def _sums(names: Names, searches: FloatArray, row: IntArray, numbers: IntArray) -> Counter:  # type: ignore[type-arg]
    """Return the exact sum of the known searches of each name."""
    known = ~np.isnan(searches[row])
    size = int(numbers.max()) + 1 if len(numbers) else 0
    totals = exact_sums(searches[row[known]], numbers[known], size)
    return Counter({names[number]: totals[number] for number in np.unique(numbers).tolist()})
