"""Heads of English noun phrases: which word of "bottle brush with handle" names the thing.

The head is the last product type before a preposition. How keywords of a table find theirs, many at once,
is `kwopt.scoring.relevance.spaced`'s business; both read the same word lists.
"""

import re

from kwopt.language.english import lemma, spaced_words
from kwopt.language.lexicon import senses_of, types_of
from kwopt.language.measures import UNIT_WORDS
from kwopt.language.roles import Role

PREPOSITIONS = frozenset({"for", "with", "without", "by", "from", "w"})
"""Words after which no head stands; not "of", "in", "on", "to": set of plates, plug in lamp, usb to vga."""

COLLECTIVES = frozenset({"set", "kit", "bundle", "lot", "pack", "pair", "combo", "product", "part", "item"})
"""Types that say how many where another type stands beside them: a knife set is knives."""

_CLAUSES = re.compile(r"[,;|()\[\]–—:]| - ")
_COORDINATION = re.compile(r"&| \+ |\band\b|\bor\b")
_SLASH = re.compile("[/+]")
"""Joins heads only where no other word is one: adapter/inverter; a desktop/laptop stand is neither."""


def is_spaced(text: str) -> bool:
    """Say whether a text is in a script whose words stand apart: it holds no hanzi, kana or hangul.

    >>> is_spaced("water bottle"), is_spaced("iphone 手机壳"), is_spaced("")
    (True, False, False)
    """
    return bool(text) and not _UNSPACED.search(text)


UNSPACED_SCRIPTS = (
    ("\u3040", "\u30ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
)  # fmt: skip
"""First and last characters of hanzi, kana and hangul."""

_UNSPACED = re.compile(f"[{''.join(f'{first}-{last}' for first, last in UNSPACED_SCRIPTS)}]")


def head_words(text: str) -> tuple[str, ...]:
    """Return the words that name the thing: of the first clause that names one, each coordinate part's head.

    >>> head_words("insulated water bottle with straw lid, carry bag")
    ('bottle',)
    >>> head_words("mugs & cups")
    ('mugs', 'cups')
    """
    for clause in _CLAUSES.split(text):
        for joint in (_COORDINATION, _SLASH):
            found = [_head(spaced_words(part)) for part in joint.split(clause)]
            heads = tuple(head for head in found if head is not None)
            if heads:
                return heads
    return ()


def likely_head(text: str) -> str | None:
    """Return the last word before a preposition, in the first clause, that may name a thing, listed or not.

    Words that the lexicon lists as something else than a type, numbers and units name none.

    >>> likely_head("8 linear ft mdf wainscot paneling in white with trim"), likely_head("black, 3 ft")
    ('paneling', None)
    """
    words = spaced_words(_CLAUSES.split(text)[0])
    bound = next((place for place, word in enumerate(words) if place and word in PREPOSITIONS), len(words))
    open_words = [word for word in words[:bound] if _may_name_a_thing(word)]
    things = [word for word in open_words if lemma(word) not in COLLECTIVES]
    return next((some[-1] for some in (things, open_words) if some), None)


def _may_name_a_thing(word: str) -> bool:
    senses = senses_of(word)
    named = any(sense.role is Role.TYPE for sense in senses) if senses else word not in UNIT_WORDS
    return named and word.isalpha()


def _head(words: list[str]) -> str | None:
    types = [(place, word) for place, word in enumerate(words) if types_of(word)]
    bound = next((place for place, word in enumerate(words) if word in PREPOSITIONS), len(words))
    before = [word for place, word in types if place < bound]
    things = [word for word in before if lemma(word) not in COLLECTIVES]
    return next((some[-1] for some in (things, before, [word for _, word in types]) if some), None)
