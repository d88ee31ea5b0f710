"""English titles: their words, their constraints, their order, and whole titles of invented products."""

from collections import Counter
from itertools import pairwise

import pandas as pd
import pytest

from kwopt.language.english import lemma
from kwopt.language.normalize import match_form
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product, Title
from kwopt.rules import marketplace
from kwopt.scoring import score_keywords
from kwopt.scoring.facts.facts import product_facts
from kwopt.titles.composing.compose import compose_titles
from kwopt.titles.problem.records import AtLeast, Beside, Demand
from kwopt.titles.words.spaced import SpacedWords, speaks_spaced
from kwopt.titles.words.spaced_company import at_least, at_most, beside
from kwopt.titles.words.spaced_order import spaced_fluency

FLASK = Product(
    name="Insulated Stainless Steel Water Bottle 24 oz",
    brand="Aldermoor",
    category="Sports > Water Bottles",
    attributes=(
        ("Product type", "water bottle"),
        ("Material", "stainless steel"),
        ("Capacity", "24 oz"),
        ("Mouth", "wide mouth"),
        ("Lid", "straw lid"),
        ("Color", "green"),
        ("Use", "gym"),
        ("Use", "travel"),
    ),
    selling_points=("keeps drinks cold all day",),
)
TYPED = {
    "water bottle": 900.0,
    "insulated water bottle": 800.0,
    "stainless steel water bottles": 700.0,
    "water bottle with straw lid": 500.0,
    "24 oz water bottle": 400.0,
    "wide mouth water bottle": 300.0,
    "gym water bottle": 200.0,
    "water bottle for travel": 150.0,
    "cold water bottle": 100.0,
    "cute water bottle": 100.0,
    "metal water bottle": 90.0,
}


def plan_of(product: Product = FLASK, market: str = "amazon") -> SpacedWords:
    """Return the words of a product for the typed keywords, all of which may earn and stand."""
    cut = segmenter(SegmenterSpec())
    demands = [Demand(text, tuple(cut.words(match_form(text))), worth) for text, worth in TYPED.items()]
    return SpacedWords(
        demands, product, product_facts(product, cut), marketplace(market).title, lambda _: True
    )


def title_of(market: str, product: Product = FLASK) -> Title:
    """Return the composed title."""
    table = pd.DataFrame({"keyword": list(TYPED), "search_volume": list(TYPED.values())})
    return compose_titles(score_keywords(table, product), product, marketplace=market)[0]


def test_the_language_is_that_of_most_keywords() -> None:
    """A spaced marketplace with Chinese keywords gets a Chinese title."""
    field = marketplace("shopee").title
    assert speaks_spaced(field, ["water bottle", "mug", "水杯"])
    assert not speaks_spaced(field, ["水杯", "保温杯", "mug"])
    assert not speaks_spaced(marketplace("taobao").title, ["water bottle"])


def test_a_title_uses_the_form_that_the_product_states() -> None:
    """The name says bottle, so the plural that shoppers type too is no word of its own."""
    plan = plan_of()
    assert "bottle" in plan.texts
    assert "bottles" not in plan.texts


def test_words_of_sentences_and_unstated_opinions_stay_out() -> None:
    """It keeps drinks cold, which makes no cold bottle; nobody stated that it is cute."""
    assert not {"cold", "cute", "keeps"} & set(plan_of().texts)


def test_each_word_has_its_place() -> None:
    """Lids are parts, travel is a use, insulated describes; links and measures follow the name."""
    plan = plan_of()
    assert plan.phrases.name == ("water", "bottle")
    assert "lid" in plan.parts
    assert [plan.is_use(word) for word in ("travel", "insulated")] == [True, False]
    assert plan.describes("insulated")
    assert [plan.follows_name(word) for word in ("with", "lid", "24", "oz", "green")] == [True] * 5


def test_synonyms_and_forms_exclude_each_other_but_not_within_a_phrase() -> None:
    """Steel is a metal: one of both is enough. Stainless and steel belong together."""
    pairs = {group.words for group in at_most(plan_of()) if len(group.words) == 2}
    excluded = [set(pair) for pair in pairs]
    assert {"metal", "steel"} in excluded
    assert {"stainless", "steel"} not in excluded


def test_a_word_stands_once_alone_or_written_together() -> None:
    """Smartwatch says watch; a laptop is no top."""
    product = Product(name="Smartwatch", attributes=(("Goes with", "watch"), ("Fits", "laptop top")))
    cut = segmenter(SegmenterSpec())
    demands = [Demand(text, tuple(text.split()), 1.0) for text in ("smartwatch watch", "laptop top")]
    plan = SpacedWords(
        demands, product, product_facts(product, cut), marketplace("ebay").title, lambda _: True
    )
    excluded = [set(group.words) for group in at_most(plan) if len(group.words) == 2]
    assert {"smartwatch", "watch"} in excluded
    assert {"laptop", "top"} not in excluded


def test_a_buyer_is_told_brand_name_material_and_capacity() -> None:
    """Brand and name word by word; one of the materials; the unit of what it holds."""
    told = list(at_least(plan_of()))
    assert [AtLeast((word,)) for word in ("aldermoor", "water", "bottle")] == told[:3]
    assert "steel" in told[3].words
    assert told[4].words == ("oz",)


def test_numbers_links_and_uses_need_company() -> None:
    """A number stands before its unit, a unit behind its number, with before a part."""
    found = list(beside(plan_of()))
    assert Beside("24", before=("oz",)) in found
    assert Beside("oz", after=("24",)) in found
    assert Beside("with", before=("lid", "straw")) in found
    assert Beside("wide", before=("mouth",)) in found
    assert Beside("travel", after=("and", "for"), before=("water",)) in found


def test_going_back_behind_the_name_is_never_plausible() -> None:
    """The name before what describes it, a colour before the name: zero; what keywords write is usual."""
    words = ["insulated", "water", "bottle", "green"]
    first, pairs, last = spaced_fluency(words, plan_of())
    assert pairs[2, 0] == pairs[3, 1] == 0
    assert pairs[1, 2] == 1
    assert pairs[0, 1] >= 0.8
    assert first[0] > first[3] == 0
    assert last[3] > last[0]


@pytest.mark.parametrize("market", ["amazon", "ebay", "etsy", "walmart", "lazada"])
def test_a_title_keeps_the_rules_of_good_english_titles(market: str) -> None:
    """Within the limit; phrases whole; no word twice in any form; nothing unsaid; what it is made of."""
    title = title_of(market)
    words = [match_form(token.text) for token in title.tokens]
    near = {*pairwise(words)}
    assert title.width <= marketplace(market).title.max
    assert {("stainless", "steel"), ("water", "bottle"), ("24", "oz")} <= near
    assert max(Counter(map(lemma, words)).values()) == 1
    assert not {"cold", "cute", "metal"} & set(words)
    assert words[-1] not in ("with", "for", "and")


def test_amazon_titles_begin_with_the_brand() -> None:
    """Brand first, and written as sellers write it: units small, the rest capitalized."""
    text = title_of("amazon").text
    assert text.startswith("Aldermoor ")
    assert "24 oz" in text
    assert "with Straw Lid" in text


def test_plural_keywords_count_in_any_order() -> None:
    """Bottles is covered by Bottle, at the credit of words in any order."""
    covered = {item.keyword: item.match for item in title_of("amazon").coverage}
    assert covered["stainless steel water bottles"] == "any"


def test_order_counts_where_no_keyword_is_reached_as_typed() -> None:
    """Only the plural is typed, and the product is sold by one: the title still reads in order."""
    table = pd.DataFrame({"keyword": ["insulated mugs", "mugs"], "search_volume": [9.0, 5.0]})
    product = Product(name="Insulated Mug", brand="Aldermoor", attributes=(("Color", "green"),))
    title = compose_titles(score_keywords(table, product), product, marketplace="amazon")[0]
    assert title.text == "Aldermoor Insulated Mug Green"


def test_a_product_without_brand_or_facts_still_gets_a_title() -> None:
    """Nothing is required that is not stated."""
    assert "Water Bottle" in title_of("amazon", Product(name="Insulated Water Bottle")).text


def test_nouns_before_the_name_are_not_what_it_is_for() -> None:
    """A jig saw is no saw for a jig: jig stands before the name only; parts follow a link."""
    product = Product(name="Cordless Saw", attributes=(("Product type", "saw"),))
    typed = ["cordless saw", "jig saw", "saw for wood", "saw with case"]
    cut = segmenter(SegmenterSpec())
    demands = [Demand(text, tuple(cut.words(text)), 1.0) for text in typed]
    plan = SpacedWords(
        demands, product, product_facts(product, cut), marketplace("amazon").title, lambda _: True
    )
    assert plan.is_use("jig")
    assert not plan.is_aim("jig")
    assert plan.is_aim("wood")


def test_units_of_two_words_and_numbers_with_commas() -> None:
    """Cu ft is one unit; what a comma leaves of 80,000 is no word."""
    product = Product(name="Gas Heater 80,000 BTU", attributes=(("Capacity", "2.3 cu ft"), ("Color", "red")))
    cut = segmenter(SegmenterSpec())
    demands = [Demand("gas heater", ("gas", "heater"), 1.0)]
    plan = SpacedWords(
        demands, product, product_facts(product, cut), marketplace("amazon").title, lambda _: True
    )
    assert "2.3 cu ft" in plan.fillers
    assert "000" not in plan.texts
