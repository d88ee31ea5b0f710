"""What the titles of a shop are worth together, stated; and the sums that say it.

Product p has the title t_p. By the checker it earns e_pk = w_pk * credit(k, t_p) from keyword k, and its
order is worth phi_p(t_p). For each keyword let e_(1)k >= e_(2)k be the largest and the second largest of the
e_pk over all products. The shop's worth is

    F(t) = sum_k (e_(1)k + s * e_(2)k) + sum_p phi_p(t_p)

A keyword's demand counts once for a shop: the searches are the same, and marketplaces keep one seller from
filling a result page. `s` (`second_share`, 0 unless told) says what part a second listing adds; a third
adds nothing. That is a model, not a law of any marketplace: they publish no such share.

What title t_p adds to what the others earn is a sum of hinges. With a >= b, the two largest that the others
earn from k, it is

    (1 - s) * max(0, e_pk - a) + s * max(0, e_pk - b)                                                 (1)

(s <= 1; where e >= a it is e - s * b - (1 - s) * a, where b <= e <= a it is s * (e - b), else 0).

References
----------
.. [1] D. Goldberg, "Diversity in Search", eBay engineering, 2014: results are chosen so that no page is full
   of like items.
.. [2] US 8856106 B2 (eBay), "limiting share of voice of individual users": the number of listings of one
   seller within so many results is limited.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


class ShopWorth:
    """What each title earns from each keyword of its product, and F.

    Parameters
    ----------
    keywords
        The keywords of each product, as numbers from 0.
    second_share
        s, from 0 to 1.

    Examples
    --------
    Both titles reach keyword 0; keyword 1 is of the second product alone.

    >>> shop = ShopWorth([np.array([0]), np.array([0, 1])], 0.0)
    >>> shop.put(0, np.array([9.0]), 1.0)
    >>> shop.put(1, np.array([6.0, 2.0]), 0.5)
    >>> shop.coverage, shop.value
    (11.0, 12.5)
    >>> shop.others(1)[0].tolist(), shop.added(1, np.array([10.0, 2.0]))
    ([9.0, 0.0], 3.0)
    """

    def __init__(self, keywords: Sequence[Ints], second_share: float) -> None:
        self.second_share = second_share
        self.keywords = list(keywords)
        self.fluency = np.zeros(len(self.keywords))
        self._starts = np.cumsum([0, *(len(part) for part in self.keywords)])
        flat = np.concatenate([*self.keywords, np.empty(0, dtype=np.intp)])
        self._earned = np.zeros(len(flat))
        self._by_keyword = np.argsort(flat, kind="stable")
        count = int(flat.max()) + 1 if len(flat) else 0
        self._bounds = np.searchsorted(flat[self._by_keyword], np.arange(count + 1))

    def put(self, place: int, earned: Floats, fluency: float) -> None:
        """Give a product another title: what it earns, and what its order is worth."""
        self._earned[self._starts[place] : self._starts[place + 1]] = earned
        self.fluency[place] = fluency

    def earned(self, place: int) -> Floats:
        """Return what a product's title earns from its keywords."""
        return self._earned[self._starts[place] : self._starts[place + 1]].copy()

    def others(self, place: int) -> tuple[Floats, Floats]:
        """Return the two largest that other products earn from each keyword of a product."""
        own = self.earned(place)
        self._earned[self._starts[place] : self._starts[place + 1]] = 0.0
        first, second, _ = self.largest(self.keywords[place])
        self._earned[self._starts[place] : self._starts[place + 1]] = own
        return first, second

    def largest(self, keywords: Ints) -> tuple[Floats, Floats, Floats]:
        """Return the three largest that titles earn from each of some keywords, 0 where there are fewer."""
        if not len(keywords):
            return np.zeros(0), np.zeros(0), np.zeros(0)
        sizes = self._bounds[keywords + 1] - self._bounds[keywords]
        starts = np.cumsum(sizes) - sizes
        offsets = np.arange(int(sizes.sum())) - np.repeat(starts - self._bounds[keywords], sizes)
        earned = self._earned[self._by_keyword[offsets]]
        owner = np.repeat(np.arange(len(keywords)), sizes)
        order = np.lexsort((-earned, owner))
        ranked = np.concatenate([earned[order], np.zeros(3)])
        first, second, third = (np.where(sizes > rank, ranked[starts + rank], 0.0) for rank in range(3))
        return first, second, third

    def added(self, place: int, earned: Floats) -> float:
        """Return what a title that earns so much adds to what the others earn, by (1)."""
        first, second = self.others(place)
        share = self.second_share
        above = (1.0 - share) * np.maximum(earned - first, 0.0) + share * np.maximum(earned - second, 0.0)
        return float(above.sum())

    @property
    def coverage(self) -> float:
        """What all titles earn together, fluency aside."""
        first, second, _ = self.largest(np.arange(len(self._bounds) - 1, dtype=np.intp))
        return float(first.sum() + self.second_share * second.sum())

    @property
    def value(self) -> float:
        """F."""
        return self.coverage + float(self.fluency.sum())
