"""The room that earns nothing, filled with the product's facts, in fluent order and without loss."""

from collections.abc import Sequence

import numpy as np

from kwopt.titles.composing.solve import DISTANCE, Search, Solution
from kwopt.titles.search.order import arrange
from kwopt.titles.words.vocabulary import Composition

FILL_KICKS = 8
"""Restarts of the order search for each fact that is tried."""


def filled(composition: Composition, solution: Solution, seed: int) -> list[tuple[int, ...]]:
    """Return the words of all titles, each with facts in the room that is left, as far apart as they were."""
    search, index = solution.search, composition.problem.index
    orders = [tuple(index[text] for text in title.words) for title in solution.titles]
    for place, order in enumerate(orders):
        others = orders[:place] + orders[place + 1 :]
        if search is not None:
            orders[place] = _filled(composition, search, order=order, others=others, seed=seed)
    return orders


def _filled(
    composition: Composition,
    search: Search,
    *,
    order: tuple[int, ...],
    others: Sequence[tuple[int, ...]],
    seed: int,
) -> tuple[int, ...]:
    """Return the words of a title with facts in the room that is left, in the most fluent order.

    A fact stays only if coverage does not suffer and the title stays far from the others.
    """
    problem = composition.problem
    worth = problem.coverage_value(order)
    for text in composition.fillers:
        added = [problem.index[word] for word in text.split(" ") if problem.index[word] not in order]
        more = (*order, *added)
        flags = np.zeros(len(problem.words), dtype=bool)
        flags[list(more)] = True
        if not added or not search.rows.allow(flags) or not all(_far(more, other) for other in others):
            continue
        tried = arrange(search.orders, more, kicks=FILL_KICKS, seed=seed, start=more)
        if tried.lawful and problem.coverage_value(tried.order) >= worth:
            order = tried.order
    return order


def _far(one: Sequence[int], other: Sequence[int]) -> bool:
    """Say whether one of two titles lacks at least `DISTANCE` words of the other."""
    return max(len(set(one) - set(other)), len(set(other) - set(one))) >= DISTANCE
