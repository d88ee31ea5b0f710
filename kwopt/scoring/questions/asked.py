"""What keywords that wait for a product's facts ask for: the words, and the questions they belong to.

Rows may be looked at in pieces: every piece first says which words are open, then all pieces are told the
open words of all, and say which of their keywords would fit if these were confirmed.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.language.lexicon import Sense
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product, Settings
from kwopt.scoring.facts.facts import ProductFacts, product_facts
from kwopt.scoring.market.listings import LISTING_BASES
from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.reasons import REASON_OF_ROLE, REASONS, Verdict
from kwopt.scoring.relevance.relevance import IN_FITS, POSSIBLE, judge
from kwopt.scoring.relevance.verdicts import WordVerdicts, word_verdicts
from kwopt.scoring.words.rows import BoolArray, FloatArray, IntArray, TokenizedRows, tokenize
from kwopt.scoring.words.vocabulary import Vocabulary

UNKNOWN = "unknown"
"""Kind of the facts that words unknown to the lexicon ask for."""

KINDS = (
    "type", "season", "material", "colour", "style", "pattern", "occasion", "gender", "age", "body", "cut",
    "feature", "spec", "model", "year", "place", UNKNOWN,
)  # fmt: skip
"""Kinds of facts; each has its own question."""

_IMPUTED = LISTING_BASES[-1]
_BARE_NUMBER = re.compile(r"[\d.\-+/]+")
_NEEDED = (c.KEYWORD, c.SEARCH_VOLUME, c.LISTING_COUNT, c.LISTING_BASIS)


def waiting_rows(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of scored keywords that wait for a fact: possible ones, of no year that is over.

    Only the columns that the questions need are kept.
    """
    waits = (scored[c.RELEVANCE_CLASS] == POSSIBLE) & ~scored[c.DATED].astype(bool)
    return scored.loc[waits, list(_NEEDED)]


@dataclass(frozen=True)
class Group:
    """What one question asks for: its kind, and the concepts that its words mean."""

    kind: str
    code: str
    concepts: frozenset[tuple[Role | None, str]]


@dataclass(frozen=True, eq=False)
class Asked:
    """Which words of which waiting rows ask for which group: arrays of one length, a pair once."""

    words: tuple[str, ...]
    groups: tuple[Group, ...]
    searches: FloatArray
    row: IntArray
    word: IntArray
    group: IntArray


@dataclass(frozen=True, eq=False)
class Waiting:
    """Waiting rows in words, held against what the product states.

    Parameters
    ----------
    frame
        What `waiting_rows` gave for `product`, or a piece of it.
    settings
        Those of the scoring.
    """

    frame: pd.DataFrame
    product: Product
    settings: Settings

    @property
    def open_words(self) -> frozenset[str]:
        """Words that ask for what the product neither states nor denies."""
        words = self._rows.vocabulary.words
        return frozenset(words[place] for place in np.flatnonzero(self._is_open).tolist())

    def asked(self, confirmed: Collection[str]) -> Asked:
        """Return what the rows ask for that fit once `confirmed`, the open words of all rows, is approved."""
        rows, is_open = self._rows, self._is_open
        numbered, group_of = _groups(rows.vocabulary, self._verdicts, is_open, self._facts)
        settled = self._fits(confirmed)
        settled &= rows.count(is_open & (group_of < 0)) == 0
        token = np.flatnonzero(is_open[rows.word_of] & settled[rows.row_of])
        pairs = np.unique(np.column_stack([rows.row_of[token], rows.word_of[token]]), axis=0)
        return Asked(
            words=rows.vocabulary.words,
            groups=numbered,
            searches=self.frame[c.SEARCH_VOLUME].to_numpy(dtype=np.float64),
            row=pairs[:, 0],
            word=pairs[:, 1],
            group=group_of[pairs[:, 1]],
        )

    def _fits(self, confirmed: Collection[str]) -> BoolArray:
        """Return which rows fit the product once everything that is asked for is approved."""
        approved = (*self.product.approved_words, *sorted(confirmed))
        known = self.frame[c.LISTING_BASIS] != _IMPUTED
        listings = self.frame[c.LISTING_COUNT].where(known).to_numpy(dtype=np.float64)
        facts = product_facts(replace(self.product, approved_words=approved), segmenter(self._spec))
        return np.asarray(judge(self._rows, listings, facts).category == IN_FITS)

    @property
    def _spec(self) -> SegmenterSpec:
        return SegmenterSpec(words=self.settings.user_words)

    @cached_property
    def _rows(self) -> TokenizedRows:
        return tokenize(self.frame[c.KEYWORD].tolist(), self._spec)

    @cached_property
    def _facts(self) -> ProductFacts:
        return _facts_of(self.product, self._spec)

    @cached_property
    def _verdicts(self) -> WordVerdicts:
        return word_verdicts(self._rows.vocabulary, self._facts)

    @cached_property
    def _is_open(self) -> BoolArray:
        unsure_type = np.isin(self._verdicts.type_match, (TypeMatch.NEAR, TypeMatch.NARROWER))
        unstated = np.isin(self._verdicts.verdict, (Verdict.UNSTATED, Verdict.UNKNOWN))
        return np.asarray(unsure_type | unstated)


@lru_cache(maxsize=2)
def _facts_of(product: Product, spec: SegmenterSpec) -> ProductFacts:
    """Return what a product states; kept for the next piece."""
    return product_facts(product, segmenter(spec))


def _groups(
    vocabulary: Vocabulary, verdicts: WordVerdicts, is_open: BoolArray, facts: ProductFacts
) -> tuple[tuple[Group, ...], IntArray]:
    """Return the distinct questions and, for each word, the place of its own; -1 for none worth asking."""
    number: dict[Group, int] = {}
    group_of = np.full(len(vocabulary.words), -1)
    refused = _concepts(Vocabulary.of(tuple(sorted(facts.forbidden))))
    for place in np.flatnonzero(is_open).tolist():
        group, word = _group_of(vocabulary, verdicts, place), vocabulary.words[place]
        if _is_askable(word, group) and not (
            group.concepts <= refused or any(banned in word for banned in facts.forbidden)
        ):
            group_of[place] = number.setdefault(group, len(number))
    return tuple(number), group_of


def _group_of(vocabulary: Vocabulary, verdicts: WordVerdicts, place: int) -> Group:
    code = REASONS[verdicts.reason[place]]
    if verdicts.type_match[place] in (TypeMatch.NEAR, TypeMatch.NARROWER):
        code = "type"
    senses = [sense for sense in _senses(vocabulary, place) if _reason_of(sense) == code]
    if not senses:
        return Group(UNKNOWN, "other", frozenset({(None, vocabulary.words[place])}))
    role = senses[0].role
    kind = code if role is Role.AUDIENCE else role.value
    return Group(kind, code, frozenset((sense.role, sense.concept) for sense in senses))


def _senses(vocabulary: Vocabulary, place: int) -> Sequence[Sense]:
    start, stop = vocabulary.sense_start[place : place + 2].tolist()
    return [vocabulary.senses[number] for number in vocabulary.sense_of[start:stop].tolist()]


def _concepts(vocabulary: Vocabulary) -> frozenset[tuple[Role | None, str]]:
    return frozenset(
        (vocabulary.senses[one].role, vocabulary.senses[one].concept) for one in vocabulary.sense_of
    )


def _reason_of(sense: Sense) -> str:
    return "gender" if sense.slot == "gender" else REASON_OF_ROLE[sense.role]


def _is_askable(word: str, group: Group) -> bool:
    """Say whether a seller could answer: not for a lone unknown character, a bare number, an offer."""
    if group.kind == "year":
        return True
    return group.kind in KINDS and not (
        (group.kind == UNKNOWN and len(word) == 1) or _BARE_NUMBER.fullmatch(word)
    )
