"""The words of keywords, and which of some known ones each holds."""

import numpy as np

from kwopt.language.segment import SegmenterSpec
from kwopt.scoring.rates.keyword_words import CODE, by_length, membership, words_by_keyword


def held(texts: list[str]) -> list[tuple[int, str]]:
    """Return keyword and word of each pair."""
    return list(words_by_keyword(texts, SegmenterSpec()).itertuples(index=False, name=None))


def test_a_word_counts_once_a_keyword() -> None:
    """Plurals and repetitions are one word; what is no letter or digit is none."""
    assert held(["mug & mugs", "red mug"]) == [(0, "mug"), (1, "red"), (1, "mug")]


def test_product_codes_are_one_word() -> None:
    """Each code is another, but letters and digits of eight characters or more are all CODE."""
    assert held(["b08xyz1234", "b09abc9876 mug"]) == [(0, CODE), (1, CODE), (1, "mug")]


def test_a_line_end_parts_no_keyword() -> None:
    """A keyword that holds the sign between keywords stays one."""
    assert held(["red\nmug", "pot"]) == [(0, "red"), (0, "mug"), (1, "pot")]


def test_membership_has_a_row_a_keyword() -> None:
    """Keywords without any known word have an empty row; two words weigh 1 / sqrt(2) each."""
    found = words_by_keyword(["red mug", "pot", "mug"], SegmenterSpec())
    dense = by_length(membership(found, ("mug", "red"), 3)).toarray()
    np.testing.assert_allclose(dense, [[0.5**0.5, 0.5**0.5], [0, 0], [1, 0]])


def test_no_known_words_are_no_columns() -> None:
    """Without words to look for there is no column."""
    assert membership(words_by_keyword(["mug"], SegmenterSpec()), (), 1).shape == (1, 0)
