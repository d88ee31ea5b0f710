"""The tree of product types: what is a kind of what, and which types sellers name together.

The types stand in `resources/lexicon_types.tsv` (slot = parent, concept = canonical type), nearness in
`resources/types_near.tsv`. Which words of a keyword are its types is not decided here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from kwopt.language.lexicon import lexicon
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.resources import load_text

NEAR_FILE = "types_near.tsv"


@dataclass(frozen=True)
class TypeTree:
    """Product types with their hypernyms, their words, and how near they are to each other.

    Parameters
    ----------
    parents
        Concept to the concept one step above it; None for a top.
    words
        Word, in match form, to its concept.
    shares
        `(a, b)` to the share, in [0, 1], of real titles naming `a` that also name `b`.
    """

    parents: Mapping[str, str | None]
    words: Mapping[str, str] = field(repr=False)
    shares: Mapping[tuple[str, str], float] = field(repr=False)

    def ancestors(self, concept: str) -> tuple[str, ...]:
        """Return what `concept` is a kind of, the nearest first; empty for a top or an unknown concept.

        >>> type_tree().ancestors("牛仔裤")
        ('裤子', '服装', '服饰鞋帽')
        """
        return self._lineage(concept)

    def top(self, concept: str) -> str:
        """Return the outermost type that `concept` is a kind of; a top or an unknown concept itself.

        >>> type_tree().top("牛仔裤")
        '服饰鞋帽'
        """
        return (concept, *self._lineage(concept))[-1]

    def is_a(self, concept: str, ancestor: str) -> bool:
        """Return whether every `concept` is an `ancestor`; each concept is itself.

        >>> type_tree().is_a("牛仔裤", "裤子"), type_tree().is_a("裤子", "牛仔裤")
        (True, False)
        """
        return concept == ancestor or ancestor in self._lineage(concept)

    def with_hyponyms(self, concept: str) -> tuple[str, ...]:
        """Return a concept and all that is a kind of it.

        >>> "牛仔裤" in type_tree().with_hyponyms("裤子"), type_tree().with_hyponyms("某物")
        (True, ('某物',))
        """
        return (concept, *self._hyponyms.get(concept, ()))

    @cached_property
    def _hyponyms(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for concept in self.parents:
            for above in self.ancestors(concept):
                found.setdefault(above, []).append(concept)
        return {above: tuple(below) for above, below in found.items()}

    def near(self, a: str, b: str) -> float:
        """Return the share of titles naming `a` that also name `b`: 1 for the same, 0 where it is rare.

        It is not symmetric. A hypernym is no near type: ask `is_a`.

        >>> type_tree().near("卫衣", "卫衣")
        1.0
        """
        return 1.0 if a == b else self.shares.get((a, b), 0.0)

    def near_types(self, concept: str) -> tuple[str, ...]:
        """Return the types that titles naming `concept` often name too."""
        return self._near_types.get(concept, ())

    @cached_property
    def _near_types(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one, other in self.shares:
            found[one] = (*found.get(one, ()), other)
        return found

    def head_type(self, word: str) -> str | None:
        """Return the type of a word by its longest known suffix; None if it ends in no known type.

        Chinese compounds have their head last, so an unlisted 羊皮短靴 (lambskin ankle boot) is a 短靴.

        >>> type_tree().head_type("防走光安全短裤")
        '短裤'
        """
        form = match_form(word)
        suffixes = (form[start:] for start in range(len(form)))
        return next((self.words[suffix] for suffix in suffixes if suffix in self.words), None)

    @cached_property
    def _lineage(self) -> Callable[[str], tuple[str, ...]]:
        return cache(lambda concept: tuple(self._upwards(self.parents.get(concept))))

    def _upwards(self, concept: str | None) -> Iterator[str]:
        while concept is not None:
            yield concept
            concept = self.parents.get(concept)


@cache
def type_tree() -> TypeTree:
    """Return the shipped tree, made once per process."""
    parents: dict[str, str | None] = {}
    words: dict[str, str] = {}
    for word, senses in lexicon().items():
        for sense in senses:
            if sense.role is Role.TYPE:
                parents.setdefault(sense.concept, sense.slot)
                words.setdefault(word, sense.concept)
    return TypeTree(parents, words, _shares())


def _shares() -> dict[tuple[str, str], float]:
    lines = [line for line in load_text(NEAR_FILE).splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return {(kind, near): float(share) for kind, near, share, _ in rows}
