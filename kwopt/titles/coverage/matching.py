"""The independent checker: what a title covers, read off its text alone.

Reported coverage comes from here. It shares no code with what composes titles: it sees characters and the
segmenter's words, by the definitions of `docs/en/definitions.md`, and nothing of vocabularies or patterns.
One thing is added to them: a phrase neither begins nor ends between two letters or digits, else `cam` would
be a phrase of `camera`, and `cat` of `location`.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from kwopt.language.normalize import match_form
from kwopt.models import CoveredKeyword, MatchKind
from kwopt.titles.coverage.keywordindex import Cutter, KeywordTexts, KeywordWords

MatchOrNone = Literal["phrase", "ordered", "any", "characters", "none"]
"""How a title meets a keyword; "characters" (all there, but not as words) and "none" earn nothing."""

KINDS: tuple[MatchOrNone, ...] = get_args(MatchOrNone)[::-1]
"""The kinds, worst first, so that a kind is a number that grows with what it earns."""

NONE, CHARACTERS, ANY, ORDERED, PHRASE = range(len(KINDS))
COVERING: tuple[MatchKind, ...] = ("phrase", "ordered", "any")
"""The kinds that earn, in the order of `Settings.match_credits`."""

KindArray = npt.NDArray[np.int8]


def kinds_in(form: str, texts: KeywordTexts, words: KeywordWords) -> KindArray:
    """Return how a text in match form meets each keyword: places in `KINDS`, shape (n_keywords,)."""
    kinds = np.zeros(len(texts.forms), dtype=np.int8)
    anyhow, ordered = words.found_in(form)
    kinds[texts.made_of(form)] = CHARACTERS
    kinds[anyhow] = ANY
    kinds[ordered] = ORDERED
    kinds[texts.phrases_of(form)] = PHRASE
    return kinds


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
        segmenter: Cutter,
        credits: Sequence[float],  # noqa: A002
    ) -> None:
        self._pairs = list(keywords)
        self._credits: dict[MatchKind, float] = dict(zip(COVERING, credits, strict=True))
        self._texts = KeywordTexts([keyword for keyword, _ in self._pairs])
        self._words = KeywordWords(self._texts.forms, segmenter)

    def kinds(self, title: str) -> KindArray:
        """Return how the title meets each keyword: places in `KINDS`, shape (n_keywords,)."""
        return kinds_in(match_form(title), self._texts, self._words)

    def cover(self, title: str) -> tuple[CoveredKeyword, ...]:
        """Return the keywords that the title covers, in the order given, and what each earns."""
        kinds = self.kinds(title)
        return tuple(self._covered(place, kinds[place]) for place in np.flatnonzero(kinds >= ANY).tolist())

    def _covered(self, place: int, kind: int) -> CoveredKeyword:
        keyword, worth = self._pairs[place]
        match = COVERING[PHRASE - kind]
        return CoveredKeyword(keyword, match, self._credits[match], worth, worth * self._credits[match])


def cover(
    title: str,
    keywords: Iterable[tuple[str, float]],
    *,
    segmenter: Cutter,
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


def match_kind(title: str, keyword: str, *, segmenter: Cutter) -> MatchOrNone:
    """Return how a title meets one keyword under one segmenter.

    >>> from kwopt.language.segment import SegmenterSpec, segmenter
    >>> cut = segmenter(SegmenterSpec())
    >>> keywords = ("夏季白色", "连衣裙白色", "白色连衣裙", "白裙", "毛衣")
    >>> [match_kind("连衣裙 夏季 白色", keyword, segmenter=cut) for keyword in keywords]
    ['phrase', 'ordered', 'any', 'characters', 'none']
    """
    texts = KeywordTexts([keyword])
    words = KeywordWords(texts.forms, segmenter)
    return KINDS[int(kinds_in(match_form(title), texts, words)[0])]
