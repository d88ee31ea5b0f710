"""Near duplicates among titles: as many as by comparing every pair."""

import random

from kwopt.shop.batch.near import near_duplicates


def by_every_pair(titles: list[list[str]]) -> set[int]:
    """Return near duplicates by the definition."""
    sets = list(map(set, titles))
    return {
        place
        for place, one in enumerate(sets)
        for other_place, other in enumerate(sets)
        if place != other_place and one & other and len(one - other) < 3 and len(other - one) < 3
    }


def test_equal_to_comparing_every_pair() -> None:
    """On 300 seeded shops of short and long titles the index finds what the definition finds."""
    draw = random.Random(8)
    for _ in range(300):
        words = [str(number) for number in range(draw.randint(3, 14))]
        titles = [draw.sample(words, draw.randint(0, min(7, len(words)))) for _ in range(draw.randint(0, 9))]
        assert near_duplicates(titles) == by_every_pair(titles)
