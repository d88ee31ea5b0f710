"""Keywords as words: the tokenized rows of a table and the vocabulary they use.

Arrays are ragged: the words of row i are `word_of[start[i]:start[i + 1]]`, indices into the vocabulary.
Nothing here knows of a product.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.normalize import match_forms
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.language.years import year_of

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


ALTERNATIVE_SLOTS = frozenset({"season", "gender", "age"})
"""Slots in which a word with several concepts means any of them (春秋: spring or autumn); in others it
means all (棉麻: cotton and linen)."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The distinct words of some rows, sorted, and what the lexicon knows of each.

    `sense_start` and `sense_of` are ragged like rows: the senses of word w are
    `senses[sense_of[sense_start[w]:sense_start[w + 1]]]`. A word without senses is unlisted. Senses in one
    of `ALTERNATIVE_SLOTS` stand together and are alternatives; others hold together (女童: a girl).
    """

    words: tuple[str, ...]
    senses: tuple[Sense, ...]
    sense_start: IntArray
    sense_of: IntArray

    @cached_property
    def number(self) -> dict[str, int]:
        """Place of each word in `words`."""
        return {word: place for place, word in enumerate(self.words)}

    @cached_property
    def listed(self) -> BoolArray:
        """Whether the lexicon knows the word, shape (n_words,)."""
        return np.diff(self.sense_start) > 0

    @cached_property
    def roles(self) -> tuple[frozenset[Role], ...]:
        """The roles of each word."""
        bounds = self.sense_start.tolist()
        of = self.sense_of.tolist()
        return tuple(
            frozenset(self.senses[sense].role for sense in of[low:high]) for low, high in pairwise(bounds)
        )

    @cached_property
    def lengths(self) -> FloatArray:
        """Characters of each word, shape (n_words,)."""
        return np.array([len(word) for word in self.words], dtype=np.float64)

    @cached_property
    def slot_start(self) -> tuple[IntArray, IntArray]:
        """Place in `sense_of` where each run of alternatives starts; for each listed word, its first run."""
        starts: list[int] = []
        first_run: list[int] = []
        of, bounds = self.sense_of.tolist(), self.sense_start.tolist()
        for low, high in pairwise(bounds):
            if high > low:
                first_run.append(len(starts))
            before = ""
            for place in range(low, high):
                slot = self.senses[of[place]].slot
                if slot not in ALTERNATIVE_SLOTS or slot != before:
                    starts.append(place)
                before = slot or ""
        return np.array(starts, dtype=np.int64), np.array(first_run, dtype=np.int64)

    def worst(self, by_sense: IntArray) -> IntArray:
        """Return for each word the largest value over its slots of the smallest over their alternatives.

        Words without senses get 0; `by_sense` has shape (n_senses,).
        """
        worst = np.zeros(len(self.words), dtype=np.int64)
        starts, first_run = self.slot_start
        if first_run.size:
            best = np.minimum.reduceat(by_sense[self.sense_of], starts)
            worst[self.listed] = np.maximum.reduceat(best, first_run)
        return worst

    def without(self, roles: frozenset[Role]) -> BoolArray:
        """Return whether each word has none of `roles`, shape (n_words,)."""
        if roles not in self._without:
            self._without[roles] = np.array([not own & roles for own in self.roles], dtype=bool)
        return self._without[roles]

    @cached_property
    def _without(self) -> dict[frozenset[Role], BoolArray]:
        return {}

    def having(self, role: Role) -> BoolArray:
        """Return whether each word has `role` in one of its senses, shape (n_words,)."""
        has = np.array([sense.role is role for sense in self.senses], dtype=bool)
        found = np.zeros(len(self.words), dtype=bool)
        if has.size:
            found[np.repeat(np.arange(len(self.words)), np.diff(self.sense_start))[has[self.sense_of]]] = True
        return found


@dataclass(frozen=True, eq=False)
class TokenizedRows:
    """The exact words of every keyword, without spaces and punctuation; shapes (n_rows + 1,), (n_tokens,)."""

    keys: tuple[str, ...]
    vocabulary: Vocabulary
    start: IntArray
    word_of: IntArray

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def row_of(self) -> IntArray:
        """Row of each token, shape (n_tokens,)."""
        return np.repeat(np.arange(len(self.keys)), np.diff(self.start))

    @cached_property
    def characters(self) -> FloatArray:
        """Characters of each keyword, spaces left out."""
        return np.array([len(key) - key.count(" ") for key in self.keys], dtype=np.float64)

    @cached_property
    def bags(self) -> npt.NDArray[np.uint64]:
        """A number for each row that is equal for equal words in any order."""
        hashes = pd.util.hash_array(np.array(self.vocabulary.words, dtype=object))
        running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(hashes[self.word_of], dtype=np.uint64)])
        bags: npt.NDArray[np.uint64] = running[self.start[1:]] - running[self.start[:-1]]
        return bags

    @cached_property
    def heads(self) -> IntArray:
        """The head word of each row, its last product type; -1 where it names none."""
        return self.last(self.vocabulary.having(Role.TYPE))

    @cached_property
    def alphabetical(self) -> IntArray:
        """Place of each row when rows are sorted by keyword."""
        place = np.empty(len(self.keys), dtype=np.int64)
        place[sorted(range(len(self.keys)), key=self.keys.__getitem__)] = np.arange(len(self.keys))
        return place

    def words(self, row: int) -> tuple[str, ...]:
        """Return the exact words of one row."""
        numbers = self.word_of[self.start[row] : self.start[row + 1]].tolist()
        return tuple(self.vocabulary.words[number] for number in numbers)

    def count(self, marked: BoolArray) -> IntArray:
        """Return how many words of each row are marked; `marked` has shape (n_words,)."""
        return np.bincount(self.row_of[marked[self.word_of]], minlength=len(self.keys))

    def total(self, value: FloatArray) -> FloatArray:
        """Return the sum of `value` (n_words,) over the words of each row, added from left to right."""
        total = np.bincount(self.row_of, weights=value[self.word_of], minlength=len(self.keys))
        return total.astype(np.float64, copy=False)

    def last(self, marked: BoolArray) -> IntArray:
        """Return the last marked word of each row, -1 where there is none."""
        last = np.full(len(self.keys), -1, dtype=np.int64)
        chosen = marked[self.word_of]
        last[self.row_of[chosen]] = self.word_of[chosen]
        return last


def tokenize(keywords: Sequence[str], spec: SegmenterSpec) -> TokenizedRows:
    """Return the words of `keywords`, cut as `spec` says."""
    keys = match_forms(keywords)
    flat = segmenter(spec).cut_column(keys)
    number = {word: place for place, word in enumerate(dict.fromkeys(flat))}
    numbers = np.fromiter(map(number.__getitem__, flat), dtype=np.int64, count=len(flat))
    is_word = np.array([word[0].isalnum() or word[-1].isalnum() for word in number], dtype=bool)
    ends = numbers == number.get("\n", -1)
    kept = is_word[numbers] if numbers.size else np.zeros(0, dtype=bool)
    seen = np.concatenate([[0], np.cumsum(kept)])
    start = np.concatenate([[0], seen[1:][ends]])
    order, rename = _sorted_words([word for word, real in zip(number, is_word.tolist(), strict=True) if real])
    dense = np.cumsum(is_word) - 1
    word_of = rename[dense[numbers[kept]]] if kept.any() else np.zeros(0, dtype=np.int64)
    return TokenizedRows(tuple(keys), _vocabulary(order), start.astype(np.int64), word_of)


def _sorted_words(words: list[str]) -> tuple[tuple[str, ...], IntArray]:
    """Return the words sorted, and for each given place its place in the sorted order."""
    order = sorted(range(len(words)), key=words.__getitem__)
    rename = np.empty(len(words), dtype=np.int64)
    rename[order] = np.arange(len(words))
    return tuple(words[place] for place in order), rename


def _vocabulary(words: tuple[str, ...]) -> Vocabulary:
    found = [senses_of(word) or _unlisted_senses(word) for word in words]
    flat = [
        sense for senses in found for sense in (_alternatives_together(senses) if len(senses) > 1 else senses)
    ]
    number = {sense: place for place, sense in enumerate(dict.fromkeys(flat))}
    counts = np.cumsum([0, *map(len, found)])
    return Vocabulary(
        words, tuple(number), counts, np.array([number[sense] for sense in flat], dtype=np.int64)
    )


def _alternatives_together(senses: tuple[Sense, ...]) -> list[Sense]:
    return sorted(senses, key=lambda sense: sense.slot or "")


def _unlisted_senses(word: str) -> tuple[Sense, ...]:
    """Return the senses that a word's form gives away: years, numbers with units, model numbers."""
    if not word[0].isascii():
        return ()
    year = year_of(word)
    if year is not None:
        return (Sense(Role.YEAR, None, str(year)),)
    if word[0].isdigit():
        return (Sense(Role.SPEC, None, word),)
    return ()
