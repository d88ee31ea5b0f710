"""One keyword taken apart: what facts say to each word, and what bars it, as scoring itself judges."""

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec
from kwopt.models import Product
from kwopt.scoring import score_keywords
from kwopt.scoring.relevance.explained import explained

PRODUCT = Product(
    name="改良旗袍",
    attributes={"袖长": "短袖", "适用季节": "夏季"},
    forbidden_words=("收腰",),
    approved_words=("正品",),
)  # fmt: skip
SPEC = SegmenterSpec()


@pytest.mark.parametrize(
    ("keyword", "said"),
    [
        ("短袖旗袍", ["stated", "stated"]),
        ("长袖旗袍", ["denied", "stated"]),  # the product is short-sleeved
        ("真丝旗袍", ["unstated", "stated"]),  # the material is not stated
        ("童装", ["denied"]),  # quite another kind of thing
        ("显瘦旗袍", ["neutral", "stated"]),  # praise needs no fact
    ],
)
def test_what_facts_say_to_words(keyword: str, said: list[str]) -> None:
    """Each word is stated, denied or left open by the product's facts, or asks nothing of them."""
    assert [word.said for word in explained(keyword, PRODUCT, SPEC).words] == said


def test_without_a_product_facts_say_nothing() -> None:
    """Without a product words have their roles alone."""
    words = explained("短袖旗袍", None, SPEC).words
    assert [(word.text, word.role, word.said) for word in words] == [
        ("短袖", "cut", None), ("旗袍", "type", None),
    ]  # fmt: skip


def test_words_stand_in_match_form() -> None:
    """A keyword is cut in the form in which it is compared."""
    assert [word.text for word in explained("Ｖ领 旗袍", PRODUCT, SPEC).words] == ["v领", "旗袍"]


def test_barred_words_are_those_of_scoring() -> None:
    """A keyword that fits is eligible exactly if nothing in it is barred or forbidden."""
    keywords = ["短袖旗袍", "旗袍包邮", "旗袍旗舰店", "旗袍正品", "收腰旗袍", "旗袍高端"]
    table = pd.DataFrame({c.KEYWORD: keywords, c.SEARCH_VOLUME: 100.0})
    scored = score_keywords(table, PRODUCT)
    fits = scored[scored[c.RELEVANCE_CLASS] == "fits"]
    assert len(fits) >= 2
    for keyword, eligible in zip(fits[c.KEYWORD], fits[c.ELIGIBLE], strict=True):
        found = explained(keyword, PRODUCT, SPEC)
        assert eligible is not (any(word.barred for word in found.words) or bool(found.forbidden)), keyword


def test_the_sellers_forbidden_words_are_found() -> None:
    """A forbidden word is named, also inside a word."""
    assert explained("收腰旗袍", PRODUCT, SPEC).forbidden == ("收腰",)
    assert explained("短袖旗袍", PRODUCT, SPEC).forbidden == ()
