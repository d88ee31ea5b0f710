"""What an allocation is given and what it returns. Nothing here seeks a title."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.errors import SettingError
from kwopt.models import Product, Settings, Title
from kwopt.rules import Marketplace
from kwopt.shop.allocation.nearness import LEAST_WORDS
from kwopt.titles.composing.job import TitleJob, title_job
from kwopt.titles.composing.recomposing import solution_of, words_of
from kwopt.titles.composing.solve import Solution
from kwopt.titles.words.vocabulary import eligible_keywords


@dataclass(frozen=True, kw_only=True)
class AllocationRules:
    """What an allocation may be told.

    Parameters
    ----------
    second_share
        Part of what it earns that a keyword's second listing adds for the shop, 0 to 1. Marketplaces publish
        none: 0, that a shop's second listing adds nothing, is an assumption.
    least_words
        Words in which any two titles of the shop differ at least.
    least_kept
        Share of the value of its title alone that each title keeps at least, 0 to 1: what the seller will
        not give up of a single product for the good of the shop.
    rounds
        Times that all parts of a shop are worked on at most.
    together
        Products of one part at most; parts are worked on apart from each other.
    bound_steps
        Prices tried for the bound at most: more bring it down, and take time.
    seed
        Of the search for titles.
    """

    second_share: float = 0.0
    least_words: int = LEAST_WORDS
    least_kept: float = 0.5
    rounds: int = 3
    together: int = 48
    bound_steps: int = 4
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("second_share", "least_kept"):
            self._check(name, "0 to 1", right=0 <= getattr(self, name) <= 1)
        for name in ("least_words", "rounds", "bound_steps"):
            self._check(name, "0 or more", right=getattr(self, name) >= 0)
        self._check("together", "1 or more", right=self.together >= 1)

    def _check(self, name: str, expected: str, *, right: bool) -> None:
        if not right:
            raise SettingError("errors.bad_value", name=name, expected=expected, value=getattr(self, name))


@dataclass(frozen=True, eq=False, kw_only=True)
class ShopProduct:
    """One product with the title that was composed for it alone.

    Parameters
    ----------
    key
        What the product is called in results, one of each.
    keywords, worths
        Its eligible keywords with their worth, best first; equal keywords of products have equal texts.
    text, words
        The title alone, and its exact words in match form.
    earned
        What it earns from each keyword by the checker.
    fluency_value
        What its order is worth.
    solution
        The bounds on titles of the product alone.
    """

    key: str
    product: Product
    keywords: tuple[str, ...]
    worths: tuple[float, ...]
    text: str
    words: tuple[str, ...]
    earned: tuple[float, ...]
    fluency_value: float
    solution: Solution

    @classmethod
    def of(cls, key: str, product: Product, scored: pd.DataFrame, title: Title) -> "ShopProduct":
        """Return a product from its scored keywords, of which only the eligible are held, and its title."""
        pairs = eligible_keywords(scored)
        earned = {item.keyword: item.earned for item in title.coverage}
        return cls(
            key=key,
            product=product,
            keywords=tuple(keyword for keyword, _ in pairs),
            worths=tuple(worth for _, worth in pairs),
            text=title.text,
            words=words_of(title),
            earned=tuple(earned.get(keyword, 0.0) for keyword, _ in pairs),
            fluency_value=title.fluency_value,
            solution=solution_of(title),
        )

    @property
    def value(self) -> float:
        """Value of the title alone."""
        return sum(self.earned) + self.fluency_value

    def job(self, market: Marketplace, settings: Settings) -> TitleJob:
        """Return the job of writing a title for the product."""
        scored = pd.DataFrame({c.KEYWORD: self.keywords, c.WORTH: self.worths, c.ELIGIBLE: True})
        return title_job(scored, self.product, marketplace=market, settings=settings)


@dataclass(frozen=True, eq=False, kw_only=True)
class AllocatedTitle:
    """One product's place in the shop.

    Parameters
    ----------
    title
        Its new title; None where the title composed alone stays.
    text
        The title that it gets.
    focus
        The keywords from which no title of the shop earns more, best first: those this product stands for.
    value_alone, value
        Value of its title by its own worths, before and after.
    adds_alone, adds
        What the shop would lose without that title, before and after.
    """

    key: str
    title: Title | None
    text: str
    focus: tuple[str, ...]
    value_alone: float
    value: float
    adds_alone: float
    adds: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form, without the title."""
        return {
            "changed": self.title is not None,
            "focus": list(self.focus),
            "value_alone": self.value_alone,
            "value": self.value,
            "adds_alone": self.adds_alone,
            "adds": self.adds,
        }


@dataclass(frozen=True, eq=False, kw_only=True)
class Allocation:
    """The titles of a shop, in the order of the products, and what they are worth together.

    Parameters
    ----------
    value_alone, value
        F with the titles composed alone, and with those allocated; `coverage_` is its part without fluency.
    bound
        No lawful titles of these products are worth more together.
    near_alone, near
        Pairs of products whose titles are near-duplicates, before and after.
    """

    titles: tuple[AllocatedTitle, ...]
    value_alone: float
    value: float
    coverage_alone: float
    coverage: float
    bound: float
    near_alone: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str], ...]
    rules: AllocationRules = field(default_factory=AllocationRules)

    @property
    def gap(self) -> float:
        """Share of the bound that better titles could still gain; 0 if the bound is 0."""
        return max(0.0, (self.bound - self.value) / self.bound) if self.bound > 0 else 0.0

    @property
    def gain(self) -> float:
        """Share that F gained; 0 if it was 0."""
        return self.value / self.value_alone - 1.0 if self.value_alone > 0 else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of the totals."""
        return {
            "products": len(self.titles),
            "changed": sum(item.title is not None for item in self.titles),
            "value_alone": self.value_alone,
            "value": self.value,
            "coverage_alone": self.coverage_alone,
            "coverage": self.coverage,
            "gain": self.gain,
            "bound": self.bound,
            "gap": self.gap,
            "near_duplicates_alone": [list(pair) for pair in self.near_alone],
            "near_duplicates": [list(pair) for pair in self.near],
            "second_share": self.rules.second_share,
            "least_words": self.rules.least_words,
            "least_kept": self.rules.least_kept,
        }
