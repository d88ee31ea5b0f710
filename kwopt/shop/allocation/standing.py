"""Titles that stand for a product, and a part of a shop with those that stand in it now.

Plain values, so that a part can be sent to another process and its answer back.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kwopt.models import Settings, Title
from kwopt.rules import Marketplace
from kwopt.shop.allocation.records import AllocationRules, ShopProduct
from kwopt.titles.composing.recomposing import words_of

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Standing:
    """One title of one product: its text, its words, what it earns by the product's own worths.

    `title` is None for the title composed alone.
    """

    text: str
    words: tuple[str, ...]
    earned: Floats
    fluency: float
    title: Title | None = None

    @property
    def value(self) -> float:
        """Value of the title by the product's own worths."""
        return float(self.earned.sum()) + self.fluency


def standing_alone(product: ShopProduct) -> Standing:
    """Return the title that was composed for a product alone."""
    return Standing(
        product.text, product.words, np.array(product.earned, dtype=np.float64), product.fluency_value
    )


def standing_of(title: Title, earned: Floats) -> Standing:
    """Return a title that was composed for the shop."""
    return Standing(title.text, words_of(title), earned, title.fluency_value, title)


@dataclass(frozen=True, eq=False)
class Work:
    """What all parts share."""

    market: Marketplace
    settings: Settings
    rules: AllocationRules


@dataclass(frozen=True, eq=False)
class Part:
    """Products that are worked on together.

    Parameters
    ----------
    standings
        Their titles now.
    taken
        The two largest that titles of other parts earn from each keyword, in the order of `part_keywords`.
    anew
        Whether titles may all be given up and sought again, one product after another.
    """

    members: tuple[ShopProduct, ...]
    standings: tuple[Standing, ...]
    taken: tuple[Floats, Floats]
    anew: bool = False


def part_keywords(members: tuple[ShopProduct, ...]) -> tuple[str, ...]:
    """Return the keywords of products, each once, in the order in which they are met."""
    return tuple(dict.fromkeys(keyword for product in members for keyword in product.keywords))
