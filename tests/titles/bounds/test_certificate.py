"""The bound of the whole problem: never below any title, and never loosened by what is known."""

from typing import Any

import numpy as np
import pytest

from kwopt.titles.bounds.certificate import Certificate
from kwopt.titles.bounds.pathcover import PathCover
from kwopt.titles.bounds.selection import select
from kwopt.titles.problem.problem import Demand, Fluency, TitleProblem, Word
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows


def _certificate(problem: TitleProblem, known: float = 0.0) -> Certificate:
    reachable, limits = Reachable(problem), rows(problem)
    selection = select(reachable, limits)
    assert selection is not None
    return Certificate(PathCover(reachable, limits, selection.bound), known=known)


@pytest.mark.parametrize(("share", "turn"), [(0.0, 0), (0.9, 1), (1.0, 2)])
def test_never_below_the_best_title(instances: list[Any], share: float, turn: int) -> None:
    """Relaxing, cutting and branching keep the bound above every title, whatever title is known."""
    for instance in instances[turn::3]:
        certificate = _certificate(instance.problem, known=share * instance.best)
        bounds = []
        for step in (certificate.relax, certificate.tighten, certificate.branch):
            step()
            bounds.append(certificate.bound)
        assert bounds == sorted(bounds, reverse=True), instance.seed
        assert bounds[-1] >= instance.best * (1 - 1e-9), instance.seed


def test_is_tight_where_neighbours_compete() -> None:
    """One head noun has one left neighbour: of three phrases with it only one is whole."""
    texts = ("改良", "法式", "短款", "旗袍")
    demands = tuple(Demand(text + "旗袍", (text, "旗袍"), 10.0) for text in texts[:3])
    problem = TitleProblem(words=tuple(Word(text, 4) for text in texts), demands=demands, limit=60)
    certificate = _certificate(problem)
    certificate.relax()
    # one phrase (10), two in order (8.5 each): 27, where the choice of words alone would promise 30
    assert certificate.bound == pytest.approx(27.0)


def test_fluency_is_bounded_by_what_neighbours_can_pay() -> None:
    """Two words have one junction: the better of its two directions, besides the first word."""
    pairs = np.array([[0.0, 0.25], [0.75, 0.0]])
    problem = TitleProblem(
        words=(Word("a", 1), Word("b", 1)), demands=(Demand("a", ("a",), 1.0), Demand("b", ("b",), 1.0)),
        limit=9, fluency=Fluency(0.5, pairs, first=np.array([0.5, 0.0])),
    )  # fmt: skip
    certificate = _certificate(problem)
    certificate.relax()
    certificate.branch()
    # both words: 2; b before a: .5 * .75 = .375; a first and a before b: .5 * (.5 + .25) = .375
    assert certificate.bound == pytest.approx(2.375, abs=1e-4)


def test_a_value_learnt_fixes_what_solving_again_would_fix(instances: list[Any]) -> None:
    """Once a better title is known, the duals at hand fix variables: no program is solved for it."""
    for instance in instances[::20]:
        informed, late = _certificate(instance.problem, known=instance.best), _certificate(instance.problem)
        informed.relax()
        late.relax()
        late.learn(instance.best)
        for one, other in zip(informed.word_ends(), late.word_ends(), strict=True):
            assert one.tolist() == other.tolist(), instance.seed
        assert late.bound == pytest.approx(informed.bound, rel=1e-9), instance.seed
