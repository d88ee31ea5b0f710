"""Relevance of every keyword to one product: probability, class, reason.

Relevance gates. A keyword that names another type, contradicts a fact or belongs to another's brand is
`wrong`; one that asks for what the product neither states nor denies is `possible`; the rest `fits`. The
probability comes from a logistic model on a handful of readable features, fitted on graded pairs
(`benchmarks/fit_relevance.py`).
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from kwopt.resources import load_toml
from kwopt.scoring.facts import ProductFacts
from kwopt.scoring.labels import MISSING, Codes
from kwopt.scoring.rows import BoolArray, FloatArray, IntArray, TokenizedRows
from kwopt.scoring.spaced import SpacedEvidence, spaced_evidence
from kwopt.scoring.verdicts import REASONS, TypeMatch, Verdict, WordVerdicts, word_verdicts

FITS, POSSIBLE, WRONG = CLASSES = ("fits", "possible", "wrong")
IN_FITS, IN_POSSIBLE, IN_WRONG = range(3)
"""Codes of `CLASSES`."""

PASTED_LENGTH = 15
"""A query of so many characters with hardly any listing is another shop's title, pasted."""
PASTED_LISTINGS = 20
PASTED_LENGTH_ALWAYS = 24
"""No shopper types so many characters, whatever the listing count."""

LEAST_SURE = 0.5
"""A keyword fits only if it is more likely than not that it does, whatever its words say one by one."""

GRAVEST = ("age", "brand", "gender")
"""Reasons told before all others where several facts deny a keyword."""

FEATURES = (
    "type_same", "type_broader", "type_narrower", "type_near", "type_other", "denied", "unstated",
    "unknown_characters", "stated_share", "pasted", "part_of_set",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Relevance:
    """Relevance of each row; arrays of shape (n_rows,).

    `category` holds codes of `CLASSES`, `reason` of `REASONS` (missing for rows that fit), `culprit` the
    place in the vocabulary of the word that is to blame (missing where none is).
    """

    probability: FloatArray
    category: Codes
    reason: Codes
    culprit: Codes


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the words of each row amount to; arrays of shape (n_rows,)."""

    type_match: IntArray
    type_word: IntArray
    names_part: BoolArray
    denied: IntArray
    unstated: IntArray
    unknown_characters: FloatArray
    stated_share: FloatArray
    tells: BoolArray
    pasted: BoolArray
    accessory: BoolArray
    asked: IntArray
    misfit: IntArray


def judge(rows: TokenizedRows, listings: FloatArray, facts: ProductFacts) -> Relevance:
    """Return the relevance of each row to the product of `facts`.

    `listings` are the counts as stated, NaN where the table states none.
    """
    verdicts = word_verdicts(rows.vocabulary, facts)
    evidence = _with_spaced(
        row_evidence(rows, listings, verdicts), verdicts, spaced_evidence(rows, verdicts, facts)
    )
    probability = _probability(features(evidence))
    category = _category(evidence, probability)
    reason, culprit = _reasons(rows, verdicts, evidence, category)
    return Relevance(probability, category, reason, culprit)


def row_evidence(rows: TokenizedRows, listings: FloatArray, verdicts: WordVerdicts) -> Evidence:
    """Return what the verdicts on its words amount to for each row."""
    match = verdicts.type_match
    is_type = match > TypeMatch.NONE
    last = rows.last(is_type)
    best = np.append(match, TypeMatch.NONE)[last]
    foreign = rows.count(match == TypeMatch.OTHER)
    own = rows.count(match >= TypeMatch.NEAR)
    type_match = np.where(
        (foreign > 0) | (best == TypeMatch.MENTIONED), TypeMatch.OTHER, _least_sure(rows, match)
    )
    type_word = np.where(best >= TypeMatch.NEAR, rows.last(match == TypeMatch.OTHER), last)
    length = rows.vocabulary.lengths
    total = rows.total(length)
    stated = (verdicts.verdict == Verdict.STATED) | (match >= TypeMatch.BROADER)
    few = np.isnan(listings) | (listings <= PASTED_LISTINGS)
    return Evidence(
        type_match=type_match,
        type_word=np.where(type_match == TypeMatch.OTHER, type_word, last),
        names_part=(own > 0) & (rows.count(verdicts.names_whole) == 0),
        denied=rows.count(verdicts.verdict == Verdict.DENIED),
        unstated=rows.count(verdicts.verdict == Verdict.UNSTATED),
        unknown_characters=rows.total(np.where(verdicts.verdict == Verdict.UNKNOWN, length, 0.0)),
        stated_share=rows.total(np.where(stated, length, 0.0)) / np.maximum(total, 1.0),
        tells=rows.count(verdicts.tells) > 0,
        pasted=((rows.characters >= PASTED_LENGTH) & few) | (rows.characters >= PASTED_LENGTH_ALWAYS),
        accessory=(type_match == TypeMatch.OTHER) & _is_accessory(last, own > 0, verdicts),
        asked=np.full(len(rows), -1),
        misfit=np.full(len(rows), -1),
    )


def _is_accessory(last: IntArray, names_own: BoolArray, verdicts: WordVerdicts) -> BoolArray:
    """Return which rows ask for what goes with the product: by kind, or a thing named after the product's."""
    goes_with, other_family = (
        np.append(marks, False)[last] for marks in (verdicts.accessory, verdicts.other_family)
    )
    foreign = np.append(verdicts.type_match, TypeMatch.NONE)[last] <= TypeMatch.MENTIONED
    accessory: BoolArray = goes_with | (names_own & foreign & other_family)
    return accessory


def _with_spaced(evidence: Evidence, verdicts: WordVerdicts, said: SpacedEvidence) -> Evidence:
    """Return the evidence with the rows of spaced languages read in their own way."""
    match = np.append(verdicts.type_match, TypeMatch.NONE)[said.head]
    match = np.where(match == TypeMatch.MENTIONED, TypeMatch.OTHER, match)
    spaced = {
        "type_match": match,
        "type_word": said.head,
        "denied": evidence.denied + (said.misfit >= 0),
        "unstated": said.unstated,
        "unknown_characters": np.zeros(len(match)),
        "stated_share": said.stated_share,
        "pasted": said.pasted,
        "tells": evidence.tells | said.tells,
        "asked": said.asked,
        "misfit": said.misfit,
        "accessory": said.accessory & (match == TypeMatch.OTHER),
    }
    return replace(
        evidence,
        **{name: np.where(said.spaced, value, getattr(evidence, name)) for name, value in spaced.items()},
    )


def _least_sure(rows: TokenizedRows, match: IntArray) -> IntArray:
    """Return the least sure of the types that each row names; a hypernym beside the type counts nothing."""
    kinds = (TypeMatch.NEAR, TypeMatch.NARROWER, TypeMatch.SAME, TypeMatch.BROADER)
    return np.select([rows.count(match == kind) > 0 for kind in kinds], kinds, TypeMatch.NONE)


def features(evidence: Evidence) -> FloatArray:
    """Return the model's features, shape (n_rows, n_features), in the order of `FEATURES`."""
    columns = {
        "type_same": evidence.type_match == TypeMatch.SAME,
        "type_broader": evidence.type_match == TypeMatch.BROADER,
        "type_narrower": evidence.type_match == TypeMatch.NARROWER,
        "type_near": evidence.type_match == TypeMatch.NEAR,
        "type_other": evidence.type_match == TypeMatch.OTHER,
        "denied": np.minimum(evidence.denied, 2),
        "unstated": np.minimum(evidence.unstated, 3),
        "unknown_characters": np.minimum(evidence.unknown_characters, 4),
        "stated_share": evidence.stated_share,
        "pasted": evidence.pasted,
        "part_of_set": evidence.names_part,
    }
    return np.column_stack([columns[name].astype(np.float64) for name in FEATURES])


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    fitted = load_toml("relevance.toml")
    return fitted["intercept"], tuple(fitted["weights"][name] for name in FEATURES)


def _probability(columns: FloatArray) -> FloatArray:
    """Return the logistic of the weighted features, added in a fixed order: no BLAS, equal bytes."""
    log_odds, weights = _weights()
    total = np.full(len(columns), log_odds)
    for place, weight in enumerate(weights):
        total += weight * columns[:, place]
    probability: FloatArray = 1 / (1 + np.exp(-total))
    return probability


def nothing_of_the_product(evidence: Evidence) -> BoolArray:
    """Return which rows name no type and nothing else that could stand for the product."""
    typeless: BoolArray = evidence.type_match == TypeMatch.NONE
    return typeless & (~evidence.tells | (evidence.unknown_characters > 0))


def _category(evidence: Evidence, probability: FloatArray) -> Codes:
    wrong = (
        (evidence.type_match == TypeMatch.OTHER)
        | (evidence.denied > 0)
        | (evidence.unknown_characters >= 2)
        | evidence.pasted
        | nothing_of_the_product(evidence)
    )
    open_question = (
        (evidence.unstated > 0)
        | (evidence.unknown_characters > 0)
        | np.isin(evidence.type_match, (TypeMatch.NONE, TypeMatch.NEAR, TypeMatch.NARROWER))
        | evidence.names_part
        | (probability < LEAST_SURE)
    )
    return np.select([wrong, open_question], [IN_WRONG, IN_POSSIBLE], IN_FITS)


def _reasons(
    rows: TokenizedRows, verdicts: WordVerdicts, evidence: Evidence, category: Codes
) -> tuple[Codes, Codes]:
    """Return the reason and the culprit of the worst thing each row says, missing for rows that fit."""
    by_word = np.append(verdicts.reason, REASONS.index("type"))
    denied = _gravest_denied(rows, verdicts)
    unstated = rows.last(verdicts.verdict == Verdict.UNSTATED)
    unknown = rows.last(verdicts.verdict == Verdict.UNKNOWN)
    other = evidence.type_match == TypeMatch.OTHER
    brand, spec, rest, kind = (REASONS.index(code) for code in ("brand", "spec", "other", "type"))
    cases: list[tuple[BoolArray, Any, Any]] = [
        (category == IN_FITS, MISSING, MISSING),
        (evidence.accessory & (denied < 0), REASONS.index("accessory"), evidence.type_word),
        (other, kind, evidence.type_word),
        (evidence.pasted, brand, MISSING),
        (denied >= 0, by_word[denied], denied),
        (evidence.misfit >= 0, spec, evidence.misfit),
        ((evidence.unknown_characters >= 2) & (evidence.type_match > TypeMatch.NONE), brand, unknown),
        (evidence.unknown_characters >= 2, kind, unknown),
        (nothing_of_the_product(evidence), kind, MISSING),
        (unstated >= 0, by_word[unstated], unstated),
        (evidence.asked >= 0, rest, evidence.asked),
        (unknown >= 0, rest, unknown),
        (evidence.names_part, kind, MISSING),
        (evidence.type_match >= TypeMatch.BROADER, rest, MISSING),
    ]
    conditions = [condition for condition, _, _ in cases]
    reason = np.select(conditions, [np.asarray(code) for _, code, _ in cases], kind)
    culprit = np.select(conditions, [np.asarray(place) for _, _, place in cases], evidence.type_word)
    return reason, culprit


def _gravest_denied(rows: TokenizedRows, verdicts: WordVerdicts) -> IntArray:
    """Return the denied word that rules out most: for whom the thing is, before what it is like."""
    is_denied = verdicts.verdict == Verdict.DENIED
    gravest = rows.last(is_denied)
    for code in reversed(GRAVEST):
        last = rows.last(is_denied & (verdicts.reason == REASONS.index(code)))
        gravest = np.where(last >= 0, last, gravest)
    return gravest
