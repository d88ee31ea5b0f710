"""From scored keywords and a product to the title problem: which words, which constraints.

What makes a title good (design: true, lawful, names the thing, no repetition, no padding) becomes here
constraints on words. How the problem is solved is not known here.

Words come from eligible keywords and from the product's own facts. They are kept out where they would read
as a fragment (single hanzi that are no audience, season or head), where they speak of a shop, an offer or
a claim that nobody approved, and where the seller forbids them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.segment import Segmenter
from kwopt.models import Product, Settings
from kwopt.rules import FieldRule
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.titles.problem.problem import AtLeast, Demand, Fluency, TitleProblem, Word
from kwopt.titles.words import spaced_company
from kwopt.titles.words.company import at_least, at_most, beside, is_own_brand
from kwopt.titles.words.displays import cased_forms, shown_forms
from kwopt.titles.words.fluency import fluency_counts, fluency_matrix
from kwopt.titles.words.models import model_words
from kwopt.titles.words.shorttitle import ShortTitle, is_short
from kwopt.titles.words.spaced import SpacedWords, speaks_spaced
from kwopt.titles.words.spaced_order import spaced_fluency
from kwopt.titles.words.standing import may_stand
from kwopt.titles.words.wording import unspoken_words

MOST_KEYWORDS = 1_000
"""Keywords of least worth beyond these are left out of the composition, and said so."""

FLUENCY_SHARE = 0.05
"""Worth of one fully plausible junction, as a share of the worth that appending the best keywords reaches:
over 80 real products titles reach as much as at .002, and say more of what the product says of itself; from
.06 they reach 3 % less."""
OWN_SHARE = 0.5
"""Part of a junction's plausibility that its second word earns by standing in today's title: true, the
seller's own, and a smaller change."""

SPACED_FLUENCY_SHARE = 0.02
"""The same in spaced languages, where few words fit and each junction counts for more. Nine English products:
at 0 packs and colours stand in front of the name; up to .02 coverage loses nothing, at .04 it loses .3 %; the
gap of the proof grows from 1.2 % (0) to 1.7 (.02) and 2.0 (.04)."""


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
    eligible = _eligible(scored)
    demands = [
        Demand(keyword, tuple(segmenter.words(match_form(keyword))), float(worth))
        for keyword, worth in zip(eligible[c.KEYWORD].head(MOST_KEYWORDS), eligible[c.WORTH], strict=False)
    ]
    required = tuple(word for text in product.required_words for word in segmenter.words(match_form(text)))
    if speaks_spaced(field, [demand.text for demand in demands]):
        plan = SpacedWords(
            demands, product, facts, field, lambda word: may_stand(word, facts, settings), required
        )
        problem = _spaced_problem(plan, segmenter, settings)
        return _composition(problem, plan.fillers, eligible, demands)
    fillers = [word for word in _fact_words(product, facts, segmenter) if may_stand(word, facts, settings)]
    of_keywords = [word for demand in demands for word in demand.words if may_stand(word, facts, settings)]
    brands = sorted(word for word in facts.brands & facts.title_words if is_own_brand(word, facts))
    models = model_words([*required, *of_keywords], facts)
    texts = tuple(dict.fromkeys([*required, *brands, *of_keywords, *models, *fillers]))
    cased = cased_forms(product)
    words = tuple(
        Word(text, field.width(shown), shown, segmenter.found_by(text))
        for text, shown in shown_forms(texts, cased, field)
    )
    held = _held_required(product, required, texts, settings)
    short = ShortTitle(texts, facts, field, required) if is_short(field) else None
    problem = TitleProblem(
        words=words,
        demands=tuple(demands),
        limit=field.max,
        joiner=" " if field.spaced else "",
        credits=settings.match_credits,
        required=tuple(word for word in required if word not in held),
        at_most=(*at_most(texts, required), *(short.at_most() if short else ())),
        at_least=(*(short.at_least() if short else at_least(texts, facts)), *held.values()),
        beside=(*beside(texts, demands, {*required, *brands}), *(short.beside() if short else ())),
        first=short.first if short else (),
        last=short.last if short else (),
        segment=segmenter.words,
    )
    return _composition(replace(problem, fluency=_fluency(problem, facts)), fillers, eligible, demands)


def eligible_keywords(scored: pd.DataFrame) -> tuple[tuple[str, float], ...]:
    """Return the keywords that a composition reads, with their worth, best first."""
    best = _eligible(scored).head(MOST_KEYWORDS)
    return tuple(zip(best[c.KEYWORD], best[c.WORTH].astype(float), strict=True))


def _eligible(scored: pd.DataFrame) -> pd.DataFrame:
    return scored[scored[c.ELIGIBLE] & (scored[c.WORTH] > 0)].sort_values(
        [c.WORTH, c.KEYWORD], ascending=[False, True], kind="stable"
    )


def _fluency(problem: TitleProblem, facts: ProductFacts) -> Fluency:
    """Return how plausible neighbours are and how much a title keeps of today's; a brand goes in front."""
    texts = [word.text for word in problem.words]
    first, pairs, last = fluency_matrix(texts)
    brand = np.array([is_own_brand(text, facts) for text in texts], dtype=bool)
    pairs[:, brand] = 0.0
    first[brand] = 1.0
    own = OWN_SHARE * np.array([text in facts.title_words for text in texts], dtype=np.float64)
    rest = 1.0 - OWN_SHARE
    weight = FLUENCY_SHARE * _appended_worth(problem)
    return Fluency(weight, rest * pairs + own, rest * first + own, rest * last)


def _held_required(
    product: Product, required: Sequence[str], texts: Sequence[str], settings: Settings
) -> dict[str, AtLeast]:
    """Return the required words that a longer word meets as well (旗袍 in 改良旗袍), each with those words.

    Locked words (words of the user's dictionary too), single hanzi and letters stand as they are.
    """
    whole = {match_form(text) for text in product.required_words} - set(map(match_form, settings.user_words))
    found = {}
    for word in required:
        holders = [text for text in texts if word in text and text != word]
        if word in whole and holders and len(word) > 1 and not word.isascii():
            found[word] = AtLeast((word, *holders), 1)
    return found


def _spaced_problem(plan: SpacedWords, segmenter: Segmenter, settings: Settings) -> TitleProblem:
    """Return the problem of a title in a spaced language."""
    field = plan.field
    problem = TitleProblem(
        words=tuple(
            Word(text, field.width(shown), shown, segmenter.found_by(text))
            for text, shown in shown_forms(plan.texts, cased_forms(plan.product), field)
        ),
        demands=tuple(plan.demands),
        limit=field.max,
        joiner=" ",
        credits=settings.match_credits,
        required=plan.required,
        at_most=tuple(spaced_company.at_most(plan)),
        at_least=tuple(spaced_company.at_least(plan)),
        beside=tuple(spaced_company.beside(plan)),
        first=plan.first,
        segment=segmenter.words,
    )
    first, pairs, last = spaced_fluency([word.text for word in problem.words], plan)
    # the best keyword may not be reached as typed (t shirts, of a T-shirt); its worth prices fluency still
    best = max((demand.worth for demand in plan.demands), default=0.0)
    worth = max(best, _appended_worth(problem, plan.own.form_of))
    fluency = Fluency(SPACED_FLUENCY_SHARE * worth, pairs, first, last)
    return replace(problem, fluency=fluency)


def _composition(
    problem: TitleProblem, fillers: Iterable[str], eligible: pd.DataFrame, demands: Sequence[Demand]
) -> Composition:
    return Composition(
        problem=problem,
        fillers=tuple(
            filler for filler in fillers if all(word in problem.index for word in filler.split(" "))
        ),
        keywords=tuple(
            (keyword, demand.worth) for keyword, demand in zip(eligible[c.KEYWORD], demands, strict=False)
        ),
        dropped=tuple(_dropped(eligible, demands, problem)),
    )


def _dropped(
    eligible: pd.DataFrame, demands: Sequence[Demand], problem: TitleProblem
) -> Iterable[tuple[str, str]]:
    """Yield keywords that no title of this problem can cover, with the code of the reason."""
    used = {text for word in problem.words for text in (word.text, *word.inside)}
    for keyword, demand in zip(eligible[c.KEYWORD], demands, strict=False):
        if not used.issuperset(demand.words):
            yield keyword, "titles.dropped_word"
    for keyword in eligible[c.KEYWORD].iloc[MOST_KEYWORDS:]:
        yield keyword, "titles.dropped_small"


def _fact_words(product: Product, facts: ProductFacts, segmenter: Segmenter) -> list[str]:
    """Return stated words that tell a buyer something: of today's title first, then what titles use, by role.

    Values that sellers state but do not put into titles (橡胶 of a sole) stay out.
    """
    values = [value for _, value in product.attributes]
    texts = [
        *product.selling_points,
        *values,
        product.title or "",
        product.name or "",
        *product.category[-1:],
    ]
    words = [word for text in texts for word in segmenter.words(match_form(text))]
    silent, usual = unspoken_words(), fluency_counts().first
    told = [
        word
        for word in dict.fromkeys(words)
        if len(word) > 1 and word in facts.words and word not in silent and _telling(word, facts)
    ]
    return sorted(
        told, key=lambda word: (word not in facts.title_words, word not in usual, _telling(word, facts))
    )


def _telling(word: str, facts: ProductFacts) -> int:
    """Return the place of a word's main role among telling ones, from 1; 0 if it tells nothing."""
    senses = senses_of(word)
    if not senses or senses[0].concept in _SAYS_NOTHING or senses[0].role not in _TELLING:
        return 0
    if senses[0].role is Role.TYPE and senses[0].concept not in facts.type_names:
        return 0
    return _TELLING.index(senses[0].role) + 1


_TELLING = (
    Role.CUT, Role.MATERIAL, Role.FEATURE, Role.PATTERN, Role.STYLE, Role.OCCASION, Role.BODY, Role.TYPE,
    Role.AUDIENCE, Role.SEASON, Role.OPINION,
)  # fmt: skip
"""Roles of words that make good filling, most telling first."""
_SAYS_NOTHING = frozenset({"常规款", "纯色", "成人"})
"""Concepts of attribute values that are the rule and tell a buyer nothing."""


def _appended_worth(problem: TitleProblem, form_of: Callable[[str], str] = str) -> float:
    """Return what appending the best keywords would reach: the price of fluency is a share of it.

    Parameters
    ----------
    form_of
        The form in which the title has a keyword's word.
    """
    order: list[int] = []
    for demand in sorted(problem.demands, key=lambda demand: (-demand.worth, demand.text)):
        places = problem.places(map(form_of, demand.words))
        added = [*order, *(place for place in places if place not in order)]
        if problem.width(added) <= problem.limit and not _crowded(problem, added):
            order = added
    return problem.coverage_value(order)


def _crowded(problem: TitleProblem, order: Sequence[int]) -> bool:
    chosen = {problem.words[place].text for place in order}
    return any(len(chosen.intersection(group.words)) > group.count for group in problem.at_most)
