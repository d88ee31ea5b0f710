"""Shops of invented products, allocated from end to end."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd
import pytest

from kwopt.errors import SettingError, TitleError
from kwopt.models import Product
from kwopt.rules import marketplace
from kwopt.runs.engines import InProcess
from kwopt.scoring import score_keywords
from kwopt.shop.allocation import Allocation, AllocationRules, ShopProduct, allocate, near_pairs
from kwopt.titles import compose_titles

KEYWORDS = {
    "改良旗袍": 9000.0, "旗袍女": 6000.0, "真丝旗袍": 5200.0, "旗袍长款": 4100.0, "旗袍短袖": 3900.0,
    "复古旗袍": 3500.0, "显瘦旗袍": 3100.0, "旗袍夏季": 1900.0, "旗袍刺绣": 1700.0, "旗袍修身": 1500.0,
}  # fmt: skip
QUICK = AllocationRules(bound_steps=2)
NARROW = marketplace("taobao", {"title": {"max": 24}})
"""A title of some six words, so that no title holds all keywords."""


def made_products(count: int, *, market: Any = NARROW) -> list[ShopProduct]:
    """Return products that are alike but for their number, each with its title alone."""
    table = pd.DataFrame({"keyword": list(KEYWORDS), "search_volume": list(KEYWORDS.values())})
    facts = (
        ("材质", "真丝"), ("裙长", "长款"), ("袖长", "短袖"), ("季节", "夏季"), ("工艺", "刺绣"),
        ("版型", "修身"),
    )  # fmt: skip
    product = Product(name="改良旗袍", category=("旗袍",), attributes=facts)
    scored = score_keywords(table, product)
    title = compose_titles(scored, product, marketplace=market)[0]
    return [ShopProduct.of(f"nr {place}", product, scored, title) for place in range(count)]


@pytest.fixture(scope="module")
def products() -> list[ShopProduct]:
    """Return three like products."""
    return made_products(3)


@pytest.fixture(scope="module")
def allocated(products: list[ShopProduct]) -> Allocation:
    """Allocate the shop of these products."""
    return allocate(products, marketplace=NARROW, rules=QUICK)


def test_the_shop_gains_within_its_bound(allocated: Allocation) -> None:
    """F grows, and does not exceed its bound."""
    assert allocated.value_alone < allocated.value <= allocated.bound
    assert allocated.coverage_alone < allocated.coverage


def test_like_products_get_unlike_titles(allocated: Allocation) -> None:
    """Three equal titles make three near pairs; afterwards there is none."""
    assert allocated.near_alone == (("nr 0", "nr 1"), ("nr 0", "nr 2"), ("nr 1", "nr 2"))
    assert allocated.near == ()


def test_every_keyword_is_the_focus_of_one_product(allocated: Allocation) -> None:
    """No two products stand for the same keyword."""
    focus = [keyword for item in allocated.titles for keyword in item.focus]
    assert focus
    assert len(focus) == len(set(focus))


def test_every_title_still_names_the_thing_and_fits(allocated: Allocation) -> None:
    """The category word stays, whoever has it too, and the limit holds."""
    for item in allocated.titles:
        assert "旗袍" in item.text
        assert item.title is None or (item.title.width <= 24 and item.title.text == item.text)


def test_the_totals_are_those_of_the_titles(products: list[ShopProduct], allocated: Allocation) -> None:
    """F is the best that any title earns from each keyword, by the checker, and all fluency."""
    best: dict[str, float] = {}
    fluency = 0.0
    for product, item in zip(products, allocated.titles, strict=True):
        of_title = {one.keyword: one.earned for one in item.title.coverage} if item.title else {}
        alone = dict(zip(product.keywords, product.earned, strict=True))
        for keyword, earned in (of_title or alone).items():
            best[keyword] = max(best.get(keyword, 0.0), earned)
        fluency += item.title.fluency_value if item.title else product.fluency_value
    assert allocated.coverage == pytest.approx(sum(best.values()))
    assert allocated.value == pytest.approx(sum(best.values()) + fluency)


def test_titles_are_held_against_their_own_best(products: list[ShopProduct], allocated: Allocation) -> None:
    """A new title's proof has the bound of the product alone, and keeps what it must of the value alone."""
    changed = [item for item in allocated.titles if item.title]
    assert changed
    for item in changed:
        assert item.title is not None
        assert item.title.bound == products[0].solution.bound
        assert item.value >= 0.5 * item.value_alone
        assert item.value == pytest.approx(item.title.value)
        assert item.title.cost_against_best == pytest.approx(1 - item.value / item.value_alone)


class Pickling(InProcess):
    """An engine that sends everything through pickle, as processes do."""

    def map(
        self, function: Callable[..., Any], tasks: Iterable[Any], shared: Any = None, **_: Any
    ) -> Iterator[Any]:
        """Yield the results of copies."""
        for task in tasks:
            yield pickle.loads(pickle.dumps(function(*pickle.loads(pickle.dumps((shared, task))))))


def test_the_engine_does_not_matter(products: list[ShopProduct], allocated: Allocation) -> None:
    """Copies of parts give the same titles and the same bound."""
    other = allocate(products, marketplace=NARROW, rules=QUICK, engine=Pickling())
    assert [item.text for item in other.titles] == [item.text for item in allocated.titles]
    assert other.to_dict() == allocated.to_dict()


def test_parts_of_one_product_still_give_way_to_each_other(products: list[ShopProduct]) -> None:
    """Worked on one by one, like products gain too, and none are near-duplicates in the end."""
    apart = allocate(products, marketplace=NARROW, rules=AllocationRules(together=1, bound_steps=0))
    assert apart.value > apart.value_alone
    assert len(apart.near) < 3


def test_a_product_alone_keeps_its_title() -> None:
    """With nobody to give way to, nothing changes, and the bound is its own."""
    (product,) = made_products(1)
    shop = allocate([product], marketplace=NARROW)
    assert shop.titles[0].title is None
    assert shop.titles[0].text == product.text
    assert shop.bound == product.solution.bound
    assert shop.gain == 0


def test_no_products_are_worth_nothing() -> None:
    """An empty shop has no titles, and no worth."""
    shop = allocate([])
    assert shop.titles == ()
    assert (shop.value, shop.bound, shop.gap) == (0, 0, 0)


def test_where_a_second_listing_counts_in_full_less_is_given_up(
    products: list[ShopProduct], allocated: Allocation
) -> None:
    """If every second listing earns as much as the first, the same titles are worth more to the shop."""
    shop = allocate(products, marketplace=NARROW, rules=AllocationRules(second_share=1.0, bound_steps=1))
    assert shop.value_alone > allocated.value_alone
    assert shop.value_alone <= shop.value <= shop.bound


def test_a_key_stands_for_one_product(products: list[ShopProduct]) -> None:
    """Two products of one key are refused, and the key is named."""
    with pytest.raises(TitleError, match="1 key stands for several products"):
        allocate([products[0], products[0]])


@pytest.mark.parametrize(
    "rules", [{"second_share": 1.5}, {"least_kept": -0.1}, {"together": 0}, {"rounds": -1}]
)
def test_rules_are_checked(rules: dict[str, Any]) -> None:
    """A share is from 0 to 1, counts are not negative."""
    with pytest.raises(SettingError):
        AllocationRules(**rules)


def test_new_titles_are_no_near_duplicates_by_their_words(allocated: Allocation) -> None:
    """The words of the titles themselves say so."""
    words = [[token.text for token in item.title.tokens] for item in allocated.titles if item.title]
    assert near_pairs(words) == ()
