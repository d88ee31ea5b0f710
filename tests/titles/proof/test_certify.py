"""Bounds by effort: the fast ones hold as the full ones do, further off, and never change the title."""

from typing import Any

import pytest

from kwopt.cli.options import EFFORTS as OFFERED
from kwopt.errors import SettingError
from kwopt.titles.composing.solve import solve
from kwopt.titles.proof import certify
from kwopt.titles.proof.certify import EFFORTS, checked_effort
from kwopt.titles.search.search import search_titles
from tests.titles.composing.test_solve import a_problem

ALL = float("inf")


@pytest.mark.parametrize("small", [0, 6_000])
def test_fast_bounds_hold(instances: list[Any], small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No title is worth more than the fast bound, none covers more, whether it is left at the root or not."""
    monkeypatch.setattr(certify, "SMALL_COLUMNS", small)
    for instance in instances[:: 10 + bool(small)]:
        solution = solve(instance.problem, kicks=4, effort="fast")
        if not solution.titles:
            continue  # no demand can be covered: test_solve asks that it be so
        assert solution.bound >= instance.best * (1 - 1e-9), instance.seed
        assert solution.coverage_bound >= max(instance.coverage.values()) - 1e-9, instance.seed


@pytest.mark.parametrize("seed", range(3))
def test_fast_titles_are_those_of_the_search(seed: int) -> None:
    """The fast proof says what it is, and leaves the title alone."""
    problem = a_problem(seed)
    search = search_titles(problem, relaxed_demands=ALL)
    assert search is not None
    title = solve(problem, effort="fast").titles[0]
    assert title.words == tuple(problem.words[place].text for place in search.found[0].order)
    assert title.whole.method == "lp_root"


@pytest.mark.parametrize("seed", range(3))
def test_full_effort_is_no_worse(seed: int) -> None:
    """Full effort gives no lesser title and no looser bound."""
    full, fast = solve(a_problem(seed)), solve(a_problem(seed), effort="fast")
    assert full.titles[0].value >= fast.titles[0].value - 1e-9
    assert full.bound <= fast.bound * (1 + certify.SMALL_TOLERANCE)


def test_fast_titles_are_the_same_twice() -> None:
    """Work is limited by counts, not by seconds: the same input gives the same proof."""
    assert solve(a_problem(), effort="fast") == solve(a_problem(), effort="fast")


def test_an_unknown_effort_is_refused() -> None:
    """The error names the efforts there are."""
    with pytest.raises(SettingError, match='unknown effort "quick"; choose one of: full, fast'):
        checked_effort("quick")


def test_the_efforts_offered_are_those_there_are() -> None:
    """Help names the efforts without reading them; both lists are one."""
    assert EFFORTS == OFFERED
