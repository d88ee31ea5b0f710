"""The independent checker: what a title covers, read off its text alone.

Reported coverage comes from here. It shares no code with what composes titles: it sees characters and the
segmenter's words, by the definitions of design.md section 2, and nothing of vocabularies or patterns. One
thing is added to them: a phrase neither begins nor ends between two letters or digits, else `cam` would be
a phrase of `camera`, and `cat` of `location`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kwopt.language.normalize import match_form, match_forms, without_spaces
from kwopt.language.segment import Segmenter
from kwopt.models import CoveredKeyword, MatchKind

_LETTER = r"[^\W_\u2e80-\U0010ffff]"
_INSIDE_A_RUN = re.compile(f"(?<={_LETTER})(?={_LETTER})")
_SPACE = re.compile(r"\s")

MatchOrNone = Literal["phrase", "ordered", "any", "characters", "none"]
"""How a title meets a keyword; "characters" (all there, but not as words) and "none" earn nothing."""


@dataclass(frozen=True)
class _Keyword:
    keyword: str
    worth: float
    characters: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Title:
    characters: str
    borders: frozenset[int]
    words: tuple[str, ...]
    search_words: frozenset[str]


class KeywordMatcher:
    """Keywords cut once, to be held against many titles.

    Parameters
    ----------
    keywords
        Pairs of keyword and worth.
    segmenter
        Cuts keywords and titles alike.
    credits
        Credit of `phrase`, `ordered`, `any` (`Settings.match_credits`).
    """

    def __init__(
        self,
        keywords: Iterable[tuple[str, float]],
        *,
        segmenter: Segmenter,
        credits: Sequence[float],  # noqa: A002
    ) -> None:
        pairs = list(keywords)
        forms = match_forms([keyword for keyword, _ in pairs])
        self._segmenter = segmenter
        self._credits: dict[str, float] = dict(zip(("phrase", "ordered", "any"), credits, strict=True))
        self._keywords = [
            _Keyword(keyword, worth, without_spaces(form), tuple(segmenter.words(form)))
            for (keyword, worth), form in zip(pairs, forms, strict=True)
        ]

    def cover(self, title: str) -> tuple[CoveredKeyword, ...]:
        """Return the keywords that the title covers, in the order given, and what each earns."""
        cut = _cut(title, self._segmenter)
        return tuple(
            self._covered(item, kind) for item in self._keywords if (kind := _covering(cut, item)) is not None
        )

    def _covered(self, item: _Keyword, kind: MatchKind) -> CoveredKeyword:
        credit = self._credits[kind]
        return CoveredKeyword(item.keyword, kind, credit, item.worth, item.worth * credit)


def cover(
    title: str,
    keywords: Iterable[tuple[str, float]],
    *,
    segmenter: Segmenter,
    credits: Sequence[float],  # noqa: A002
) -> tuple[CoveredKeyword, ...]:
    """Return the keywords (given with their worth) that a title covers, how, and what each earns.

    >>> from kwopt.language.segment import SegmenterSpec, segmenter
    >>> found = cover(
    ...     "连衣裙 夏季 白色", [("连衣裙白色", 10.0), ("夏季白色", 4.0), ("毛衣", 9.0)],
    ...     segmenter=segmenter(SegmenterSpec()), credits=(1.0, 0.85, 0.7),
    ... )
    >>> [(item.keyword, item.match, item.earned) for item in found]
    [('连衣裙白色', 'ordered', 8.5), ('夏季白色', 'phrase', 4.0)]
    """
    return KeywordMatcher(keywords, segmenter=segmenter, credits=credits).cover(title)


def match_kind(title: str, keyword: str, *, segmenter: Segmenter) -> MatchOrNone:
    """Return how a title meets one keyword under one segmenter.

    >>> from kwopt.language.segment import SegmenterSpec, segmenter
    >>> cut = segmenter(SegmenterSpec())
    >>> keywords = ("夏季白色", "连衣裙白色", "白色连衣裙", "白裙", "毛衣")
    >>> [match_kind("连衣裙 夏季 白色", keyword, segmenter=cut) for keyword in keywords]
    ['phrase', 'ordered', 'any', 'characters', 'none']
    """
    form = match_form(keyword)
    item = _Keyword(keyword, 0.0, without_spaces(form), tuple(segmenter.words(form)))
    cut = _cut(title, segmenter)
    kind = _covering(cut, item)
    if kind is not None:
        return kind
    return "characters" if item.characters and set(item.characters) <= set(cut.characters) else "none"


def _cut(title: str, segmenter: Segmenter) -> _Title:
    form = match_form(title)
    words = tuple(segmenter.words(form))
    return _Title(without_spaces(form), _borders(form), words, frozenset(segmenter.search_words(form)))


def _borders(form: str) -> frozenset[int]:
    """Return where a phrase may begin or end: anywhere but between two letters or digits (cam|era)."""
    inside = [match.start() for match in _INSIDE_A_RUN.finditer(form)]
    spaces = [match.start() for match in _SPACE.finditer(form)]
    length = len(form) - len(spaces)
    return frozenset(range(length + 1)) - {place - bisect_left(spaces, place) for place in inside}


def _covering(title: _Title, item: _Keyword) -> MatchKind | None:
    """Return the best way in which the title covers the keyword; a keyword without characters has none."""
    if not item.characters:
        return None
    if _stands_in(item.characters, title):
        return "phrase"
    if not item.words or not title.search_words.issuperset(item.words):
        return None
    return "ordered" if _is_subsequence(item.words, title.words) else "any"


def _stands_in(characters: str, title: _Title) -> bool:
    place = title.characters.find(characters)
    while place >= 0:
        if place in title.borders and place + len(characters) in title.borders:
            return True
        place = title.characters.find(characters, place + 1)
    return False


def _is_subsequence(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    left = iter(title)
    return all(word in left for word in words)
