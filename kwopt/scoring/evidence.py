"""What the words of every keyword amount to for one product: the evidence on which relevance is judged.

Words are judged alone (`kwopt.scoring.verdicts`); here their verdicts are counted row by row.
"""

from dataclasses import dataclass

import numpy as np

from kwopt.scoring.own_types import TypeMatch
from kwopt.scoring.rows import BoolArray, FloatArray, IntArray, TokenizedRows
from kwopt.scoring.verdicts import GRAVEST, REASONS, Verdict, WordVerdicts

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
    match = verdicts.type_match
    is_type = match > TypeMatch.NONE
    last = rows.last(is_type)
    best = np.append(match, TypeMatch.NONE)[last]
    foreign = rows.count(match == TypeMatch.OTHER)
    foreign = np.where(
        best >= TypeMatch.NEAR, rows.count((match == TypeMatch.OTHER) & ~verdicts.made_for), foreign
    )
    own = rows.count(match >= TypeMatch.NEAR)
    type_match = np.where(
        (foreign > 0) | (best == TypeMatch.MENTIONED), TypeMatch.OTHER, _least_sure(rows, match)
    )
    type_word = np.where(best >= TypeMatch.NEAR, rows.last(match == TypeMatch.OTHER), last)
    type_word = np.where(type_match == TypeMatch.OTHER, type_word, last)
    stand_in = np.where(type_match == TypeMatch.NONE, rows.last(verdicts.stand_in > TypeMatch.NONE), -1)
    type_match = np.where(stand_in >= 0, np.append(verdicts.stand_in, TypeMatch.NONE)[stand_in], type_match)
    type_match = np.where(type_match == TypeMatch.MENTIONED, TypeMatch.OTHER, type_match)
    unstated = rows.last(verdicts.verdict == Verdict.UNSTATED)
    for_grown = np.where(rows.count(verdicts.young) == 0, rows.last(verdicts.grown), -1)
    length = rows.vocabulary.lengths
    total = rows.total(length)
    stated = (verdicts.verdict == Verdict.STATED) | (match >= TypeMatch.BROADER)
    few = np.isnan(listings) | (listings <= PASTED_LISTINGS)
    return Evidence(
        type_match=type_match,
        type_word=np.where(stand_in >= 0, stand_in, type_word),
        names_part=(rows.count(verdicts.names_part) > 0) & (rows.count(verdicts.names_whole) == 0),
        denied=rows.count(verdicts.verdict == Verdict.DENIED),
        unstated=rows.count(verdicts.verdict == Verdict.UNSTATED) + (for_grown >= 0),
        unknown_characters=rows.total(np.where(verdicts.verdict == Verdict.UNKNOWN, length, 0.0)),
        stated_share=rows.total(np.where(stated, length, 0.0)) / np.maximum(total, 1.0),
        tells=rows.count(verdicts.tells) > 0,
        pasted=((rows.characters >= PASTED_LENGTH) & few) | (rows.characters >= PASTED_LENGTH_ALWAYS),
        accessory=(type_match == TypeMatch.OTHER) & _is_accessory(last, own > 0, verdicts),
        asked=np.full(len(rows), -1),
        misfit=np.full(len(rows), -1),
        denied_word=_gravest_denied(rows, verdicts),
        unstated_word=np.where(unstated >= 0, unstated, for_grown),
        unknown_word=rows.last(verdicts.verdict == Verdict.UNKNOWN),
        device_word=np.full(len(rows), -1),
        characters=total,
    )


def _is_accessory(last: IntArray, names_own: BoolArray, verdicts: WordVerdicts) -> BoolArray:
    """Return which rows ask for what goes with the product: by kind, or a thing named after the product's."""
    goes_with, other_family = (
        np.append(marks, False)[last] for marks in (verdicts.accessory, verdicts.other_family)
    )
    foreign = np.append(verdicts.type_match, TypeMatch.NONE)[last] <= TypeMatch.MENTIONED
    accessory: BoolArray = goes_with | (names_own & foreign & other_family)
    return accessory


def _least_sure(rows: TokenizedRows, match: IntArray) -> IntArray:
    """Return the least sure of the types that each row names; a hypernym beside the type counts nothing."""
    kinds = (TypeMatch.NEAR, TypeMatch.NARROWER, TypeMatch.SAME, TypeMatch.BROADER)
    return np.select([rows.count(match == kind) > 0 for kind in kinds], kinds, TypeMatch.NONE)


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
