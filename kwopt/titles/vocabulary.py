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
from kwopt.language.english import lemma
from kwopt.language.heads import is_spaced
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.measures import unit_of
from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.roles import VERIFIABLE, Role
from kwopt.language.segment import Segmenter
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.models import Product, Settings
from kwopt.rules import FieldRule
from kwopt.scoring.facts import ProductFacts
from kwopt.titles.fluency import fluency_matrix
from kwopt.titles.problem import AtLeast, AtMost, Beside, Demand, Fluency, TitleProblem, Word

MOST_KEYWORDS = 1_000
"""Keywords of least worth beyond these are left out of the composition, and said so."""

FLUENCY_SHARE = 0.005
"""Worth of one fully plausible junction, as a share of the worth that appending the best keywords reaches:
a third more plausible neighbours for some .3 % of value (sweep over ten products)."""

LEAST_FACTS = 3
"""A buyer who reads that many of the product's facts can picture it."""

MOST = {
    Role.OPINION: 3,
    Role.NEWNESS: 1,
    Role.YEAR: 1,
    Role.CLAIM: 2,
    Role.STYLE: 3,
    Role.OCCASION: 2,
    Role.TYPE: 3,
    Role.SEASON: 2,
}
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
        Word(text, field.width(shown), shown, segmenter.inside(text))
        for text, shown in _shown(texts, cased, field)
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
        beside=tuple(_beside(texts, demands, set(required))),
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


def _dropped(eligible: pd.DataFrame, demands: Sequence[Demand], used: set[str]) -> Iterable[tuple[str, str]]:
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
    senses = senses_of(word)
    roles = {sense.role for sense in senses}
    if roles & _NEVER or Role.CLAIM in roles or any(word in part or part in word for part in facts.forbidden):
        return False
    if any(_is_vague(word, sense, facts) or not _is_backed(word, sense, facts) for sense in senses):
        return False
    year = year_of(word)
    if year is not None:
        return year in facts.years and (settings.as_of is None or year >= settings.as_of.year)
    if len(word) == 1:
        return bool(roles & _SHORT_ROLES) and not word.isascii()
    return not word.isdigit() or (word in facts.words and is_spaced(facts.text))


def _is_backed(word: str, sense: Sense, facts: ProductFacts) -> bool:
    """Say whether a word's sense needs no fact, or has one; types are judged with the keyword."""
    if sense.role not in VERIFIABLE or sense.role is Role.TYPE or word in facts.words:
        return True
    if sense.concept == "成人" and "age" not in facts.slots:
        return True
    alternatives = [s for s in senses_of(word) if s.slot == sense.slot]
    return any((other.role, other.concept) in facts.concepts for other in alternatives)


def _is_vague(word: str, sense: Sense, facts: ProductFacts) -> bool:
    """Say whether a word is too unsure for a title: one of several ages, the season of listing only."""
    if word in facts.title_words:
        return False
    if sense.slot == "age":
        return len(facts.slots.get("age", ())) > 1 and sense.concept != "成人"
    return sense.slot in facts.weak_slots


def _fact_words(product: Product, facts: ProductFacts, segmenter: Segmenter) -> list[str]:
    """Return the stated words that tell a buyer something, the most telling role first, then as stated."""
    values = [value for _, value in product.attributes]
    texts = [
        *product.selling_points,
        *values,
        product.title or "",
        product.name or "",
        *product.category[-1:],
    ]
    words = [word for text in texts for word in segmenter.words(match_form(text))]
    told = [word for word in dict.fromkeys(words) if len(word) > 1 and word in facts.words and _telling(word)]
    return sorted(told, key=_telling)


def _telling(word: str) -> int:
    """Return the place of a word's main role among telling ones, from 1; 0 if it tells nothing."""
    senses = senses_of(word)
    if not senses or senses[0].concept in _SAYS_NOTHING or senses[0].role not in _TELLING:
        return 0
    return _TELLING.index(senses[0].role) + 1


_TELLING = (
    Role.CUT, Role.MATERIAL, Role.FEATURE, Role.PATTERN, Role.STYLE, Role.OCCASION, Role.BODY, Role.TYPE,
    Role.AUDIENCE, Role.SEASON, Role.OPINION,
)  # fmt: skip
"""Roles of words that make good filling, most telling first."""
_SAYS_NOTHING = frozenset({"常规款", "纯色", "成人"})
"""Concepts of attribute values that are the rule and tell a buyer nothing."""


def _at_most(texts: Sequence[str], required: Sequence[str]) -> Iterable[AtMost]:
    senses = {text: senses_of(text) for text in texts}
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
        holders = [other for other in texts if other != text and _is_within(text, other)]
        for other in holders:
            if not {text, other} <= free and (len(text) > 1 or _same_concept(text, other)):
                yield AtMost((text, other), 1)


def _is_within(text: str, other: str) -> bool:
    """Say whether a word stands in another: as characters in hanzi (旗袍, 旗袍裙), as a form in English."""
    return lemma(text) == lemma(other) if text.isascii() and other.isascii() else text in other


def _same_concept(one: str, other: str) -> bool:
    def concepts(text: str) -> set[tuple[Role, str]]:
        return {(sense.role, sense.concept) for sense in senses_of(text)}

    return bool(concepts(one) & concepts(other))


def _generic_and_own(senses: Mapping[str, tuple[Sense, ...]], free: set[str]) -> Iterable[AtMost]:
    """Yield each type with its hypernyms (卫衣: 上衣, 衣服): one beside it may earn, more is padding."""
    tree = type_tree()
    kinds = [
        (text, sense.concept) for text, found in senses.items() for sense in found if sense.role is Role.TYPE
    ]
    for text, kind in kinds:
        above = tree.ancestors(kind)
        members = {text, *(other for other, hypernym in kinds if hypernym in above)}
        if len(members) > 2:
            yield AtMost(tuple(sorted(members)), max(2, len(free & members)))


def _beside(texts: Sequence[str], demands: Sequence[Demand], free: set[str]) -> Iterable[Beside]:
    """Yield for each fragment the words that it may stand beside: its neighbours in keywords.

    Fragments are unlisted words, bare letters and numbers, and single hanzi other than 女 and 男: alone they
    say nothing (春, plus, 3.5).
    """
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for demand in demands:
        for one, other in zip(demand.words, demand.words[1:], strict=False):
            after.setdefault(one, set()).add(other)
            before.setdefault(other, set()).add(one)
    for text in texts:
        senses = senses_of(text)
        whole = senses and len(text) > 1 and senses[0].role is not Role.MODEL
        if not whole and text not in free and not any(sense.slot == "gender" for sense in senses):
            yield Beside(text, _holding(texts, before.get(text)), _holding(texts, after.get(text)))


def _holding(texts: Sequence[str], neighbours: set[str] | None) -> tuple[str, ...]:
    """Return the words that are, or hold, one of `neighbours`."""
    return tuple(sorted(text for text in texts if any(_is_within(word, text) for word in neighbours or ())))


def _at_least(texts: Sequence[str], facts: ProductFacts) -> Iterable[AtLeast]:
    """Yield: one word that names the thing by its best type in reach, and some of its facts."""
    for head in facts.heads:
        naming = tuple(text for text in texts if _is_type(text, head))
        if naming:
            yield AtLeast(naming, 1)
            break
    told = [text for text in texts if is_fact(text, facts)]
    if told:
        yield AtLeast(tuple(told), min(LEAST_FACTS, len({senses_of(text)[0].concept for text in told})))


def _is_type(text: str, kind: str) -> bool:
    tree = type_tree()
    return any(sense.role is Role.TYPE and tree.is_a(sense.concept, kind) for sense in senses_of(text))


def is_fact(text: str, facts: ProductFacts) -> bool:
    """Say whether a word states an attribute that the product states."""
    senses = senses_of(text)
    return any(
        sense.role in VERIFIABLE
        and sense.role is not Role.TYPE
        and (sense.role, sense.concept) in facts.concepts
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
    stated = " ".join(
        [product.brand or "", product.title or "", product.name or "", *(v for _, v in product.attributes)]
    )
    found: dict[str, str] = {}
    for piece in re.findall(r"[A-Za-z][A-Za-z0-9&'+.-]*(?:字[裙裤领]?|领|型|风)?", stated):
        found.setdefault(without_spaces(match_form(piece)), piece)
    return found


def _shown(texts: Iterable[str], cased: Mapping[str, str], field: FieldRule) -> Iterable[tuple[str, str]]:
    """Yield each word with its shown form: as the product writes it; where words stand apart, capitalized."""
    for text in texts:
        shown = cased.get(text, _display(text))
        yield text, _capitalized(shown) if field.spaced else shown


def _capitalized(word: str) -> str:
    """Return a word as titles write it: Straw, Leak-Proof; small words, units and 32oz stay."""
    if word in SMALL_WORDS or unit_of(word) or not word.islower():
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


SMALL_WORDS = frozenset(
    {"a", "an", "the", "and", "or", "for", "with", "without", "of", "in", "on", "to", "by", "from", "at"}
)
"""Words that Amazon's title guide leaves in lower case: articles, conjunctions, short prepositions."""


def _display(text: str) -> str:
    """Return the shown form: a letter that stands for a shape is a capital (A字裙, V领)."""
    return (
        text[0].upper() + text[1:] if len(text) > 1 and text[0].isascii() and not text[1].isascii() else text
    )
