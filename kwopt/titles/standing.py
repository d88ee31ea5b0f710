"""Which words may stand in a title of a product at all: true ones, that sellers write, that say something.

Words that speak of a shop, an offer or a claim that nobody approved stay out, as do those that the seller
forbids, verifiable ones without a fact behind them, and praise that only shoppers type. Which words may
stand together is `company`'s.
"""

from collections.abc import Sequence

from kwopt.language.heads import is_spaced
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.roles import VERIFIABLE, Role
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.models import Settings
from kwopt.resources import load_toml
from kwopt.scoring.facts import ProductFacts
from kwopt.titles.company import CHILDREN, is_for_children
from kwopt.titles.wording import is_said_beside, unsaid_words

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
    if facts.slots.get("gender") == frozenset({"男"}) and word in rules["womanly"]["words"]:
        return True
    return word in rules["grown_up"]["words"] and is_for_children(facts)


def _is_unusual(word: str, facts: ProductFacts) -> bool:
    """Say whether sellers would not write this word: praise that only shoppers type (绝美), a wider word
    that they leave out beside such a thing (衣服 beside trousers), a long form of a type (半身裙子).
    """  # noqa: D205
    if word in unsaid_words():
        return True
    kinds = [sense.concept for sense in senses_of(word) if sense.role is Role.TYPE]
    head = next(iter(facts.heads), None)
    above = type_tree().ancestors(head) if head else ()
    if any(kind in above for kind in kinds) and head and not is_said_beside(word, head):
        return True
    return bool(kinds) and len(word) > 2 and word.endswith("子") and _names(word[:-1], kinds)


def _names(word: str, kinds: Sequence[str]) -> bool:
    return any(sense.role is Role.TYPE and sense.concept in kinds for sense in senses_of(word))


def _is_backed(word: str, sense: Sense, facts: ProductFacts) -> bool:
    """Say whether a word's sense needs no fact, or has one.

    Types are judged with the keyword; here it is enough that they are of the product's family (no 男装 for
    shoes). What is for both (男女通用) may be offered to either. A word for several seasons (春秋) promises
    each of them.
    """
    if sense.role not in VERIFIABLE or word in facts.words:
        return True
    if sense.role is Role.TYPE:
        return not facts.type_names or _outermost(sense.concept) in {*map(_outermost, facts.type_names)}
    if sense.concept == GROWN_UP and not facts.slots.get("age", frozenset()) & CHILDREN:
        return True
    if sense.slot == "gender" and facts.slots.get("gender") == frozenset({"中性"}):
        return True
    alternatives = [s for s in senses_of(word) if s.slot == sense.slot]
    stated = [(other.role, other.concept) in facts.concepts for other in alternatives]
    return all(stated) if sense.role is Role.SEASON else any(stated)


def _outermost(kind: str) -> str:
    """Return the family of a type: its outermost hypernym, or itself."""
    return next(reversed(type_tree().ancestors(kind)), kind)


def _is_vague(word: str, sense: Sense, facts: ProductFacts) -> bool:
    """Say whether a word is too unsure for a title: one of several ages, the season of listing only."""
    if word in facts.title_words:
        return False
    if sense.slot == "age":
        return len(facts.slots.get("age", ())) > 1 and sense.concept != "成人"
    return sense.slot in facts.weak_slots
