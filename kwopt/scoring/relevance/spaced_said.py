"""Which words of spaced keywords a product says, and where: in what names it, elsewhere, or only akin.

A word is sought in its forms, its parts and joined with its neighbour; a model number also by its beginning.
What remains unsaid may be akin: of one stem, one edit from a word that the lexicon does not list, or two
words typed as one. Each of the product's words is looked up among the keywords' words, never the other way
about, so that a product costs as much as it says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np

from kwopt.language.english import lemma, pieces, stem, variants, without_a_letter
from kwopt.language.heads import likely_head
from kwopt.language.measures import numbers_in
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.facts.statements import Statement
from kwopt.scoring.words.rows import BoolArray, IntArray, TokenizedRows
from kwopt.scoring.words.spaced_rows import SHORTEST_MISSPELLED, SHORTEST_PART, SpacedRows, compact_code


class Said(IntEnum):
    """How a product says a word; the larger, the more surely it is about the product."""

    NOT = 0
    AKIN = 1
    ELSEWHERE = 2  # among its attributes
    NAMED = 3  # in its title, name or category


@dataclass(frozen=True, eq=False)
class SaidTokens:
    """How the product says each token, shape (n_tokens,); which words are its head, shape (n_words,).

    `other_number` are tokens of numbers that follow a name of which the product states another number.
    """

    level: IntArray
    own_head: BoolArray
    other_number: BoolArray


def said_tokens(spaced: SpacedRows, rows: TokenizedRows, facts: ProductFacts) -> SaidTokens:
    """Return how the product of `facts` says the tokens of spaced rows."""
    naming = [statement for statement in facts.statements if _names(statement)]
    level = np.zeros(len(rows.vocabulary.words), dtype=np.int64)
    by_token = np.zeros(len(spaced.word), dtype=np.int64)
    for statements, said in ((facts.statements, Said.ELSEWHERE), (naming, Said.NAMED)):
        words = [_latin(statement) for statement in statements]
        forms = _forms(words)
        _raise(level, _places(spaced, forms, words, rows), said)
        _raise(level, _numbers(spaced, rows, statements), said)
        tokens = [token for form in forms for token in spaced.joined.get(form, ())]
        _raise(by_token, [place for token in tokens for place in (token, token + 1)], said)
    akin = _akin(spaced, _forms([_latin(statement) for statement in facts.statements]))
    _raise(level, akin[level[akin] == Said.NOT], Said.AKIN)
    by_token = np.maximum(by_token, level[spaced.word])
    _raise(by_token, _equal_measures(spaced, facts), Said.NAMED)
    return SaidTokens(by_token, _own_heads(spaced, naming, rows), _other_numbers(spaced, rows, facts))


def _names(statement: Statement) -> bool:
    return (statement.type_weight > 0 or statement.is_title) and not statement.is_choice


def _latin(statement: Statement) -> list[str]:
    return [word for word in statement.words if word.isascii()]


def _forms(statements: Iterable[list[str]]) -> set[str]:
    """Return the forms of all words, of their parts, and of neighbours written as one."""
    found: set[str] = set()
    for words in statements:
        parts = [part for word in words for part in pieces(word)]
        found |= {form for word in (*words, *parts) for form in variants(word)}
        found |= {one + lemma(other) for one, other in pairwise(parts)}
    return found


def _raise(level: IntArray, places: Iterable[int] | IntArray, said: Said) -> None:
    held = np.fromiter(places, dtype=np.int64) if not isinstance(places, np.ndarray) else places
    level[held] = np.maximum(level[held], said)


def _places(
    spaced: SpacedRows, forms: set[str], statements: Iterable[list[str]], rows: TokenizedRows
) -> list[int]:
    """Return the words that the forms are, hyphened words of which they are the parts, and model numbers."""
    found = [place for form in forms for place in spaced.by_form.get(form, ())]
    found += [
        place
        for place, parts in spaced.hyphened.items()
        if all(not forms.isdisjoint(variants(part)) for part in parts)
    ]
    codes = {code for words in statements for word in words if (code := compact_code(word))}
    for code in codes:
        for place in spaced.codes.get(code[:4], ()):
            typed = compact_code(rows.vocabulary.words[place]) or ""
            if code.startswith(typed) or typed.startswith(code):
                found.append(place)
    return found


def _numbers(spaced: SpacedRows, rows: TokenizedRows, statements: Iterable[Statement]) -> list[int]:
    """Return the number words whose every number the statements hold."""
    stated = frozenset().union(*(numbers_in(statement.text) for statement in statements))
    return [place for place in spaced.numbers if numbers_in(rows.vocabulary.words[place]) <= stated]


def _equal_measures(spaced: SpacedRows, facts: ProductFacts) -> list[int]:
    """Return the tokens of measures that the product states, in whatever unit."""
    return [
        token
        for first, measure, held in spaced.measures
        if any(measure.equals(own) for own in facts.measures)
        for token in np.flatnonzero((spaced.word == first) & np.isin(spaced.row, held)).tolist()
    ]


def _akin(spaced: SpacedRows, forms: set[str]) -> IntArray:
    """Return the words of one stem with the forms, one edit away, or made of two of them."""
    plain = {form for form in forms if form.isalpha()}
    stems = {stem(form) for form in plain}
    found = [place for base in stems for place in spaced.by_stem.get(base, ())]
    found += _one_edit_away(spaced, plain)
    found += [
        place
        for form in plain
        if len(form) >= SHORTEST_PART
        for place, rest in spaced.compounds.get(form, ())
        if rest in stems
    ]
    return np.array(found, dtype=np.int64)


def _one_edit_away(spaced: SpacedRows, forms: Iterable[str]) -> list[int]:
    return [
        place
        for form in forms
        if len(form) >= SHORTEST_MISSPELLED
        for shortened in without_a_letter(form)
        for place in spaced.misspelled.get(shortened, ())
    ]


def _own_heads(spaced: SpacedRows, naming: Sequence[Statement], rows: TokenizedRows) -> BoolArray:
    """Return which words are, in any form or spelling, the last word of what names the product."""
    heads = {head for statement in naming if (head := likely_head(statement.text)) is not None}
    found = [place for head in heads for form in variants(head) for place in spaced.by_form.get(form, ())]
    compounds = _forms([_latin(statement) for statement in naming]) - heads
    found += [
        place
        for form in compounds
        if any(form.endswith(head) for head in heads)
        for place in spaced.by_form.get(form, ())
    ]  # waterbottle
    found += _one_edit_away(spaced, heads)
    own = np.zeros(len(rows.vocabulary.words), dtype=bool)
    own[found] = True
    return own


def _other_numbers(spaced: SpacedRows, rows: TokenizedRows, facts: ProductFacts) -> BoolArray:
    """Return which numbers follow a name that the product gives another number (iphone 13, for 12)."""
    other = np.zeros(len(spaced.word), dtype=bool)
    numbers = frozenset().union(*(numbers_in(statement.text) for statement in facts.statements))
    for name in _numbered_names(facts.statements):
        for token in spaced.after_name.get(name, ()):
            other[token] = float(rows.vocabulary.words[spaced.word[token]]) not in numbers
    return other


def _numbered_names(statements: Iterable[Statement]) -> set[str]:
    return {
        name
        for statement in statements
        for name, number in pairwise(statement.words)
        if name.isascii() and number.isdigit()
    }
