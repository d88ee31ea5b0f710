"""The search: what it proposes is worth what it says, lawful, and reaches the best of small problems."""

from typing import Any

import pytest

from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows
from kwopt.titles.search.moves import Moves
from kwopt.titles.search.scorer import Orders


def _near(problem: TitleProblem, order: tuple[int, ...]) -> list[Any]:
    orders = Orders(Reachable(problem))
    orders.junctions.matrix(range(len(problem.words)))
    return Moves(orders, rows(problem)).near(order, 50)


def test_values_of_neighbours_are_never_too_high(instances: list[Any]) -> None:
    """A title one word away is worth what is said of it; a few are worth more, none less."""
    exact = said = 0
    for instance in instances[::2]:
        order = max(instance.values, key=instance.values.__getitem__)
        for near in _near(instance.problem, order):
            if near.order in instance.values:
                said += 1
                exact += near.value == pytest.approx(instance.values[near.order], abs=1e-9)
                assert near.value <= instance.values[near.order] + 1e-9, instance.seed
    assert said > 100
    assert exact >= 0.9 * said


def test_every_lawful_neighbour_is_proposed(instances: list[Any]) -> None:
    """Sets with one word more, less or exchanged that have a lawful order with the others unmoved."""
    for instance in instances[::3]:
        order = max(instance.values, key=instance.values.__getitem__)
        proposed = {frozenset(near.order) for near in _near(instance.problem, order)}
        for other in instance.values:
            rest = [word for word in other if word in order]
            kept = [word for word in order if word in other]
            apart = max(len(set(order) - set(other)), len(set(other) - set(order)))
            if apart == 1 and rest == kept and len(rest) >= len(order) - 1:
                assert frozenset(other) in proposed, instance.seed


def test_an_exchange_puts_one_word_for_another(instances: list[Any]) -> None:
    """Each exchange lacks one word of the title, holds one other, and keeps the constraints on sets."""
    found = 0
    for instance in instances[::3]:
        problem = instance.problem
        order = max(instance.values, key=instance.values.__getitem__)
        orders = Orders(Reachable(problem))
        orders.junctions.matrix(range(len(problem.words)))
        for exchange in Moves(orders, rows(problem)).exchanges(order):
            found += 1
            assert set(exchange.order) - set(order) == {exchange.word}, instance.seed
            assert len(exchange.order) == len(order), instance.seed
            assert rows(problem).allow_places(exchange.order), instance.seed
    assert found > 20
