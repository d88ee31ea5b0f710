"""Titles composed once more."""

import pandas as pd
import pytest

from kwopt.models import Product
from kwopt.rules import marketplace
from kwopt.scoring import score_keywords
from kwopt.titles import compose_titles
from kwopt.titles.composing.job import title_job
from kwopt.titles.composing.recomposing import Recomposer, differing, solution_of, words_of
from kwopt.titles.problem.problem import TitleProblem, Word
from kwopt.titles.problem.records import AtLeast, AtMost, Demand

NARROW = marketplace("taobao", {"title": {"max": 16}})
WORDS = ("旗袍", "改良", "真丝", "短袖", "长款", "刺绣", "夏季")


@pytest.fixture(scope="module")
def recomposer() -> Recomposer:
    """Return one product, held against its best title: four words of two hanzi fit."""
    table = pd.DataFrame(
        {"keyword": ["改良旗袍", "真丝旗袍", "旗袍短袖", "旗袍长款"], "search_volume": [9e3, 5e3, 3e3, 2e3]}
    )
    attributes = (("材质", "真丝"), ("裙长", "长款"), ("袖长", "短袖"))
    product = Product(name="改良旗袍", attributes=attributes)
    scored = score_keywords(table, product)
    best = compose_titles(scored, product, marketplace=NARROW)[0]
    return Recomposer(title_job(scored, product, marketplace=NARROW, settings=None), solution_of(best))


def test_the_same_worths_give_a_title_as_good(recomposer: Recomposer) -> None:
    """Composed again for its own demands a product gets a title close to its bound, and within."""
    title = recomposer.title(recomposer.wanted)
    assert title is not None
    assert title.value == pytest.approx(recomposer.solution.bound, rel=0.02)
    assert title.value <= title.bound == recomposer.solution.bound


def test_other_worths_give_another_title(recomposer: Recomposer) -> None:
    """If one keyword alone is left to earn, the title covers it, and its value is of the product's own."""
    only = [demand for demand in recomposer.wanted if demand.text == "旗袍长款"]
    title = recomposer.title(only)
    assert title is not None
    assert "旗袍长款" in [covered.keyword for covered in title.coverage]
    assert title.coverage_value == pytest.approx(recomposer.earned(title.text).sum())
    assert len(title.coverage) > 1


def test_unlike_another_title(recomposer: Recomposer) -> None:
    """A title unlike the best differs from it in two words at least, and still names the thing."""
    best = recomposer.title(recomposer.wanted)
    assert best is not None
    other = recomposer.title(recomposer.wanted, unlike=[words_of(best)], least=2)
    assert other is not None
    before, after = set(words_of(best)), set(words_of(other))
    assert max(len(before - after), len(after - before)) >= 2
    assert "旗袍" in other.text


def test_no_title_where_none_can_be(recomposer: Recomposer) -> None:
    """Nothing is returned where no title can be so unlike another."""
    assert recomposer.title(recomposer.wanted, unlike=[("旗袍",)], least=99) is None


def test_how_titles_differ() -> None:
    """Of a long title some words are left out; besides a short one others are asked for."""
    problem = TitleProblem(
        words=tuple(Word(text, 4) for text in WORDS), demands=(Demand("旗袍", ("旗袍",), 1.0),), limit=60
    )
    assert differing(problem, WORDS[:6], 3) == AtMost(tuple(sorted(WORDS[:6])), 3)
    assert differing(problem, WORDS[:1], 3) == AtLeast(tuple(sorted(WORDS[1:])), 3)


def test_the_name_of_the_thing_stays(recomposer: Recomposer) -> None:
    """A title must hold a word of the best type that another title says; nothing where it says none."""
    named = recomposer.naming(("真丝", "改良旗袍"))
    assert named == [AtLeast(("改良旗袍", "旗袍"), 1)]
    assert recomposer.naming(("真丝", "短袖")) == []


def test_a_dress_does_not_become_a_jumper() -> None:
    """A title that says jumper and skirt has another that says both; of one branch one will do."""
    table = pd.DataFrame({"keyword": ["毛衣裙子", "打底毛衣", "毛衣上衣"], "search_volume": [9e3, 5e3, 3e3]})
    product = Product(title="中长款打底毛衣裙", category=("毛衣",))
    scored = score_keywords(table, product)
    best = compose_titles(scored, product)[0]
    both = Recomposer(title_job(scored, product, marketplace="taobao", settings=None), solution_of(best))
    jumper, skirt = both.naming(("打底", "毛衣", "裙子"))
    assert (jumper.words, skirt.words) == (("毛衣",), ("毛衣裙", "裙子"))
    assert both.naming(("毛衣", "上衣")) == [jumper]
