"""The shipped e-commerce lexicon: words with their roles, from `resources/lexicon_*.tsv`.

`slot` is the dimension in which concepts exclude each other (sleeve: 短袖 against 长袖), `concept` the
canonical member of a group of synonyms. Brands stand in a list of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kwopt.language.english import variants
from kwopt.language.materials import name_beyond
from kwopt.language.roles import Role
from kwopt.resources import load_text

FILES = ("lexicon_words.tsv", "lexicon_types.tsv", "lexicon_brands.tsv", "lexicon_english.tsv")
NO_SLOT = "-"
MANNERS = frozenset("款版式型")
"""Hanzi that close a word and leave its meaning as it is: 夜光款 (luminous ones) is 夜光."""


@dataclass(frozen=True)
class Sense:
    """What a word means: its role, the exclusive dimension (None: none), the canonical synonym."""

    role: Role
    slot: str | None
    concept: str


@cache
def lexicon() -> Mapping[str, tuple[Sense, ...]]:
    """Return the senses of every shipped word, the main sense first.

    A word that names a material more narrowly than its row says (`materials`) means that, too.

    >>> lexicon()["女童"][0].role.value
    'audience'
    """
    senses: dict[str, tuple[Sense, ...]] = {}
    roles = {role.value: role for role in Role}
    for name in FILES:
        for line in load_text(name).splitlines()[1:]:
            if line and not line.startswith("#"):
                word, role, slot, concept = line.split("\t")
                sense = Sense(roles[role], None if slot == NO_SLOT else slot, concept)
                senses[word] = (*senses.get(word, ()), sense)
    return {word: (*found, *_beyond(word, found)) for word, found in senses.items()}


def _beyond(word: str, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Return what a word in hanzi says beyond the materials that it is listed under: 纯棉 of 棉."""
    materials = [sense.concept for sense in senses if sense.role is Role.MATERIAL]
    name = name_beyond(word, materials) if materials and not word.isascii() else None
    return () if name is None else (Sense(Role.MATERIAL, None, name),)


def senses_of(word: str) -> tuple[Sense, ...]:
    """Return the senses of a word in match form; a Latin word is sought in its dictionary form too.

    >>> senses_of("batteries") == senses_of("battery") != ()
    True
    """
    form = listed_form(word)
    return lexicon()[form] if form is not None else ()


def types_of(word: str) -> tuple[str, ...]:
    """Return the canonical types that a word in match form names; none for other words.

    >>> types_of("裙"), types_of("女")
    (('裙子',), ())
    """
    return tuple(sense.concept for sense in senses_of(word) if sense.role is Role.TYPE)


def listed_form(word: str) -> str | None:
    """Return the form under which the lexicon lists a word in match form, None for an unlisted word.

    >>> listed_form("batteries"), listed_form("电池"), listed_form("夜光款"), listed_form("某某")
    ('battery', '电池', '夜光', None)
    """
    known = lexicon()
    if word in known:
        return word
    if word[-1] in MANNERS and word[:-1] in known:
        return word[:-1]
    return next((form for form in variants(word) if form in known), None) if word.isascii() else None


@cache
def shipped_words() -> tuple[str, ...]:
    """Return the words that a segmenter keeps whole: those of the lexicon with two hanzi or more."""
    return tuple(sorted(word for word in lexicon() if len(word) > 1))


@cache
def split_words() -> tuple[str, ...]:
    """Return words that are several words to a shopper, to be cut (女上衣, women's tops), listed ones too."""
    lines = load_text("splits.tsv").splitlines()[1:]
    return tuple(sorted(line.split("\t")[0] for line in lines if line and not line.startswith("#")))
