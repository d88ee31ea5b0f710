"""Slow and obvious versions of what the package does fast."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kwopt.language.normalize import match_form


class Cutter(Protocol):
    """Cuts text in match form."""

    def words(self, text: str, /) -> list[str]:
        """Return the words of a text, in order."""
        ...

    def search_words(self, text: str, /) -> list[str]:
        """Return the words of a text and those inside them."""
        ...


def match_kind_of(title: str, keyword: str, cutter: Cutter) -> str:
    """Return how a title meets a keyword, read off the definitions of phrase, ordered and any."""
    title, keyword = match_form(title), match_form(keyword)
    characters = "".join(keyword.split())
    words = cutter.words(keyword)
    if not characters:
        return "none"
    if any(_stands_at(title, start, characters) for start in range(len(title))):
        return "phrase"
    if words and all(word in cutter.search_words(title) for word in words):
        return "ordered" if _in_order(words, cutter.words(title)) else "any"
    return "characters" if all(character in title for character in characters) else "none"


def _stands_at(title: str, start: int, characters: str) -> bool:
    """Say whether characters stand in a title from a place on, spaces aside, between two borders."""
    if title[start].isspace() or _inside_a_run(title, start):
        return False
    found, end = "", start
    while end < len(title) and len(found) < len(characters):
        found += title[end].strip()
        end += 1
    return found == characters and not _inside_a_run(title, end)


def _inside_a_run(title: str, place: int) -> bool:
    """Say whether a place is between two letters or digits; hanzi and what follows them stand apart."""
    return 0 < place < len(title) and all(
        sign.isalnum() and ord(sign) < 0x2E80 for sign in title[place - 1 : place + 1]
    )


def _in_order(words: Sequence[str], title: Sequence[str]) -> bool:
    if not words:
        return True
    if words[0] not in title:
        return False
    return _in_order(words[1:], title[list(title).index(words[0]) + 1 :])


_ASCII_END = 0x80


def slow_w2(text: str) -> int:
    """Add 1 for U+0000 to U+007F and 2 for everything else, one code point at a time."""
    total = 0
    for char in text:
        total += 1 if ord(char) < _ASCII_END else 2
    return total


def slow_chars(text: str) -> int:
    """Count code points of the composed form one by one."""
    return sum(1 for _ in unicodedata.normalize("NFC", text))


def slow_utf8(text: str) -> int:
    """Add the bytes of each code point by the ranges of RFC 3629."""
    starts = (0x80, 0x800, 0x10000)
    return sum(1 + sum(ord(char) >= start for start in starts) for char in text)


def slow_google2(text: str) -> int:
    """Add 2 for each wide or full-width code point, 1 for every other."""
    total = 0
    for char in text:
        total += 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
    return total


def slow_utf16(text: str) -> int:
    """Add 2 for each code point beyond the basic plane, 1 for every other, lone surrogates included."""
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text)


UNIT_ORACLES: Mapping[str, Callable[[str], int]] = {
    "w2": slow_w2,
    "chars": slow_chars,
    "utf8": slow_utf8,
    "google2": slow_google2,
    "utf16": slow_utf16,
}
"""How long a text is in each unit, one code point at a time, by the definitions of the units."""
