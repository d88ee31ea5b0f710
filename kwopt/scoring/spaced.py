"""Keywords of languages with spaces (English): where the head stands, what its modifiers ask for.

A Chinese compound is one word with its head last, so each type word of a keyword says what the thing is. In
English the words of a compound stand apart: a "water bottle brush with handle" is a brush. Only the head,
the last type before a preposition, is judged as a type; every other type word asks for a feature. An
unlisted word is more often an unlisted feature than a brand. Rows without hanzi are read this way, row by
row; nothing here changes what other rows mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kwopt.language.codepoints import CodePoints
from kwopt.language.english import lemma
from kwopt.language.heads import COLLECTIVES, PREPOSITIONS, UNSPACED_SCRIPTS
from kwopt.language.measures import ALONE_MEAN_ONE, Measure, measure_of, number_of, unit_of
from kwopt.language.roles import Role
from kwopt.scoring.facts import ProductFacts
from kwopt.scoring.own_types import TypeMatch
from kwopt.scoring.rows import BoolArray, FloatArray, IntArray, TokenizedRows
from kwopt.scoring.verdicts import Verdict, WordVerdicts

PASTED_WORDS = 12
"""No shopper types so many words: it is another listing's title."""


@dataclass(frozen=True, eq=False)
class SpacedEvidence:
    """What the words of spaced rows say; arrays of shape (n_rows,), empty of meaning in other rows.

    `head` and `asked` are places of words, -1 for none: the type that the keyword names, and the last word
    that asks for what the product does not state. `misfit` is the number of a measure that contradicts it.
    `accessory`: a word beside the head names the product. `tells`: a brand's
    own name stands in it and nothing else that the product does not state, as in a search for the brand.
    """

    spaced: BoolArray
    head: IntArray
    unstated: IntArray
    asked: IntArray
    misfit: IntArray
    stated_share: FloatArray
    pasted: BoolArray
    accessory: BoolArray
    tells: BoolArray


def spaced_evidence(rows: TokenizedRows, verdicts: WordVerdicts, facts: ProductFacts) -> SpacedEvidence:
    """Return what the words of each row without hanzi say of the product of `facts`."""
    tokens = _tokens(rows)
    match = verdicts.type_match
    is_head = tokens.place == np.append(tokens.head_place, -1)[tokens.row]
    others = (match[tokens.word] > TypeMatch.NONE) & ~is_head
    named = match[tokens.word] >= TypeMatch.MENTIONED
    asks = (verdicts.verdict[tokens.word] == Verdict.UNKNOWN) | (others & ~named)
    stated = (verdicts.verdict[tokens.word] == Verdict.STATED) | (match[tokens.word] >= TypeMatch.MENTIONED)
    length = np.where(tokens.says_nothing, 0.0, rows.vocabulary.lengths[tokens.word])
    unstated = asks | ((verdicts.verdict[tokens.word] == Verdict.UNSTATED) & ~others)
    share = _sums(tokens, length * stated, len(rows)) / np.maximum(_sums(tokens, length, len(rows)), 1.0)
    return SpacedEvidence(
        spaced=tokens.spaced,
        head=_last(tokens, is_head, len(rows)),
        unstated=np.bincount(tokens.row[unstated], minlength=len(rows)),
        asked=_last(tokens, asks, len(rows)),
        misfit=_misfits(tokens, rows, facts),
        stated_share=share,
        tells=(share == 1.0) & (rows.count(_own_brands(rows, verdicts)) > 0),
        pasted=np.diff(rows.start) >= PASTED_WORDS,
        accessory=np.bincount(
            tokens.row[others & (match[tokens.word] >= TypeMatch.NEAR)], minlength=len(rows)
        )
        > 0,
    )


def _own_brands(rows: TokenizedRows, verdicts: WordVerdicts) -> BoolArray:
    stated: BoolArray = verdicts.verdict == Verdict.STATED
    return stated & rows.vocabulary.having(Role.BRAND)


@dataclass(frozen=True, eq=False)
class _Tokens:
    """The tokens of spaced rows: their rows, words and places; what no product changes."""

    spaced: BoolArray
    row: IntArray
    word: IntArray
    place: IntArray
    head_place: IntArray
    says_nothing: BoolArray
    measures: tuple[tuple[int, Measure, IntArray], ...]


@lru_cache(maxsize=4)
def _tokens(rows: TokenizedRows) -> _Tokens:
    """Return the tokens of spaced rows; kept for the next product, as rows are immutable."""
    spaced = (rows.count(_unspaced(rows.vocabulary.words)) == 0) & (np.diff(rows.start) > 0)
    place = np.flatnonzero(spaced[rows.row_of])
    row, word = rows.row_of[place], rows.word_of[place]
    return _Tokens(
        spaced=spaced,
        row=row,
        word=word,
        place=place,
        head_place=_head_places(rows, row, word, place),
        says_nothing=rows.vocabulary.having(Role.FUNCTION)[word],
        measures=_measures(_own_words(rows, word), row, word),
    )


def _unspaced(words: Sequence[str]) -> BoolArray:
    """Return which words hold characters of scripts without spaces."""
    characters = CodePoints.of(words)
    foreign = np.logical_or.reduce([characters.between(*script) for script in UNSPACED_SCRIPTS])
    return np.asarray(characters.counts(foreign) > 0)


def _own_words(rows: TokenizedRows, word: IntArray) -> dict[int, str]:
    """Return the distinct words among some tokens by their places in the vocabulary."""
    return {place: rows.vocabulary.words[place] for place in np.unique(word).tolist()}


def _head_places(rows: TokenizedRows, row: IntArray, word: IntArray, place: IntArray) -> IntArray:
    """Return the place of each row's head among all tokens, -1 for none."""
    words = _own_words(rows, word)
    is_type = rows.vocabulary.having(Role.TYPE)[word]
    bound = np.isin(word, [number for number, text in words.items() if text in PREPOSITIONS])
    gathers = np.isin(word, [number for number, text in words.items() if lemma(text) in COLLECTIVES])
    first_bound = np.full(len(rows), len(rows.word_of), dtype=np.int64)
    first_bound[row[bound][::-1]] = place[bound][::-1]
    before = place < first_bound[row]
    head = np.full(len(rows), -1, dtype=np.int64)
    for candidates in (is_type, is_type & before & gathers, is_type & before & ~gathers):
        head[row[candidates]] = place[candidates]
    return head


def _last(tokens: _Tokens, chosen: BoolArray, size: int) -> IntArray:
    """Return the last chosen word of each row, -1 for none."""
    last = np.full(size, -1, dtype=np.int64)
    last[tokens.row[chosen]] = tokens.word[chosen]
    return last


def _sums(tokens: _Tokens, value: FloatArray, size: int) -> FloatArray:
    return np.bincount(tokens.row, weights=value, minlength=size).astype(np.float64)


def _measures(
    words: dict[int, str], row: IntArray, word: IntArray
) -> tuple[tuple[int, Measure, IntArray], ...]:
    """Return each measure that rows name, in one word (32oz) or two (32 oz), with its first word and rows."""
    alone = {place: measure_of(text) for place, text in words.items() if text[0].isdigit()}
    numbers = {place: number_of(text) for place, text in words.items()}
    units = {place: unit for place, text in words.items() if (unit := unit_of(text)) is not None}
    found: dict[tuple[int, Measure], list[int]] = {}
    for token in np.flatnonzero(np.isin(word, [*units, *(p for p, m in alone.items() if m)])).tolist():
        first, measure = int(word[token]), alone.get(int(word[token]))
        if measure is None:
            before = int(word[token - 1]) if token and row[token - 1] == row[token] else -1
            number = numbers.get(before)
            if number is None and words[first] not in ALONE_MEAN_ONE:
                continue
            dimension, factor = units[first]
            first = before if number is not None else first
            measure = Measure(dimension, factor * (1.0 if number is None else number))
        found.setdefault((first, measure), []).append(int(row[token]))
    return tuple((first, measure, np.array(held)) for (first, measure), held in found.items())


def _misfits(tokens: _Tokens, rows: TokenizedRows, facts: ProductFacts) -> IntArray:
    """Return for each row the word of a measure of which the product states another, -1 for none."""
    misfit = np.full(len(rows), -1, dtype=np.int64)
    for first, measure, held in tokens.measures:
        if any(measure.rivals(own) for own in facts.measures) and not any(
            measure.equals(own) for own in facts.measures
        ):
            misfit[held] = first
    return misfit
