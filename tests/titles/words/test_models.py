"""The words by which a title names the devices that a product is made for."""

import pytest

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product
from kwopt.scoring.facts.facts import ProductFacts, product_facts
from kwopt.titles.words.models import model_words, names_own_model


def case_for(model: str) -> ProductFacts:
    """Return the facts of a phone case made for `model`."""
    product = Product(name="硅胶手机壳", category=("手机配件", "手机壳"), attributes=(("型号", model),))
    return product_facts(product, segmenter(SegmenterSpec()))


@pytest.mark.parametrize(
    ("word", "named"),
    [("苹果11", True), ("iphone11", True), ("苹果12", False), ("苹果", False), ("硅胶", False)],
)
def test_a_model_is_the_products_own_however_it_is_written(word: str, named: bool) -> None:
    """iphone11 and 苹果11 are one phone; the maker alone is no model."""
    assert names_own_model(word, case_for("iphone11")) is named


def test_models_are_offered_where_no_keyword_names_one() -> None:
    """A buyer must see which phone the case fits."""
    assert "苹果11" in model_words(["手机壳", "苹果"], case_for("iphone11"))
    assert model_words(["手机壳", "苹果11"], case_for("iphone11")) == []


def test_other_things_have_no_models() -> None:
    """A dress is made for no device."""
    facts = product_facts(Product(name="连衣裙"), segmenter(SegmenterSpec()))
    assert model_words(["连衣裙"], facts) == []
