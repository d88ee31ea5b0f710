"""Scoring: an index, a product and settings go in, the table of scored keywords comes out.

Relevance gates worth: `w = r * B * h**g` for keywords that fit, 0 for wrong ones; for possible ones worth
is what the keyword would be worth if the product's facts confirmed it, and they are not eligible.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product, Settings
from kwopt.scoring.checked import check_job
from kwopt.scoring.facts.facts import ProductFacts, product_facts
from kwopt.scoring.index import KeywordIndex, KeywordRows, KeywordStatistics
from kwopt.scoring.market import demand
from kwopt.scoring.market.demand import Demand
from kwopt.scoring.market.listings import LISTING_BASES
from kwopt.scoring.relevance.barred import barred_words
from kwopt.scoring.relevance.reasons import REASONS
from kwopt.scoring.relevance.relevance import CLASSES, IN_FITS, IN_POSSIBLE, IN_WRONG, Relevance, judge
from kwopt.scoring.relevance.wording import reason_texts
from kwopt.scoring.words.labels import MISSING, Codes, labelled
from kwopt.scoring.words.rows import BoolArray, FloatArray, IntArray, TokenizedRows
from kwopt.tables import KeywordTable

WORTH_REASONS = ("no_search_volume", "no_rate", "wrong", "if_confirmed")
"""Why worth is missing, 0, or only what the keyword would be worth."""


def score_keywords(
    table_or_frame: KeywordTable | pd.DataFrame,
    product: Product | None = None,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Score every keyword of a table, for one product or, without one, by demand and supply alone.

    Parameters
    ----------
    table_or_frame
        A table from `read_keywords`, or a frame with canonical columns; left unchanged.
    product
        The product that relevance is judged for; without one, relevance is missing and gates nothing.
    settings
        Weights and the day in force; see `Settings`.

    Returns
    -------
    DataFrame
        One row a keyword, in input order: the scored columns of `kwopt.columns.SCORED`, then the input's
        other columns, unchanged. `rank` 1 is the best; ties by worth, then keyword.

    Raises
    ------
    TableError
        If the frame has no keyword column, a row without a keyword, or a figure that is no number.
    SettingError
        If an argument is of another kind.

    Examples
    --------
    >>> table = pd.DataFrame({"keyword": ["旗袍", "鞋子"], "search_volume": [900.0, 9000.0]})
    >>> scored = score_keywords(table, Product(name="旗袍"))
    >>> scored["rank"].tolist()
    [1, 2]
    """
    check_job(product, settings)
    settings = settings or Settings()
    return score(index_of(table_or_frame, settings), product, settings)


def index_of(table_or_frame: KeywordTable | pd.DataFrame, settings: Settings) -> KeywordIndex:
    """Return the index of a table, cut with the user's words; `spec.learned` is what the table taught."""
    return KeywordIndex.build(table_or_frame, SegmenterSpec(words=settings.user_words))


def score(
    index: KeywordIndex, product: Product | None = None, settings: Settings | None = None
) -> pd.DataFrame:
    """Score the rows of a built index; see `score_keywords`."""
    settings = settings or Settings()
    return score_rows(
        index.rows, index.spec, index.statistics, product, settings, reference_worth(index, settings)
    )


def reference_worth(index: KeywordIndex, settings: Settings) -> float:
    """Return `w_ref`: what a keyword among the best hundredth of the table is worth, relevance aside."""
    return _demand(index.rows, index.statistics, None, settings).reference(index.learned_from)


def score_rows(
    rows: KeywordRows,
    spec: SegmenterSpec,
    learned: KeywordStatistics,
    product: Product | None,
    settings: Settings,
    reference: float,
) -> pd.DataFrame:
    """Score prepared rows with frozen statistics; each row's figures depend on that row alone."""
    found = _demand(rows, learned, product.shop_type if product else None, settings)
    facts = _facts(product, spec) if product else None
    relevance = judge(rows.tokens, rows.stated_listings, facts) if facts else None
    dated = _dated(rows.tokens, facts, settings)
    worth = _gated(found.worth, relevance)
    values: dict[str, Any] = {
        c.WORTH: worth,
        c.WORTH_REASON: labelled(_worth_reason(rows, worth, relevance), WORTH_REASONS),
        c.SCORE: demand.score_of(worth, reference),
        c.DATED: dated,
        c.ELIGIBLE: _eligible(rows.tokens, facts, relevance, dated),
        c.MARKET_BUYERS: found.buyers,
        c.MARKET_BUYERS_BASIS: labelled(found.buyers_basis, demand.BUYERS_BASES),
        c.SHARE: found.share,
        c.OPPORTUNITY: found.opportunity,
        c.LISTING_COUNT: rows.listings.counts,
        c.LISTING_BASIS: labelled(rows.listings.basis, LISTING_BASES),
        **_relevance_columns(rows.tokens, relevance, settings.lang),
    }
    values[c.RANK] = ranks(worth, rows.tokens.by_keyword)
    return _arranged(rows.figures, values)


@lru_cache(maxsize=2)
def _facts(product: Product, spec: SegmenterSpec) -> ProductFacts:
    """Return what a product states; kept for the next block."""
    return product_facts(product, segmenter(spec))


def ranks(worth: FloatArray, by_keyword: IntArray) -> IntArray:
    """Return the rank of each row, 1 for the largest worth; ties by keyword, missing worth last.

    `by_keyword` holds the rows sorted by keyword.
    """
    best_first = np.argsort(-np.nan_to_num(worth, nan=-1.0)[by_keyword], kind="stable")
    order = by_keyword[best_first]
    place = np.empty(len(worth), dtype=np.int64)
    place[order] = np.arange(1, len(worth) + 1)
    return place


def _demand(
    rows: KeywordRows, learned: KeywordStatistics, shop_type: str | None, settings: Settings
) -> Demand:
    """Return what does not depend on the product but for its kind of shop; kept for the next product."""
    depends_on = (shop_type, learned.tmall_share, settings.reachable_listings, settings.competition)
    if depends_on not in rows.demands:
        rows.demands[depends_on] = _demand_of(rows, *depends_on)
    return rows.demands[depends_on]


def _demand_of(
    rows: KeywordRows, shop_type: str | None, tmall_share: float, reachable: float, competition: float
) -> Demand:
    searches = rows.number(c.SEARCH_VOLUME)
    market = demand.market_buyers(
        given=rows.number(c.MARKET_BUYERS),
        searches=searches,
        clicks_per_search=rows.number(c.CLICK_THROUGH_RATE),
        conversion=rows.number(c.CONVERSION),
    )
    buyers = market.buyers * demand.shop_part(rows.number(c.TMALL_SHARE), shop_type, tmall_share)
    share = demand.competition_share(rows.listings.counts, reachable)
    return Demand(
        buyers=buyers,
        buyers_basis=market.basis,
        share=share,
        opportunity=demand.opportunity(searches, rows.listings.counts, reachable),
        worth=np.where(np.isnan(searches), np.nan, demand.worth(buyers, share, competition)),
    )


def _gated(before: FloatArray, relevance: Relevance | None) -> FloatArray:
    if relevance is None:
        return before
    return np.where(relevance.category == IN_WRONG, before * 0.0, before * relevance.probability)


def _worth_reason(rows: KeywordRows, worth: FloatArray, relevance: Relevance | None) -> Codes:
    missing = np.isnan(worth)
    category = relevance.category if relevance else np.full(len(worth), IN_FITS)
    conditions = [
        missing & np.isnan(rows.number(c.SEARCH_VOLUME)),
        missing,
        category == IN_WRONG,
        category == IN_POSSIBLE,
    ]
    return np.select(conditions, range(len(WORTH_REASONS)), MISSING)


def _dated(tokens: TokenizedRows, facts: ProductFacts | None, settings: Settings) -> BoolArray:
    """Return whether each row names a year that is over on the day in force."""
    vocabulary = tokens.vocabulary
    first_valid = settings.as_of.year if settings.as_of else max(facts.years, default=0) if facts else 0
    over = np.zeros(len(vocabulary.words), dtype=bool)
    places = np.flatnonzero(vocabulary.having(Role.YEAR))
    for place in places.tolist():
        sense = vocabulary.senses[vocabulary.sense_of[vocabulary.sense_start[place]]]
        over[place] = sense.role is Role.YEAR and 0 < int(sense.concept) < first_valid
    return tokens.count(over) > 0


def _eligible(
    tokens: TokenizedRows, facts: ProductFacts | None, relevance: Relevance | None, dated: BoolArray
) -> BoolArray:
    """Return whether a title may earn from each row: it fits, is not over, and holds no barred word."""
    if facts is None or relevance is None:
        return np.zeros(len(tokens), dtype=bool)
    spoken = tokens.count(barred_words(tokens.vocabulary, facts.approved)) > 0
    fits: BoolArray = relevance.category == IN_FITS
    return fits & ~dated & ~spoken & ~_holding(tokens, facts.forbidden)


def _holding(tokens: TokenizedRows, words: frozenset[str]) -> BoolArray:
    """Return which keywords hold one of `words`."""
    holds = np.zeros(len(tokens), dtype=bool)
    for word in sorted(words):
        holds |= tokens.holding(word)
    return holds


def _relevance_columns(tokens: TokenizedRows, relevance: Relevance | None, lang: str) -> dict[str, Any]:
    if relevance is None:
        nothing = np.full(len(tokens), MISSING)
        return {
            c.RELEVANCE: np.full(len(tokens), np.nan),
            c.RELEVANCE_CLASS: labelled(nothing, CLASSES),
            c.REASON_CODE: labelled(nothing, REASONS),
            c.REASON_WORDS: labelled(nothing + 1, ("",)),
            c.REASON: labelled(nothing + 1, ("",)),
        }
    return {
        c.RELEVANCE: relevance.probability,
        c.RELEVANCE_CLASS: labelled(relevance.category, CLASSES),
        c.REASON_CODE: labelled(relevance.reason, REASONS),
        c.REASON_WORDS: labelled(
            np.where(relevance.culprit < 0, len(tokens.vocabulary.words), relevance.culprit),
            tokens.vocabulary.texts,
        ),
        c.REASON: reason_texts(relevance, tokens.vocabulary, lang),
    }


def _arranged(figures: pd.DataFrame, values: dict[str, Any]) -> pd.DataFrame:
    """Return the scored columns in their order, then the input's other columns."""
    scored = {
        name: values[name] if name in values else figures[name] if name in figures.columns else np.nan
        for name in c.SCORED
    }
    frame = pd.DataFrame(scored, index=figures.index)
    others = [name for name in figures.columns if name not in c.SCORED]
    return pd.concat([frame, figures[others]], axis=1) if others else frame
