"""Near-duplicate titles (重复铺货, the same thing listed again): which titles differ in too few words.

Of two titles with the sets of exact words A and B each may lack words of the other; they differ in
max(|A - B|, |B - A|) words. Further titles of one product are held apart in the same way. Titles that share
no word are not near, however short.

Unlike titles do not make two things of one: marketplaces want one thing listed once, its colours and sizes as
options of the listing. Words are all that is looked at here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

LEAST_WORDS = 3
"""Words in which two titles of a shop differ at least, as further titles of one product do."""


class TitleWords:
    """Titles by their words, to find those that are near to another.

    Parameters
    ----------
    least
        Titles that differ in fewer words are near-duplicates.

    Examples
    --------
    >>> shop = TitleWords([("夏季", "旗袍"), ("冬季", "旗袍"), ("羊毛", "高领", "针织", "毛衣")], least=2)
    >>> shop.pairs(), shop.near(2, ("旗袍", "夏季", "女"))
    (((0, 1),), (0,))
    """

    def __init__(self, titles: Iterable[Collection[str]], *, least: int = LEAST_WORDS) -> None:
        self.least = least
        self._titles: list[frozenset[str]] = []
        self._holding: dict[str, set[int]] = {}
        for place, words in enumerate(titles):
            self._titles.append(frozenset())
            self.put(place, words)

    def put(self, place: int, words: Collection[str]) -> None:
        """Exchange a title for another."""
        for word in self._titles[place]:
            self._holding[word].discard(place)
        self._titles[place] = frozenset(words)
        for word in self._titles[place]:
            self._holding.setdefault(word, set()).add(place)

    def words(self, place: int) -> frozenset[str]:
        """Return the words of a title."""
        return self._titles[place]

    def near(self, place: int, words: Collection[str]) -> tuple[int, ...]:
        """Return the other titles to which one of these words would be near, if it stood at `place`."""
        distinct = frozenset(words)
        # A near title lacks fewer than `least` of these words, so it has one of any `least` of them.
        rarest = sorted(distinct, key=lambda word: (len(self._holding.get(word, ())), word))[: self.least]
        candidates = {other for word in rarest for other in self._holding.get(word, ())}
        return tuple(
            sorted(
                other
                for other in candidates
                if other != place and self._difference(distinct, self._titles[other]) < self.least
            )
        )

    @staticmethod
    def _difference(one: frozenset[str], other: frozenset[str]) -> int:
        return max(len(one - other), len(other - one))

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Return all near pairs of places, sorted."""
        return tuple(self._pairs())

    def _pairs(self) -> Iterator[tuple[int, int]]:
        for place, words in enumerate(self._titles):
            yield from ((place, other) for other in self.near(place, words) if other > place)


def near_duplicates(titles: Sequence[Collection[str]], *, least: int = LEAST_WORDS) -> frozenset[int]:
    """Return the places of titles, given by their exact words, that are near-duplicates of another.

    >>> sorted(near_duplicates([("改良", "旗袍", "夏"), ("改良", "旗袍", "冬"), ("真丝", "围巾")]))
    [0, 1]
    """
    shop = TitleWords(titles, least=least)
    return frozenset(place for place, words in enumerate(titles) if shop.near(place, words))


def near_pairs(titles: Sequence[Collection[str]], *, least: int = LEAST_WORDS) -> tuple[tuple[int, int], ...]:
    """Return the pairs of titles, given by their exact words, that are near-duplicates.

    >>> near_pairs([("新款", "旗袍", "女"), ("旗袍", "新款", "女"), ("改良", "旗袍", "长款", "夏季")])
    ((0, 1),)
    """
    return TitleWords(titles, least=least).pairs()
