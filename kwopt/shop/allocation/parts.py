"""A shop cut into parts that are worked on apart: products whose titles chase the same words stay together.

Products are joined by near-duplicate titles first, then by keywords, those first of which most is earned
more than once. Joined without end, one word that all titles hold would make one part of a whole shop; a
join that would make a part larger than allowed is left out. Work then grows in proportion to the products,
and what parts have in common they see as taken by others (`ascent`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def parts_of(
    keywords: Sequence[Ints], earned: Sequence[Floats], near: Iterable[tuple[int, int]], *, together: int
) -> tuple[tuple[int, ...], ...]:
    """Return the parts of a shop, each sorted, by their first product.

    Parameters
    ----------
    keywords, earned
        Of each product the numbers of its keywords, and what its title earns from each.
    near
        Pairs of products with near-duplicate titles.
    together
        Products of one part at most.

    Examples
    --------
    >>> keywords = [np.array([0, 1]), np.array([0]), np.array([2])]
    >>> parts_of(keywords, [np.array([5.0, 1.0]), np.array([4.0]), np.array([9.0])], (), together=9)
    ((0, 1), (2,))
    """
    joined = _Joined(len(keywords), together)
    for one, other in near:
        joined.join(one, other)
    for earners in _contested(keywords, earned):
        for one, other in pairwise(earners):
            joined.join(one, other)
    return joined.parts()


def _contested(keywords: Sequence[Ints], earned: Sequence[Floats]) -> Iterator[list[int]]:
    """Yield the products that earn from one keyword, where several do: the most worth lost first."""
    sizes = [len(part) for part in keywords]
    flat = np.concatenate([*keywords, np.empty(0, dtype=np.intp)])
    gained = np.concatenate([*earned, np.empty(0)])
    owner = np.repeat(np.arange(len(sizes)), sizes)
    held = gained > 0
    flat, gained, owner = flat[held], gained[held], owner[held]
    order = np.lexsort((owner, flat))
    found = []
    borders = np.flatnonzero(np.diff(flat[order], prepend=-1, append=-1))
    for start, end in pairwise(borders.tolist()):
        group = order[start:end]
        if len(group) > 1:
            lost = float(gained[group].sum() - gained[group].max())
            found.append((-lost, int(flat[group[0]]), owner[group].tolist()))
    for _, _, earners in sorted(found):
        yield earners


class _Joined:
    """Disjoint sets of limited size."""

    def __init__(self, count: int, most: int) -> None:
        self._root = list(range(count))
        self._size = [1] * count
        self._most = most

    def _find(self, place: int) -> int:
        while self._root[place] != place:
            self._root[place] = self._root[self._root[place]]
            place = self._root[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Join the sets of two products, unless they would be too many."""
        first, second = sorted((self._find(one), self._find(other)))
        if first != second and self._size[first] + self._size[second] <= self._most:
            self._root[second] = first
            self._size[first] += self._size[second]

    def parts(self) -> tuple[tuple[int, ...], ...]:
        found: dict[int, list[int]] = {}
        for place in range(len(self._root)):
            found.setdefault(self._find(place), []).append(place)
        return tuple(tuple(members) for members in found.values())
