"""How the type that a keyword names relates to what a product is: the same, broader, near, its accessory.

The tree of types is `kwopt.language.types`; what a product is, `kwopt.scoring.facts.kinds` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property

from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.resources import load_toml
from kwopt.scoring.facts.facts import COLLECTIVES, CONTAINERS, ProductFacts, inherent_in
from kwopt.scoring.facts.statements import SET_TYPE


class TypeMatch(IntEnum):
    """How a type word of a keyword relates to what the product is; the larger, the better."""

    NONE = 0  # no type word
    OTHER = 1
    MENTIONED = 2  # the product names it, and is something else
    NEAR = 3  # sellers often name both
    NARROWER = 4  # a kind of what the product is: needs a fact
    BROADER = 5
    SAME = 6


@dataclass(frozen=True)
class OwnTypes:
    """What the product is, what that is a kind of, and what names the whole of it."""

    facts: ProductFacts
    above: frozenset[str]
    wholes: frozenset[str]
    above_wholes: frozenset[str]
    near: frozenset[str]
    says_set: bool

    @classmethod
    def of(cls, facts: ProductFacts) -> "OwnTypes":
        """Return the types of the product of `facts`."""
        tree = type_tree()

        def hypernyms(kinds: frozenset[str]) -> frozenset[str]:
            return frozenset(above for kind in kinds for above in tree.ancestors(kind))

        sets = frozenset(kind for kind in facts.types if tree.is_a(kind, SET_TYPE))
        wholes = sets or facts.types
        near = frozenset(
            other for own in facts.types for other in tree.near_types(own) if tree.top(own) == tree.top(other)
        )  # sellers name 玩具 (toys) beside 收纳柜 (cabinets), and are no kinds of one another
        return cls(facts, hypernyms(facts.types), wholes, hypernyms(wholes), near, facts.says_set)

    def match(self, sense: Sense) -> TypeMatch:
        """Return how the type that a sense names relates to the product; NONE for what is no type."""
        if sense.role is not Role.TYPE:
            return TypeMatch.NONE
        kind = sense.concept
        if kind in self.facts.type_names:
            return TypeMatch.SAME
        if (kind in COLLECTIVES and self.says_set) or (kind in CONTAINERS and kind in self.facts.text):
            return TypeMatch.NONE
        if kind in self.above:
            is_wide = kind in load_toml("type_families.toml")["too_wide"]
            return TypeMatch.NEAR if is_wide else TypeMatch.BROADER
        if self._is_stated_kind(kind):
            return TypeMatch.SAME
        found = self._distant_match(kind)
        return TypeMatch.OTHER if found > TypeMatch.OTHER and self._clashes(kind) else found

    @cached_property
    def in_question(self) -> frozenset[str]:
        """Kinds that may be more to the product than another thing: `match` of all others is OTHER."""
        below = (kind for name in self.facts.type_names for kind in type_tree().with_hyponyms(name))
        return frozenset((*COLLECTIVES, *CONTAINERS, *below, *self.above, *self.facts.mentioned, *self.near))

    def _distant_match(self, kind: str) -> TypeMatch:
        if not self.facts.types.isdisjoint(type_tree().ancestors(kind)):
            return TypeMatch.NARROWER
        if kind in self.facts.mentioned:
            return TypeMatch.MENTIONED
        return TypeMatch.NEAR if kind in self.near else TypeMatch.OTHER

    def _is_stated_kind(self, kind: str) -> bool:
        """Say whether a kind is a name of the product and what it states: 儿童手表 of a 手表 for 儿童."""
        name = type_tree().parents.get(kind)
        if name not in self.facts.type_names:
            return False
        ends = (name, name.removesuffix("子")[-1:])
        return any(kind.endswith(end) and self._says(kind.removesuffix(end)) for end in ends)

    def _says(self, modifier: str) -> bool:
        senses = senses_of(modifier)
        return modifier in self.facts.words or (
            bool(senses) and all((sense.role, sense.concept) in self.facts.concepts for sense in senses)
        )

    def _clashes(self, kind: str) -> bool:
        """Say whether a kind is by nature for another season or gender than the product states."""
        return any(
            slot in self.facts.slots
            and slot not in self.facts.weak_slots
            and concepts.isdisjoint(self.facts.slots[slot])
            for slot, concepts in _inherent(kind).items()
        )

    def goes_with(self, sense: Sense) -> bool:
        """Say whether a kind is an accessory of the product, or what the product is an accessory of."""
        return self.is_made_for(sense) or not _with_hypernyms(sense.concept).isdisjoint(self._own_accessories)

    def is_made_for(self, sense: Sense) -> bool:
        """Say whether the product is an accessory of a kind."""
        asked = _with_hypernyms(sense.concept)
        return any(thing in asked and asked.isdisjoint(kinds) for thing, kinds in self._wanted_by.items())

    @cached_property
    def going_with(self) -> frozenset[str]:
        """Kinds for which `goes_with` may be so."""
        tree, things = type_tree(), (*self._wanted_by, *self._own_accessories)
        return frozenset(kind for thing in things for kind in tree.with_hyponyms(thing))

    @cached_property
    def _wanted_by(self) -> Mapping[str, frozenset[str]]:
        """The things that the product is an accessory of, each with all its accessories."""
        own = self.facts.types | self.above
        return {thing: kinds for thing, kinds in _accessories().items() if not own.isdisjoint(kinds)}

    @cached_property
    def _own_accessories(self) -> frozenset[str]:
        """What is an accessory of the product or of its hypernyms, unless the product is one itself."""
        own = self.facts.types | self.above
        of_own = (kinds for thing, kinds in _accessories().items() if thing in own and own.isdisjoint(kinds))
        return frozenset[str]().union(*of_own)

    @property
    def is_accessory(self) -> bool:
        """Whether the product goes with something else."""
        return bool(self._wanted_by)

    @property
    def is_set(self) -> bool:
        """Whether the product is a set, besides being its parts."""
        return self.wholes != self.facts.types

    @cached_property
    def families(self) -> frozenset[str]:
        """The outermost types of what the product is: other things share no hypernym with it."""
        return frozenset(map(type_tree().top, self.facts.types))

    def names_whole(self, sense: Sense) -> bool:
        """Say whether a kind names the whole of the product, not a part of a set."""
        kind = sense.concept
        return sense.role is Role.TYPE and (
            kind in self.wholes
            or (self.is_set and kind == SET_TYPE)
            or not self.wholes.isdisjoint(type_tree().ancestors(kind))
        )

    def names_part(self, sense: Sense) -> bool:
        """Say whether a kind of the product's names less than the whole of a set; a hypernym does not."""
        return not (self.names_whole(sense) or sense.concept in self.above_wholes)


@cache
def _with_hypernyms(kind: str) -> frozenset[str]:
    return frozenset({kind, *type_tree().ancestors(kind)})


@cache
def _inherent(kind: str) -> Mapping[str, frozenset[str]]:
    """Return for whom and when a kind is by nature."""
    return inherent_in({kind})


@cache
def _accessories() -> Mapping[str, frozenset[str]]:
    """Return for each thing the kinds that are accessories of it, without their hyponyms."""
    return {thing: frozenset(kinds) for thing, kinds in load_toml("type_accessories.toml").items()}
