"""How many names of things a title takes: kinds of one family, a kind and its hypernyms.

Which of them may stand at all is `standing`'s.
"""

from collections.abc import Iterable, Mapping

from kwopt.language.lexicon import Sense, types_of
from kwopt.language.types import type_tree
from kwopt.resources import load_toml
from kwopt.titles.problem.records import AtMost

MOST_KINDS = 2
"""Names of one family in one title: one beside the thing's own may earn, more is padding. Counting the wider
name (裤子) among the kinds would read a little better and cover a tenth less, over 17 of 60 real products."""


def namings(senses: Mapping[str, tuple[Sense, ...]], free: set[str]) -> Iterable[AtMost]:
    """Yield the groups of names of which a title holds two; required words may always stand.

    A group is a type with its hypernyms (卫衣: 上衣, 衣服), or kinds of one family (裤子: 牛仔裤, 直筒裤).
    Families of quite different things (服装, clothes) are data: `wide` in `resources/title_rules.toml`.
    """
    kinds = [(text, kind) for text in senses for kind in types_of(text)]
    groups = {*_with_hypernyms(kinds), *_families(kinds)}
    for members in sorted(groups):
        if len(members) > MOST_KINDS:
            yield AtMost(members, max(MOST_KINDS, len(free.intersection(members))))


def _with_hypernyms(kinds: list[tuple[str, str]]) -> Iterable[tuple[str, ...]]:
    tree = type_tree()
    for text, kind in kinds:
        above = tree.ancestors(kind)
        yield tuple(sorted({text, *(other for other, hypernym in kinds if hypernym in above)}))


def _families(kinds: list[tuple[str, str]]) -> Iterable[tuple[str, ...]]:
    """Yield the words of each family, without those that are a wider name of others (裤子 of 牛仔裤)."""
    tree, wide = type_tree(), load_toml("title_rules.toml")["wide"]["kinds"]
    general = {above for _, kind in kinds for above in tree.ancestors(kind)}
    families: dict[str, set[str]] = {}
    for text, kind in kinds:
        for family in set() if kind in general else set(tree.ancestors(kind)).difference(wide):
            families.setdefault(family, set()).add(text)
    return (tuple(sorted(members)) for members in families.values())
