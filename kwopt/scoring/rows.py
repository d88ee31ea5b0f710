"""Keywords as words: the tokenized rows of a table.

Arrays are ragged: the words of row i are `word_of[start[i]:start[i + 1]]`, indices into the vocabulary.
Nothing here knows of a product.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwopt.language.codepoints import CodePoints
from kwopt.language.normalize import match_forms
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.scoring.vocabulary import BoolArray, FloatArray, IntArray, Vocabulary

__all__ = ["BoolArray", "FloatArray", "IntArray", "TokenizedRows", "tokenize"]


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
        characters = CodePoints.of(self.keys)
        return (characters.lengths - characters.counts(characters.between(" ", " "))).astype(np.float64)

    @cached_property
    def bags(self) -> npt.NDArray[np.uint64]:
        """A number for each row that is equal for equal words in any order."""
        hashes = pd.util.hash_array(np.array(self.vocabulary.words, dtype=object), categorize=False)
        running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(hashes[self.word_of], dtype=np.uint64)])
        bags: npt.NDArray[np.uint64] = running[self.start[1:]] - running[self.start[:-1]]
        return bags

    @cached_property
    def heads(self) -> IntArray:
        """The head word of each row, its last product type; -1 where it names none."""
        return self.last(self.vocabulary.having(Role.TYPE))

    @cached_property
    def by_keyword(self) -> IntArray:
        """The rows, sorted by keyword."""
        order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        return np.fromiter(order, dtype=np.int64, count=len(order))

    def words(self, row: int) -> tuple[str, ...]:
        """Return the exact words of one row."""
        numbers = self.word_of[self.start[row] : self.start[row + 1]].tolist()
        return tuple(self.vocabulary.words[number] for number in numbers)

    def count(self, marked: BoolArray) -> IntArray:
        """Return how many words of each row are marked; `marked` has shape (n_words,)."""
        return np.bincount(self.row_of.compress(marked.take(self.word_of)), minlength=len(self.keys))

    def total(self, value: FloatArray) -> FloatArray:
        """Return the sum of `value` (n_words,) over the words of each row, added from left to right."""
        total = np.bincount(self.row_of, weights=value[self.word_of], minlength=len(self.keys))
        return total.astype(np.float64, copy=False)

    def last(self, marked: BoolArray) -> IntArray:
        """Return the last marked word of each row, -1 where there is none."""
        last = np.full(len(self.keys), -1, dtype=np.int64)
        chosen = np.flatnonzero(marked.take(self.word_of))
        last[self.row_of.take(chosen)] = self.word_of.take(chosen)
        return last


def tokenize(keywords: Sequence[str], spec: SegmenterSpec) -> TokenizedRows:
    """Return the words of `keywords`, cut as `spec` says."""
    keys = tuple(match_forms(keywords))
    hanzi = _wholly_hanzi(keys)
    order = np.concatenate([np.flatnonzero(hanzi), np.flatnonzero(~hanzi)])
    cut = segmenter(spec)
    sooner = cut.cut_hanzi_column([keys[row] for row in order[: hanzi.sum()].tolist()])
    later = cut.cut_column([keys[row] for row in order[hanzi.sum() :].tolist()])
    number: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = np.fromiter(
        map(number.__getitem__, chain(sooner, later)), dtype=np.int64, count=len(sooner) + len(later)
    )
    kept = _are_words(list(number))
    is_end = numbers == number.get("\n", -1)
    row_of = order[np.cumsum(is_end) - is_end]
    token = np.flatnonzero(kept[numbers])
    token = token[np.argsort(row_of[token], kind="stable")]
    words = tuple(word for word, keep in zip(number, kept.tolist(), strict=True) if keep)
    return TokenizedRows(
        keys=keys,
        vocabulary=Vocabulary.of(words),
        start=np.concatenate([[0], np.cumsum(np.bincount(row_of[token], minlength=len(keys)))]),
        word_of=(np.cumsum(kept) - 1)[numbers[token]],
    )


def _wholly_hanzi(keys: Sequence[str]) -> BoolArray:
    """Return which keys the segmenter can cut the short way: hanzi of the basic block, nothing else."""
    characters = CodePoints.of(keys)
    hanzi = characters.between("\u4e00", "\u9fff")
    return np.equal(characters.counts(hanzi), characters.lengths)


def _are_words(cut: list[str]) -> BoolArray:
    """Return which of the things cut are words, neither spaces nor punctuation."""
    return np.fromiter((word[0].isalnum() or word[-1].isalnum() for word in cut), dtype=bool, count=len(cut))
