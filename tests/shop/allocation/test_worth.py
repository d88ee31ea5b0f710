"""The sums of a shop's worth."""

import numpy as np
import pytest

from kwopt.shop.allocation.worth import ShopWorth

EARNED = ([9.0, 1.0], [6.0, 2.0], [4.0])
"""Of keyword 0 three products earn 9, 6, 4; of keyword 1 the first earns 1, of keyword 2 the second 2."""
KEYWORDS = ([0, 1], [0, 2], [0])


def made_shop(second_share: float) -> ShopWorth:
    """Return the shop above, with fluency 1, 2, 3."""
    shop = ShopWorth([np.array(ids) for ids in KEYWORDS], second_share)
    for place, earned in enumerate(EARNED):
        shop.put(place, np.array(earned), place + 1.0)
    return shop


def test_a_keyword_counts_once() -> None:
    """Only the best that any title earns from a keyword counts."""
    assert made_shop(0.0).coverage == 9 + 1 + 2
    assert made_shop(0.0).value == 12 + 6


def test_a_second_listing_counts_by_its_share() -> None:
    """With a share of one half, half of the second largest is added, and nothing of the third."""
    assert made_shop(0.5).coverage == 12 + 0.5 * 6


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_what_a_title_adds_is_the_difference_of_the_worth(share: float) -> None:
    """The hinges say what F grows by, whatever the other titles earn."""
    random = np.random.default_rng(0)
    for _ in range(50):
        shop = made_shop(share)
        for place, ids in enumerate(KEYWORDS):
            shop.put(place, random.integers(0, 5, len(ids)).astype(float), 0.0)
        new = random.integers(0, 5, 2).astype(float)
        added = shop.added(1, new)
        shop.put(1, np.zeros(2), 0.0)
        without = shop.value
        shop.put(1, new, 0.0)
        assert added == pytest.approx(shop.value - without)


def test_others_are_without_the_product_itself() -> None:
    """The two largest that others earn leave a product's own earnings out, and those stay as they are."""
    shop = made_shop(0.0)
    first, second = shop.others(0)
    assert first.tolist() == [6, 0]
    assert second.tolist() == [4, 0]
    assert shop.earned(0).tolist() == [9, 1]


def test_an_empty_shop_is_worth_nothing() -> None:
    """Without products, or without keywords, F is 0."""
    assert ShopWorth([], 0.0).value == 0
    assert ShopWorth([np.empty(0, dtype=np.intp)], 0.0).value == 0
