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
import pandas as pd

from kwopt import columns as c
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.relevance.devices import with_devices
from kwopt.scoring.relevance.evidence import Evidence, nothing_of_the_product, row_evidence
from kwopt.scoring.relevance.logistic import Weights, logistic_probability, shipped_weights, side_by_side
from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.reasons import REASONS
from kwopt.scoring.relevance.spaced import SpacedEvidence, spaced_evidence
from kwopt.scoring.relevance.spaced_model import spaced_probability
from kwopt.scoring.relevance.verdicts import WordVerdicts, word_verdicts
from kwopt.scoring.words.labels import MISSING, Codes
from kwopt.scoring.words.rows import BoolArray, FloatArray, TokenizedRows

FITS, POSSIBLE, WRONG = CLASSES = ("fits", "possible", "wrong")
IN_FITS, IN_POSSIBLE, IN_WRONG = range(3)
"""Codes of `CLASSES`."""


LEAST_SURE = 0.5
"""A keyword fits only if it is more likely than not that it does, whatever its words say one by one."""

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


def class_counts(scored: pd.DataFrame) -> dict[str, int]:
    """Return how many scored keywords are of each class; none of any where nothing was judged."""
    found = scored[c.RELEVANCE_CLASS].value_counts()
    return {name: int(found.get(name, 0)) for name in CLASSES}


def judge(rows: TokenizedRows, listings: FloatArray, facts: ProductFacts) -> Relevance:
    """Return the relevance of each row to the product of `facts`.

    `listings` are the counts as stated, NaN where the table states none.
    """
    verdicts = word_verdicts(rows.vocabulary, facts)
    said = spaced_evidence(rows, verdicts, facts)
    evidence = _evidence(rows, listings, verdicts, said, facts)
    found = logistic_probability(features(evidence), _weights())
    if said is not None:
        found[said.spaced] = spaced_probability(said.where(said.spaced))
    category = _category(evidence, found)
    reason, culprit = _reasons(verdicts, evidence, category)
    return Relevance(found, category, reason, culprit)


def evidence_of(rows: TokenizedRows, listings: FloatArray, facts: ProductFacts) -> Evidence:
    """Return what each row says of the product, as `judge` weighs it."""
    verdicts = word_verdicts(rows.vocabulary, facts)
    return _evidence(rows, listings, verdicts, spaced_evidence(rows, verdicts, facts), facts)


def _evidence(
    rows: TokenizedRows,
    listings: FloatArray,
    verdicts: WordVerdicts,
    said: SpacedEvidence | None,
    facts: ProductFacts,
) -> Evidence:
    evidence = _with_spaced(row_evidence(rows, listings, verdicts), said)
    return with_devices(evidence, rows, listings, verdicts, facts)


def _with_spaced(evidence: Evidence, said: SpacedEvidence | None) -> Evidence:
    """Return the evidence with the rows of spaced languages read in their own way; None: there are none."""
    if said is None:
        return evidence
    spaced = {
        "type_match": said.type_match,
        "type_word": said.head,
        "denied": evidence.denied + (said.misfit >= 0),
        "unstated": said.unstated,
        "unknown_characters": np.zeros(len(said.head)),
        "stated_share": said.named_share + said.elsewhere_share + said.akin_share,
        "pasted": said.pasted,
        "tells": said.tells,
        "asked": said.asked,
        "misfit": said.misfit,
        "accessory": said.accessory & (said.type_match == TypeMatch.OTHER),
        "unstated_word": said.unstated_word,
        "unknown_word": np.full(len(said.head), -1),
    }
    return replace(
        evidence,
        **{name: np.where(said.spaced, value, getattr(evidence, name)) for name, value in spaced.items()},
    )


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
    return side_by_side([columns[name] for name in FEATURES])


@cache
def _weights() -> Weights:
    return shipped_weights("relevance.toml", FEATURES)


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


def _reasons(verdicts: WordVerdicts, evidence: Evidence, category: Codes) -> tuple[Codes, Codes]:
    """Return the reason and the culprit of the worst thing each row says, missing for rows that fit."""
    by_word = np.append(verdicts.reason, REASONS.index("type"))
    denied, unstated, unknown = evidence.denied_word, evidence.unstated_word, evidence.unknown_word
    other = evidence.type_match == TypeMatch.OTHER
    brand, spec, rest, kind = (REASONS.index(code) for code in ("brand", "spec", "other", "type"))
    cases: list[tuple[BoolArray, Any, Any]] = [
        (category == IN_FITS, MISSING, MISSING),
        (evidence.accessory & (denied < 0), REASONS.index("accessory"), evidence.type_word),
        (other, kind, evidence.type_word),
        (evidence.pasted, brand, MISSING),
        (denied >= 0, by_word[denied], denied),
        ((evidence.device_word >= 0) & (evidence.denied > 0), spec, evidence.device_word),
        (evidence.misfit >= 0, spec, evidence.misfit),
        ((evidence.unknown_characters >= 2) & (evidence.type_match > TypeMatch.NONE), brand, unknown),
        (evidence.unknown_characters >= 2, kind, unknown),
        (nothing_of_the_product(evidence), kind, MISSING),
        (evidence.device_word >= 0, spec, evidence.device_word),
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
