"""A shop's titles as they stand: improved part by part, taken only if the shop gains."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kwopt.runs.engines import Engine
from kwopt.shop.allocation.ascent import LEAST_GAIN, improved_part
from kwopt.shop.allocation.nearness import TitleWords
from kwopt.shop.allocation.parts import parts_of
from kwopt.shop.allocation.records import ShopProduct
from kwopt.shop.allocation.standing import Part, Standing, Work, part_keywords, standing_alone
from kwopt.shop.allocation.worth import ShopWorth

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Members = tuple[int, ...]


@dataclass
class _Seen:
    """What a part was last worked on against: the same again would change nothing."""

    taken: dict[Members, tuple[Floats, Floats]] = field(default_factory=dict)

    def is_new(self, members: Members, taken: tuple[Floats, Floats]) -> bool:
        before = self.taken.get(members)
        self.taken[members] = taken
        return before is None or not all(map(np.array_equal, before, taken))


class Shop:
    """All products with a title of each.

    Parameters
    ----------
    products
        With the titles composed for each alone: those that stand first.
    """

    def __init__(self, products: Sequence[ShopProduct], work: Work) -> None:
        self.products = tuple(products)
        self.work = work
        number: dict[str, int] = {}
        self.keywords: list[Ints] = [
            np.array([number.setdefault(keyword, len(number)) for keyword in product.keywords], dtype=np.intp)
            for product in self.products
        ]
        self._number = number
        self.worth = ShopWorth(self.keywords, work.rules.second_share)
        self.titles = TitleWords([()] * len(self.products), least=work.rules.least_words)
        self._standings = [standing_alone(product) for product in self.products]
        self.put_all(self._standings)

    def standings(self) -> tuple[Standing, ...]:
        """Return the titles now."""
        return tuple(self._standings)

    def put_all(self, standings: Sequence[Standing]) -> None:
        """Give every product a title."""
        self._put(range(len(self.products)), standings)

    def _put(self, places: Sequence[int], standings: Sequence[Standing]) -> None:
        for place, standing in zip(places, standings, strict=True):
            self._standings[place] = standing
            self.worth.put(place, standing.earned, standing.fluency)
            self.titles.put(place, standing.words)

    def adds(self) -> list[float]:
        """Return what the shop would lose without each title."""
        return [
            self.worth.added(place, standing.earned) + standing.fluency
            for place, standing in enumerate(self._standings)
        ]

    def focus(self) -> list[tuple[str, ...]]:
        """Return the keywords from which no title earns more than each product's; of equals the first."""
        leader: dict[str, tuple[float, int]] = {}
        for place, product in enumerate(self.products):
            for keyword, earned in zip(product.keywords, self.worth.earned(place).tolist(), strict=True):
                if earned > leader.get(keyword, (0.0, -1))[0]:
                    leader[keyword] = (earned, place)
        found: list[list[tuple[float, str]]] = [[] for _ in self.products]
        for keyword, (earned, place) in leader.items():
            found[place].append((-earned, keyword))
        return [tuple(keyword for _, keyword in sorted(one)) for one in found]

    def improve(self, engine: Engine) -> None:
        """Work on all parts, round after round, until nothing changes."""
        parts = parts_of(
            self.keywords,
            [standing.earned for standing in self._standings],
            self.titles.pairs(),
            together=self.work.rules.together,
        )
        seen = _Seen()
        for number in range(self.work.rules.rounds):
            tasks = [
                (members, taken)
                for members in parts
                if self._has_work(members, taken := self._taken(members, first=number == 0))
                and seen.is_new(members, taken)
            ]
            work = [self._part(members, taken, anew=number == 0) for members, taken in tasks]
            proposals = engine.map(improved_part, work, self.work)
            changed = [
                self._take(members, proposal) for (members, _), proposal in zip(tasks, proposals, strict=True)
            ]
            if not any(changed):
                break

    def _has_work(self, members: Members, taken: tuple[Floats, Floats]) -> bool:
        return len(members) > 1 or bool(taken[0].any())

    def _part(self, members: Members, taken: tuple[Floats, Floats], *, anew: bool) -> Part:
        products = tuple(self.products[place] for place in members)
        standings = tuple(self._standings[place] for place in members)
        return Part(products, standings, taken, anew=anew)

    def _taken(self, members: Members, *, first: bool) -> tuple[Floats, Floats]:
        """Return the two largest that titles outside a part earn from its keywords.

        The first time all parts give up what others lead in; a keyword is then the part's that earns most
        from it, or else all parts would leave it to each other.
        """
        products = tuple(self.products[place] for place in members)
        keywords = np.array([self._number[keyword] for keyword in part_keywords(products)], dtype=np.intp)
        largest = self.worth.largest(keywords)[0]
        standings = [self._standings[place] for place in members]
        for place, standing in zip(members, standings, strict=True):
            self.worth.put(place, 0.0 * standing.earned, standing.fluency)
        outside, second, _ = self.worth.largest(keywords)
        for place, standing in zip(members, standings, strict=True):
            self.worth.put(place, standing.earned, standing.fluency)
        if first:
            return np.where(outside >= largest, outside, 0.0), np.zeros(len(keywords))
        return outside, second

    def _take(self, members: Members, proposal: Sequence[Standing]) -> bool:
        """Take the titles proposed for a part if the shop gains by them all, or by some; say whether any."""
        if self._gains(members, proposal):
            return True
        taken = [
            self._gains((place,), (standing,)) for place, standing in zip(members, proposal, strict=True)
        ]
        return any(taken)

    def _gains(self, members: Members, proposal: Sequence[Standing]) -> bool:
        """Exchange some titles; take them back unless near-duplicates become fewer, or F grows."""
        before = [self._standings[place] for place in members]
        if all(one is other for one, other in zip(before, proposal, strict=True)):
            return False
        near, value = self._near(members), self.worth.value
        self._put(members, proposal)
        near_then, value_then = self._near(members), self.worth.value
        if near_then < near or (near_then == near and value_then > value + LEAST_GAIN * abs(value)):
            return True
        self._put(members, before)
        return False

    def _near(self, members: Members) -> int:
        return sum(len(self.titles.near(place, self.titles.words(place))) for place in members)
