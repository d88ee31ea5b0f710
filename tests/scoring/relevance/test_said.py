"""Which words a product's texts say."""

import pytest

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product
from kwopt.scoring.facts.facts import product_facts
from kwopt.scoring.relevance.said import said_words
from kwopt.scoring.words.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("婴儿帽3-6个月", "6个", False),  # the end of a range, and half of its unit
        ("婴儿帽3-6个月", "3-6个月", True),
        ("婴儿帽6个装", "6个", True),
        ("收纳箱26个装", "6个", False),  # a number cut in two
        ("收纳箱3~6斤", "6斤", False),
        ("收纳箱a-6斤", "6斤", True),  # no range
    ],
)
def test_no_number_is_cut_out_of_another(text: str, word: str, said: bool) -> None:
    """3-6个月 (months) does not say 6个 (pieces), nor 26个 it."""
    facts = product_facts(Product(title=text), segmenter(SegmenterSpec()))
    assert said_words(Vocabulary.of((word,)), facts).tolist() == [said]
