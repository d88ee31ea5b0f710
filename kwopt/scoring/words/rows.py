"""Keywords as words: the tokenized rows of a table.

Arrays are ragged: the words of row i are `word_of[start[i]:start[i + 1]]`, indices into the vocabulary.
Nothing here knows of a product.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, compress

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.language.codepoints import CodePoints
from kwopt.language.cutcolumn import CutColumn
from kwopt.language.hashes import stable_hashes
from kwopt.language.learned import LEAST_COUNT, LearnedWords, learned_words
from kwopt.language.learned import count as count_pieces
from kwopt.language.normalize import match_forms
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.scoring.words.vocabulary import BoolArray, FloatArray, IntArray, Vocabulary

__all__ = [
    "BoolArray", "CutKeywords", "FloatArray", "IntArray", "TokenizedRows", "cut_keywords", "tokenize",
    "tokenize_and_learn", "tokenize_cut",
]  # fmt: skip


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
        hashes = stable_hashes(self.vocabulary.words)
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
        return _sorted_places(self._in_utf8)

    def holding(self, text: str) -> BoolArray:
        """Return which keywords hold a text in match form, wherever it stands in them."""
        pattern = text.encode("utf-8", "surrogatepass")
        return np.asarray(pc.match_substring(self._in_utf8, pattern))

    @cached_property
    def _in_utf8(self) -> pa.Array:
        return utf8_of(self.keys)

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


def sorted_places(texts: Sequence[str]) -> IntArray:
    r"""Return the places of texts in the order of their characters, equal ones as they stand.

    >>> sorted_places(["裙", "b", "裙", "a"]).tolist()
    [3, 1, 0, 2]
    """
    return _sorted_places(utf8_of(texts))


def _sorted_places(texts: pa.Array) -> IntArray:
    return np.asarray(pc.array_sort_indices(texts)).astype(np.int64)


def utf8_of(texts: Sequence[str]) -> pa.Array:
    r"""Return texts as bytes of UTF-8, which come in the order of the characters; halves of pairs too.

    >>> utf8_of(["裙"]).to_pylist()
    [b'\xe8\xa3\x99']
    """
    try:
        return pa.array(texts, type=pa.large_string()).view(pa.large_binary())
    except UnicodeEncodeError:  # half a surrogate pair, which Arrow's texts cannot hold
        return pa.array([text.encode("utf-8", "surrogatepass") for text in texts], type=pa.large_binary())


def tokenize(keywords: Sequence[str], spec: SegmenterSpec) -> TokenizedRows:
    """Return the words of `keywords`, cut as `spec` says."""
    cut = _cut(keywords, spec)
    return _rows(cut, cut.column)


def cut_keywords(keywords: Sequence[str], spec: SegmenterSpec) -> "CutKeywords":
    """Return `keywords` cut as `spec` says, but for its learned words: what can be done before they are."""
    return _cut(keywords, replace(spec, learned=()))


def tokenize_cut(cut: "CutKeywords", spec: SegmenterSpec) -> TokenizedRows:
    """Return the words of keywords that `cut_keywords` cut: those that `tokenize` gives.

    >>> spec = SegmenterSpec(learned=("小圈",))
    >>> tokenize_cut(cut_keywords(["小圈 裙"], spec), spec).words(0)
    ('小圈', '裙')
    """
    joined = LearnedWords(spec.learned, frozenset(spec.words)).joined_column(cut.column)
    return _rows(cut, joined)


def tokenize_and_learn(
    keywords: Sequence[str], spec: SegmenterSpec, *, cut: "CutKeywords | None" = None
) -> tuple[TokenizedRows, SegmenterSpec]:
    """Return the same with the words that the keywords teach, and the specification that cuts others alike.

    A specification that has learned words already keeps those and learns no more. `cut` are the keywords,
    where `cut_keywords` cut them already.
    """
    if spec.learned:
        return (tokenize(keywords, spec) if cut is None else tokenize_cut(cut, spec)), spec
    cut = cut or _cut(keywords, spec)
    apart = frozenset(spec.words)
    learned = tuple(learned_words(count_pieces(cut.column, apart, LEAST_COUNT)))
    column = LearnedWords(learned, apart).joined_column(cut.column)
    return _rows(cut, column), replace(spec, learned=learned)


@dataclass(frozen=True, eq=False)
class CutKeywords:
    """Keys with the tokens of all of them, the key of row `order[0]` first. Picklable."""

    keys: tuple[str, ...]
    order: IntArray
    column: CutColumn

    def __getitem__(self, chosen: BoolArray) -> "CutKeywords":
        """Return some of the keywords; `chosen` has shape (n_rows,)."""
        is_end = self.column.is_end
        stays = chosen[self.order[np.cumsum(is_end) - is_end]]
        return CutKeywords(
            keys=tuple(compress(self.keys, chosen.tolist())),
            order=(np.cumsum(chosen) - 1)[self.order[chosen[self.order]]],
            column=CutColumn(self.column.words, self.column.numbers[stays]),
        )

    @classmethod
    def joined(cls, parts: "Sequence[CutKeywords]") -> "CutKeywords":
        """Return the keywords of all parts, one below the other.

        >>> two = [cut_keywords([text], SegmenterSpec()) for text in ("旗袍", "红 旗袍")]
        >>> tokenize_cut(CutKeywords.joined(two), SegmenterSpec()).words(1)
        ('红', '旗袍')
        """
        starts = np.cumsum([0, *(len(part.keys) for part in parts)])
        return cls(
            keys=tuple(chain.from_iterable(part.keys for part in parts)),
            order=np.concatenate([part.order + start for part, start in zip(parts, starts, strict=False)]),
            column=CutColumn.joined([part.column for part in parts]),
        )


def _cut(keywords: Sequence[str], spec: SegmenterSpec) -> CutKeywords:
    keys = tuple(match_forms(keywords))
    hanzi = _wholly_hanzi(keys)
    order = np.concatenate([np.flatnonzero(hanzi), np.flatnonzero(~hanzi)])
    own, of_hanzi = ([keys[row] for row in np.flatnonzero(chosen).tolist()] for chosen in (~hanzi, hanzi))
    return CutKeywords(keys, order, segmenter(spec).cut_column(own, of_hanzi))


def _rows(cut: CutKeywords, column: CutColumn) -> TokenizedRows:
    """Return rows of the words among the tokens, in the order of the keys."""
    kept, is_end = _are_words(column.words) & column.used, column.is_end
    row_of = cut.order[np.cumsum(is_end) - is_end]
    token = np.flatnonzero(kept[column.numbers])
    token = token[np.argsort(row_of[token], kind="stable")]
    words = tuple(word for word, keep in zip(column.words, kept.tolist(), strict=True) if keep)
    return TokenizedRows(
        keys=cut.keys,
        vocabulary=Vocabulary.of(words),
        start=np.concatenate([[0], np.cumsum(np.bincount(row_of[token], minlength=len(cut.keys)))]),
        word_of=(np.cumsum(kept) - 1)[column.numbers[token]],
    )


def _wholly_hanzi(keys: Sequence[str]) -> BoolArray:
    """Return which keys the segmenter can cut the short way: hanzi of the basic block, nothing else."""
    characters = CodePoints.of(keys)
    hanzi = characters.between("\u4e00", "\u9fff")
    return np.equal(characters.counts(hanzi), characters.lengths)


def _are_words(cut: Sequence[str]) -> BoolArray:
    """Return which of the things cut are words, neither spaces nor punctuation."""
    return np.fromiter((word[0].isalnum() or word[-1].isalnum() for word in cut), dtype=bool, count=len(cut))
