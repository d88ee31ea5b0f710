"""Listing counts: stated, derived, and imputed in the stated order."""

import numpy as np
import pytest

from kwopt.language.segment import SegmenterSpec
from kwopt.scoring.market.listings import (
    DERIVED,
    GIVEN,
    IMPUTED,
    fit_listing_statistics,
    impute_listings,
    stated_listings,
)
from kwopt.scoring.words.labels import MISSING
from kwopt.scoring.words.rows import tokenize

SPEC = SegmenterSpec()


def test_a_ratio_gives_the_listings_that_it_divides() -> None:
    """1000 searches at 0.5 searches per listing are 2000 listings; a stated count wins."""
    found = stated_listings(np.array([np.nan, 7.0]), np.array([1000.0, 1000.0]), np.array([0.5, 0.5]))
    assert found.counts.tolist() == [2000.0, 7.0]
    assert found.basis.tolist() == [DERIVED, GIVEN]


def test_words_in_another_order_make_the_same_bag() -> None:
    """A bag knows its words and not their order; a word twice is another bag."""
    rows = tokenize(["旗袍 新款", "新款旗袍", "旗袍旗袍 新款"], SPEC)
    bags = rows.bags.tolist()
    assert bags[0] == bags[1]
    assert bags[0] != bags[2]


def test_missing_counts_come_from_the_same_words_then_the_head_then_the_table() -> None:
    """The median of the same bag, else of the same head word, else of all: 80; (80, 20) -> 50; 100."""
    keywords = ["新款旗袍", "旗袍新款", "显瘦旗袍", "真丝旗袍", "拖鞋", "神秘"]
    stated = np.array([80.0, np.nan, 20.0, np.nan, 100.0 * 2, np.nan])
    rows = tokenize(keywords, SPEC)
    learned = fit_listing_statistics(rows, stated)
    given = stated_listings(stated, np.full(6, np.nan), np.full(6, np.nan))
    filled = impute_listings(given, rows, learned)
    # same words: 80; head 旗袍: median of 80 and 20; no head: median of 80, 20, 200
    assert filled.counts.tolist() == pytest.approx([80, 80, 20, 50, 200, 80])
    assert filled.basis.tolist() == [GIVEN, IMPUTED, GIVEN, IMPUTED, GIVEN, IMPUTED]


def test_a_table_without_any_count_stays_unknown() -> None:
    """Nothing is invented where no row states a count."""
    rows = tokenize(["旗袍"], SPEC)
    nothing = np.array([np.nan])
    learned = fit_listing_statistics(rows, nothing)
    found = impute_listings(stated_listings(nothing, nothing, nothing), rows, learned)
    assert np.isnan(found.counts[0])
    assert found.basis.tolist() == [MISSING]
