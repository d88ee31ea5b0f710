"""Bounds of beginnings hold against brute force, never fall, and are exact where one word fits."""

import numpy as np
import pytest

from kwopt.titles.auditing.lengthbounds import bounds_of_beginnings
from kwopt.titles.composing.solve import SAME_VALUE
from kwopt.titles.problem.problem import Demand, Floats, TitleProblem, Word
from tests.small_titles import Instance, coverage_of

TRIED = 50
"""Instances held against brute force: several for every kind of rule, within a second."""

SKIRTS = TitleProblem(
    words=(Word("旗袍", 4), Word("改良", 4), Word("短袖", 4)),
    demands=(
        Demand("旗袍", ("旗袍",), 5.0), Demand("改良旗袍", ("改良", "旗袍"), 9.0),
        Demand("旗袍短袖", ("旗袍", "短袖"), 3.0),
    ),
    limit=14,
    required=("短袖",),
)  # fmt: skip


def reached(instance: Instance, width: int) -> float:
    """Return by brute force the most that a beginning of a lawful title covers within a width."""
    problem = instance.problem
    beginnings = {order[:size] for order in instance.coverage for size in range(1, len(order) + 1)}
    covered = (coverage_of(problem, order) for order in beginnings if problem.width(order) <= width)
    return max(covered, default=0.0)


@pytest.fixture(name="bounded", scope="module")
def bounded_instances(instances: list[Instance]) -> list[tuple[Instance, Floats]]:
    """Instances with their bounds."""
    return [(instance, bounds_of_beginnings(instance.problem)) for instance in instances[:TRIED]]


def test_no_beginning_of_a_lawful_title_lies_above(bounded: list[tuple[Instance, Floats]]) -> None:
    """At each width the bound is at least what brute force finds; at the limit that includes all titles."""
    for instance, bounds in bounded:
        most = [reached(instance, width) for width in range(1, instance.problem.limit + 1)]
        assert bounds.shape == (instance.problem.limit,)
        assert (bounds >= np.array(most) * (1 - SAME_VALUE) - 1e-9).all(), instance.seed
        assert bounds[-1] >= max(instance.coverage.values()) * (1 - SAME_VALUE)


def test_bounds_never_fall(bounded: list[tuple[Instance, Floats]]) -> None:
    """More room is never worth less."""
    for _, bounds in bounded:
        assert (np.diff(bounds) >= 0).all()


def test_bounds_by_hand() -> None:
    """短袖 is required, and may come last: 旗袍 alone covers 5 in 4 columns, 改良旗袍 14 in 8, all 17 in 12.

    Nothing fits into 3 columns. Up to a fifth of the limit (14 / 5, rounded: 3) selections are exact. A
    fraction of a word is no word, but the program knows only fractions: never above all demands, 17.
    """
    bounds = bounds_of_beginnings(SKIRTS)
    assert bounds[:3].tolist() == [0.0, 0.0, 0.0]
    assert bounds[3] >= 5.0 * (1 - SAME_VALUE)
    assert bounds[7] >= 14.0 * (1 - SAME_VALUE)
    assert bounds[11:].tolist() == pytest.approx([17.0] * 3)


def test_a_problem_without_words_has_bounds_of_nothing() -> None:
    """No word, no coverage."""
    problem = TitleProblem(words=(), demands=(), limit=4)
    assert bounds_of_beginnings(problem).tolist() == [0.0] * 4
