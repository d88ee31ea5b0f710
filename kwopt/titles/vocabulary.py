"""From scored keywords and a product to the title problem: which words, which constraints.

What makes a title good (design: true, lawful, names the thing, no repetition, no padding) becomes here
constraints on words. How the problem is solved is not known here.

Words come from eligible keywords and from the product's own facts. They are kept out where they would read
as a fragment (single hanzi that are no audience, season or head), where they speak of a shop, an offer or
a claim that nobody approved, and where the seller forbids them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from kwopt import columns as c
from kwopt.language.lexicon import Sense, lexicon
from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.roles import VERIFIABLE, Role
from kwopt.language.segment import Segmenter
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.models import Product, Settings
from kwopt.rules import FieldRule
from kwopt.scoring.facts import ProductFacts
from kwopt.titles.fluency import fluency_matrix
from kwopt.titles.problem import AtLeast, AtMost, Demand, Fluency, TitleProblem, Word

MOST_KEYWORDS = 1_000
"""Keywords of least worth beyond these are left out of the composition, and said so."""

FLUENCY_SHARE = 0.005
"""Worth of one fully plausible junction, as a share of the worth that appending the best
keywords reaches: a third more plausible neighbours for some .3 % of value (study of the title problem, sweep over ten products)."""

LEAST_FACTS = 3
"""A buyer who reads that many of the product's facts can picture it."""

MOST = {Role.OPINION: 3, Role.NEWNESS: 1, Role.YEAR: 1, Role.CLAIM: 2, Role.STYLE: 3, Role.OCCASION: 2, Role.TYPE: 3}
"""At most so many words of a role: more reads as stuffing."""

_NEVER = frozenset({Role.NAVIGATION, Role.COMMERCE, Role.PERSON, Role.FUNCTION})
_SHORT_ROLES = frozenset({Role.AUDIENCE, Role.SEASON, Role.TYPE})
"""Roles in which a single hanzi is a whole word to a reader: 女, 夏, 裙."""

_PIECES = re.compile(r"[、,，;；/\s()（）\[\]【】+]+")


@dataclass(frozen=True)
class Composition:
    """A title problem with what its answer needs: facts for the remaining room, dropped keywords."""

    problem: TitleProblem
    fillers: tuple[str, ...]
    keywords: tuple[tuple[str, float], ...]
    dropped: tuple[tuple[str, str], ...]


def build_composition(
    scored: pd.DataFrame,
    product: Product,
    facts: ProductFacts,
    *,
    field: FieldRule,
    segmenter: Segmenter,
    settings: Settings,
) -> Composition:
    """Return the title problem of the eligible keywords of a scored table.

    Parameters
    ----------
    scored
        Scored columns; only eligible rows with positive worth are read.
    """
    eligible = scored[scored[c.ELIGIBLE] & (scored[c.WORTH] > 0)].sort_values(
        [c.WORTH, c.KEYWORD], ascending=[False, True], kind="stable"
    )
    demands = [
        Demand(keyword, tuple(segmenter.words(match_form(keyword))), float(worth))
        for keyword, worth in zip(eligible[c.KEYWORD].head(MOST_KEYWORDS), eligible[c.WORTH], strict=False)
    ]
    required = tuple(word for text in product.required_words for word in segmenter.words(match_form(text)))
    fillers = [word for word in _fact_words(product, facts, segmenter) if _may_stand(word, facts, settings)]
    of_keywords = [word for demand in demands for word in demand.words if _may_stand(word, facts, settings)]
    texts = tuple(dict.fromkeys([*required, *of_keywords, *fillers]))
    cased = _cased_forms(product)
    words = tuple(
        Word(text, field.width(cased.get(text, _display(text))), cased.get(text, _display(text)), segmenter.inside(text))
        for text in texts
    )
    problem = TitleProblem(
        words=words,
        demands=tuple(demands),
        limit=field.max,
        joiner=" " if field.spaced else "",
        credits=settings.match_credits,
        required=required,
        at_most=tuple(_at_most(texts, required)),
        at_least=tuple(_at_least(texts, facts)),
        segment=segmenter.words,
    )
    problem = replace(problem, fluency=_fluency(problem))
    used = set(texts)
    return Composition(
        problem=problem,
        fillers=tuple(word for word in fillers if word not in problem.unstable),
        keywords=tuple(
            (keyword, demand.worth) for keyword, demand in zip(eligible[c.KEYWORD], demands, strict=False)
        ),
        dropped=tuple(_dropped(eligible, demands, used)),
    )


def _dropped(
    eligible: pd.DataFrame, demands: Sequence[Demand], used: set[str]
) -> Iterable[tuple[str, str]]:
    """Yield keywords that no title of this problem can cover, with the code of the reason."""
    for keyword, demand in zip(eligible[c.KEYWORD], demands, strict=False):
        if not used.issuperset(demand.words):
            yield keyword, "titles.dropped_word"
    for keyword in eligible[c.KEYWORD].iloc[MOST_KEYWORDS:]:
        yield keyword, "titles.dropped_small"


def _may_stand(word: str, facts: ProductFacts, settings: Settings) -> bool:
    """Say whether a title may use this word at all."""
    if word in facts.approved:
        return True
    senses = lexicon().get(word, ())
    roles = {sense.role for sense in senses}
    if roles & _NEVER or Role.CLAIM in roles or any(word in part or part in word for part in facts.forbidden):
        return False
    if any(_is_vague(sense, facts) for sense in senses):
        return False
    year = year_of(word)
    if year is not None:
        return year in facts.years and (settings.as_of is None or year >= settings.as_of.year)
    if len(word) == 1:
        return bool(roles & _SHORT_ROLES) and not word.isascii()
    return not word.isdigit()


def _is_vague(sense: Sense, facts: ProductFacts) -> bool:
    """Say whether a word is too unsure for a title: one of several ages, the season of listing only."""
    if sense.slot == "age":
        return len(facts.slots.get("age", ())) > 1 and sense.concept != "成人"
    return sense.slot in facts.weak_slots


def _fact_words(product: Product, facts: ProductFacts, segmenter: Segmenter) -> list[str]:
    """Return the words of stated attributes that a buyer would read as facts, most telling first."""
    texts = [*product.selling_points]
    texts += [piece for _, value in product.attributes for piece in _PIECES.split(value)]
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        for word in segmenter.words(match_form(text)):
            senses = lexicon().get(word, ())
            if len(word) > 1 and any(sense.role in _TELLING for sense in senses):
                found.setdefault(word, place)
    if product.title:
        for word in segmenter.words(match_form(product.title)):
            if len(word) > 1 and any(sense.role in _TELLING for sense in lexicon().get(word, ())):
                found.setdefault(word, len(texts))
    return sorted(found, key=lambda word: (_TELLING[lexicon()[word][0].role] if lexicon()[word][0].role in _TELLING else 99, found[word], word))


_TELLING = {
    role: place
    for place, role in enumerate(
        (Role.CUT, Role.MATERIAL, Role.FEATURE, Role.PATTERN, Role.STYLE, Role.OCCASION, Role.BODY, Role.SEASON)
    )
}
"""Roles of attribute values that make good filling, most telling first."""


def _at_most(texts: Sequence[str], required: Sequence[str]) -> Iterable[AtMost]:
    senses = {text: lexicon().get(text, ()) for text in texts}
    free = set(required)
    concepts: dict[tuple[Role, str], list[str]] = {}
    roles: dict[Role, list[str]] = {}
    for text in texts:
        for sense in senses[text]:
            concepts.setdefault((sense.role, sense.concept), []).append(text)
        if senses[text]:
            roles.setdefault(senses[text][0].role, []).append(text)
    for members in concepts.values():
        if len(members) > 1:
            yield AtMost(tuple(members), max(1, len(free & set(members))))
    for role, most in MOST.items():
        members = roles.get(role, [])
        if len(members) > most:
            yield AtMost(tuple(members), max(most, len(free & set(members))))
    gendered = [text for text in texts if any(sense.slot == "gender" for sense in senses[text])]
    genders = {sense.concept for text in gendered for sense in senses[text] if sense.slot == "gender"}
    if len(genders) > 1:
        yield AtMost(tuple(gendered), max(1, len(free & set(gendered))))
    years = [text for text in texts if year_of(text) is not None]
    if len(years) > 1:
        yield AtMost(tuple(years), 1)
    yield from _words_within_words(texts, free)
    yield from _generic_and_own(senses, free)


def _words_within_words(texts: Sequence[str], free: set[str]) -> Iterable[AtMost]:
    """Yield pairs of which one repeats the other (旗袍, 旗袍裙), or half of it (夏, 夏季)."""
    for text in texts:
        holders = [other for other in texts if other != text and text in other]
        for other in holders:
            if not {text, other} <= free and (len(text) > 1 or _same_concept(text, other)):
                yield AtMost((text, other), 1)


def _same_concept(one: str, other: str) -> bool:
    def concepts(text: str) -> set[tuple[Role, str]]:
        return {(sense.role, sense.concept) for sense in lexicon().get(text, ())}

    return bool(concepts(one) & concepts(other))


def _generic_and_own(senses: Mapping[str, tuple[Sense, ...]], free: set[str]) -> Iterable[AtMost]:
    """Yield a type and its hypernym (阔腿裤, 裤子): naming both is padding."""
    tree = type_tree()
    kinds = [(text, sense.concept) for text, found in senses.items() for sense in found if sense.role is Role.TYPE]
    for text, kind in kinds:
        for other, hypernym in kinds:
            if kind != hypernym and tree.is_a(kind, hypernym) and not {text, other} <= free:
                yield AtMost((text, other), 1)


def _at_least(texts: Sequence[str], facts: ProductFacts) -> Iterable[AtLeast]:
    """Yield: one word that names the thing, and some of its facts."""
    heads = [text for text in texts if any(s.role is Role.TYPE and s.concept in facts.type_names for s in lexicon().get(text, ()))]
    if heads:
        yield AtLeast(tuple(heads), 1)
    told = [text for text in texts if is_fact(text, facts)]
    if told:
        yield AtLeast(tuple(told), min(LEAST_FACTS, len({lexicon()[text][0].concept for text in told})))


def is_fact(text: str, facts: ProductFacts) -> bool:
    """Say whether a word states an attribute that the product states."""
    senses = lexicon().get(text, ())
    return any(
        sense.role in VERIFIABLE and sense.role is not Role.TYPE and (sense.role, sense.concept) in facts.concepts
        for sense in senses
    )


def _fluency(problem: TitleProblem) -> Fluency:
    """Return the plausibility of neighbours, priced by what appending the best keywords would reach."""
    order: list[int] = []
    for demand in sorted(problem.demands, key=lambda demand: (-demand.worth, demand.text)):
        added = [*order, *(place for place in problem.places(demand.words) if place not in order)]
        if problem.width(added) <= problem.limit and not _crowded(problem, added):
            order = added
    first, pairs, last = fluency_matrix([word.text for word in problem.words])
    return Fluency(FLUENCY_SHARE * problem.coverage_value(order), pairs, first, last)


def _crowded(problem: TitleProblem, order: Sequence[int]) -> bool:
    chosen = {problem.words[place].text for place in order}
    return any(len(chosen.intersection(group.words)) > group.count for group in problem.at_most)


def _cased_forms(product: Product) -> dict[str, str]:
    """Return how the product itself writes its Latin words: iPhone13, TPU, A字裙."""
    stated = " ".join([product.brand or "", product.title or "", product.name or "", *(v for _, v in product.attributes)])
    found: dict[str, str] = {}
    for piece in re.findall(r"[A-Za-z][A-Za-z0-9&'+.-]*(?:字[裙裤领]?|领|型|风)?", stated):
        found.setdefault(without_spaces(match_form(piece)), piece)
    return found


def _display(text: str) -> str:
    """Return the shown form: a letter that stands for a shape is a capital (A字裙, V领)."""
    return text[0].upper() + text[1:] if len(text) > 1 and text[0].isascii() and not text[1].isascii() else text
