"""Open questions: which facts keywords wait for, how much demand with them, and what answers do."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from kwopt.messages import message
from kwopt.models import Product
from kwopt.scoring import MissingFact, missing_facts, score_keywords
from kwopt.scoring.questions.missing import KINDS

DRESS = Product(name="旗袍", attributes={"适用季节": "夏季"})


def scored(searches: dict[str, float], product: Product = DRESS) -> pd.DataFrame:
    """Return keywords with their searches, scored for a product."""
    table = pd.DataFrame({"keyword": list(searches), "search_volume": list(searches.values())})
    return score_keywords(table, product)


def asked(searches: dict[str, float], product: Product = DRESS) -> list[MissingFact]:
    """Return the open questions of keywords with their searches."""
    return missing_facts(scored(searches, product), product)


def test_facts_are_ordered_by_the_demand_that_waits() -> None:
    """Shares are of the whole table, and of what fits or may fit."""
    found = asked({"旗袍": 400.0, "真丝旗袍": 200.0, "大码旗袍": 400.0, "运动鞋": 1_000.0})
    # 2,000 searches in all; without the shoes, which are wrong, 1,000.
    assert [(one.fact, one.keywords, one.demand_share, one.relevant_share) for one in found] == [
        ("大码", 1, 0.2, 0.4),
        ("真丝", 1, 0.1, 0.2),
    ]


def test_words_for_the_same_fact_are_one_question() -> None:
    """真丝, 桑蚕丝 and 蚕丝 are one fibre; the word with most searches asks."""
    found = asked({"旗袍": 600.0, "真丝旗袍": 100.0, "桑蚕丝旗袍": 200.0, "蚕丝旗袍": 100.0})
    assert [(one.fact, one.words, one.keywords, one.demand_share) for one in found] == [
        ("桑蚕丝", ("桑蚕丝", "真丝", "蚕丝"), 3, 0.4)
    ]


def test_a_keyword_of_two_facts_waits_for_both() -> None:
    """It is counted under each of its facts, and settled by neither alone."""
    found = asked({"大码真丝旗袍": 300.0, "真丝旗袍": 100.0})
    assert [(one.fact, one.keywords, one.settled) for one in found] == [("真丝", 2, 1), ("大码", 1, 0)]


@pytest.mark.parametrize("answer", ["真丝", "桑蚕丝"])
def test_yes_makes_what_waited_fit(answer: str) -> None:
    """Approving any word for the fact settles all keywords that ask for it, and the question is gone."""
    keywords = {"旗袍": 5.0, "真丝旗袍": 3.0, "桑蚕丝旗袍": 2.0}
    product = replace(DRESS, approved_words=(answer,))
    assert scored(keywords, product)["relevance_class"].tolist() == ["fits"] * 3
    assert asked(keywords, product) == []


def test_an_attribute_answers_too() -> None:
    """A fact stated in the product file settles what waited for it."""
    product = replace(DRESS, attributes=(("适用季节", "夏季"), ("材质", "桑蚕丝")))
    assert scored({"真丝旗袍": 3.0}, product)["relevance_class"].tolist() == ["fits"]


@pytest.mark.parametrize("answer", ["真丝", "桑蚕丝"])
def test_no_ends_the_question(answer: str) -> None:
    """A forbidden word, or another word for the same, is not asked about again, nor what needs it."""
    product = replace(DRESS, forbidden_words=(answer,))
    found = asked({"真丝旗袍": 3.0, "大码真丝旗袍": 2.0, "大码旗袍": 1.0}, product)
    assert [(one.fact, one.keywords) for one in found] == [("大码", 1)]


def test_nothing_is_asked_that_settles_nothing() -> None:
    """A keyword that names no kind of thing, or holds an unknown character, fits after no answer."""
    assert [one.fact for one in asked({"复古真丝": 3.0, "旗袍囍": 2.0, "旗袍 24": 2.0})] == []


def test_unknown_searches_give_an_unknown_share() -> None:
    """Where no searches are known the share is None, not 0; the questions remain."""
    found = asked({"真丝旗袍": math.nan})
    assert [(one.fact, one.demand_share, one.relevant_share) for one in found] == [("真丝", None, None)]


def test_ties_go_to_more_keywords_then_text() -> None:
    """Equal demand: the fact with more keywords first, then by its text."""
    found = asked({"大码旗袍": 4.0, "大码女旗袍": 4.0, "真丝旗袍": 8.0, "红色旗袍": 8.0})
    assert [one.fact for one in found] == ["大码", *sorted(["真丝", "红色"])]


def test_no_product_no_question() -> None:
    """Without a product nothing is judged, so nothing is asked; nor of an empty table."""
    table = pd.DataFrame({"keyword": ["真丝旗袍"], "search_volume": [1.0]})
    assert missing_facts(score_keywords(table), None) == []
    assert missing_facts(scored({"旗袍": 1.0}), DRESS) == []


def test_years_that_are_over_are_not_asked_for() -> None:
    """A dated keyword earns nothing whatever the answer: no question waits for it."""
    table = pd.DataFrame({"keyword": ["2019旗袍", "大码旗袍"], "search_volume": [100.0, 300.0]})
    product = replace(DRESS, year=2022)
    found = missing_facts(score_keywords(table, product), product)
    assert [one.fact for one in found] == ["大码"]


def test_english_asks_alike() -> None:
    """Keywords with spaces wait for facts too, plurals among them."""
    bottle = Product(name="water bottle", category=("Sports", "Water Bottles"))
    found = asked({"water bottle": 5.0, "glass water bottle": 3.0, "glass water bottles": 2.0}, bottle)
    assert [(one.fact, one.kind, one.keywords, one.demand_share) for one in found] == [
        ("glass", "material", 2, 0.5)
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_question(kind: str, lang: str) -> None:
    """Whatever kind of fact is missing can be asked in both languages."""
    text = message(f"scoring.ask_{kind}", {"word": "真丝"}, lang)
    assert "真丝" in text
    assert text[-1] in "?？"


def test_the_table_is_left_alone() -> None:
    """Asking changes nothing in the scored table."""
    table = scored({"真丝旗袍": 4.0})
    before = table.copy()
    missing_facts(table, DRESS)
    pd.testing.assert_frame_equal(table, before)
