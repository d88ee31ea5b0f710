"""The choice of words: equal to trying all sets, and a bound on every title's coverage."""

from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from scipy.optimize import OptimizeResult

from kwopt.titles.bounds.selection import Selection, _Model, _read, greedy, select
from kwopt.titles.problem.problem import AtMost, Demand, TitleProblem, Word
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows


@pytest.fixture(scope="module")
def selected(instances: list[Any]) -> list[tuple[Any, Reachable, Selection]]:
    """Return the small problems with what each set of words can reach and the set that is chosen."""
    found = []
    for instance in instances:
        reachable = Reachable(instance.problem)
        chosen = select(reachable, rows(instance.problem))
        assert chosen is not None
        found.append((instance, reachable, chosen))
    return found


def test_equals_brute_force_over_sets(selected: list[tuple[Any, Reachable, Selection]]) -> None:
    """The solver's value is the greatest reachable value of any set that keeps the rows."""
    for instance, reachable, found in selected:
        limits = rows(instance.problem)
        sets = [np.array(bits, dtype=bool) for bits in product((0, 1), repeat=len(instance.problem.words))]
        best = max(reachable.value(chosen) for chosen in sets if limits.allow(chosen))
        assert found.proven
        assert found.value == pytest.approx(best, abs=1e-7), instance.seed


def test_bounds_the_coverage_of_every_title(selected: list[tuple[Any, Reachable, Selection]]) -> None:
    """No order of any set covers more than the bound, and no set less than its orders."""
    for instance, reachable, found in selected:
        assert max(instance.coverage.values()) <= found.bound + 1e-9, instance.seed
        for words, earned in _best_of_each_set(instance.coverage).items():
            chosen = np.isin(np.arange(len(instance.problem.words)), words)
            assert earned <= reachable.value(chosen) + 1e-9, (instance.seed, words)


def test_a_search_that_was_stopped_claims_no_bound_that_a_set_exceeds() -> None:
    """Forty words of uneven width: stopped at the first node, the bound is still no less than the best."""
    draw = np.random.default_rng(0)
    words = tuple(
        Word(chr(0x4E00 + place), int(width)) for place, width in enumerate(draw.integers(3, 30, 40))
    )
    demands = tuple(Demand(word.text, (word.text,), word.width + float(draw.random())) for word in words)
    problem = TitleProblem(words=words, demands=demands, limit=101)
    found, best = (select(Reachable(problem), rows(problem), node_limit=nodes) for nodes in (1, 20_000))
    assert found is not None
    assert best is not None
    assert best.proven
    assert found.bound >= best.value >= found.value


@pytest.mark.parametrize(("dual_bound", "bound"), [(0.0, 7.0), (-6.0, 6.0), (-9.0, 7.0)])
def test_a_dual_bound_below_what_was_found_is_none(dual_bound: float, bound: float) -> None:
    """Words worth 5 and 2, of which the first is found: 0 is no bound, and none exceeds 7, all there is."""
    words = (Word("甲", 2), Word("乙", 2))
    problem = TitleProblem(
        words=words, demands=(Demand("甲", ("甲",), 5.0), Demand("乙", ("乙",), 2.0)), limit=2
    )
    reachable = Reachable(problem)
    model = _Model(reachable, rows(problem))
    first = np.array([word.text == "甲" for word in problem.words], dtype=float)
    stopped = OptimizeResult(status=1, x=first, mip_dual_bound=dual_bound * model.scale)
    read = _read(stopped, reachable, model)
    assert read is not None
    assert (read.value, read.proven) == (5.0, False)
    assert read.bound == pytest.approx(bound)


def _best_of_each_set(coverage: dict[tuple[int, ...], float]) -> dict[tuple[int, ...], float]:
    best: dict[tuple[int, ...], float] = {}
    for order, earned in coverage.items():
        words = tuple(sorted(order))
        best[words] = max(best.get(words, 0.0), earned)
    return best


def test_rows_allow_every_lawful_title(instances: list[Any]) -> None:
    """The linear rows never forbid a set that some order makes a title."""
    for instance in instances:
        limits = rows(instance.problem)
        for words in instance.best_of_each_set():
            assert limits.allow(np.isin(np.arange(len(instance.problem.words)), words)), instance.seed


def test_gains_never_exceed_the_truth(instances: list[Any]) -> None:
    """What one more word adds is told exactly, or (a word that fills two slots at once) as less."""
    exact = 0
    for instance in instances[:150]:
        reachable, count = Reachable(instance.problem), len(instance.problem.words)
        for bits in product((0, 1), repeat=count):
            chosen = np.array(bits, dtype=bool)
            gains = reachable.gains(chosen)
            for word in np.flatnonzero(~chosen):
                more = chosen | (np.arange(count) == word)
                truth = reachable.value(more) - reachable.value(chosen)
                assert gains[word] <= truth + 1e-9
                exact += abs(gains[word] - truth) < 1e-9
    assert exact > 0


def test_more_room_never_lowers_the_optimum(instances: list[Any]) -> None:
    """The proven value rises with the limit."""
    for instance in instances[:40]:
        least, widest = instance.problem.limit, sum(word.width + 1 for word in instance.problem.words)
        values = []
        for limit in range(least, max(least + 2, min(least + 6, widest + 1))):  # beyond, all words fit
            problem = replace(instance.problem, limit=limit)
            found = select(Reachable(problem), rows(problem))
            assert found is not None
            values.append(found.value)
        assert all(less <= more + 1e-9 for less, more in pairwise(values))


def test_greedy_falls_for_density() -> None:
    """The greedy set takes the dense small word; the exact one the pair that earns more."""
    demands = (Demand("女", ("女",), 3.0), Demand("改良旗袍", ("改良", "旗袍"), 8.0))
    problem = TitleProblem(words=(Word("女", 2), Word("改良", 4), Word("旗袍", 4)), demands=demands, limit=9)
    reachable, limits = Reachable(problem), rows(problem)
    found = select(reachable, limits)
    assert found is not None
    assert found.value == pytest.approx(8.0)
    assert reachable.value(greedy(reachable, limits)) == pytest.approx(3.0)


def test_no_set_keeps_contradicting_rows() -> None:
    """Two required words of which one is allowed: there is no set."""
    problem = TitleProblem(
        words=(Word("女", 2), Word("裙", 2)), demands=(Demand("女", ("女",), 1.0),), limit=9,
        required=("女", "裙"), at_most=(AtMost(("女", "裙")),),
    )  # fmt: skip
    assert select(Reachable(problem), rows(problem)) is None


def test_neighbours_that_do_not_survive_spell_nothing() -> None:
    """裤|子 would be cut as 裤子 (trousers): that demand can't be reached by the two single hanzi."""
    words = (Word("裤", 2), Word("子", 2))
    demand = Demand("裤子", ("裤子",), 5.0)

    def cut(text: str) -> list[str]:
        return ["裤子"] if text == "裤子" else [*text]

    assert Reachable(TitleProblem(words=words, demands=(demand,), limit=9)).reaches
    assert not Reachable(TitleProblem(words=words, demands=(demand,), limit=9, segment=cut)).reaches
