"""What a title tells a buyer, beyond what it earns: what the thing is, and its facts.

Keywords alone would exchange 毛衣 (sweater) for 衣服 (clothes), which more people type. So a change that
no longer tells something pays a price: a share of the worth in reach, by what is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kwopt.language.lexicon import senses_of
from kwopt.language.roles import VERIFIABLE, Role
from kwopt.language.years import year_of
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.titles.coverage.given import is_fragment

THING_PRICE, KIND_PRICE, MODEL_PRICE, FACT_PRICE, NAME_PRICE = 1.0, 0.15, 0.1, 0.02, 0.03
"""Shares of the worth in reach that it costs to tell no longer what the thing is, or which model or size (so
much that no edit does: sellers fear that the title names another thing), a further kind that it is, a brand
or character, a fact of it, a word that no lexicon knows. Judgement, from reading the edits of 40 titles."""

FITTING = frozenset({"适用", "适用于", "适配", "for", "fits", "compatible"})
"""Words for what is made for others' things: without them a title claims to be of that brand."""

Told = tuple[Role | None, str]


@dataclass(frozen=True, eq=False)
class Telling:
    """What words say of one product, with the price of saying it no longer."""

    facts: ProductFacts

    def told(self, forms: Iterable[str]) -> frozenset[Told]:
        """Return what words in match form tell: concepts that the product states, and unlisted words."""
        return frozenset(said for form in forms for said in self._said(form))

    def _said(self, form: str) -> Iterable[Told]:
        senses = senses_of(form)
        unlisted = not senses and not is_fragment(form)
        if unlisted or form in FITTING or _is_number(form):
            yield None, form
        for sense in senses:
            stated = sense.role is Role.TYPE or (sense.role, sense.concept) in self.facts.concepts
            if stated and sense.role in VERIFIABLE:
                yield sense.role, sense.concept

    def price(self, before: frozenset[Told], forms: Iterable[str]) -> float:
        """Return what it costs to tell no longer all of `before`, as a share of the worth in reach."""
        return sum(self._price(told) for told in sorted(before - self.told(forms), key=str))

    def _price(self, told: Told) -> float:
        role, concept = told
        if concept in FITTING or _is_number(concept):
            return THING_PRICE
        if role is Role.TYPE:
            return THING_PRICE if concept in self.facts.heads[:1] else KIND_PRICE
        if role in (Role.MODEL, Role.BRAND, Role.PERSON):
            return MODEL_PRICE
        return NAME_PRICE if role is None else FACT_PRICE


def _is_number(form: str) -> bool:
    """Say whether a word is the number of a model or a size, not a year.

    >>> _is_number("13promax"), _is_number("2022"), _is_number("polo")
    (True, False, False)
    """
    return form.isascii() and any(map(str.isdigit, form)) and year_of(form) is None
