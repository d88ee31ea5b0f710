"""Segmenters by name, as marketplaces may have them: none publishes its own, so coverage meets many.

Those for Chinese differ in what they know (trade words or only everyday ones), in how they choose between
readings (likeliest path, longest word first), in guessing unknown words, and in what a search may find inside
a word. Those for spaced languages differ in what they take for the same word. `Settings.user_words` and the
product's required words are known to `kwopt`, `guessing` and `exact` alone: a marketplace does not read them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from kwopt.errors import SettingError
from kwopt.language.english import lemma, pieces, spaced_words, stem
from kwopt.language.lexicon import shipped_words
from kwopt.language.normalize import HANZI, is_hanzi
from kwopt.language.segment import SegmenterSpec, segmenter, stock_engine
from kwopt.language.tokens import has_hanzi
from kwopt.titles.coverage.keywordindex import Cutter

CHINESE = ("kwopt", "guessing", "jieba", "jieba_hmm", "longest")
"""Held against a title with hanzi unless others are named; the first is the reference, whose coverage `kwopt
title` reports. Left out, because they would flag nearly everything: `exact` finds no 连衣裙 (dress) in
法式连衣裙 (French dress), which every search does; `bigrams` finds hardly anything but phrases; `characters`
finds whatever has its characters, which the kind "characters" says already."""

SPACED = ("kwopt", "words", "parts", "lemmas", "stems")
"""Held against a title without hanzi unless others are named."""


class _Plain:
    """Cuts by one function; finds nothing inside words."""

    def __init__(self, words: Callable[[str], list[str]]) -> None:
        self._words = words

    def words(self, text: str, /) -> list[str]:
        """Return the words of a text."""
        return self._words(text)

    def search_words(self, text: str, /) -> list[str]:
        """Return the words of a text."""
        return self._words(text)


class _Dictionary:
    """Cuts runs of hanzi by one function and finds the words inside each by another; the rest is plain."""

    def __init__(self, cut: Callable[[str], list[str]], inside: Callable[[str], list[str]]) -> None:
        self._cut = lru_cache(maxsize=200_000)(lambda run: tuple(cut(run)))
        self._inside = lru_cache(maxsize=200_000)(lambda word: tuple(inside(word)))

    def words(self, text: str, /) -> list[str]:
        """Return the words of a text."""
        return [word for run in _runs(text) for word in (self._cut(run) if is_hanzi(run) else (run,))]

    def search_words(self, text: str, /) -> list[str]:
        """Return the words of a text and those inside them."""
        return [part for word in self.words(text) for part in (*self._inside(word), word)]


_RUN = re.compile(rf"[{HANZI}]+|[^\W_{HANZI}]+(?:\.\d+)?%?")


def _runs(text: str) -> list[str]:
    """Return runs of hanzi, and runs of other letters and digits as general segmenters take them.

    >>> _runs("2022年新款 v领 1.5l")
    ['2022', '年新款', 'v', '领', '1.5', 'l']
    """
    return _RUN.findall(text)


def _bigrams(text: str) -> list[str]:
    """Return overlapping pairs of hanzi; a hanzi that stands alone is itself."""
    runs = _runs(text)
    return [part for run in runs for part in (_pairs(run) if is_hanzi(run) else (run,))]


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def _characters(text: str) -> list[str]:
    return [part for run in _runs(text) for part in (run if is_hanzi(run) else (run,))]


def _longest_first(run: str) -> list[str]:
    """Return the words of a run of hanzi: from the left, the longest that the lexicon lists, or one hanzi."""
    known, longest = _listed()
    words, place = [], 0
    while place < len(run):
        sizes = range(min(longest, len(run) - place), 1, -1)
        size = next((size for size in sizes if run[place : place + size] in known), 1)
        words.append(run[place : place + size])
        place += size
    return words


def _listed_in(run: str) -> list[str]:
    """Return every word of the lexicon in a run of hanzi, wherever it stands."""
    known, longest = _listed()
    spans = (
        (start, end)
        for start in range(len(run) - 1)
        for end in range(start + 2, min(start + longest, len(run)) + 1)
    )
    return [run[start:end] for start, end in spans if run[start:end] in known]


@cache
def _listed() -> tuple[frozenset[str], int]:
    """Return the lexicon's words of hanzi and the length of the longest."""
    words = frozenset(word for word in shipped_words() if is_hanzi(word))
    return words, max(map(len, words))


@cache
def _stock(hmm: bool) -> _Dictionary:
    engine = stock_engine(hmm=hmm)

    def inside(word: str) -> list[str]:
        return [part for part in engine.cut_for_search(word) if part != word] if len(word) > 2 else []

    return _Dictionary(engine.cut, inside)


_longest = cache(lambda: _Dictionary(_longest_first, _listed_in))


def _parts(text: str) -> list[str]:
    """Return the words of a spaced text, parted at hyphens and slashes."""
    return [part for word in spaced_words(text) for part in pieces(word)]


def _known(words: Sequence[str]) -> Cutter:
    return segmenter(SegmenterSpec(words=tuple(words)))


_MAKERS: Mapping[str, Callable[[Sequence[str]], Cutter]] = {
    "kwopt": _known,
    "guessing": lambda words: segmenter(SegmenterSpec(words=tuple(words), hmm=True)),
    "exact": lambda words: _Plain(_known(words).words),
    "jieba": lambda _: _stock(False),
    "jieba_hmm": lambda _: _stock(True),
    "longest": lambda _: _longest(),
    "bigrams": lambda _: _Plain(_bigrams),
    "characters": lambda _: _Plain(_characters),
    "words": lambda _: _Plain(spaced_words),
    "parts": lambda _: _Plain(_parts),
    "lemmas": lambda _: _Plain(lambda text: [lemma(word) for word in _parts(text)]),
    "stems": lambda _: _Plain(lambda text: [stem(word) for word in _parts(text)]),
}

NAMES = tuple(_MAKERS)
"""All segmenters."""


def default_segmenters(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the segmenters to hold against texts unless others are named.

    >>> default_segmenters(["改良旗袍"])[0], default_segmenters(["Water Bottle"])[1]
    ('kwopt', 'words')
    """
    return CHINESE if any(has_hanzi(text) for text in texts) else SPACED


def cutter_named(name: str, *, user_words: Sequence[str] = ()) -> Cutter:
    """Return the segmenter of a name.

    Parameters
    ----------
    name
        One of `NAMES`.
    user_words
        Words that `kwopt`, `guessing` and `exact` keep whole.

    Raises
    ------
    SettingError
        If there is none of that name; the text names those that there are.

    Examples
    --------
    >>> [cutter_named(name).words("老爹鞋女") for name in ("kwopt", "jieba", "bigrams")]
    [['老爹鞋', '女'], ['老爹', '鞋', '女'], ['老爹', '爹鞋', '鞋女']]
    """
    if name not in _MAKERS:
        raise SettingError("errors.unknown_choice", what="segmenter", value=name, choices=NAMES)
    return _MAKERS[name](user_words)
