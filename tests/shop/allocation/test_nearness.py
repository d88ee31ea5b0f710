"""Near-duplicate titles."""

from itertools import combinations
from random import Random

from kwopt.shop.allocation.nearness import TitleWords, near_duplicates, near_pairs


def test_as_the_obvious_comparison_of_all_pairs() -> None:
    """The pairs found are those of which neither has three words that the other lacks."""
    random = Random(0)
    for count in [60, *(place % 10 for place in range(200))]:
        words = "abcdefghijklmn"[: random.randint(3, 14)]
        most = min(7, len(words))
        titles = [frozenset(random.sample(words, random.randint(0, most))) for _ in range(count)]
        slow = tuple(
            (i, j)
            for (i, one), (j, other) in combinations(enumerate(titles), 2)
            if one & other and len(one - other) < 3 and len(other - one) < 3
        )
        assert near_pairs(titles) == slow
        assert near_duplicates(titles) == {place for pair in slow for place in pair}


def test_an_exchanged_title_is_no_longer_near() -> None:
    """What a title was before does not count."""
    shop = TitleWords([("旗袍", "女"), ("旗袍", "女")])
    shop.put(0, ("毛衣", "女", "高领", "针织"))
    assert shop.pairs() == ()


def test_order_and_repetition_do_not_matter() -> None:
    """The same words in another order, one of them twice, are the same title."""
    assert near_pairs([("夏季", "旗袍", "女"), ("女", "旗袍", "夏季", "旗袍")]) == ((0, 1),)
