"""Titles with their proofs: near brute force, never above the bound, the same whatever the order of input."""

import os
import subprocess
import sys
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from kwopt.errors import TitleError
from kwopt.titles.composing.solve import Solution, search_titles, solve
from kwopt.titles.problem.problem import AtMost, Beside, Demand, Fluency, TitleProblem, Word

HEAD, TEXTS = "裙子", ("改良", "法式", "短款", "夏季", "显瘦", "碎花", "收腰", "长袖", "女", "棉麻")


def a_problem(seed: int = 0, **changes: Any) -> TitleProblem:
    """Return a problem of eleven words, some forty demands and a limit that six words fill."""
    random = Random(seed)
    demands = []
    for _ in range(40):
        words = tuple(random.sample(TEXTS, random.choice((1, 1, 2)))) + (HEAD,) * random.choice((0, 1, 1))
        demands.append(Demand("".join(words), words, float(random.randint(1, 90))))
    size = len(TEXTS) + 1
    pairs = np.array([[random.random() for _ in range(size)] for _ in range(size)])
    words_given = tuple(Word(text, 2 * len(text)) for text in (*TEXTS, HEAD))
    problem = TitleProblem(
        words=words_given, demands=tuple(demands), limit=24, required=(HEAD,), fluency=Fluency(5.0, pairs)
    )
    return replace(problem, **changes)


def test_agrees_with_brute_force(instances: list[Any]) -> None:
    """99 % of the best title's value in the mean, lawful, valued right; the bound holds; proofs are true."""
    shares = []
    for instance in instances:
        solution = solve(instance.problem, kicks=4)
        if not solution.titles:
            assert max(instance.coverage.values()) == 0, instance.seed
            continue
        title = solution.titles[0]
        order = tuple(instance.problem.index[word] for word in title.words)
        assert title.value == pytest.approx(instance.values[order], abs=1e-9), instance.seed
        assert solution.bound >= instance.best * (1 - 1e-9), instance.seed
        assert solution.coverage_bound >= max(instance.coverage.values()) - 1e-9, instance.seed
        if title.whole.proven:
            assert title.value == pytest.approx(instance.best, rel=1e-6, abs=1e-9), instance.seed
        shares.append((title.value + 1e-9) / (instance.best + 1e-9))
    assert len(shares) > 150
    assert sum(shares) / len(shares) >= 0.99


def test_coverage_bound_knows_no_fluency() -> None:
    """What any title covers is bounded as tightly where its order is dear as where it is free."""
    texts = ("改良", "法式", "短款", "旗袍")
    demands = tuple(Demand(text + "旗袍", (text, "旗袍"), 10.0) for text in texts[:3])
    problem = TitleProblem(words=tuple(Word(text, 4) for text in texts), demands=demands, limit=60)
    dear = replace(problem, fluency=Fluency(1000.0, np.full((4, 4), 0.5)))
    # one head noun has one left neighbour: one phrase (10) and two in order (8.5 each)
    assert solve(problem).coverage_bound == pytest.approx(27.0, rel=1e-5)
    assert solve(dear).coverage_bound == pytest.approx(27.0, rel=1e-5)
    assert solve(dear).bound == pytest.approx(27.0 + 1000.0 * 0.5 * 3, rel=1e-5)


def test_input_order_does_not_matter() -> None:
    """Shuffled words (with their fluency) and demands give the same titles."""
    problem = a_problem()
    places = list(range(len(problem.words)))
    Random(3).shuffle(places)
    assert problem.fluency is not None
    shuffled = TitleProblem(
        words=tuple(problem.words[place] for place in places),
        demands=problem.demands[::-1], limit=problem.limit, required=problem.required,
        fluency=Fluency(problem.fluency.weight, problem.fluency.pairs[np.ix_(places, places)]),
    )  # fmt: skip
    assert solve(shuffled, n=3) == solve(problem, n=3)


@pytest.mark.parametrize("seed", range(4))
def test_required_words_distinctness_and_groups_hold(seed: int) -> None:
    """Each title keeps the limit and all constraints; further titles keep their distance."""
    problem = a_problem(
        seed, at_most=(AtMost(("法式", "夏季")),), beside=(Beside("女", before=(HEAD, "夏季")),)
    )
    solution = solve(problem, n=4, distance=2)
    assert len(solution.titles) == 4
    assert [title.value for title in solution.titles] == sorted(
        (title.value for title in solution.titles), reverse=True
    )
    for title in solution.titles:
        assert HEAD in title.words
        assert len(set(title.words)) == len(title.words)
        assert title.width <= 24
        assert not {"法式", "夏季"} <= set(title.words)
        if "女" in title.words:
            assert title.words[title.words.index("女") + 1] in (HEAD, "夏季")
        assert title.value <= solution.bound * (1 + 1e-9)
    sets = [set(title.words) for title in solution.titles]
    assert all(min(len(a - b), len(b - a)) >= 1 for i, a in enumerate(sets) for b in sets[:i])
    assert all(max(len(a - b), len(b - a)) >= 2 for i, a in enumerate(sets) for b in sets[:i])


def test_first_word_is_as_asked() -> None:
    """(6): the first word is one of those allowed."""
    assert solve(a_problem(first=("棉麻", "收腰"))).titles[0].words[0] in ("棉麻", "收腰")


def test_further_titles_do_not_change_the_proof() -> None:
    """The bound is that of the whole problem, for every rank."""
    one, three = solve(a_problem()), solve(a_problem(), n=3)
    assert one.bound == three.bound
    assert {title.whole.bound for title in three.titles} == {one.titles[0].whole.bound}
    assert one.titles[0] == three.titles[0]


def test_search_alone_finds_no_more_than_solve() -> None:
    """Without the proof titles may be worse, never better."""
    problem = a_problem()
    found = search_titles(problem)
    assert found is not None
    assert found.found[0].value <= solve(problem).titles[0].value + 1e-9


def test_nothing_fits() -> None:
    """Where no demand can be covered and no word is asked for, there is no title."""
    problem = TitleProblem(words=(Word("女", 2),), demands=(Demand("裤", ("裤",), 5.0),), limit=60)
    assert solve(problem) == Solution((), solve(problem).selection, 0.0, 0.0)
    assert not solve(problem).titles


def test_contradicting_constraints_are_told() -> None:
    """No set keeps the rows; or no order does."""
    demand = Demand("女裙", ("女", "裙"), 1.0)
    words = (Word("女", 2), Word("裙", 2))
    with pytest.raises(TitleError, match="no choice of words within 60"):
        solve(
            TitleProblem(
                words=words,
                demands=(demand,),
                limit=60,
                required=("女", "裙"),
                at_most=(AtMost(("女", "裙")),),
            )
        )
    with pytest.raises(TitleError, match="no order was found"):
        solve(
            TitleProblem(
                words=words, demands=(demand,), limit=60, required=("女", "裙"), first=("女",), last=("女",)
            )
        )


def test_hash_seed_does_not_matter() -> None:
    """Another process, with another hash seed, finds the same titles."""
    program = (
        "import runpy, sys\n"
        "names = runpy.run_path(sys.argv[1])\n"
        "print([(t.text, t.value, t.whole) for t in names['solve'](names['a_problem'](), n=2).titles])\n"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program, __file__], capture_output=True, check=True, encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": "4321", "PYTHONIOENCODING": "utf-8"},
    ).stdout  # fmt: skip
    here = [(title.text, title.value, title.whole) for title in solve(a_problem(), n=2).titles]
    assert printed.strip() == str(here)
