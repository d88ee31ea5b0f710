"""A column of cut texts, its tokens as numbers: what is asked of tokens is asked of distinct words once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

END = "\n"
"""The token behind each text."""


class Tokens(Protocol):
    """The tokens of a cut by place: a list or a column."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> str: ...


def merged(tokens: Sequence[str], spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return tokens with those of each span, its first and last place, as one.

    >>> merged(["米", "小圈", "漫画"], [(0, 1)])
    ['米小圈', '漫画']
    """
    found: list[str] = []
    reached = 0
    for first, last in spans:
        found += [*tokens[reached:first], "".join(tokens[first : last + 1])]
        reached = last + 1
    return [*found, *tokens[reached:]]


@dataclass(frozen=True, eq=False)
class CutColumn:
    """Tokens of some texts, `END` behind each text; token i is `words[numbers[i]]`, words are distinct.

    So the place before the first, -1, holds `END` as well.
    """

    words: tuple[str, ...]
    numbers: IntArray

    @classmethod
    def of(cls, tokens: Sequence[str]) -> "CutColumn":
        r"""Return the column of some tokens.

        >>> CutColumn.of(["裙", "\n", "裙", "\n"]).numbers.tolist()
        [0, 1, 0, 1]
        """
        return cls.of_parts([tokens])

    @classmethod
    def of_parts(cls, parts: Iterable[Sequence[str]]) -> "CutColumn":
        r"""Return the column of the tokens of all parts, one behind the other; no part is held for long.

        >>> CutColumn.of_parts([["裙", "\n"], ["裤", "裙", "\n"]]).numbers.tolist()
        [0, 1, 2, 0, 1]
        """
        number: defaultdict[str, int] = defaultdict(count().__next__)
        numbers = [np.fromiter(map(number.__getitem__, part), np.int64, len(part)) for part in parts]
        return cls(tuple(number), np.concatenate([np.zeros(0, np.int64), *numbers]))

    @classmethod
    def joined(cls, columns: "Sequence[CutColumn]") -> "CutColumn":
        r"""Return the tokens of columns, one behind the other.

        >>> CutColumn.joined([CutColumn.of(["裙", "\n"]), CutColumn.of(["\n", "裤", "\n"])]).numbers.tolist()
        [0, 1, 1, 2, 1]
        """
        number: defaultdict[str, int] = defaultdict(count().__next__)
        numbers = [
            np.fromiter(map(number.__getitem__, column.words), np.int64, len(column.words))[column.numbers]
            for column in columns
        ]
        return cls(tuple(number), np.concatenate(numbers))

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, place: int) -> str:
        """Return the token at a place."""
        return self.words[int(self.numbers[place])]

    @property
    def is_end(self) -> BoolArray:
        """Which tokens are the end of a text."""
        return np.equal(self.numbers, self._end)

    @property
    def is_end_word(self) -> BoolArray:
        """Which word is the end of a text, shape (n_words,)."""
        return np.equal(np.arange(len(self.words)), self._end)

    @property
    def _end(self) -> int:
        return self.words.index(END) if END in self.words else -1

    @property
    def used(self) -> BoolArray:
        """Which words still stand in the column, shape (n_words,)."""
        return np.bincount(self.numbers, minlength=len(self.words)) > 0

    def asked(self, places: IntArray, question: Callable[[str], bool]) -> BoolArray:
        """Return the answer for the token at each of `places`; each distinct word is asked about once.

        >>> CutColumn.of(["裙", "t恤", "裙"]).asked(np.array([2, 1]), str.isalpha).tolist()
        [True, True]
        """
        numbers = self.numbers[places]
        is_there = np.zeros(len(self.words), dtype=bool)
        is_there[numbers] = True
        answers = np.zeros(len(self.words), dtype=bool)
        asked = np.flatnonzero(is_there)
        answers[asked] = [question(self.words[number]) for number in asked.tolist()]
        return answers[numbers]

    def merged(self, first: IntArray, last: IntArray) -> "CutColumn":
        r"""Return the column with the tokens of some spans, from their `first` to their `last` place, as one.

        >>> CutColumn.of(["米", "小圈", "漫画", "\n"]).merged(np.array([0]), np.array([1])).words
        ('米', '小圈', '漫画', '\n', '米小圈')
        """
        if not len(first):
            return self
        example, kind = self._kinds_of_spans(first, last)
        number = dict(zip(self.words, range(len(self.words)), strict=True))
        texts = self._texts(first[example], last[example])
        numbers = self.numbers.copy()
        numbers[first] = np.array([number.setdefault(text, len(number)) for text in texts])[kind]
        change = np.zeros(len(self) + 1, dtype=np.int64)
        change[first + 1] = 1
        change[last + 1] -= 1
        return CutColumn(tuple(number), numbers[np.cumsum(change)[:-1] == 0])

    def _texts(self, first: IntArray, last: IntArray) -> Iterator[str]:
        """Yield the text of each span."""
        sizes = last - first + 1
        ends = np.cumsum(sizes)
        places = np.repeat(first - (ends - sizes), sizes) + np.arange(ends[-1])
        pieces = [self.words[number] for number in self.numbers[places].tolist()]
        for size, end in zip(sizes.tolist(), ends.tolist(), strict=True):
            yield "".join(pieces[end - size : end])

    def _kinds_of_spans(self, first: IntArray, last: IntArray) -> tuple[IntArray, IntArray]:
        """Return one span of each kind, in order of appearance, and the kind of each span: its tokens."""
        code, size = self.numbers[first], len(self.words) + 1
        for step in range(1, int(np.max(last - first)) + 1):
            goes_on = first + step <= last
            follows = np.where(goes_on, self.numbers[np.where(goes_on, first + step, 0)] + 1, 0)
            code = _kinds(code * size + follows)
        example = np.empty(int(code.max()) + 1, dtype=np.int64)
        example[code[::-1]] = np.arange(len(code))[::-1]
        return example, code


def _kinds(codes: IntArray) -> IntArray:
    """Return codes as numbers of distinct ones, in order of appearance."""
    return np.asarray(pa.array(codes).dictionary_encode().indices).astype(np.int64)
