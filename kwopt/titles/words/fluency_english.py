"""How naturally one English word follows another in titles that sellers write, from counts over real titles.

Owns the classes of English words and how three kinds of counts are weighed. English has many more words than
its corpora have pairs, so a pair of words that was never seen is judged by three ratios to chance: of the
classes alone (a material before a type), and of each word beside the other's class (stainless before a
material). `resources/fluency_english.json` is made by `python benchmarks/fit_fluency_english.py`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log
from typing import Any

from kwopt.language.lexicon import senses_of
from kwopt.language.measures import UNIT_WORDS, measure_of
from kwopt.resources import load_text
from kwopt.titles.words.fluency import END, START, WIDEST_RATIO, pairs_of

PSEUDO_PAIRS = 0.5
"""Weight of what classes say against a pair of words, in pairs expected by chance. Restored neighbours of
held-aside titles: .25 to 1 most, 2 some 3 % fewer (`benchmarks/fit_fluency_english.py --check`)."""

PSEUDO_CLASS_PAIRS = 3.0
"""Weight of two classes against a word beside a class, in pairs expected by chance; 1 restores alike."""

WORD_SHARE = 0.7
"""Exponent of each word's own ratio: the two are not independent, so 1 counts their agreement twice."""

CONNECTIVES = frozenset(
    {"with", "for", "in", "and", "of", "to", "on", "by", "or", "a", "the", "from", "without"}
)
"""Words that are classes of their own."""

Pairs = Mapping[tuple[str, str], int]


@dataclass(frozen=True, eq=False)
class EnglishCounts:
    """Counts of neighbours: words, words before a class, words after a class, classes.

    Words too rare to be listed in `first` and `second` are judged by their class alone.
    """

    total: int
    first: Mapping[str, int]
    second: Mapping[str, int]
    pairs: Pairs
    before_class: Pairs
    after_class: Pairs
    classes: Pairs
    pseudo: float = PSEUDO_PAIRS
    word_share: float = WORD_SHARE
    _first_of: dict[str, int] = field(default_factory=dict, init=False)
    _second_of: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for (before, after), count in self.classes.items():
            self._first_of[before] = self._first_of.get(before, 0) + count
            self._second_of[after] = self._second_of.get(after, 0) + count

    def plausibility(self, before: str, after: str) -> float:
        """Return r in [0, 1] for `after` right behind `before`; START and END are the borders."""
        expected = self.first.get(before, 0) * self.second.get(after, 0) / self.total
        unseen = self.pseudo * self._ratio_of_kinds(before, after)
        ratio = (self.pairs.get((before, after), 0) + unseen) / (expected + self.pseudo)
        return min(1.0, max(0.0, 0.5 + log(ratio) / (2 * log(WIDEST_RATIO))))

    def follows(self, before: str, after: str) -> float:
        """Return the share of the occurrences of `before` that `after` follows."""
        return self.pairs.get((before, after), 0) / max(1, self.first.get(before, 0))

    def _ratio_of_kinds(self, before: str, after: str) -> float:
        one, other = english_class(before), english_class(after)
        ones, others = self._first_of.get(one, 0), self._second_of.get(other, 0)
        ratio = (self.classes.get((one, other), 0) + 1.0) / (ones * others / self.total + 1.0)
        left = _shrunk(
            self.before_class.get((before, other), 0), self.first.get(before, 0) * others / self.total, ratio
        )
        right = _shrunk(
            self.after_class.get((one, after), 0), ones * self.second.get(after, 0) / self.total, ratio
        )
        own: float = (left * right) ** self.word_share
        return ratio * own


def _shrunk(seen: int, expected: float, ratio: float) -> float:
    """Return how many times as usual a word's pairs are as those of its class: 1 for a word never seen."""
    return (seen + PSEUDO_CLASS_PAIRS * ratio) / (expected + PSEUDO_CLASS_PAIRS) / ratio


@cache
def english_class(word: str) -> str:
    """Return the class of a word in match form: itself, for connectives; what it measures; else its role.

    >>> [english_class(word) for word in ("with", "oz", "32", "12-pack", "bottles", "xk7", "kelvara")]
    ['with', 'unit', 'number', 'measure', 'type', 'code', 'unlisted']
    """
    if word in (START, END) or word in CONNECTIVES:
        return word
    if word in UNIT_WORDS:
        return "unit"
    if measure_of(word) is not None:
        return "measure"
    senses = senses_of(word)
    has_digit = any(character.isdigit() for character in word)
    if has_digit and not senses:
        return "code" if any(character.isalpha() for character in word) else "number"
    return str(senses[0].role) if senses else "unlisted"


@cache
def english_counts() -> EnglishCounts:
    """Return the shipped counts."""
    return english_counts_of(json.loads(load_text("fluency_english.json")))


def english_counts_of(record: Mapping[str, Any]) -> EnglishCounts:
    """Return counts from their JSON form: pairs as trees."""
    return EnglishCounts(
        total=record["total"],
        first=record["first"],
        second=record["second"],
        pairs=pairs_of(record["pairs"]),
        before_class=pairs_of(record["before_class"]),
        after_class=pairs_of(record["after_class"]),
        classes=pairs_of(record["classes"]),
    )
