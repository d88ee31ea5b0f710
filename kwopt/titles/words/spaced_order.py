"""How plausible neighbours are in a title of one product in a spaced language.

Counts over real titles know words and classes; the product and its keywords know what is the thing's name and
what describes it. A title tells, in this order: the brand; what describes the thing; its name; with what, how
much, in which colour, for whom. Going back in that order is never plausible.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from kwopt.language.roles import Role
from kwopt.titles.words.fluency import FloatArray, fluency_matrix
from kwopt.titles.words.fluency_english import english_counts
from kwopt.titles.words.spaced import SpacedWords
from kwopt.titles.words.spaced_product import LINKS, main_role

MET = 0.8
"""Plausibility, at least, of neighbours that a keyword or a statement writes so."""
BOUND = 1.0
"""Plausibility of words that are one phrase."""
BACK = 0.0
"""Plausibility of neighbours of which the second belongs before the first."""

UNUSUAL = 0.5
"""Factor for describing words in another order than that of English adjectives."""

BRAND, DESCRIPTION, NAME, TAIL, ANYWHERE = range(5)


def spaced_fluency(words: Sequence[str], plan: SpacedWords) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return r of first words, of pairs and of last words; shapes (n,), (n, n), (n,)."""
    first, pairs, last = fluency_matrix(words, english_counts())
    place = {word: i for i, word in enumerate(words)}
    for before, after in plan.met:
        if before in place and after in place:
            known = BOUND if plan.phrases.bound(before, after) else MET
            pairs[place[before], place[after]] = max(known, pairs[place[before], place[after]])
    for before, after in pairwise(plan.name_of_maker):
        if before in place and after in place:
            pairs[place[before], place[after]] = BOUND
    zones = np.array([zone(word, plan) for word in words], dtype=np.intp)
    fixed = zones != ANYWHERE
    back = (zones[:, None] > zones[None, :]) & fixed[:, None] & fixed[None, :]
    pairs[back] = BACK
    ranks = np.array([_rank(word) for word in words], dtype=np.intp)
    describing = zones == DESCRIPTION
    pairs[(ranks[:, None] > ranks[None, :]) & describing[:, None] & describing[None, :]] *= UNUSUAL
    pairs[(zones != BRAND)[:, None] & (zones == BRAND)[None, :]] = BACK
    wider = np.array([plan.own.is_wider(word) for word in words], dtype=bool)
    pairs[wider[:, None] & (zones == NAME)[None, :]] = BACK
    uses = np.array([plan.is_use(word) for word in words], dtype=bool)
    links = np.isin(words, sorted(LINKS))
    pairs[uses[:, None] & (describing | wider)[None, :]] = BACK
    pairs[uses[:, None] & ((zones == TAIL) & ~links)[None, :]] *= UNUSUAL
    first[zones == BRAND] = BOUND
    first[zones == TAIL] = BACK
    last[links | (zones == BRAND)] = BACK
    last[describing] *= UNUSUAL
    return first, pairs, last


def zone(word: str, plan: SpacedWords) -> int:
    """Return where in a title a word belongs."""
    if word in plan.name_of_maker:
        return BRAND
    if word in plan.phrases.name or plan.own.is_wider(word):
        return NAME
    if plan.follows_name(word):
        return TAIL
    return ANYWHERE if plan.is_use(word) else DESCRIPTION


def _rank(word: str) -> int:
    """Return where a describing word stands among others, as English orders adjectives."""
    role = main_role(word)
    return _RANKS.get(role, 2) if role is not None else 2


_RANKS = {
    Role.OPINION: 0, Role.NEWNESS: 0, Role.SPEC: 1, Role.MATERIAL: 3, Role.OCCASION: 4, Role.AUDIENCE: 4,
}  # fmt: skip
"""What a thing is like, how large, what it does and has (2), what it is made of, what it is for."""
