"""The room that earns nothing, filled with the product's facts, in fluent order and without loss."""

from collections.abc import Sequence

import numpy as np

from kwopt.titles.order import arrange
from kwopt.titles.reachable import Reachable
from kwopt.titles.rows import Rows, rows
from kwopt.titles.scorer import Orders
from kwopt.titles.solve import DISTANCE, SolvedTitle
from kwopt.titles.vocabulary import Composition

FILL_KICKS = 8
"""Restarts of the order search for each fact that is tried."""


def filled(composition: Composition, found: Sequence[SolvedTitle], seed: int) -> list[tuple[int, ...]]:
    """Return the words of all titles, each with facts in the room that is left, as far apart as they were."""
    problem = composition.problem
    limits, search = rows(problem), Orders(Reachable(problem))
    orders = [tuple(problem.index[text] for text in title.words) for title in found]
    for place, order in enumerate(orders):
        others = orders[:place] + orders[place + 1 :]
        orders[place] = _filled(composition, limits, search, order=order, others=others, seed=seed)
    return orders


def _filled(
    composition: Composition,
    limits: Rows,
    search: Orders,
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
        if not added or not limits.allow(flags) or not all(_far(more, other) for other in others):
            continue
        tried = arrange(search, more, kicks=FILL_KICKS, seed=seed, start=more)
        if tried.lawful and problem.coverage_value(tried.order) >= worth:
            order = tried.order
    return order


def _far(one: Sequence[int], other: Sequence[int]) -> bool:
    """Say whether one of two titles lacks at least `DISTANCE` words of the other."""
    return max(len(set(one) - set(other)), len(set(other) - set(one))) >= DISTANCE
