"""A title that somebody wrote, cut into its words where they stand.

The words are those of the match form, as the checker cuts it, but each knows its place in the text as
written: full-width letters, ligatures and doubled spaces stay as they are.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.segment import Segmenter

_SPACE = " "


@dataclass(frozen=True)
class GivenWord:
    """One exact word: as it stands in the text, its match form, its place (code points, end exclusive)."""

    text: str
    form: str
    start: int
    end: int


def given_words(text: str, cutter: Segmenter) -> tuple[GivenWord, ...]:
    """Return the exact words of a text in order; spaces, marks and emoji are none.

    >>> from kwopt.language.segment import SegmenterSpec, segmenter
    >>> found = given_words("Ａ字裙／夏季", segmenter(SegmenterSpec()))
    >>> [(word.text, word.form, word.start) for word in found]
    [('Ａ字裙', 'a字裙', 0), ('夏季', '夏季', 4)]
    """
    characters = list(folded(text))
    form = "".join(character for character, _, _ in characters)
    found, place = [], 0
    for piece in cutter.cut(form):
        covered = characters[place : place + len(piece)]
        place += len(piece)
        if piece[0].isalnum() or piece[-1].isalnum():
            start, end = covered[0][1], covered[-1][2]
            found.append(GivenWord(text[start:end], piece, start, end))
    return tuple(found)


def folded(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the characters of the match form, each with the span it comes from; inner spaces are single.

    >>> list(folded(" Ａ 裙"))
    [('a', 1, 2), (' ', 2, 3), ('裙', 3, 4)]
    """
    waiting: tuple[int, int] | None = None
    begun = False
    for start, end in _clusters(text):
        form = match_form(text[start:end])
        if not form:
            waiting = (start, end) if text[start:end].isspace() and begun else waiting
            continue
        if waiting:
            yield (_SPACE, *waiting)
        waiting, begun = None, True
        yield from ((character, start, end) for character in form)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of characters with the marks that combine with them."""
    start = 0
    for place, character in enumerate(text):
        if place and not unicodedata.combining(character):
            yield start, place
            start = place
    if text:
        yield start, len(text)


def fragments(words: Sequence[GivenWord]) -> list[tuple[int, int]]:
    """Return each two adjoining words that are halves of one, as their places.

    Names that the segmenter does not know come out so (小|翅膀), and runs of letters and digits
    (iPhone|13promax): no edit may tear them apart.
    """
    return [
        (place, place + 1)
        for place, (before, after) in enumerate(pairwise(words))
        if before.end == after.start and _are_halves(before.form, after.form)
    ]


def _are_halves(before: str, after: str) -> bool:
    return (before[-1] + after[0]).isascii() or is_fragment(before) or is_fragment(after)


def is_fragment(form: str) -> bool:
    """Say whether a word in match form is a single hanzi that says little by itself.

    >>> is_fragment("特"), is_fragment("女"), is_fragment("a")
    (True, False, False)
    """
    if len(form) != 1 or form.isascii():
        return False
    return not any(sense.role in _WHOLE_ALONE for sense in senses_of(form))


_WHOLE_ALONE = frozenset({Role.AUDIENCE, Role.SEASON, Role.TYPE, Role.OPINION})
"""Roles in which a single hanzi is a whole word to a reader: 女, 夏, 裙, 潮."""
