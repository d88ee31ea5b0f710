"""One keyword explained: what the product's facts say to each of its words, and which bar it from titles.

Scoring judges all keywords of a table at once; here the same judgement of one is taken apart again. It is
equal to what `score` says (a test holds it).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product
from kwopt.scoring.facts.facts import ProductFacts, product_facts
from kwopt.scoring.relevance.barred import barred_words
from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.reasons import Verdict
from kwopt.scoring.relevance.verdicts import word_verdicts
from kwopt.scoring.words.rows import TokenizedRows, tokenize
from kwopt.scoring.words.vocabulary import Vocabulary

SAID: Mapping[int, str] = {
    Verdict.NEUTRAL: "neutral",
    Verdict.STATED: "stated",
    Verdict.UNSTATED: "unstated",
    Verdict.UNKNOWN: "unknown",
    Verdict.DENIED: "denied",
}
"""What the facts say to a word: it asks nothing of them, they state it, leave it open, do not know it, or say
otherwise."""

_OWN_TYPE, _OPEN_TYPE = (TypeMatch.SAME, TypeMatch.BROADER), (TypeMatch.NARROWER, TypeMatch.NEAR)


@dataclass(frozen=True)
class ExplainedWord:
    """One exact word of a keyword.

    Parameters
    ----------
    text
        In match form.
    role
        What it says of a thing; None where no dictionary lists it.
    said
        What the facts say to it, one of `SAID`; None without a product.
    barred
        Whether it keeps keywords out of titles: it looks for a shop, an offer or a star, or claims what only
        the seller can vouch for, and he did not.
    """

    text: str
    role: Role | None
    said: str | None
    barred: bool


@dataclass(frozen=True)
class ExplainedKeyword:
    """The words of a keyword in order, and those of the seller's forbidden words that stand in it."""

    words: tuple[ExplainedWord, ...]
    forbidden: tuple[str, ...] = ()


def explained(keyword: str, product: Product | None, spec: SegmenterSpec) -> ExplainedKeyword:
    """Take the judgement of one keyword apart.

    Parameters
    ----------
    spec
        That of the index by which the keyword was scored.

    Examples
    --------
    >>> found = explained("长袖旗袍", Product(name="旗袍", attributes={"袖长": "短袖"}), SegmenterSpec())
    >>> [(word.text, word.said) for word in found.words]
    [('长袖', 'denied'), ('旗袍', 'stated')]
    """
    rows = tokenize([match_form(keyword)], spec)
    facts = product_facts(product, segmenter(spec)) if product else None
    number, vocabulary = rows.vocabulary.number, rows.vocabulary
    said = _said(vocabulary, facts) if facts else [None] * len(vocabulary.words)
    barred = barred_words(vocabulary, facts.approved if facts else frozenset())
    words = tuple(
        ExplainedWord(word, _role(vocabulary, number[word]), said[number[word]], bool(barred[number[word]]))
        for word in rows.words(0)
    )
    return ExplainedKeyword(words, _forbidden(rows, facts) if facts else ())


def _said(vocabulary: Vocabulary, facts: ProductFacts) -> list[str | None]:
    verdicts = word_verdicts(vocabulary, facts)
    pairs = zip(verdicts.verdict.tolist(), verdicts.type_match.tolist(), strict=True)
    return [SAID[_of_type(verdict, match)] for verdict, match in pairs]


def _of_type(verdict: int, match: int) -> int:
    """Return the verdict on a word; one on a type is told by how it relates to the product's own."""
    if verdict != Verdict.NEUTRAL or match == TypeMatch.NONE:
        return verdict
    if match in _OWN_TYPE:
        return Verdict.STATED
    return Verdict.UNSTATED if match in _OPEN_TYPE else Verdict.DENIED


def _role(vocabulary: Vocabulary, word: int) -> Role | None:
    if not vocabulary.listed[word]:
        return None
    first = vocabulary.senses[int(vocabulary.sense_of[vocabulary.sense_start[word]])]
    return Role(first.role)


def _forbidden(rows: TokenizedRows, facts: ProductFacts) -> tuple[str, ...]:
    return tuple(word for word in sorted(facts.forbidden) if rows.holding(word)[0])
