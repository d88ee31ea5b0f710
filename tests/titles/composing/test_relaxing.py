"""What gives way where no title keeps all rules."""

import random
from dataclasses import replace

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.errors import TitleError
from kwopt.models import Product
from kwopt.titles.composing.compose import TitleResult, compose
from kwopt.titles.composing.relaxing import has_choice, reconciled, relaxations
from kwopt.titles.problem.problem import AtLeast, AtMost, Beside, Demand, TitleProblem, Word
from kwopt.titles.problem.records import Standing

BOWL = Product(
    name="玻璃碗", category=("餐具", "碗"), attributes=(("材质", "玻璃"), ("风格", "北欧"), ("场景", "家用"))
)
BOWL_KEYWORDS = ("玻璃碗家用", "北欧玻璃碗")
NOUNS = ("碗", "玻璃碗", "裙", "连衣裙", "旗袍", "鞋", "凉鞋", "手表", "衣服")
WORDS = (
    "玻璃",
    "北欧",
    "家用",
    "夏",
    "夏季",
    "女",
    "女童",
    "儿童",
    "老人",
    "短袖",
    "可以吃",
    "的",
    "plus",
    "3.5",
    "改良",
)
ENGLISH_NOUNS = ("bottle", "shirt", "camera", "shoes")
ENGLISH_WORDS = ("steel", "32oz", "kids", "for", "with", "lid", "cotton", "red", "4k", "men", "travel", "of")
SEEDS = range(60)


def composed(product: Product, keywords: tuple[str, ...], marketplace: str = "taobao") -> TitleResult:
    """Return the result for keywords that are all eligible, worth 100, 99 and so on."""
    scored = pd.DataFrame(
        {c.KEYWORD: keywords, c.WORTH: [100.0 - n for n in range(len(keywords))], c.ELIGIBLE: True}
    )
    return compose(scored, product, marketplace=marketplace, effort="fast")


def codes(result: TitleResult) -> list[str]:
    """Return the codes of the notices."""
    return [notice.code for notice in result.notices]


def test_a_name_that_holds_a_fact_says_it() -> None:
    """玻璃碗 and 玻璃 exclude each other, and three facts are wanted: 玻璃碗 counts as one."""
    result = composed(BOWL, BOWL_KEYWORDS)
    assert all(word in result.titles[0].text for word in ("玻璃碗", "北欧", "家用"))
    assert "titles.fewer_facts" not in codes(result)


def test_facts_that_exclude_each_other_are_told_in_part() -> None:
    """Of three facts of which one fits beside the name, one is told, and it is said that others are missing.

    a is the name; b, c and d are four wide, and the limit is six with a space.
    """
    problem = TitleProblem(
        words=(Word("a", 1), *(Word(text, 4) for text in "bcd")), demands=(Demand("ab", ("a", "b"), 1.0),),
        limit=6, at_least=(AtLeast(("a",), 1, Standing.NAME), AtLeast(tuple("bcd"), 3, Standing.FACTS)),
    )  # fmt: skip
    relaxed = next(relaxed for relaxed in relaxations(problem) if has_choice(relaxed.problem))
    assert [group.count for group in relaxed.problem.at_least] == [1, 1]
    assert relaxed.codes == ("titles.fewer_facts",)


def test_what_the_seller_requires_never_gives_way() -> None:
    """Two required names that no title can hold within its limit are an error, as they were."""
    product = replace(BOWL, required_words=("玻璃碗" * 11,))
    with pytest.raises(TitleError, match="required words"):
        composed(product, BOWL_KEYWORDS)


def test_one_rule_gives_way_before_two() -> None:
    """Where the name alone stands in the way, the fact stays: the easing of one rule is tried first.

    a (the name) and b (a fact) fit beside each other; the name needs a partner that is not there.
    """
    problem = TitleProblem(
        words=(Word("a", 1), Word("b", 1)), demands=(), limit=3,
        at_least=(AtLeast(("a",), 1, Standing.NAME), AtLeast(("b",), 1, Standing.FACTS)),
        beside=(Beside("a"),),
    )  # fmt: skip
    eased = reconciled(problem)
    assert [group.count for group in eased.at_least] == [1, 1]
    assert eased.beside == ()


def test_a_problem_with_titles_stays_as_it_is() -> None:
    """Nothing gives way where some choice of words keeps all rules."""
    problem = TitleProblem(words=(Word("a", 1),), demands=(), limit=1, at_least=(AtLeast(("a",), 1),))
    assert reconciled(problem) is problem


def test_what_is_asked_for_by_the_seller_is_not_eased() -> None:
    """Groups without a standing are the seller's: none of the relaxations touches them."""
    problem = TitleProblem(
        words=(Word("a", 1), Word("b", 1)), demands=(), limit=3,
        at_least=(AtLeast(("a",), 1), AtLeast(("b",), 1, Standing.BRAND)), at_most=(AtMost(("a", "b"), 1),),
    )  # fmt: skip
    assert [[group.count for group in eased.problem.at_least] for eased in relaxations(problem)] == [[1, 0]]
    assert has_choice(reconciled(problem))


@pytest.mark.parametrize("seed", SEEDS)
def test_without_required_words_there_is_always_an_answer(seed: int) -> None:
    """Whatever product and keywords are put together, compose gives a title or says why there is none."""
    draw = random.Random(seed)
    english = seed % 3 == 0
    nouns, words = (ENGLISH_NOUNS, ENGLISH_WORDS) if english else (NOUNS, WORDS)
    joiner = " " if english else ""

    def text(most: int) -> str:
        return joiner.join([*draw.sample(words, draw.randint(0, most)), draw.choice(nouns)])

    values = tuple((f"属性{place}", draw.choice(words)) for place in range(draw.randint(0, 5)))
    title = text(6) if draw.random() < 0.7 else None
    product = Product(name=text(1), title=title, category=(draw.choice(nouns),), attributes=values)
    keywords = tuple(dict.fromkeys(text(3) for _ in range(draw.randint(1, 6))))
    result = composed(product, keywords, "amazon_us" if english else "taobao")
    assert result.titles or result.notices
