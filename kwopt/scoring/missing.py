"""Facts that a product does not state and keywords wait for: the questions whose answers open most demand.

A keyword waits for a fact if it is `possible`, and fits once the product is said to have everything that the
keyword asks for. Keywords that no answer settles (港风复古 names no kind of thing) are not asked about.
Yes is said by an attribute or an approved word, no by a forbidden word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.language.lexicon import Sense
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.messages import message
from kwopt.models import Product, Settings
from kwopt.scoring.facts import ProductFacts, product_facts
from kwopt.scoring.listings import LISTING_BASES
from kwopt.scoring.own_types import TypeMatch
from kwopt.scoring.reasons import REASON_OF_ROLE, REASONS, Verdict
from kwopt.scoring.relevance import FITS, IN_FITS, POSSIBLE, judge
from kwopt.scoring.rows import BoolArray, FloatArray, IntArray, TokenizedRows, tokenize
from kwopt.scoring.verdicts import WordVerdicts, word_verdicts
from kwopt.scoring.vocabulary import Vocabulary

UNKNOWN = "unknown"
"""Kind of the facts that words unknown to the lexicon ask for."""

KINDS = (
    "type", "season", "material", "colour", "style", "pattern", "occasion", "gender", "age", "body", "cut",
    "feature", "spec", "model", "year", "place", UNKNOWN,
)  # fmt: skip
"""Kinds of facts; each has its own question."""

_IMPUTED = LISTING_BASES[-1]
_BARE_NUMBER = re.compile(r"[\d.\-+/]+")


@dataclass(frozen=True)
class MissingFact:
    """One open question: whether the product is, has or suits `fact`.

    Parameters
    ----------
    fact
        The word that keywords ask with, the one with most searches; approving it answers yes.
    words
        All words that ask for the same (真丝, 桑蚕丝), most searches first.
    kind
        What kind of fact it is, one of `KINDS`; `code` is the reason code of its keywords.
    keywords
        How many keywords wait for the answer, also those that wait for another one too.
    settled
        How many of them wait for this answer alone.
    demand_share
        Searches of `keywords` as a share of the whole table's; None where no searches are known.
    relevant_share
        The same as a share of the searches of keywords that fit or may fit.
    """

    fact: str
    words: tuple[str, ...]
    kind: str
    code: str
    keywords: int
    settled: int
    demand_share: float | None
    relevant_share: float | None

    def question(self, lang: str = "en") -> str:
        """Return the question to the seller."""
        return message(f"scoring.ask_{self.kind}", {"word": self.fact}, lang)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {
            "question": self.question(lang)
        }


def missing_facts(
    scored: pd.DataFrame, product: Product | None, settings: Settings | None = None
) -> list[MissingFact]:
    """Return the facts that `possible` keywords wait for, most demand first.

    Words for the same fact are one question; a keyword that needs two facts is counted under both. Nothing is
    asked that the product's forbidden words answer, nor for keywords of a year that is over.

    Parameters
    ----------
    scored
        What `score_keywords` returned for `product` and `settings`; left unchanged.
    product
        Without one there is nothing to ask.
    settings
        Those of the scoring.

    Returns
    -------
    list of MissingFact
        Ties in demand go to the fact with more keywords, then by its text.

    Examples
    --------
    >>> from kwopt.scoring.score import score_keywords
    >>> table = pd.DataFrame({"keyword": ["旗袍", "真丝旗袍"], "search_volume": [300.0, 100.0]})
    >>> product = Product(name="旗袍")
    >>> [(one.fact, one.keywords, one.demand_share) for one in missing_facts(
    ...     score_keywords(table, product), product)]
    [('真丝', 1, 0.25)]
    """
    waiting = scored[(scored[c.RELEVANCE_CLASS] == POSSIBLE) & ~scored[c.DATED].astype(bool)]
    if product is None or waiting.empty:
        return []
    asked = _asked(waiting, product, SegmenterSpec(words=(settings or Settings()).user_words))
    whole = _searches(scored)
    relevant = _searches(scored[scored[c.RELEVANCE_CLASS].isin((FITS, POSSIBLE))])
    found = _facts(asked, whole, relevant)
    return sorted(found, key=lambda fact: (-(fact.demand_share or 0.0), -fact.keywords, fact.fact))


@dataclass(frozen=True)
class _Group:
    """What one question asks for: its kind, and the concepts that its words mean."""

    kind: str
    code: str
    concepts: frozenset[tuple[Role | None, str]]


@dataclass(frozen=True, eq=False)
class _Asked:
    """Which words of which waiting rows ask for which group: arrays of one length, a pair once."""

    words: tuple[str, ...]
    groups: tuple[_Group, ...]
    searches: FloatArray
    row: IntArray
    word: IntArray
    group: IntArray


def _asked(waiting: pd.DataFrame, product: Product, spec: SegmenterSpec) -> _Asked:
    rows = tokenize(waiting[c.KEYWORD].tolist(), spec)
    facts = product_facts(product, segmenter(spec))
    verdicts = word_verdicts(rows.vocabulary, facts)
    is_open = _is_open(verdicts)
    numbered, group_of = _groups(rows.vocabulary, verdicts, is_open, facts)
    settled = _fits_if_confirmed(rows, waiting, product, spec, is_open)
    settled &= rows.count(is_open & (group_of < 0)) == 0
    token = np.flatnonzero(is_open[rows.word_of] & settled[rows.row_of])
    pairs = np.unique(np.column_stack([rows.row_of[token], rows.word_of[token]]), axis=0)
    return _Asked(
        words=rows.vocabulary.words,
        groups=numbered,
        searches=waiting[c.SEARCH_VOLUME].to_numpy(dtype=np.float64),
        row=pairs[:, 0],
        word=pairs[:, 1],
        group=group_of[pairs[:, 1]],
    )


def _is_open(verdicts: WordVerdicts) -> BoolArray:
    """Return which words ask for what the product neither states nor denies."""
    unsure_type = np.isin(verdicts.type_match, (TypeMatch.NEAR, TypeMatch.NARROWER))
    unstated = np.isin(verdicts.verdict, (Verdict.UNSTATED, Verdict.UNKNOWN))
    return np.asarray(unsure_type | unstated)


def _fits_if_confirmed(
    rows: TokenizedRows, waiting: pd.DataFrame, product: Product, spec: SegmenterSpec, is_open: BoolArray
) -> BoolArray:
    """Return which rows fit the product once everything that they ask for is approved."""
    words = (rows.vocabulary.words[place] for place in np.flatnonzero(is_open).tolist())
    confirmed = replace(product, approved_words=(*product.approved_words, *words))
    known = waiting[c.LISTING_BASIS] != _IMPUTED
    listings = waiting[c.LISTING_COUNT].where(known).to_numpy(dtype=np.float64)
    relevance = judge(rows, listings, product_facts(confirmed, segmenter(spec)))
    return np.asarray(relevance.category == IN_FITS)


def _groups(
    vocabulary: Vocabulary, verdicts: WordVerdicts, is_open: BoolArray, facts: ProductFacts
) -> tuple[tuple[_Group, ...], IntArray]:
    """Return the distinct questions and, for each word, the place of its own; -1 for none worth asking."""
    number: dict[_Group, int] = {}
    group_of = np.full(len(vocabulary.words), -1)
    refused = _concepts(Vocabulary.of(tuple(sorted(facts.forbidden))))
    for place in np.flatnonzero(is_open).tolist():
        group, word = _group_of(vocabulary, verdicts, place), vocabulary.words[place]
        if _is_askable(word, group) and not (
            group.concepts <= refused or any(banned in word for banned in facts.forbidden)
        ):
            group_of[place] = number.setdefault(group, len(number))
    return tuple(number), group_of


def _group_of(vocabulary: Vocabulary, verdicts: WordVerdicts, place: int) -> _Group:
    code = REASONS[verdicts.reason[place]]
    if verdicts.type_match[place] in (TypeMatch.NEAR, TypeMatch.NARROWER):
        code = "type"
    senses = [sense for sense in _senses(vocabulary, place) if _reason_of(sense) == code]
    if not senses:
        return _Group(UNKNOWN, "other", frozenset({(None, vocabulary.words[place])}))
    role = senses[0].role
    kind = code if role is Role.AUDIENCE else role.value
    return _Group(kind, code, frozenset((sense.role, sense.concept) for sense in senses))


def _senses(vocabulary: Vocabulary, place: int) -> Sequence[Sense]:
    start, stop = vocabulary.sense_start[place : place + 2].tolist()
    return [vocabulary.senses[number] for number in vocabulary.sense_of[start:stop].tolist()]


def _concepts(vocabulary: Vocabulary) -> frozenset[tuple[Role | None, str]]:
    return frozenset(
        (vocabulary.senses[one].role, vocabulary.senses[one].concept) for one in vocabulary.sense_of
    )


def _reason_of(sense: Sense) -> str:
    return "gender" if sense.slot == "gender" else REASON_OF_ROLE[sense.role]


def _is_askable(word: str, group: _Group) -> bool:
    """Say whether a seller could answer: not for a lone unknown character, a bare number, an offer."""
    if group.kind == "year":
        return True
    return group.kind in KINDS and not (
        (group.kind == UNKNOWN and len(word) == 1) or _BARE_NUMBER.fullmatch(word)
    )


def _facts(asked: _Asked, whole: float, relevant: float) -> list[MissingFact]:
    """Return one fact for each group that rows wait for."""
    size = len(asked.groups)
    pairs = np.unique(np.column_stack([asked.row, asked.group]), axis=0)
    row, group = pairs[:, 0], pairs[:, 1]
    alone = np.bincount(row, minlength=len(asked.searches))[row] == 1
    searches = asked.searches[row]
    known = np.bincount(group, weights=~np.isnan(searches), minlength=size) > 0
    demand = np.where(known, np.bincount(group, weights=np.nan_to_num(searches), minlength=size), np.nan)
    keywords, settled = (np.bincount(chosen, minlength=size) for chosen in (group, group[alone]))
    words = _words_of_groups(asked)
    return [
        MissingFact(
            fact=words[place][0],
            words=words[place],
            kind=asked.groups[place].kind,
            code=asked.groups[place].code,
            keywords=int(keywords[place]),
            settled=int(settled[place]),
            demand_share=_share(float(demand[place]), whole),
            relevant_share=_share(float(demand[place]), relevant),
        )
        for place in np.flatnonzero(keywords).tolist()
    ]


def _words_of_groups(asked: _Asked) -> dict[int, tuple[str, ...]]:
    """Return the words of each group: most searches first, then most keywords, then by text."""
    searches = np.bincount(asked.word, weights=np.nan_to_num(asked.searches[asked.row]))
    keywords = np.bincount(asked.word)
    group_of = dict(zip(asked.word.tolist(), asked.group.tolist(), strict=True))
    words: dict[int, list[str]] = {}
    for word in sorted(group_of, key=lambda word: (-searches[word], -keywords[word], asked.words[word])):
        words.setdefault(group_of[word], []).append(asked.words[word])
    return {group: tuple(found) for group, found in words.items()}


def _searches(rows: pd.DataFrame) -> float:
    return _total(rows[c.SEARCH_VOLUME].to_numpy(dtype=np.float64))


def _total(searches: FloatArray) -> float:
    """Return the sum of known searches; NaN where none is known."""
    known = searches[~np.isnan(searches)]
    return float(known.sum()) if known.size else float("nan")


def _share(part: float, whole: float) -> float | None:
    return part / whole if part == part and whole > 0 else None
