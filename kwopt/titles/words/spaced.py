"""Titles in spaced languages: which words they may use, and what each is to the thing.

What is true of Chinese titles is not true here. Small words link what follows the name (with a straw lid, for
hiking); compounds are several words (stainless steel, wide mouth); a number needs its unit; the parts of a
thing follow its name; a word has several forms, of which a title uses one. Owns the choice of words and what
each is to the thing. Which are bound to each other is `phrases`'s, which may stand together
`spaced_company`'s, how plausible neighbours are `spaced_order`'s.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kwopt.language.english import lemma, other_forms
from kwopt.language.heads import is_spaced
from kwopt.language.lexicon import senses_of
from kwopt.language.measures import UNIT_WORDS
from kwopt.language.roles import Role
from kwopt.models import Product
from kwopt.rules import FieldRule
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.titles.problem.records import Demand
from kwopt.titles.words.phrases import Phrases, phrases_of
from kwopt.titles.words.spaced_product import LINKS, SpacedProduct, main_role

ADDERS = frozenset({"with", "mit", "avec", "con"})
"""Links after which the parts of a thing stand."""
AIMERS = frozenset({"for", "für", "pour", "para"})
"""Links after which stands for whom or for what a thing is."""
JOINERS = frozenset({"and", "und", "et", "y"})
"""Links between two parts."""

LEAST_SHARE = 0.01
"""A word that no title could earn more with than that share of all worth is left out unless it is a fact."""

TELLING = (
    Role.MATERIAL, Role.FEATURE, Role.SPEC, Role.COLOUR, Role.CUT, Role.PATTERN, Role.STYLE, Role.OCCASION,
    Role.AUDIENCE,
)  # fmt: skip
"""Roles of stated words that make good filling, most telling first."""
LONGEST_FILLER = 3
"""Words of a stated value that may fill a title: longer ones are sentences."""


def speaks_spaced(field: FieldRule, keywords: Sequence[str]) -> bool:
    """Say whether a marketplace's titles are spaced, and most keywords too."""
    return field.spaced and 2 * sum(map(is_spaced, keywords)) > len(keywords)


@dataclass(frozen=True, eq=False)
class SpacedWords:
    """The words that a title in a spaced language may use, and the constraints on them.

    Parameters
    ----------
    demands
        What shoppers type, with its worth.
    may_stand
        Whether a word, linking words aside, may stand in a title of this product at all.
    required
        Words that the title must have.
    """

    demands: Sequence[Demand]
    product: Product
    facts: ProductFacts
    field: FieldRule
    may_stand: Callable[[str], bool]
    required: tuple[str, ...] = ()

    @cached_property
    def own(self) -> SpacedProduct:
        """The product in its own words."""
        return SpacedProduct(self.product, self.facts, self.demands)

    @cached_property
    def name_of_maker(self) -> tuple[str, ...]:
        """The brand and the series, as today's title begins."""
        return (*self.own.brand, *self.own.series)

    @cached_property
    def phrases(self) -> Phrases:
        """What stays together."""
        searched = [tuple(map(self.own.form_of, demand.words)) for demand in self.demands]
        return phrases_of(searched, self.own.stated, self.own.type_name)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All words that a title may use."""
        of_keywords = [self.own.form_of(word) for demand in self.demands for word in demand.words]
        of_fillers = [word for filler in self.fillers for word in filler.split(" ")]
        is_english = 2 * sum(map(_is_listed, of_keywords)) > len(of_keywords)
        links = ["with", "and", "for"] if is_english else []
        listed = dict.fromkeys([*self.required, *self.brand_words, *of_keywords, *of_fillers, *links])
        return tuple(word for word in listed if self._is_used(word))

    @cached_property
    def brand_words(self) -> tuple[str, ...]:
        """The brand, where the marketplace wants it in front."""
        fits = 2 * self.field.width(" ".join(self.own.brand)) <= self.field.max
        return self.own.brand if self.field.brand == "first" and fits else ()

    def _is_used(self, word: str) -> bool:
        if word in self.required or word in self.name_of_maker or word in LINKS:
            return True
        if word in self.own.marked or _THOUSANDS.fullmatch(word):
            return False
        if not (self._is_said(word) and self.may_stand(word)):
            return False
        return word in self._filling or self._may_earn(word)

    def _is_said(self, word: str) -> bool:
        """Say whether a word is known: unlisted words and opinions must be the product's own.

        What it tells in a sentence (keeps drinks cold) is no description of it (cold).
        """
        if word in self.facts.approved or word in self.own.described:
            return True
        # tools, of a saw; shirts, of tshirts
        is_category = self.own.is_wider(word) and (lemma(word) != word or word in (self.own.head or ""))
        listed = main_role(word) not in (None, Role.OPINION) and not is_category
        return listed and word not in self.facts.words

    def _may_earn(self, word: str) -> bool:
        total = sum(demand.worth for demand in self.demands)
        forms = {word, *other_forms(word)}
        return sum(d.worth for d in self.demands if forms & set(d.words)) >= LEAST_SHARE * total

    def is_spoken(self, word: str) -> bool:
        """Say whether shoppers type a word for this product, or today's title says it."""
        return word in self.facts.title_words or any(word in demand.words for demand in self.demands)

    @cached_property
    def _filling(self) -> frozenset[str]:
        return frozenset(word for filler in self.fillers for word in filler.split(" "))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Nouns of what belongs to the thing: they follow its name, or shoppers never type them before it."""
        before: Counter[str] = Counter()
        after: Counter[str] = Counter()
        for demand in self.demands:
            words = tuple(map(self.own.form_of, demand.words))
            if self.own.head in words:
                place = words.index(self.own.head)
                before.update(words[:place])
                after.update(words[place + 1 :])
        known = {word for text in (*self.own.stated, *(d.words for d in self.demands)) for word in text}
        known -= self._aimed_at
        return frozenset(
            word
            for word in known
            if self._is_other_thing(word) and word not in self.phrases.leads and after[word] >= before[word]
        )

    def _is_other_thing(self, word: str) -> bool:
        """Say whether a word is a noun for something else than the product."""
        is_noun = main_role(word) is Role.TYPE
        return is_noun and not self.own.is_own_kind(word) and word not in self.phrases.name

    @cached_property
    def fillers(self) -> tuple[str, ...]:
        """Facts for room that earns nothing: brand, words or phrases of the name, then by what they tell."""
        found: dict[str, tuple[bool, int]] = {}
        for text in self.own.for_buyers:
            for filler in self._pieces(tuple(map(self.own.form_of, text))):
                rank = self._telling(filler) if self._is_plain(filler) else None
                if rank is not None and all(self.may_stand(word) for word in filler):
                    new = any(word in self.facts.title_words for word in filler)
                    found.setdefault(" ".join(filler), (not new, rank))
        brand = [" ".join(self.own.brand)] if self.own.brand and self.field.brand is None else []
        ends = range(len(self.own.brand) + 1, len(self.name_of_maker) + 1)
        series = [" ".join(self.name_of_maker[:end]) for end in ends]
        return (*brand, *series, *sorted(found, key=lambda filler: found[filler]))

    def _pieces(self, text: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        """Yield a short statement whole, and the bound pairs of words of any."""
        if len(text) <= LONGEST_FILLER and not LINKS & set(text):
            yield text
        for place, pair in enumerate(pairwise(text)):
            if _is_measure(pair):
                square = text[place + 2 : place + 3] if pair[1] in self.phrases.leads else ()
                yield (*pair, *square)
            elif self.phrases.bound(*pair) and not self.own.is_sheet:
                yield pair

    def _is_plain(self, filler: tuple[str, ...]) -> bool:
        """Say whether a filler is no jargon: of a data sheet what today's title says, or words that tell."""
        if not self.own.is_sheet or set(filler) <= self.facts.title_words or _is_measure(filler[:2]):
            return True
        return all(main_role(w) in TELLING and main_role(w) is not Role.MATERIAL for w in filler)

    def _telling(self, filler: tuple[str, ...]) -> int | None:
        """Return the place of the most telling role in a filler; None if it tells nothing or is the name."""
        roles = [senses[0].role for word in filler if (senses := senses_of(word))]
        ranks = [TELLING.index(role) for role in roles if role in TELLING]
        if _is_measure(filler[:2]):
            ranks.append(0)
        if set(filler) & {*self.phrases.name, *self.parts, *LINKS} or Role.PLACE in roles:
            return None
        return min(ranks, default=None)

    def describes(self, word: str) -> bool:
        """Say whether a word describes the thing and belongs before its name."""
        if word in self.name_of_maker or word in self.phrases.name:
            return False
        return not (self.follows_name(word) or self.is_use(word))

    def follows_name(self, word: str) -> bool:
        """Say whether a word belongs after the name: links, parts, measures, colours."""
        if word in LINKS or word in self.parts:
            return True
        last = self.phrases.last(word)
        if last != word and last not in self.phrases.name:
            return self.follows_name(last)
        return word[0].isdigit() or word in UNIT_WORDS or main_role(word) is Role.COLOUR

    def is_use(self, word: str) -> bool:
        """Say whether a word tells for whom or for what the thing is."""
        if word in self.phrases.name or word in self.parts or word[0].isdigit():
            return False
        if word in self.phrases.leads:
            return False
        is_meant_for = main_role(word) in (Role.OCCASION, Role.AUDIENCE) or word in self._aimed_at
        return is_meant_for or self._is_other_thing(word)

    def is_aim(self, word: str) -> bool:
        """Say whether a use may stand behind a link: for travel, but a jig saw is not for a jig."""
        if not self.is_use(word):
            return False
        return not self._is_other_thing(word) or word in self._aimed_at or (word,) in self.own.stated

    @cached_property
    def _aimed_at(self) -> frozenset[str]:
        """The words that a keyword or a statement writes after a link such as for."""
        return frozenset(after for before, after in self.met if before in AIMERS)

    @cached_property
    def met(self) -> frozenset[tuple[str, str]]:
        """The neighbours in what shoppers type and the product states, in the forms of the title."""
        texts = [*self.own.stated, *(demand.words for demand in self.demands)]
        return frozenset(pair for text in texts for pair in pairwise(map(self.own.form_of, text)))

    @cached_property
    def units(self) -> dict[str, tuple[str, ...]]:
        """Units with the numbers that the product or a keyword writes before them."""
        found: dict[str, set[str]] = {}
        for text in (*self.own.stated, *(demand.words for demand in self.demands)):
            for number, unit in pairwise(text):
                if _is_measure((number, unit)) and {number, unit} <= set(self.texts):
                    found.setdefault(unit, set()).add(number)
        return {unit: tuple(sorted(numbers)) for unit, numbers in found.items()}

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The word that must lead."""
        return self.brand_words[:1]


_THOUSANDS = re.compile(r"0\d\d")
"""What a cut leaves of a number with a comma (80,000)."""


def _is_listed(word: str) -> bool:
    """Say whether a word stands in the lexicon, whose spaced words are English."""
    return bool(senses_of(word))


def _is_measure(words: Sequence[str]) -> bool:
    return len(words) == 2 and words[0][0].isdigit() and words[1] in UNIT_WORDS
