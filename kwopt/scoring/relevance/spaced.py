"""Keywords of languages with spaces (English): where the head stands, what its modifiers ask for.

A Chinese compound is one word with its head last, so each type word of a keyword says what the thing is. In
English the words of a compound stand apart: a "water bottle brush with handle" is a brush. Only the head,
the last type before a preposition, is judged as a type; every other type word asks for a feature. An
unlisted word is more often an unlisted feature than a brand; if it stands where the product's own head word
stands, it names the product. Rows without hanzi are read this way, row by row; nothing here changes what
other rows mean.
"""

from dataclasses import dataclass, fields

import numpy as np

from kwopt.language.roles import Role
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.reasons import Verdict
from kwopt.scoring.relevance.spaced_said import Said, SaidTokens, said_tokens
from kwopt.scoring.relevance.verdicts import WordVerdicts
from kwopt.scoring.words.rows import BoolArray, FloatArray, IntArray, TokenizedRows
from kwopt.scoring.words.spaced_rows import SpacedRows, spaced_rows

PASTED_WORDS = 12
"""No shopper types so many words: it is another listing's title."""
TELLING_SHARE = 0.5
"""Of a keyword that names no type the product must say so much for it to be about the product."""


@dataclass(frozen=True, eq=False)
class SpacedEvidence:
    """What the words of spaced rows say; arrays of shape (n_rows,), empty of meaning in other rows.

    `type_match` is how the head relates to the product, `head` its word, `asked` the last word that asks for
    what the product does not state, `misfit` the number of a measure or a model that contradicts it; places
    in the vocabulary, -1 for none. Shares are of the row's content words, weighted by their rarity, by the
    way in which the product says them; `rarest_unsaid` is the rarity of the rarest that it does not say.
    `accessory`: a word beside the head names the product. `tells`: the row names no other thing, and half of
    it the product says, something of its own among that.
    """

    spaced: BoolArray
    type_match: IntArray
    head: IntArray
    unstated: IntArray
    unstated_word: IntArray
    asked: IntArray
    misfit: IntArray
    named_share: FloatArray
    elsewhere_share: FloatArray
    akin_share: FloatArray
    rarest_unsaid: FloatArray
    numbers_unsaid: IntArray
    denied: IntArray
    pasted: BoolArray
    accessory: BoolArray
    tells: BoolArray

    def where(self, rows: BoolArray) -> "SpacedEvidence":
        """Return the evidence of some rows."""
        return SpacedEvidence(*(getattr(self, field.name)[rows] for field in fields(self)))


def spaced_evidence(
    rows: TokenizedRows, verdicts: WordVerdicts, facts: ProductFacts
) -> SpacedEvidence | None:
    """Return what the words of each row without hanzi say of a product, None if there is none."""
    spaced, size = spaced_rows(rows), len(rows)
    if not spaced.spaced.any():
        return None
    said = said_tokens(spaced, rows, facts)
    word, match = spaced.word, verdicts.type_match[spaced.word]
    level = _levels(spaced, said, verdicts)
    is_head = _at(spaced.type_head, len(word))
    others = (match > TypeMatch.NONE) & ~is_head
    verdict = verdicts.verdict[word]
    silent = spaced.says_nothing | (level > Said.NOT)
    asks = ((verdict == Verdict.UNKNOWN) | (others & (match < TypeMatch.MENTIONED))) & ~silent
    unstated = asks | ((verdict == Verdict.UNSTATED) & ~others & ~silent)
    content = np.where(spaced.says_nothing | spaced.is_number[word], 0.0, spaced.weight[word])
    total = np.maximum(spaced.sums(content, size), 1e-9)
    own_head = said.own_head[word] & _at(spaced.head, len(word))
    matched, head = _heads(spaced, np.where(_is_open(match, facts), TypeMatch.NEAR, match), own_head, size)
    shares = {way: spaced.sums(content * (level == way), size) / total for way in Said}
    tells = rows.vocabulary.having(Role.BRAND, Role.MODEL) | ~rows.vocabulary.listed
    own = (level > Said.NOT) & tells[word]
    return SpacedEvidence(
        spaced=spaced.spaced,
        type_match=matched,
        head=head,
        unstated=np.bincount(spaced.row[unstated], minlength=size),
        unstated_word=spaced.last(unstated & ~asks, size),
        asked=spaced.last(asks, size),
        misfit=np.where(
            (misfit := _misfits(spaced, facts, size)) >= 0, misfit, spaced.last(said.other_number, size)
        ),
        named_share=shares[Said.NAMED],
        elsewhere_share=shares[Said.ELSEWHERE],
        akin_share=shares[Said.AKIN],
        rarest_unsaid=_largest(spaced, content * (level == Said.NOT), size),
        numbers_unsaid=np.bincount(spaced.row[spaced.is_number[word] & (level == Said.NOT)], minlength=size),
        denied=np.bincount(spaced.row[verdict == Verdict.DENIED], minlength=size),
        pasted=np.diff(rows.start) >= PASTED_WORDS,
        accessory=_any(spaced, others & (match >= TypeMatch.NEAR), size),
        tells=(1 - shares[Said.NOT] >= TELLING_SHARE) & (total > 1e-6) & _any(spaced, own, size),
    )


def _levels(spaced: SpacedRows, said: SaidTokens, verdicts: WordVerdicts) -> IntArray:
    """Return how each token is said, synonyms included: a word stated in other words counts as said."""
    verdict, match = verdicts.verdict[spaced.word], verdicts.type_match[spaced.word]
    named = match >= TypeMatch.BROADER
    stated = (verdict == Verdict.STATED) | (match == TypeMatch.MENTIONED)
    other_words = np.select([named, stated], [int(Said.NAMED), int(Said.ELSEWHERE)], int(Said.NOT))
    level = np.maximum(said.level, other_words)
    return np.where((verdict == Verdict.DENIED) | said.other_number, int(Said.NOT), level)


def _at(token_of_row: IntArray, size: int) -> BoolArray:
    """Return which tokens are those of the rows' list, -1 left out."""
    marked = np.zeros(size, dtype=bool)
    marked[token_of_row[token_of_row >= 0]] = True
    return marked


def _any(spaced: SpacedRows, chosen: BoolArray, size: int) -> BoolArray:
    found = np.zeros(size, dtype=bool)
    found[spaced.row[chosen]] = True
    return found


def _largest(spaced: SpacedRows, value: FloatArray, size: int) -> FloatArray:
    largest = np.zeros(size)
    np.maximum.at(largest, spaced.row, value)
    return largest


def _is_open(match: IntArray, facts: ProductFacts) -> BoolArray:
    """Return which types may be the product's: all of them where nothing says in listed words what it is."""
    is_open: BoolArray = (match == TypeMatch.OTHER) & (not facts.types)
    return is_open


def _heads(spaced: SpacedRows, match: IntArray, own_head: BoolArray, size: int) -> tuple[IntArray, IntArray]:
    """Return how each row's head relates to the product, and the head's word, -1 for none.

    The product's own head word in the head's place is the product, whatever the lexicon knows of it.
    """
    token = spaced.type_head
    matched = np.append(match, TypeMatch.NONE)[token]
    matched = np.where(matched == TypeMatch.MENTIONED, TypeMatch.OTHER, matched)
    head = np.where(token >= 0, np.append(spaced.word, -1)[token], -1)
    own = _any(spaced, own_head, size)
    return np.where(own, TypeMatch.SAME, matched), np.where(own, spaced.last(own_head, size), head)


def _misfits(spaced: SpacedRows, facts: ProductFacts, size: int) -> IntArray:
    """Return for each row the word of a measure of which the product states another, -1 for none."""
    misfit = np.full(size, -1, dtype=np.int64)
    for first, measure, held in spaced.measures:
        if any(measure.rivals(own) for own in facts.measures) and not any(
            measure.equals(own) for own in facts.measures
        ):
            misfit[held] = first
    return misfit
