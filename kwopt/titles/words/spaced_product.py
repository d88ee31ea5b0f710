"""What a product calls itself in a spaced language: brand, series, head noun, and its words in its own forms.

Knows what shoppers type only to choose between nouns that all name the product. What a title does with these
words is `spaced`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kwopt.language.english import lemma, other_forms, spaced_words
from kwopt.language.heads import likely_head
from kwopt.language.lexicon import senses_of, types_of
from kwopt.language.measures import UNIT_WORDS
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.models import Product
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.titles.problem.records import Demand
from kwopt.titles.words.phrases import LONGEST_NAME

LINKS = frozenset({"with", "for", "and", "mit", "für", "und", "avec", "pour", "et", "con", "para", "y"})
"""Small words that a title may use, of the languages of Amazon's larger stores."""

MOST_OF_A_SELLER = 20
"""Attributes that a seller writes by hand; more come from a data sheet."""
FOR_BUYERS = (
    "material", "colour", "color", "capacity", "size", "feature", "style", "pattern", "quantity", "diagonal",
    "storage", "connectivity", "purpose", "usage",
)  # fmt: skip
"""Parts of the names of a data sheet's attributes by which buyers choose."""

OF_THE_BOX = ("packag", "carton", "pallet")
"""Parts of the names of attributes that tell of the packaging."""

_ENDS = ",;:.()[]/|-"
_MARKS = re.compile("[™®©]")

LONGEST_SERIES = 2
"""Words between brand and description that name the series or model: Compaq 6710b."""


@dataclass(frozen=True, eq=False)
class SpacedProduct:
    """A product in its own words."""

    product: Product
    facts: ProductFacts
    demands: Sequence[Demand]

    @cached_property
    def stated(self) -> tuple[tuple[str, ...], ...]:
        """The product's statements as words, its names aside."""
        return tuple(s.whole or s.words for s in self.facts.statements if not s.is_name)

    @property
    def is_sheet(self) -> bool:
        """Whether the attributes are those of a data sheet rather than a seller's own."""
        return len(self.product.attributes) > MOST_OF_A_SELLER

    @cached_property
    def for_buyers(self) -> tuple[tuple[str, ...], ...]:
        """The statements that choose a product: of a data sheet with its many attributes only a few."""
        if not self.is_sheet:
            return self.stated
        sheet = {match_form(value) for name, value in self.product.attributes if not is_for_buyers(name)}
        told = [s for s in self.facts.statements if not s.is_name and s.text not in sheet]
        return tuple(s.whole or s.words for s in told)

    @cached_property
    def described(self) -> frozenset[str]:
        """The words of statements that are no sentences (keeps drinks cold), in all their forms."""
        texts = [text for text in self.stated if not any(map(_makes_a_sentence, text))]
        words = {word for text in texts for word in text} | self.facts.title_words
        return frozenset(words.union(*map(other_forms, words)))

    @cached_property
    def brand(self) -> tuple[str, ...]:
        """The words of the brand: as stated, else the first word of today's title, if listed as none but one.

        Sellers begin with the brand; where it was another word, the title begins as it does today.
        """
        name = match_form(self.product.brand or "")
        named = [s.whole or s.words for s in self.facts.statements if s.is_name and s.text == name]
        if named or name:
            return named[0] if named else ()
        first = self._title[:1]
        senses = [sense for word in first for sense in senses_of(word)]
        if any(sense.role is Role.BRAND for sense in senses):
            return first
        is_name = len(self._title) > LONGEST_NAME and _is_a_name(first[0], self.product.title or "")
        return first if is_name and not senses else ()

    @cached_property
    def series(self) -> tuple[str, ...]:
        """The words right behind the brand in today's title that name the series or model."""
        size = len(self.brand)
        if not size or self._title[:size] != self.brand:
            return ()
        found: list[str] = []
        for word in self._title[size : size + LONGEST_SERIES]:
            if senses_of(word) or word in UNIT_WORDS or word in LINKS or word.isdigit():
                break
            if word not in self._plain_title:  # Contour™ reads as contourtm, 22PFL3504D as two words
                break
            found.append(word)
        return tuple(found)

    @cached_property
    def _plain_title(self) -> frozenset[str]:
        """The words of title and name as spaces part them, marks at their ends aside."""
        written = match_form(_MARKS.sub(" ", f"{self.product.title or ''} {self.product.name or ''}"))
        return frozenset(word.strip(_ENDS) for word in written.split(" "))

    @cached_property
    def marked(self) -> frozenset[str]:
        """The words of title and name that a mark has run into: Share™ reads as sharetm."""
        written = f"{self.product.title or ''} {self.product.name or ''}"
        bare = spaced_words(match_form(_MARKS.sub(" ", written)))
        return frozenset(spaced_words(match_form(written))) - frozenset(bare)

    @cached_property
    def _title(self) -> tuple[str, ...]:
        titles = [s.whole or s.words for s in self.facts.statements if s.is_title]
        return titles[0] if titles else ()

    @cached_property
    def head(self) -> str | None:
        """The head noun: the word of the best type that shoppers type most, else the last of the name."""
        worths: dict[str, float] = {}
        for demand in self.demands:
            for word in set(demand.words):
                worths[word] = worths.get(word, 0.0) + demand.worth
        for kind in self.facts.heads:
            named = [word for word in worths if kind in types_of(word)]
            if named:
                return self.form_of(max(named, key=lambda word: (worths[word], word)))
        name = match_form(self.product.name or self.product.title or "")
        return likely_head(name) if name else None

    @cached_property
    def type_name(self) -> tuple[str, ...]:
        """The product's type as stated in a few words, if they end in the head noun; else that alone."""
        if self.head is None:
            return ()
        name = tuple(map(self.form_of, spaced_words(match_form(self.product.name or ""))))
        types = (s.whole or s.words for s in self.facts.statements if s.type_weight and not s.is_title)
        named = sorted((tuple(map(self.form_of, words)) for words in types), key=lambda w: (len(w), w))
        for words in (name, *named, self._compound):
            if words[-1:] == (self.head,) and 1 < len(words) == len(set(words)) <= LONGEST_NAME:
                return words
        return (self.head,)

    @cached_property
    def _compound(self) -> tuple[str, ...]:
        """The head noun in today's title with the nouns right before it: projector lamp, memory card."""
        words = tuple(map(self.form_of, self._title))
        if self.head not in words:
            return ()
        end = start = words.index(self.head)
        while start and end - start < LONGEST_NAME - 1 and main_role(words[start - 1]) is Role.TYPE:
            start -= 1
        return (*map(self._typed_before_head, words[start:end]), words[end])

    def _typed_before_head(self, word: str) -> str:
        """Return what shoppers type right before the head for a noun: laptop case, of a notebook case."""
        pairs = (pair for demand in self.demands for pair in pairwise(map(self.form_of, demand.words)))
        typed = [
            one for one, other in pairs if other == self.head and set(types_of(one)) & set(types_of(word))
        ]
        return word if word in typed or not typed else typed[0]

    def form_of(self, word: str) -> str:
        """Return the form of a word that a title uses: that of the name, that of the facts, or as it is."""
        forms = [word, *(form for form in other_forms(word) if _is_number_of(form, word))]
        for known in (self.facts.title_words, self._stated_words):
            if found := [form for form in forms if form in known]:
                return found[0]
        return word

    @cached_property
    def _stated_words(self) -> frozenset[str]:
        return frozenset(word for text in self.stated for word in text)

    def is_own_kind(self, word: str) -> bool:
        """Say whether a word names the product, or something wider or narrower."""
        own, tree = self.facts.type_names, type_tree()
        return any(
            tree.is_a(kind, name) or tree.is_a(name, kind) for kind in types_of(word) for name in sorted(own)
        )

    def is_wider(self, word: str) -> bool:
        """Say whether a word names a wider kind than the head noun: a computer, of a notebook."""
        if self.head is None or word == self.head:
            return False
        above = {kind for name in types_of(self.head) for kind in type_tree().ancestors(name)}
        return bool(types_of(word)) and above.issuperset(types_of(word))


def _is_a_name(word: str, title: str) -> bool:
    """Say whether the first word of a title is written as a name, and is none of the small words."""
    is_word = word not in LINKS and word not in UNIT_WORDS and not word[0].isdigit()
    return is_word and title.strip()[:1].isupper()


def is_for_buyers(name: str) -> bool:
    """Say whether an attribute of a data sheet is one by which buyers choose."""
    form = match_form(name)
    return any(part in form for part in FOR_BUYERS) and not any(part in form for part in OF_THE_BOX)


def main_role(text: str) -> Role | None:
    """Return the main role of a word, None for an unlisted one."""
    senses = senses_of(text)
    return senses[0].role if senses else None


def _is_number_of(form: str, word: str) -> bool:
    """Say whether a form is the same word in its other number; a possessive is another word to a reader."""
    return lemma(form) == lemma(word) and "'" not in form


def _makes_a_sentence(word: str) -> bool:
    """Say whether a word is a verb or the like (keeps, fits): listed as without a meaning, but no link."""
    return main_role(word) is Role.FUNCTION and word not in LINKS
