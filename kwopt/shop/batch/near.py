"""Titles of one shop that say nearly the same: one product listed twice (重复铺货), for a marketplace.

Two titles are near duplicates if they share a word and each holds fewer than three that the other lacks: a
buyer cannot tell them apart, and `kwopt title -n` does not let two titles of one product be as near.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kwopt.shop.allocation import LEAST_WORDS


def near_duplicates(titles: Sequence[Iterable[str]]) -> frozenset[int]:
    """Return the places of titles, given as their words, that are a near duplicate of another.

    Exact: of two near duplicates each has one of the other's three rarest words, so only titles that share
    such a word are compared.

    Examples
    --------
    >>> sorted(near_duplicates([["改良", "旗袍", "夏"], ["改良", "旗袍", "冬"], ["真丝", "围巾"]]))
    [0, 1]
    """
    sets = [frozenset(words) for words in titles]
    common = Counter(word for words in sets for word in words)
    having: dict[str, list[int]] = defaultdict(list)
    found: set[int] = set()
    for place, words in enumerate(sets):
        rarest = sorted(words, key=lambda word: (common[word], word))[:LEAST_WORDS]
        near = {other for word in rarest for other in having[word] if _are_near(words, sets[other])}
        found |= near | ({place} if near else set())
        for word in words:
            having[word].append(place)
    return frozenset(found)


def _are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one - other) < LEAST_WORDS and len(other - one) < LEAST_WORDS
