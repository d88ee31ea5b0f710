"""The bound by prices, against brute force on tiny shops."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

import numpy as np
import pytest

from kwopt.shop.allocation.prices import Prices, bound_beyond
from kwopt.titles.problem.problem import Demand, TitleProblem
from tests.small_titles import Instance, coverage_of, fluency_of, solved_instances

SHOPS = 6
STEPS = 2
ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class TinyShop:
    """Products that share all demands, each with its own worths, and what every lawful title earns."""

    problems: list[TitleProblem]
    wanted: list[list[Demand]]
    earned: list[np.ndarray]
    fluency: list[np.ndarray]

    def best(self, second_share: float) -> float:
        """Return the largest F over all lawful titles, one of each product."""
        best = -np.inf
        for choice in product(*(range(len(titles)) for titles in self.earned)):
            ranked = np.sort([self.earned[p][t] for p, t in enumerate(choice)], axis=0)
            order = sum(float(self.fluency[p][t]) for p, t in enumerate(choice))
            best = max(best, float(ranked[-1].sum() + second_share * ranked[-2].sum()) + order)
        return best


def tiny_shops() -> Iterator[TinyShop]:
    """Yield shops of two and three products."""
    instances = solved_instances(range(400), (2, 2, 3))
    for number in range(SHOPS):
        yield tiny_shop(list(islice(instances, 2 + number % 2)), number)


def tiny_shop(instances: list[Instance], seed: int) -> TinyShop:
    """Return one shop; the demands of all products are demands of each."""
    random = np.random.default_rng(seed)
    first = instances[0].problem
    demands = sorted({(d.text, d.words): d for one in instances for d in one.problem.demands}.values())
    problems, wanted, earned, fluency = [], [], [], []
    for one in instances:
        problem = replace(one.problem, credits=first.credits)
        own = [replace(demand, worth=float(random.uniform(0, 10))) for demand in demands]
        titles = {tuple(earnings(problem, own, order)): fluency_of(problem, order) for order in one.values}
        for order in one.values:  # of titles that earn alike only the most fluent can be of the best
            key = tuple(earnings(problem, own, order))
            titles[key] = max(titles[key], fluency_of(problem, order))
        problems.append(problem)
        wanted.append(own)
        earned.append(np.array(list(titles)))
        fluency.append(np.array(list(titles.values())))
    return TinyShop(problems, wanted, earned, fluency)


def earnings(problem: TitleProblem, demands: list[Demand], order: tuple[int, ...]) -> list[float]:
    """Return what a title earns from each demand, straight from the definitions."""
    return [coverage_of(replace(problem, demands=(demand,)), order) for demand in demands]


def bound_at(shop: TinyShop, prices: Prices) -> tuple[float, np.ndarray]:
    """Return the bound at prices, and how many products want each keyword."""
    everything = np.arange(len(shop.wanted[0]))
    hinges, total, uses = prices.hinges(everything), prices.paid, np.zeros_like(prices.values)
    for problem, wanted in zip(shop.problems, shop.wanted, strict=True):
        found = bound_beyond(problem, wanted, hinges, credits=problem.credits)
        total += found.value
        uses += found.wanted
    return total, uses


@pytest.mark.parametrize("second_share", [0.0, 0.4])
def test_no_titles_are_worth_more_than_the_bound(second_share: float) -> None:
    """At any prices, and at those that the steps lead to, the bound holds for the best lawful titles."""
    random = np.random.default_rng(1)
    for shop in tiny_shops():
        best = shop.best(second_share)
        count = len(shop.wanted[0])
        start = (random.uniform(0, 8, count), random.uniform(0, 4, count))
        rivals = np.full(count, len(shop.problems))
        prices = Prices((1 - second_share, second_share), rivals, start)
        for _ in range(STEPS):
            bound, uses = bound_at(shop, prices)
            assert bound >= best * (1 - ROUNDING)
            prices.learn(bound, uses, best)


def test_without_prices_the_bound_is_that_of_each_alone() -> None:
    """Prices of 0 leave every product its own worths."""
    shop = next(tiny_shops())
    count = len(shop.wanted[0])
    prices = Prices((1.0, 0.0), np.full(count, 2), (np.zeros(count), np.zeros(count)))
    alone = [
        bound_beyond(problem, wanted, [(1.0, np.zeros(count))], credits=problem.credits).value
        for problem, wanted in zip(shop.problems, shop.wanted, strict=True)
    ]
    assert bound_at(shop, prices)[0] == pytest.approx(sum(alone))


def test_a_keyword_of_one_product_is_free() -> None:
    """No price is put on what no other product has."""
    prices = Prices((0.5, 0.5), np.array([1, 2, 3]), (np.full(3, 5.0), np.full(3, 4.0)))
    assert prices.values.tolist() == [[0, 5, 5], [0, 0, 4]]
    assert prices.paid == 0.5 * 1 * 10 + 0.5 * 2 * 4


def test_what_too_many_want_becomes_dearer() -> None:
    """A step raises the price of what several want, and lowers that of what nobody wants, to 0 at least."""
    prices = Prices((1.0, 0.0), np.array([2, 2, 2]), (np.array([3.0, 3.0, 0.0]), np.zeros(3)))
    prices.learn(10.0, np.array([[2.0, 0.0, 0.0], [0.0, 0.0, 0.0]]), 8.0)
    # |g|^2 = 2 (the second rank has no share), a step of 1/8 * (10 - 8) / 2 = 1/8
    assert prices.values[0].tolist() == [3.125, 2.875, 0.0]
    prices.go_back()
    assert prices.values[0].tolist() == [3.0, 3.0, 0.0]
