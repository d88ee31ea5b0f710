"""How naturally one word follows another in titles that sellers write, from counts over real titles.

`resources/fluency.json` holds what `python benchmarks/fit_fluency.py` counts: neighbouring words, their
classes, and the tenths of a title in which words stand at the mean. Plausibility of b right behind a is the
ratio of how often b follows a to how often it would by chance; pairs too rare to count take the ratio of
their classes times that of their tenths (a word of the second tenth is seldom followed by one of the last).
Its logarithm is laid over [0, 1]: 0.5 means chance, near 1 a phrase, near 0 an order that nobody writes.

Half of the plausibility is how usual b itself is in titles, where sellers have a choice of words (绝美 and
显瘦 are both praise; only one of them is written). Every word stands behind one other or at the start, so
that half depends on the choice of words alone, the first half on their order.
A score of neighbours says "locally usual", not "good Chinese".
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from math import log
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from kwopt.language.lexicon import senses_of
from kwopt.language.roles import Role
from kwopt.language.years import year_of
from kwopt.resources import load_text

START, END = "^", "$"
"""Stand for the borders of a title, as words and as classes."""

PSEUDO_PAIRS = 0.5
"""Weight of classes and tenths against the word ratio, in pairs expected by chance: 0.5 and 1 restore most
neighbours of held-aside titles, 16 a tenth fewer (`benchmarks/fit_fluency.py --check`)."""

WIDEST_RATIO = 64.0
"""Neighbours that many times as usual as by chance are fully plausible (16 to 1,024 restore alike)."""

USUAL_SHARE = 0.5
"""Weight of how usual a word is against how usual its neighbour is."""
SAID_OFTEN = 50
"""Titles (of 24,000) from which a word is fully usual."""
CHOSEN = frozenset({Role.OPINION, Role.OCCASION, Role.AUDIENCE, Role.SEASON, Role.BODY, Role.TYPE})
"""Roles in which sellers choose between words for one thing; what is made of what leaves no choice."""
TENTHS = 10
"""Parts of a title in which words stand at the mean, of equally many words each."""

FloatArray = npt.NDArray[np.float64]


class Plausibility(Protocol):
    """Counts of a language that say how natural neighbours are."""

    def plausibility(self, before: str, after: str) -> float:
        """Return r in [0, 1] for `after` right behind `before`; START and END are the borders."""
        ...


@dataclass(frozen=True, eq=False)
class FluencyCounts:
    """Counts of neighbours: of words (frequent ones), of the classes and tenths all words belong to.

    `tenths` is where a word stands at the mean, 0 to 9, of words and of classes; `said` counts titles.
    """

    total: int
    first: Mapping[str, int]
    second: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    classes: Mapping[tuple[str, str], int]
    steps: Mapping[tuple[str, str], int] = field(default_factory=dict)
    tenths: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[str, int] = field(default_factory=dict)
    pseudo: float = PSEUDO_PAIRS

    def plausibility(self, before: str, after: str) -> float:
        """Return r in [0, 1] for `after` right behind `before`; START and END are the borders."""
        one, other = self._traits(before), self._traits(after)
        prior = self._classes(one.kind, other.kind) * self._steps(one.tenth, other.tenth)
        expected = one.first * other.second / self.total
        seen = self.pairs.get((before, after), 0)
        ratio = (seen + self.pseudo * prior) / (expected + self.pseudo)
        near = min(1.0, max(0.0, 0.5 + log(ratio) / (2 * log(WIDEST_RATIO))))
        return (1 - USUAL_SHARE) * near + USUAL_SHARE * other.usualness

    def plausibilities(self, words: Sequence[str]) -> FloatArray:
        """Return `plausibility` of all ordered pairs of words at once, shape (n, n)."""
        traits = [self._traits(word) for word in words]
        prior = _of_all(self._classes, [trait.kind for trait in traits])
        prior = prior * _of_all(self._steps, [trait.tenth for trait in traits])
        first, second = (np.array([getattr(trait, side) for trait in traits]) for side in ("first", "second"))
        met = (self.pairs.get((one, other), 0) for one, other in product(words, repeat=2))
        seen = np.fromiter(met, dtype=np.float64, count=len(words) ** 2).reshape(prior.shape)
        expected = first[:, None] * second[None, :] / self.total
        ratio = (seen + self.pseudo * prior) / (expected + self.pseudo)
        near = np.clip(0.5 + np.log(ratio) / (2 * log(WIDEST_RATIO)), 0.0, 1.0)
        usualness = np.array([trait.usualness for trait in traits])
        found: FloatArray = (1 - USUAL_SHARE) * near + USUAL_SHARE * usualness
        return found

    def _traits(self, word: str) -> "_Traits":
        """Return what is known of a word, looked up once."""
        if word not in self._known:
            self._known[word] = _Traits(
                kind=word_class(word),
                tenth=self.tenth(word),
                first=self.first.get(word, 0),
                second=self.second.get(word, 0),
                usualness=self.usualness(word),
            )
        return self._known[word]

    def usualness(self, word: str) -> float:
        """Return how usual a word is in titles, in [0, 1]; 1 where sellers have no choice of words."""
        senses = senses_of(word)
        if word == END or not senses or senses[0].role not in CHOSEN:
            return 1.0
        return min(1.0, log(1 + self.said.get(word, 0)) / log(1 + SAID_OFTEN))

    def tenth(self, word: str) -> str:
        """Return in which tenth of a title a word stands at the mean, or words of its class."""
        if word in (START, END):
            return word
        return str(self.tenths.get(word, self.tenths.get(f"({word_class(word)})", TENTHS // 2)))

    def __post_init__(self) -> None:
        object.__setattr__(self, "_classes", _Ratios(self.classes))
        object.__setattr__(self, "_steps", _Ratios(self.steps))
        object.__setattr__(self, "_known", {})

    _classes: "_Ratios" = None  # type: ignore[assignment]
    _steps: "_Ratios" = None  # type: ignore[assignment]
    _known: "dict[str, _Traits]" = None  # type: ignore[assignment]


@dataclass(frozen=True)
class _Traits:
    """What plausibility asks of a word."""

    kind: str
    tenth: str
    first: int
    second: int
    usualness: float


class _Ratios:
    """How often one class follows another, against chance; each with one pair more than was counted."""

    def __init__(self, counts: Mapping[tuple[str, str], int]) -> None:
        self._counts = counts
        self._total = max(1, sum(counts.values()))
        self._first: dict[str, int] = {}
        self._second: dict[str, int] = {}
        for (before, after), count in counts.items():
            self._first[before] = self._first.get(before, 0) + count
            self._second[after] = self._second.get(after, 0) + count
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, before: str, after: str) -> float:
        key = (before, after)
        if key not in self._known:
            expected = self._first.get(before, 0) * self._second.get(after, 0) / self._total
            self._known[key] = (self._counts.get(key, 0) + 1.0) / (expected + 1.0)
        return self._known[key]


def _of_all(ratios: _Ratios, classes: Sequence[str]) -> FloatArray:
    """Return the ratio of all ordered pairs of classes, shape (n, n); each is looked up once."""
    distinct = sorted(set(classes))
    table = np.array([[ratios(one, other) for other in distinct] for one in distinct])
    places = [distinct.index(name) for name in classes]
    found: FloatArray = table[np.ix_(places, places)]
    return found


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
        pairs=pairs_of(record["pairs"]),
        classes=pairs_of(record["classes"]),
        steps=pairs_of(record["steps"]),
        tenths={word: int(tenth) for tenth, words in record["tenths"].items() for word in words.split(" ")},
        said={word: int(n) for n, words in record["said"].items() for word in words.split(" ")},
    )


def pairs_of(nested: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    """Return counts of pairs from their JSON form, a tree.

    >>> pairs_of({"a": {"b": 2}})
    {('a', 'b'): 2}
    """
    return {(before, after): n for before, found in nested.items() for after, n in found.items()}


def fluency_matrix(
    words: Sequence[str], counts: Plausibility | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return r of first words, of pairs and of last words; shapes (n,), (n, n), (n,). Chinese by default."""
    counts = counts or fluency_counts()
    pairs = _pairs_of(counts, words)
    first = np.array([counts.plausibility(START, word) for word in words])
    last = np.array([counts.plausibility(word, END) for word in words])
    return first, pairs, last


def _pairs_of(counts: Plausibility, words: Sequence[str]) -> FloatArray:
    if isinstance(counts, FluencyCounts) and len(words):
        return counts.plausibilities(words)
    found = np.array([[counts.plausibility(a, b) for b in words] for a in words])
    return found.reshape(len(words), len(words))
