"""Which of many keywords a text meets, by inverted indices: thousands of keywords in milliseconds.

Owns the lookups, for texts in match form; what a match is called and what it earns is said by
`kwopt.titles.coverage.matching`. Equal to looking at the keywords one by one (a test holds it).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from kwopt.language.normalize import match_forms, without_spaces

IntArray = npt.NDArray[np.intp]

_LETTER = r"[^\W_\u2e80-\U0010ffff]"
_INSIDE_A_RUN = re.compile(f"(?<={_LETTER})(?={_LETTER})")
_SPACE = re.compile(r"\s")


class Cutter(Protocol):
    """Cuts text in match form: `Segmenter`, and what stands in for other engines."""

    def words(self, text: str, /) -> list[str]:
        """Return the words of a text, in order."""
        ...

    def search_words(self, text: str, /) -> list[str]:
        """Return the words of a text and those inside them, as a search engine would index it."""
        ...


class TermIndex:
    """Rows by the terms that they hold.

    Parameters
    ----------
    rows
        The terms of each row.
    """

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        distinct = [set(row) for row in rows]
        found: dict[str, list[int]] = {}
        for place, terms in enumerate(distinct):
            for term in terms:
                found.setdefault(term, []).append(place)
        self._places = {term: np.array(places, dtype=np.intp) for term, places in found.items()}
        self._needed = np.array([len(terms) for terms in distinct], dtype=np.intp)

    def within(self, terms: Iterable[str]) -> IntArray:
        """Return the rows all of whose terms are among `terms`, ascending; a row without terms is not.

        >>> TermIndex([["裙", "夏"], ["裙"], []]).within(["裙", "女"])
        array([1])
        """
        met = [self._places[term] for term in sorted(set(terms)) if term in self._places]
        if not met:
            return np.empty(0, dtype=np.intp)
        counted = np.bincount(np.concatenate(met), minlength=len(self._needed))
        return np.flatnonzero((counted == self._needed) & (self._needed > 0))


class KeywordTexts:
    """Keywords by their characters alone, which every segmenter sees alike."""

    def __init__(self, keywords: Sequence[str]) -> None:
        self.forms = match_forms(list(keywords))
        self.characters = [without_spaces(form) for form in self.forms]
        self._of_text: dict[str, list[int]] = {}
        for place, text in enumerate(self.characters):
            if text:
                self._of_text.setdefault(text, []).append(place)
        self._lengths = sorted({len(text) for text in self._of_text})
        self._by_character = TermIndex(self.characters)

    def phrases_of(self, form: str) -> IntArray:
        """Return the keywords whose characters stand in a text, one behind the other, ascending.

        A phrase neither begins nor ends between two letters or digits.

        >>> KeywordTexts(["body cam", "camera", "cam"]).phrases_of("mini body camera")
        array([1])
        """
        text, borders = without_spaces(form), phrase_borders(form)
        ends = set(borders)
        spans = ((start, start + length) for start in borders for length in self._lengths)
        found = {text[start:end] for start, end in spans if end in ends}
        places = [place for part in found for place in self._of_text.get(part, ())]
        return np.array(sorted(places), dtype=np.intp)

    def made_of(self, form: str) -> IntArray:
        """Return the keywords all of whose characters stand somewhere in a text, ascending."""
        return self._by_character.within(without_spaces(form))


def phrase_borders(form: str) -> list[int]:
    """Return where a phrase may begin or end, spaces left out: anywhere but in a run of letters (cam|era).

    >>> phrase_borders("v领 裙")
    [0, 1, 2, 3]
    >>> phrase_borders("cam 裙")
    [0, 3, 4]
    """
    inside = [match.start() for match in _INSIDE_A_RUN.finditer(form)]
    spaces = [match.start() for match in _SPACE.finditer(form)]
    barred = {place - bisect_left(spaces, place) for place in inside}
    return [place for place in range(len(form) - len(spaces) + 1) if place not in barred]


class KeywordWords:
    """Keywords by their words under one segmenter."""

    def __init__(self, forms: Sequence[str], cutter: Cutter) -> None:
        self._cutter = cutter
        self._words = [tuple(cutter.words(form)) for form in forms]
        self._by_word = TermIndex(self._words)

    def found_in(self, form: str) -> tuple[IntArray, IntArray]:
        """Return the keywords all of whose words stand in a text, and those of them that stand in order."""
        anyhow = self._by_word.within(self._cutter.search_words(form))
        title = self._cutter.words(form)
        ordered = [place for place in anyhow.tolist() if _is_subsequence(self._words[place], title)]
        return anyhow, np.array(ordered, dtype=np.intp)


def _is_subsequence(words: Sequence[str], title: Sequence[str]) -> bool:
    left = iter(title)
    return all(word in left for word in words)
