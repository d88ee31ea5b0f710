"""A title as a row of words with what stands between them, to be changed word by word.

Owns how a change is written: marks, brackets and spaces that a word leaves behind, the space that a new
word needs. Which changes pay is not known here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kwopt.titles.coverage.given import GivenWord
from kwopt.titles.problem.problem import FIRST_UNSPACED_SCRIPT

_EMPTY_BRACKETS = re.compile(r"[(\[{（【［｛《「]\s*[)\]}）】］｝》」]")
_SPACES = re.compile(r"\s{2,}")
_PARTING = " \t\u3000/,，、;；|·-—_+&"
"""Marks that part words and say nothing before the first, or after the last."""


@dataclass(frozen=True)
class Piece:
    """One word of a draft.

    Parameters
    ----------
    text, form
        As written, and in match form.
    before
        What stands between the word before and this one: spaces, marks.
    fixed
        Whether the word must stay where it is.
    tied
        Whether nothing may come between the word before and this one.
    """

    text: str
    form: str
    before: str = ""
    fixed: bool = False
    tied: bool = False


@dataclass(frozen=True)
class Draft:
    """A title's words in order, and what follows the last.

    Parameters
    ----------
    joiner
        What stands before a new word: " " where words are spaced.
    """

    pieces: tuple[Piece, ...]
    end: str = ""
    joiner: str = ""

    @property
    def text(self) -> str:
        """The title as written."""
        written = "".join(part for piece in self.pieces for part in (piece.before, piece.text))
        return (written + self.end).strip()

    @property
    def forms(self) -> tuple[str, ...]:
        """The words in match form, in order."""
        return tuple(piece.form for piece in self.pieces)

    def without(self, place: int) -> "Draft":
        """Return the draft without one word; marks around it stay, unless they part or enclose nothing."""
        gone, left = self.pieces[place].before, self.pieces[:place]
        if place + 1 == len(self.pieces):
            return Draft(left, _merged(gone, self.end).rstrip(_PARTING), self.joiner)
        heir = self.pieces[place + 1]
        before = _merged(gone, heir.before)
        before = self._spaced(left, before, heir.text) if left else before.lstrip(_PARTING)
        heir = replace(heir, before=before, tied=False)
        return self._with((*left, heir, *self.pieces[place + 2 :]))

    def inserted(self, place: int, words: Sequence[Piece]) -> "Draft":
        """Return the draft with words before the word at `place` (after the last one at the end).

        At the start the new words stand where the first one did, after its opening marks.
        """
        pieces, rest = list(self.pieces[:place]), list(self.pieces[place:])
        for number, word in enumerate(words):
            first = rest[0].before if rest and not pieces and number == 0 else self.joiner
            before = self._spaced(pieces, first, word.text)
            pieces.append(Piece(word.text, word.form, before))
        if rest and words:
            kept = self.joiner if place == 0 else rest[0].before or self.joiner
            rest[0] = replace(rest[0], before=self._spaced(pieces, kept, rest[0].text))
        return self._with((*pieces, *rest))

    @staticmethod
    def _spaced(pieces: Sequence[Piece], before: str, text: str) -> str:
        """Return what stands before a word: a space where it would run into the word before."""
        runs_on = pieces and not before and _need_space(pieces[-1].text[-1], text[0])
        return " " if runs_on else before

    def _with(self, pieces: tuple[Piece, ...]) -> "Draft":
        return Draft(pieces, self.end, self.joiner)


def _merged(one: str, other: str) -> str:
    """Return what stands where a word stood between `one` and `other`."""
    if one.isspace() or not one:
        return other or one
    if other.isspace() or not other:
        return one
    joined = one if one == other else one + other
    return _SPACES.sub(" ", _EMPTY_BRACKETS.sub("", joined))


def _need_space(before: str, after: str) -> bool:
    """Say whether two characters would run into one word: both letters or digits of a spaced script."""
    return all(char.isalnum() and char < FIRST_UNSPACED_SCRIPT for char in (before, after))


def draft_of(
    text: str, words: Sequence[GivenWord], *, joiner: str, fixed: Sequence[int], tied: Sequence[int]
) -> Draft:
    """Return a title as a draft; `fixed` and `tied` are places of words.

    >>> words = [GivenWord("夏季", "夏季", 1, 3), GivenWord("旗袍", "旗袍", 4, 6)]
    >>> draft = draft_of("【夏季】旗袍", words, joiner="", fixed=(), tied=())
    >>> draft.without(0).text, draft.inserted(2, [Piece("女", "女")]).text
    ('旗袍', '【夏季】旗袍女')
    """
    starts = [0, *(word.end for word in words)]
    pieces = tuple(
        Piece(word.text, word.form, text[start : word.start], place in fixed, place in tied)
        for place, (start, word) in enumerate(zip(starts, words, strict=False))
    )
    return Draft(pieces, text[starts[-1] :], joiner)
