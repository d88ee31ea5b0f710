"""How naturally one word follows another in titles that sellers write, from counts over real titles.

`resources/fluency.json` holds counts of neighbouring words and of neighbouring word classes, made by
`python benchmarks/fit_fluency.py`. Plausibility is the ratio of how often b follows a to how often it would
by chance; its logarithm is laid over [0, 1]: 0.5 means chance, near 1 a phrase, near 0 an order that nobody
writes.
A score of neighbours says "locally usual", not "good Chinese".
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from kwopt.language.lexicon import senses_of
from kwopt.language.years import year_of
from kwopt.resources import load_text

START, END = "^", "$"
"""Stand for the borders of a title, as words and as classes."""

PSEUDO_PAIRS = 1.0
"""Weight of the class ratio against the word ratio, in pairs expected by chance: 0.5 and 1 restore most
neighbours of held-aside titles, 16 a tenth fewer (`benchmarks/fit_fluency.py --check`)."""

WIDEST_RATIO = 64.0
"""Neighbours that many times as usual as by chance are fully plausible (16 to 1,024 restore alike)."""

FloatArray = npt.NDArray[np.float64]


class Plausibility(Protocol):
    """Counts of a language that say how natural neighbours are."""

    def plausibility(self, before: str, after: str) -> float:
        """Return r in [0, 1] for `after` right behind `before`; START and END are the borders."""
        ...


@dataclass(frozen=True, eq=False)
class FluencyCounts:
    """Counts of neighbours: of words (frequent ones), and of the classes all words belong to."""

    total: int
    first: Mapping[str, int]
    second: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    classes: Mapping[tuple[str, str], int]
    pseudo: float = PSEUDO_PAIRS

    def plausibility(self, before: str, after: str) -> float:
        """Return r in [0, 1] for `after` right behind `before`; START and END are the borders."""
        ratio = self._class_ratio(word_class(before), word_class(after))
        expected = self.first.get(before, 0) * self.second.get(after, 0) / self.total
        seen = self.pairs.get((before, after), 0)
        ratio = (seen + self.pseudo * ratio) / (expected + self.pseudo)
        return min(1.0, max(0.0, 0.5 + log(ratio) / (2 * log(WIDEST_RATIO))))

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
    return counts_of(_record())


@cache
def unspoken_words() -> frozenset[str]:
    """Return listed words that sellers state as attributes but hardly ever put into a title.

    >>> "橡胶" in unspoken_words(), "立领" in unspoken_words()
    (True, False)
    """
    return frozenset(_record()["unspoken"])


@cache
def _record() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(load_text("fluency.json"))
    return record


def counts_of(record: Mapping[str, Any]) -> FluencyCounts:
    """Return counts from their JSON form."""
    return FluencyCounts(
        total=record["total"],
        first=record["first"],
        second=record["second"],
        pairs={(a, b): n for a, after in record["pairs"].items() for b, n in after.items()},
        classes={(a, b): n for a, after in record["classes"].items() for b, n in after.items()},
    )


def fluency_matrix(
    words: Sequence[str], counts: Plausibility | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return r of first words, of pairs and of last words; shapes (n,), (n, n), (n,). Chinese by default."""
    counts = counts or fluency_counts()
    count = len(words)
    pairs = np.array([[counts.plausibility(a, b) for b in words] for a in words]).reshape(count, count)
    first = np.array([counts.plausibility(START, word) for word in words])
    last = np.array([counts.plausibility(word, END) for word in words])
    return first, pairs, last
