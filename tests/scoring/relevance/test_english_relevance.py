"""English keywords: what a seller on Amazon, eBay or Etsy would call fitting, open or wrong."""

import numpy as np
import pandas as pd
import pytest

from kwopt.language.heads import head_words, is_spaced
from kwopt.language.measures import Measure, measures_in, numbers_in
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product
from kwopt.scoring import score_keywords
from kwopt.scoring.facts.facts import product_facts
from kwopt.scoring.relevance.relevance import judge
from kwopt.scoring.words.rows import tokenize

BOTTLE = Product(
    name="Insulated Stainless Steel Water Bottle 32 oz",
    brand="Kelvara",
    category=("Sports & Outdoors", "Water Bottles"),
    attributes=(
        ("Product type", "water bottle"),
        ("Material", "stainless steel"),
        ("Lid", "straw lid"),
        ("Lid", "leak proof"),
        ("Color", "black"),
        ("Use", "gym"),
        ("Use", "hiking"),
    ),
)

JUDGED = [
    ("fits", "water bottle"),
    ("fits", "insulated water bottles"),
    ("fits", "stainless steel water bottle 32 oz"),
    ("fits", "32oz water bottle"),
    ("fits", "metal water bottle"),
    ("fits", "leakproof water bottle"),
    ("fits", "water bottle with straw"),
    ("fits", "black water bottle for the gym"),
    ("fits", "cute water bottle"),
    ("possible", "collapsible water bottle"),
    ("possible", "bike water bottle"),
    ("possible", "water bottle for women"),
    ("possible", "unlistedthing water bottle"),
    ("possible", "kelvara"),
    ("fits", "insualted water bottle"),
    ("fits", "waterbottle stainless steel"),
    ("fits", "leak-proof water bottle 0.946 l"),
    ("wrong", "glass water bottle"),
    ("wrong", "kids water bottle"),
    ("wrong", "dog water bottle"),
    ("wrong", "owala water bottle"),
    ("wrong", "water bottle 64 oz"),
    ("wrong", "gallon water bottle"),
    ("possible", "l shaped water bottle"),
    ("wrong", "40 oz tumbler"),
    ("wrong", "water bottle brush"),
    ("wrong", "water bottle lid replacement"),
    ("wrong", "coffee mug with straw"),
    ("wrong", "unlistedthing"),
]
"""Class and keyword, as the product states it: an accessory or another size is wrong, silence is open."""


def classes(keywords: list[str], product: Product = BOTTLE) -> list[str]:
    """Return the class of each keyword for a product."""
    scored = score_keywords(pd.DataFrame({"keyword": keywords}), product)
    return list(scored["relevance_class"])


@pytest.mark.parametrize(("expected", "keyword"), JUDGED)
def test_keywords_of_a_bottle(expected: str, keyword: str) -> None:
    """Each keyword has the class an operator would give it."""
    assert classes([keyword]) == [expected]


def test_partial_model_numbers_are_found() -> None:
    """A shopper types the beginning of a model number; another model is not the product."""
    charger = Product(name="Tarvo DCD-771C2 drill", brand="Tarvo")
    assert classes(["tarvo dcd771 drill", "tarvo dcd996 drill"], charger) == ["fits", "possible"]


def test_another_number_after_a_name_contradicts() -> None:
    """A case for one phone is no case for the next."""
    case = Product(name="Clear case for iPhone 12")
    assert classes(["case for iphone 12", "case for iphone 13", "case for iphone"], case) == [
        "fits", "wrong", "fits",
    ]  # fmt: skip


def test_a_product_of_unlisted_kind_is_known_by_its_last_word() -> None:
    """What the lexicon does not list is named by its head; other types stay open, not wrong."""
    product = Product(name="8 linear ft mdf zorbling in white")
    assert classes(["mdf zorbling", "zorblings", "water bottle"], product) == ["fits", "fits", "possible"]


def test_numbers_are_one_however_they_are_written() -> None:
    """Half an inch is 1/2 or 0.5; two and a half has its parts beside it."""
    assert numbers_in("1/2 in") == numbers_in("0.5 in")
    assert {2.5, 2.0, 0.5} <= numbers_in("2-1/2 in.")


def test_a_row_is_judged_alone() -> None:
    """Rows of other scripts in the table change no judgement."""
    keywords = [keyword for _, keyword in JUDGED]
    mixed = classes(["保温杯", *keywords, "旗袍"])
    assert mixed[1:-1] == classes(keywords)


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("water bottle with straw", ("bottle",)),
        ("case for iphone", ("case",)),
        ("bottle brush", ("brush",)),
        ("knife set", ("knife",)),
        ("set of plates", ("plates",)),
        ("for laptop", ("laptop",)),
        ("mugs & cups", ("mugs", "cups")),
        ("steel bottle, carry bag, brush", ("bottle",)),
        ("stainless steel", ()),
        ("", ()),
    ],
)
def test_heads_of_phrases(text: str, heads: tuple[str, ...]) -> None:
    """The head is the last type before a preposition, in the first clause that names one."""
    assert head_words(text) == heads


@pytest.mark.parametrize(
    ("head", "keyword"), [("case", "case for laptop"), ("brush", "bottle brush with handle")]
)
def test_the_head_of_a_keyword_decides(head: str, keyword: str) -> None:
    """A keyword fits the product that its head names, and no other thing it mentions."""
    assert classes([keyword], Product(name=head)) != ["wrong"]
    assert classes([keyword], Product(name="laptop bottle"))[0] == "wrong"


def test_scripts_without_spaces_are_told_apart() -> None:
    """Hanzi, kana and hangul make a text unspaced; accents do not."""
    assert [is_spaced(text) for text in ("café mug", "水杯", "マグ", "머그", "iphone 壳")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_measures_are_amounts() -> None:
    """32 oz is 946 ml (29.5735 ml an ounce), half a gallon 1893 ml; a dozen are twelve pieces."""
    found = {(one.dimension, round(one.amount)) for one in measures_in("32 fl oz, half gallon, 2 dozen")}
    assert found == {("volume", 946), ("volume", 1893), ("count", 24)}
    assert not Measure("volume", 1000).equals(Measure("volume", 946.4))


@pytest.mark.parametrize("keyword", ["sanseeair 旗袍", "nikeair旗袍"])
def test_unlisted_latin_words_in_chinese_rows_stay_suspect(keyword: str) -> None:
    """Beside hanzi an unlisted Latin word is most likely another's brand."""
    assert classes([keyword], Product(name="旗袍")) == ["wrong"]


def test_long_english_keywords_are_no_pasted_titles() -> None:
    """Words are counted, not characters: six words are a search, twelve are a title."""
    words = "black insulated stainless steel water bottle"
    assert classes([words, " ".join([words, words])]) == ["fits", "wrong"]


def test_no_rows_and_no_words_are_fine() -> None:
    """An empty table and rows without words are judged without complaint."""
    facts = product_facts(BOTTLE, segmenter(SegmenterSpec()))
    for keywords in ([], ["!!"], ["", "bottle"]):
        judged = judge(tokenize(keywords, SegmenterSpec()), np.full(len(keywords), np.nan), facts)
        assert len(judged.category) == len(keywords)
