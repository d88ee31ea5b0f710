"""Slow and obvious versions of what the package does fast."""

from collections.abc import Sequence
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
