"""The proof by CP-SAT: equal to brute force, and laws that only the best title keeps."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from kwopt.errors import TitleError
from kwopt.titles.composing.solve import solve_proven
from kwopt.titles.problem.problem import Demand, TitleProblem, Word
from kwopt.titles.proof import prove

pytest.importorskip("ortools", reason='needs the extra "prove": pip install "kwopt[prove]"')


def test_equals_brute_force(instances: list[Any]) -> None:
    """The first title is the best of all, in every small problem, and said to be so."""
    for instance in instances[::4]:
        solution = solve_proven(instance.problem, kicks=0)
        if not solution.titles:
            assert max(instance.coverage.values()) == 0, instance.seed
            continue
        assert solution.titles[0].value == pytest.approx(instance.best, rel=1e-6, abs=1e-9), instance.seed
        assert solution.bound >= instance.best * (1 - 1e-9), instance.seed
        assert solution.titles[0].whole.proven, instance.seed
        assert solution.titles[0].whole.method == "cp_sat"


def test_more_room_never_lowers_the_value(instances: list[Any]) -> None:
    """The best title within a limit is lawful within a wider one."""
    for instance in instances[:60:4]:
        values = []
        for more in (0, 2, 5):
            wider = replace(instance.problem, limit=instance.problem.limit + more)
            values.append(max((title.value for title in solve_proven(wider, kicks=0).titles), default=0.0))
        assert all(a <= b * (1 + 1e-6) + 1e-9 for a, b in pairwise(values)), instance.seed


def test_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without OR-Tools a sentence tells how to get it."""
    monkeypatch.setattr(prove, "find_spec", lambda _name: None)
    problem = TitleProblem(words=(Word("女", 2),), demands=(Demand("女", ("女",), 5.0),), limit=60)
    with pytest.raises(TitleError, match=r'pip install "kwopt\[prove\]"'):
        solve_proven(problem)


def test_equal_problems_have_equal_proofs(instances: list[Any]) -> None:
    """One worker with a fixed seed: the same answer again."""
    for instance in instances[:40:10]:
        assert solve_proven(instance.problem, kicks=0) == solve_proven(instance.problem, kicks=0)
