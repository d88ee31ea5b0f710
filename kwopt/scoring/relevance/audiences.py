"""For whom a product is: what its facts say to words of age, gender and group.

Silence means different things here: a product is for children only if it says so, for grown people unless
it says otherwise.
"""

import re
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.relevance.reasons import Verdict
from kwopt.scoring.words.vocabulary import Vocabulary

WEAR = ("服饰鞋帽", "鞋子")
"""Things to wear: who types their bare name is grown up, and asks for himself."""

_YOUNG = frozenset({"婴儿", "幼儿", "儿童"})
"""Ages for which a product is made only if it says so."""

_NAMES_CHILDREN = re.compile("[童婴幼]|宝|学生|男孩|女孩|小孩")

_GROWN = frozenset({"青年", "中年", "老年"})

_NEIGHBOUR_AGES: Mapping[str, frozenset[str]] = {
    "青年": frozenset({"成人"}),
    "中年": frozenset({"成人", "老年"}),
    "老年": frozenset({"中年", "成人"}),
    "儿童": frozenset({"幼儿", "青少年"}),
    "幼儿": frozenset({"儿童", "婴儿"}),
    "婴儿": frozenset({"幼儿"}),
    "青少年": frozenset({"儿童", "青年"}),
}
"""Ages that may be meant when another is stated: neither confirmed nor denied."""

_CLOSED_GROUPS = frozenset({"情侣", "亲子", "孕妇", "宠物"})
"""Audiences for whom a product is made only if it says so."""


def asks_for_children(vocabulary: Vocabulary, facts: ProductFacts) -> npt.NDArray[np.bool_]:
    """Return which words name children; none unless the product is for children alone."""
    if not _is_for_children(facts):
        return np.zeros(len(vocabulary.words), dtype=bool)
    return np.array([_NAMES_CHILDREN.search(word) is not None for word in vocabulary.words])


def asks_for_grown(vocabulary: Vocabulary, facts: ProductFacts) -> npt.NDArray[np.bool_]:
    """Return which words ask for people of no stated age; none unless the product is for children alone."""
    if not _is_for_children(facts):
        return np.zeros(len(vocabulary.words), dtype=bool)
    aged, gendered = (
        vocabulary.worst(vocabulary.in_slot(slot).astype(np.int64)) > 0 for slot in ("age", "gender")
    )
    worn = any(type_tree().is_a(kind, above) for kind in facts.types for above in WEAR)
    return (gendered | (vocabulary.having(Role.TYPE) & worn)) & ~aged


def _is_for_children(facts: ProductFacts) -> bool:
    ages = facts.slots.get("age", frozenset())
    return bool(ages & _YOUNG) and ages <= _YOUNG | {"青少年"}


def _age_verdict(concept: str, facts: ProductFacts) -> Verdict:
    said = facts.slots.get("age", frozenset())
    stated = said - {"成人"} if said & _GROWN else said
    if concept in stated or (concept == "成人" and stated & _GROWN):
        return Verdict.STATED
    if stated & _NEIGHBOUR_AGES.get(concept, frozenset()):
        return Verdict.UNSTATED
    if concept in _YOUNG or stated:
        return Verdict.DENIED
    return Verdict.NEUTRAL if concept == "成人" else Verdict.UNSTATED


def _gender_verdict(concept: str, facts: ProductFacts) -> Verdict:
    stated = facts.slots.get("gender", frozenset())
    if concept in stated or stated == {"中性"} or {"男", "女"} <= stated:
        return Verdict.STATED
    return Verdict.DENIED if stated - {"中性"} else Verdict.UNSTATED


def _group_verdict(concept: str, facts: ProductFacts) -> Verdict:
    if concept in facts.slots.get("group", frozenset()):
        return Verdict.STATED
    return Verdict.DENIED if concept in _CLOSED_GROUPS else Verdict.UNSTATED


AUDIENCE_VERDICTS: Mapping[str, Callable[[str, ProductFacts], Verdict]] = {
    "age": _age_verdict,
    "gender": _gender_verdict,
    "group": _group_verdict,
}
"""For each slot of audiences the verdict on a concept in it."""
