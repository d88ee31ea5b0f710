"""Texts folded for matching, with the way back to the original offsets.

Owns what makes two spellings of a word equal for the law (full-width, case, look-alike characters, words
split by punctuation) and the map from folded to original code points. It knows no words.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kwopt.language.normalize import HANZI
from kwopt.resources import load_toml

_SEPARATORS_IN_HANZI = re.compile(rf"(?<=[{HANZI}])[\W_]{{1,3}}(?=[{HANZI}])")


@dataclass(frozen=True)
class FoldedText:
    """A folded text; code point i of it stands for `original[starts[i]:ends[i]]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of the folded span, end exclusive; `start < end`."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> FoldedText:
    """Return `text` after NFKC, casefold and the table of look-alikes, without invisible characters.

    >>> folded = fold("ＮＯ.① 蕞好")
    >>> folded.text
    'no.1 最好'
    >>> folded.span(5, 7)
    (5, 7)
    >>> fold("全网zui低").span(2, 4)
    (2, 6)
    """
    letters = [_folded_char(char) for char in text]
    plain = all(len(letter) == 1 for letter in letters)
    places = range(len(text)) if plain else [i for i, letter in enumerate(letters) for _ in letter]
    folded = FoldedText("".join(letters), tuple(places), tuple(place + 1 for place in places))
    return _respelled(folded)


def squeeze(folded: FoldedText) -> FoldedText:
    """Return the text without up to three marks or spaces between two hanzi.

    >>> squeeze(fold("顶 级最·佳_国- -家级 V 领")).text
    '顶级最佳国家级 v 领'
    """
    gaps = [match.span() for match in _SEPARATORS_IN_HANZI.finditer(folded.text)]
    begins, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(folded.text)]
    kept = [place for begin, end in zip(begins, ends, strict=True) for place in range(begin, end)]
    return FoldedText(
        "".join(folded.text[place] for place in kept),
        tuple(folded.starts[place] for place in kept),
        tuple(folded.ends[place] for place in kept),
    )


def _respelled(folded: FoldedText) -> FoldedText:
    for pattern, letter in _respellings():
        for match in reversed(list(pattern.finditer(folded.text))):
            start, end = match.span()
            first, last = folded.span(start, end)
            folded = FoldedText(
                folded.text[:start] + letter + folded.text[end:],
                (*folded.starts[:start], first, *folded.starts[end:]),
                (*folded.ends[:start], last, *folded.ends[end:]),
            )
    return folded


@cache
def _respellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    table: Mapping[str, str] = load_toml("law.toml")["fold"]["spellings"]
    return tuple((re.compile(pattern), letter) for pattern, letter in table.items())


@lru_cache(maxsize=65_536)
def _folded_char(char: str) -> str:
    if unicodedata.category(char) == "Cf":
        return ""
    return unicodedata.normalize("NFKC", char).casefold().translate(_look_alikes())


@cache
def _look_alikes() -> dict[int, str]:
    data = load_toml("law.toml")["fold"]
    written = "".join([data["look_alikes"], *data["traditional"]])
    meant = "".join([data["meant"], *data["simplified"]])
    return dict(zip(map(ord, written), meant, strict=True))
