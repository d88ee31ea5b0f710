"""How the type that a keyword names relates to what a product is: the same, broader, near, its accessory.

The tree of types is `kwopt.language.types`; what a product is, `kwopt.scoring.kinds` says.
"""

from dataclasses import dataclass
from enum import IntEnum

from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.resources import load_toml
from kwopt.scoring.facts import COLLECTIVES, CONTAINERS, ProductFacts, inherent_in
from kwopt.scoring.statements import SET_TYPE


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
            other for own in facts.types for other in tree.near_types(own) if _top(own) == _top(other)
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
            return TypeMatch.BROADER
        if self._is_stated_kind(kind):
            return TypeMatch.SAME
        if self._clashes(kind):
            return TypeMatch.OTHER
        if not self.facts.types.isdisjoint(type_tree().ancestors(kind)):
            return TypeMatch.NARROWER
        if kind in self.facts.mentioned:
            return TypeMatch.MENTIONED
        return TypeMatch.NEAR if kind in self.near else TypeMatch.OTHER

    def _is_stated_kind(self, kind: str) -> bool:
        """Say whether a kind is a name of the product and what it states: 儿童手表 of a 手表 for 儿童."""
        names = self.facts.type_names.intersection(type_tree().ancestors(kind)[:1])
        ends = {end for name in names for end in (name, name.removesuffix("子")[-1:])}
        return any(kind.endswith(end) and self._says(kind.removesuffix(end)) for end in ends)

    def _says(self, modifier: str) -> bool:
        return modifier in self.facts.words or any(
            (sense.role, sense.concept) in self.facts.concepts for sense in senses_of(modifier)
        )

    def _clashes(self, kind: str) -> bool:
        """Say whether a kind is by nature for another season or gender than the product states."""
        return any(
            slot in self.facts.slots
            and slot not in self.facts.weak_slots
            and concepts.isdisjoint(self.facts.slots[slot])
            for slot, concepts in inherent_in({kind}).items()
        )

    def goes_with(self, sense: Sense) -> bool:
        """Say whether a kind is an accessory of the product, or what the product is an accessory of."""
        return self.is_made_for(sense) or _accessory_of(self._asked(sense), self.facts.types | self.above)

    def is_made_for(self, sense: Sense) -> bool:
        """Say whether the product is an accessory of a kind."""
        return _accessory_of(self.facts.types | self.above, self._asked(sense))

    @staticmethod
    def _asked(sense: Sense) -> frozenset[str]:
        return frozenset({sense.concept, *type_tree().ancestors(sense.concept)})

    def is_other_family(self, sense: Sense) -> bool:
        """Say whether a kind shares no hypernym with the product."""
        return _top(sense.concept) not in {_top(kind) for kind in self.facts.types}

    def names_whole(self, sense: Sense) -> bool:
        """Say whether a kind names the whole of the product, not a part of a set."""
        kind = sense.concept
        return sense.role is Role.TYPE and (
            kind in self.wholes or not self.wholes.isdisjoint(type_tree().ancestors(kind))
        )

    def names_part(self, sense: Sense) -> bool:
        """Say whether a kind names less than the whole of a set; a hypernym names neither."""
        is_set = self.wholes != self.facts.types
        return (
            is_set
            and self.match(sense) >= TypeMatch.NEAR
            and not (self.names_whole(sense) or sense.concept in self.above_wholes)
        )


def _top(kind: str) -> str:
    """Return the outermost type that a type is a kind of."""
    return (kind, *type_tree().ancestors(kind))[-1]


def _accessory_of(kinds: frozenset[str], things: frozenset[str]) -> bool:
    """Say whether something of `kinds` (itself and its hypernyms) is an accessory of one of `things`."""
    return any(
        thing in things and not kinds.isdisjoint(accessories) and things.isdisjoint(accessories)
        for thing, accessories in load_toml("type_accessories.toml").items()
    )
