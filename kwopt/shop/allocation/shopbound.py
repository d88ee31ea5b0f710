"""The bound on a shop's worth: prices tried in turn, each product held against them apart.

The best prices are held against all products once more, by a bound that is closer and takes longer.
"""

import numpy as np
from numpy.typing import NDArray

from kwopt.runs.engines import Engine
from kwopt.shop.allocation.prices import CLOSE, Priced, PricedBound, Prices, priced_bound
from kwopt.shop.allocation.shop import Shop

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def shop_bound(shop: Shop, engine: Engine) -> float:
    """Return a bound on F over all lawful titles of a shop, starting from the titles that stand."""
    alone = sum(product.solution.bound for product in shop.products)
    rivals = _rivals(shop)
    rules = shop.work.rules
    _, second, third = shop.worth.largest(np.arange(len(rivals), dtype=np.intp))
    prices = Prices((1.0 - rules.second_share, rules.second_share), rivals, (second, third))
    held = [place for place, keywords in enumerate(shop.keywords) if (rivals[keywords] > 1).any()]
    prices.best = alone
    free = sum(
        shop.products[place].solution.bound for place in sorted(set(range(len(shop.products))) - set(held))
    )
    for _ in range(rules.bound_steps if held else 0):
        found = list(engine.map(priced_bound, [_priced(shop, prices, place) for place in held], shop.work))
        bound = prices.paid + free + sum(one.value for one in found)
        wanted = _wanted(shop, prices, held, found)
        prices.learn(bound, wanted, shop.worth.value)
        if prices.best <= shop.worth.value * (1.0 + CLOSE):
            break
    if held and rules.bound_steps:
        prices.go_back()
        tasks = [_priced(shop, prices, place, tight=True) for place in held]
        tight = sum(one.value for one in engine.map(priced_bound, tasks, shop.work))
        prices.best = min(prices.best, prices.paid + free + tight)
    return float(prices.best)


def _rivals(shop: Shop) -> Ints:
    """Return how many products have each keyword."""
    flat = np.concatenate([*shop.keywords, np.empty(0, dtype=np.intp)])
    return np.bincount(flat)


def _priced(shop: Shop, prices: Prices, place: int, *, tight: bool = False) -> Priced:
    standing, hinges = shop.standings()[place], prices.hinges(shop.keywords[place])
    beyond = sum(share * float(np.maximum(standing.earned - level, 0.0).sum()) for share, level in hinges)
    return Priced(shop.products[place], hinges, beyond + standing.fluency, tight)


def _wanted(shop: Shop, prices: Prices, held: list[int], found: list[PricedBound]) -> Floats:
    """Return how many products want each keyword beyond its prices, shape (2, n_keywords)."""
    wanted = np.zeros_like(prices.values)
    for place, one in zip(held, found, strict=True):
        keywords = shop.keywords[place]
        worths = np.array(shop.products[place].worths)
        for rank, values in enumerate(prices.values):
            wanted[rank, keywords] += np.where(worths > values[keywords], one.wanted, 0.0)
    return wanted
