"""What type each keyword asks for, as seen from the product: its type words weighed together.

Chinese keywords have their head last, yet shoppers put words in any order: the last type says most, and
another thing named anywhere makes it another thing. What a single type word is to the product, a
`TypeMatch`, is judged in `kwopt.scoring.relevance.own_types`.
"""

from dataclasses import dataclass

import numpy as np

from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.verdicts import WordVerdicts
from kwopt.scoring.words.rows import BoolArray, IntArray, TokenizedRows


@dataclass(frozen=True, eq=False)
class RowTypes:
    """The type that each row asks for; arrays of shape (n_rows,).

    `match` is a `TypeMatch`; `word` the place of the word that decided, -1 for none; `accessory`: the row
    asks for what goes with the product.
    """

    match: IntArray
    word: IntArray
    accessory: BoolArray


def row_types(rows: TokenizedRows, verdicts: WordVerdicts) -> RowTypes:
    """Return what the type words of each row amount to."""
    by_word = np.append(verdicts.type_match, TypeMatch.NONE)
    last = rows.last(verdicts.type_match > TypeMatch.NONE)
    named_last = by_word[last]
    is_foreign = verdicts.type_match == TypeMatch.OTHER
    # The thing that an accessory is for may stand before it: 手机 in 手机新款壳.
    foreign = np.where(
        named_last >= TypeMatch.NEAR, rows.count(is_foreign & ~verdicts.made_for), rows.count(is_foreign)
    )
    is_other = (foreign > 0) | (named_last == TypeMatch.MENTIONED)
    match = np.where(is_other, TypeMatch.OTHER, _least_sure(rows, verdicts.type_match))
    word = np.where(is_other & (named_last >= TypeMatch.NEAR), rows.last(is_foreign), last)
    names_own = rows.count(verdicts.type_match >= TypeMatch.NEAR) > 0
    accessory = is_other & _is_accessory(last, names_own, verdicts)
    return _with_stand_ins(RowTypes(match, word, accessory), rows, verdicts)


def _with_stand_ins(named: RowTypes, rows: TokenizedRows, verdicts: WordVerdicts) -> RowTypes:
    """Return the types with words that stand for one (短袖: a top) read where a row names none."""
    word = np.where(named.match == TypeMatch.NONE, rows.last(verdicts.stand_in > TypeMatch.NONE), -1)
    stood_for = np.append(verdicts.stand_in, TypeMatch.NONE)[word]
    stood_for = np.where(stood_for == TypeMatch.MENTIONED, TypeMatch.OTHER, stood_for)
    return RowTypes(
        match=np.where(word >= 0, stood_for, named.match),
        word=np.where(word >= 0, word, named.word),
        accessory=named.accessory,
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
