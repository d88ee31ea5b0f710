"""How naturally one word follows another in titles that sellers write, from counts over real titles.

`resources/fluency.json` holds counts of neighbouring words and of neighbouring word classes, made by
`python benchmarks/fit_fluency.py`. Plausibility is the ratio of how often b follows a to how often it would
by chance, squeezed into [0, 1]: 0.5 means chance, near 1 a phrase, near 0 an order that nobody writes.
A score of neighbours says "locally usual", not "good Chinese".
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from kwopt.language.lexicon import senses_of
from kwopt.language.years import year_of
from kwopt.resources import load_text

START, END = "^", "$"
"""Stand for the borders of a title, as words and as classes."""

PSEUDO_PAIRS = 4.0
"""Weight of the class ratio against the word ratio, in pairs expected by chance (4 of 2, 4, 8, 16 restored
most neighbours of held-aside titles: `benchmarks/fit_fluency.py --check`)."""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class FluencyCounts:
    """Counts of neighbours: of words (frequent ones), and of the classes all words belong to."""

    total: int
    first: Mapping[str, int]
    second: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    classes: Mapping[tuple[str, str], int]

    def plausibility(self, before: str, after: str) -> float:
        """Return r in [0, 1] for `after` right behind `before`; START and END are the borders."""
        ratio = self._class_ratio(word_class(before), word_class(after))
        expected = self.first.get(before, 0) * self.second.get(after, 0) / self.total
        seen = self.pairs.get((before, after), 0)
        ratio = (seen + PSEUDO_PAIRS * ratio) / (expected + PSEUDO_PAIRS)
        return ratio / (1 + ratio)

    def _class_ratio(self, before: str, after: str) -> float:
        key = (before, after)
        if key not in self._ratios:
            expected = self._class_first.get(before, 0) * self._class_second.get(after, 0) / self.total
            self._ratios[key] = (self.classes.get(key, 0) + 1.0) / (expected + 1.0)
        return self._ratios[key]

    def __post_init__(self) -> None:
        first: dict[str, int] = {}
        second: dict[str, int] = {}
        for (before, after), count in self.classes.items():
            first[before] = first.get(before, 0) + count
            second[after] = second.get(after, 0) + count
        object.__setattr__(self, "_class_first", first)
        object.__setattr__(self, "_class_second", second)
        object.__setattr__(self, "_ratios", {})

    _class_first: Mapping[str, int] = None  # type: ignore[assignment]
    _class_second: Mapping[str, int] = None  # type: ignore[assignment]
    _ratios: dict[tuple[str, str], float] = None  # type: ignore[assignment]


def word_class(word: str) -> str:
    """Return the class of a word: its role and, for shapes and ages, its slot.

    >>> word_class("^"), word_class("2022年")
    ('^', 'year')
    """
    if word in (START, END):
        return word
    senses = senses_of(word)
    if senses:
        sense = senses[0]
        return f"{sense.role}/{sense.slot}" if sense.role in ("audience", "cut") else str(sense.role)
    if year_of(word) is not None:
        return "year"
    if word[0].isascii():
        return "number" if word[0].isdigit() else "latin"
    return "unlisted" if len(word) > 1 else "hanzi"


@cache
def fluency_counts() -> FluencyCounts:
    """Return the shipped counts."""
    return counts_of(json.loads(load_text("fluency.json")))


def counts_of(record: Mapping[str, Any]) -> FluencyCounts:
    """Return counts from their JSON form."""
    return FluencyCounts(
        total=record["total"],
        first=record["first"],
        second=record["second"],
        pairs={(a, b): n for a, after in record["pairs"].items() for b, n in after.items()},
        classes={(a, b): n for a, after in record["classes"].items() for b, n in after.items()},
    )


def fluency_matrix(words: Sequence[str]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return r of first words, of pairs and of last words; shapes (n,), (n, n), (n,)."""
    counts = fluency_counts()
    count = len(words)
    pairs = np.array([[counts.plausibility(a, b) for b in words] for a in words]).reshape(count, count)
    first = np.array([counts.plausibility(START, word) for word in words])
    last = np.array([counts.plausibility(word, END) for word in words])
    return first, pairs, last
