"""Which words may stand in a title of a product at all: true ones, that sellers write, that say something.

Words that speak of a shop, an offer or a claim that nobody approved stay out, as do those that the seller
forbids, verifiable ones without a fact behind them, and praise that only shoppers type. Which words may
stand together is `company`'s.
"""

from kwopt.language.heads import is_spaced
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.roles import VERIFIABLE, Role
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.models import Settings
from kwopt.resources import load_toml
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.facts.statements import SET_TYPE
from kwopt.titles.words.company import CHILDREN, is_for_children, is_for_elders
from kwopt.titles.words.models import names_own_model
from kwopt.titles.words.wording import is_said_beside, unsaid_words

GROWN_UP = "成人"
"""The age that words for women and men hold (女装, 男士): so are all products that state no child's age."""

_NEVER = frozenset({Role.NAVIGATION, Role.COMMERCE, Role.PERSON, Role.FUNCTION})
_SHORT_ROLES = frozenset({Role.AUDIENCE, Role.SEASON, Role.TYPE})
"""Roles in which a single hanzi is a whole word to a reader: 女, 夏, 裙."""


def may_stand(word: str, facts: ProductFacts, settings: Settings) -> bool:
    """Say whether a title may use this word at all."""
    if word in facts.approved:
        return True
    senses = senses_of(word)
    roles = {sense.role for sense in senses}
    if roles & _NEVER or Role.CLAIM in roles or any(word in part or part in word for part in facts.forbidden):
        return False
    if _is_denied(word, facts) or _is_of_another_brand(word, facts):
        return False
    if _says_too_much(word, facts) or (word not in facts.title_words and _is_unusual(word, facts)):
        return False
    if any(_is_vague(word, sense, facts) or not _is_backed(word, sense, facts) for sense in senses):
        return False
    year = year_of(word)
    if year is not None:
        return year in facts.years and (settings.as_of is None or year >= settings.as_of.year)
    if len(word) == 1:
        return bool(roles & _SHORT_ROLES) and not word.isascii()
    return not word.isdigit() or (word in facts.words and is_spaced(facts.text))


def _says_too_much(word: str, facts: ProductFacts) -> bool:
    """Say whether a word means more than the product states: an origin for a style, a woman for a child."""
    rules = load_toml("title_rules.toml")
    if word in rules["stated"]["words"]:
        return word not in facts.words
    if word in rules["of_todays_title"]["words"]:
        return word not in facts.title_words
    if facts.slots.get("gender") == frozenset({"男"}) and word in rules["womanly"]["words"]:
        return True
    if word in rules["youthful"]["words"] and is_for_elders(facts):
        return word not in facts.title_words
    return word in rules["grown_up"]["words"] and is_for_children(facts)


def _is_unusual(word: str, facts: ProductFacts) -> bool:
    """Say whether sellers would not write this word: praise that only shoppers type (绝美), a wider word
    that they leave out beside such a thing (衣服 beside trousers), a part of a set that only shoppers
    name (上衣 of 卫衣套装), a long form of a type (半身裙子).
    """  # noqa: D205
    if word in unsaid_words():
        return True
    kinds = _kinds(word)
    head = next(iter(facts.heads), None)
    above = type_tree().ancestors(head) if head else ()
    if head and _is_part_of_set(kinds, head):
        return True
    if any(kind in above for kind in kinds) and head and not is_said_beside(word, head):
        return True
    return len(word) > 2 and word.endswith("子") and bool(_kinds(word[:-1]) & kinds)


def _is_part_of_set(kinds: set[str], head: str) -> bool:
    """Say whether kinds name neither a set nor what is wider than one, of a product that is a set."""
    tree = type_tree()
    return tree.is_a(head, SET_TYPE) and any(
        not tree.is_a(kind, SET_TYPE) and kind not in tree.ancestors(head) for kind in kinds
    )


def _kinds(word: str) -> set[str]:
    return {sense.concept for sense in senses_of(word) if sense.role is Role.TYPE}


def _is_backed(word: str, sense: Sense, facts: ProductFacts) -> bool:
    """Say whether a word's sense needs no fact, or has one.

    A type must be the product's own, or a wider one: relevance lets who seeks a 雪纺衫 (chiffon top) see a
    knitted one, a title may not call it so. What is for both (男女通用) may be offered to either. A word for
    several seasons (春秋) promises each of them, and those of today's title go before "all year round".
    """
    if sense.role not in VERIFIABLE or word in facts.words or names_own_model(word, facts):
        return True
    if sense.role is Role.TYPE:
        is_named = sense.concept in facts.mentioned and is_spaced(facts.text)  # a laptop case, of notebooks
        return is_named or _is_own_type(sense.concept, facts) or _is_stated_in_parts(word, facts)
    if sense.concept == GROWN_UP and not facts.slots.get("age", frozenset()) & CHILDREN:
        return True
    if sense.slot == "gender" and facts.slots.get("gender") == frozenset({"中性"}):
        return True
    if sense.role is Role.SEASON and sense.concept not in (_seasons_of_title(facts) or {sense.concept}):
        return False
    alternatives = [s for s in senses_of(word) if s.slot == sense.slot] if sense.slot else [sense]
    stated = [(other.role, other.concept) in facts.concepts for other in alternatives]
    return all(stated) if sense.role is Role.SEASON else any(stated)


def _seasons_of_title(facts: ProductFacts) -> set[str]:
    return {s.concept for word in facts.title_words for s in senses_of(word) if s.role is Role.SEASON}


def _is_own_type(kind: str, facts: ProductFacts) -> bool:
    """Say whether the product is of this kind by its own words, or of a narrower one."""
    if not facts.type_names:
        return True
    tree = type_tree()
    return any(tree.is_a(own, kind) for own in facts.type_names)


def _is_stated_in_parts(word: str, facts: ProductFacts) -> bool:
    """Say whether a narrower kind is a stated word and an own kind (大码|连衣裙)."""
    return any(
        word[:cut] in facts.words
        and any(
            sense.role is Role.TYPE and _is_own_type(sense.concept, facts) for sense in senses_of(word[cut:])
        )
        for cut in range(1, len(word) - 1)
    )


_TOLD_BY_TITLE = ("length", "closure")
"""Dimensions of which attributes often state several: today's title says which one is meant."""
_NO = ("无", "未", "不", "非", "免")


def _is_of_another_brand(word: str, facts: ProductFacts) -> bool:
    """Say whether a word is a listed brand and nothing else, and the product states that it has another."""
    roles = {sense.role for sense in senses_of(word)}
    return roles == {Role.BRAND} and bool(facts.brands) and word not in facts.brands


def _is_denied(word: str, facts: ProductFacts) -> bool:
    """Say whether the product states a word only to deny it: 开衩 (slit) in 无开衩."""
    stated = facts.text.count(word)
    return stated > 0 and stated == sum(facts.text.count(no + word) for no in _NO)


def _is_vague(word: str, sense: Sense, facts: ProductFacts) -> bool:
    """Say whether a word is too unsure for a title: one of several ages, the season of listing only."""
    if word in facts.title_words:
        return False
    if sense.slot in _TOLD_BY_TITLE and len(facts.slots.get(sense.slot, ())) > 1:
        return True
    if sense.slot == "age":
        return len(facts.slots.get("age", ())) > 1 and sense.concept != "成人"
    return sense.slot in facts.weak_slots
