"""What a title in unspaced text says in half the room: one name, said last, a fact, the brand in front.

A shopper reads a short title whole, below a picture: it must read as one phrase. A name of the thing closes
it, or whom the thing is for; a second name would be a synonym, which "导购标题" (guide titles) forbid.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kwopt.language.lexicon import senses_of
from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.rules import FieldRule
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.titles.problem.records import AtLeast, AtMost, Beside, Standing
from kwopt.titles.words.company import few, for_whom, is_own_brand, is_type, own_brands, telling

WHOLE_TITLE = 60
"""Width of the titles of Chinese marketplaces; a field with half of it takes a short title."""
BRAND_SHARE = 1 / 3
"""Share of a short title that its brand may take."""


def is_short(field: FieldRule) -> bool:
    """Say whether a field takes a short title, or wants no synonyms."""
    return not field.spaced and (field.synonyms is not None or 2 * field.max <= WHOLE_TITLE)


@dataclass(frozen=True, eq=False)
class ShortTitle:
    """The constraints of a short title on its words."""

    texts: Sequence[str]
    facts: ProductFacts
    field: FieldRule
    required: Sequence[str] = ()

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The brand of today's title, if it leaves room for the rest; it must lead then."""
        brands = own_brands(self.texts, self.facts)
        return tuple(b for b in brands if self.field.width(b) <= BRAND_SHARE * self.field.max)

    @cached_property
    def last(self) -> tuple[str, ...]:
        """Names of the thing, and words for whom it is: one of them closes the title. None without a name."""
        names = naming_words(self.texts, self.facts)
        return (*names, *filter(is_for_whom, self.texts)) if names else ()

    def at_most(self) -> Iterable[AtMost]:
        """Yield: one name of the thing, one brand, and none where it cannot lead."""
        yield from few([text for text in self.texts if is_name(text)], 1, set(self.required))
        brands = [text for text in self.texts if is_own_brand(text, self.facts)]
        yield from few(brands, 1 if self.first else 0, set(self.required))

    def at_least(self) -> Iterable[AtLeast]:
        """Yield: a name of the thing, for whom it is if that must be said, a fact."""
        if names := naming_words(self.texts, self.facts):
            yield AtLeast(names, 1, Standing.NAME)
        yield from for_whom([text for text in self.texts if not is_name(text)], self.facts)
        yield from telling(self.texts, self.facts, 1)

    def beside(self) -> Iterable[Beside]:
        """Yield that a word for whom the thing is stands right before its name or right behind it."""
        names = naming_words(self.texts, self.facts)
        for text in self.texts if names else ():
            if is_for_whom(text) and text not in self.required:
                yield Beside(text, after=names, before=names)


def naming_words(texts: Sequence[str], facts: ProductFacts) -> tuple[str, ...]:
    """Return the words that name the thing by any of its types but those wider than another of them."""
    tree = type_tree()
    wider = {kind for head in facts.heads for kind in tree.ancestors(head)}
    own = [head for head in facts.heads if head not in wider]
    return tuple(text for text in texts if is_name(text) and any(is_type(text, head) for head in own))


def is_name(text: str) -> bool:
    """Say whether a word's main meaning is a kind of thing.

    >>> is_name("旗袍"), is_name("内搭")
    (True, False)
    """
    senses = senses_of(text)
    return bool(senses) and senses[0].role is Role.TYPE


def is_for_whom(text: str) -> bool:
    """Say whether a word's main meaning is whom a thing is for, by gender: it may follow the name.

    >>> is_for_whom("女款"), is_for_whom("儿童")
    (True, False)
    """
    senses = senses_of(text)
    return bool(senses) and senses[0].role is Role.AUDIENCE and senses[0].slot == "gender"
