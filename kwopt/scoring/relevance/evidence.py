"""What the words of every keyword amount to for one product: the evidence on which relevance is judged.

Words are judged alone (`kwopt.scoring.relevance.verdicts`); here their verdicts are counted row by row.
"""

from dataclasses import dataclass

import numpy as np

from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.reasons import GRAVEST, REASONS, Verdict
from kwopt.scoring.relevance.row_types import row_types
from kwopt.scoring.relevance.verdicts import WordVerdicts
from kwopt.scoring.words.rows import BoolArray, FloatArray, IntArray, TokenizedRows

PASTED_LENGTH = 15
"""A query of so many characters with hardly any listing is another shop's title, pasted."""
PASTED_LISTINGS = 20
PASTED_LENGTH_ALWAYS = 24
"""No shopper types so many characters, whatever the listing count."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the words of each row amount to; arrays of shape (n_rows,).

    Fields named for a word hold its place in the vocabulary, -1 for none: the type, the gravest denied word,
    the last unstated and unknown ones, what a device's name begins with that the product does not state.
    `asked` and `misfit` are such places in rows of spaced languages. `characters` are those of all words.
    """

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
    denied_word: IntArray
    unstated_word: IntArray
    unknown_word: IntArray
    device_word: IntArray
    characters: FloatArray


def row_evidence(rows: TokenizedRows, listings: FloatArray, verdicts: WordVerdicts) -> Evidence:
    """Return what the verdicts on its words amount to for each row."""
    kinds = row_types(rows, verdicts)
    unstated = rows.last(verdicts.verdict == Verdict.UNSTATED)
    for_grown = np.where(rows.count(verdicts.young) == 0, rows.last(verdicts.grown), -1)
    length = rows.vocabulary.lengths
    total = rows.total(length)
    stated = (verdicts.verdict == Verdict.STATED) | (verdicts.type_match >= TypeMatch.BROADER)
    few = np.isnan(listings) | (listings <= PASTED_LISTINGS)
    return Evidence(
        type_match=kinds.match,
        type_word=kinds.word,
        names_part=(rows.count(verdicts.names_part) > 0) & (rows.count(verdicts.names_whole) == 0),
        denied=rows.count(verdicts.verdict == Verdict.DENIED),
        unstated=rows.count(verdicts.verdict == Verdict.UNSTATED) + (for_grown >= 0),
        unknown_characters=rows.total(np.where(verdicts.verdict == Verdict.UNKNOWN, length, 0.0)),
        stated_share=rows.total(np.where(stated, length, 0.0)) / np.maximum(total, 1.0),
        tells=rows.count(verdicts.tells) > 0,
        pasted=((rows.characters >= PASTED_LENGTH) & few) | (rows.characters >= PASTED_LENGTH_ALWAYS),
        accessory=kinds.accessory,
        asked=np.full(len(rows), -1),
        misfit=np.full(len(rows), -1),
        denied_word=_gravest_denied(rows, verdicts),
        unstated_word=np.where(unstated >= 0, unstated, for_grown),
        unknown_word=rows.last(verdicts.verdict == Verdict.UNKNOWN),
        device_word=np.full(len(rows), -1),
        characters=total,
    )


def nothing_of_the_product(evidence: Evidence) -> BoolArray:
    """Return which rows name no type and nothing else that could stand for the product."""
    typeless: BoolArray = evidence.type_match == TypeMatch.NONE
    return typeless & (~evidence.tells | (evidence.unknown_characters > 0))


def _gravest_denied(rows: TokenizedRows, verdicts: WordVerdicts) -> IntArray:
    """Return the denied word that rules out most: for whom the thing is, before what it is like."""
    is_denied = verdicts.verdict == Verdict.DENIED
    gravest = rows.last(is_denied)
    for code in reversed(GRAVEST):
        last = rows.last(is_denied & (verdicts.reason == REASONS.index(code)))
        gravest = np.where(last >= 0, last, gravest)
    return gravest
