"""Hold titles against brute force: every order of every set of words of small seeded problems.

    python benchmarks/brute_force.py [--instances 500] [--seed 0]

Problems and answers are those of the tests (`tests/small_titles.py`), with up to six words. Prints how often
the search with its certificate, and the proof by CP-SAT, find the best title, and how often a bound is below
it, which must never be.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests are no package of this folder

from kwopt.titles.composing.solve import Solution, solve, solve_proven
from tests.small_titles import Instance, solved_instances

SIZES = (3, 4, 4, 5, 5, 6)
SEEDS_APART = 1_000_000
"""Seeds between two runs: some problems contradict themselves and are passed over."""
SAME = 1e-6
"""Share within which two values are one."""


@dataclass(frozen=True)
class Agreement:
    """Instances tried, those in which the best title was found, and bounds below the best title."""

    tried: int
    searched: int
    proven: int
    broken: int


def agreeing(instances: int, *, seed: int = 0) -> int:
    """Return in how many instances the proof finds the best title and no bound is below it."""
    found = agreement(instances, seed=seed)
    return found.proven - found.broken


def agreement(instances: int, *, seed: int = 0) -> Agreement:
    """Return how search and proof agree with brute force."""
    tried = searched = proven = broken = 0
    for instance in islice(_instances(seed), instances):
        plain, exact = solve(instance.problem), solve_proven(instance.problem)
        tried += 1
        searched += _is_best(plain, instance)
        proven += _is_best(exact, instance) and _all_proven(exact)
        broken += min(_bound(plain), _bound(exact)) < _floor(instance)
    return Agreement(tried, searched, proven, broken)


def _instances(seed: int) -> Iterator[Instance]:
    return solved_instances(count(seed * SEEDS_APART), SIZES)


def _floor(instance: Instance) -> float:
    return instance.best * (1.0 - 1e-9) if _earns(instance) else 0.0


def _earns(instance: Instance) -> bool:
    """Say whether there is a title to seek: something to earn, or words that must stand."""
    problem = instance.problem
    return max(instance.coverage.values()) > 0 or bool(problem.required or problem.at_least)


def _is_best(solution: Solution, instance: Instance) -> bool:
    if not solution.titles:
        return not _earns(instance) or instance.best == 0
    return solution.titles[0].value >= instance.best * (1.0 - SAME)


def _all_proven(solution: Solution) -> bool:
    return all(title.whole.proven for title in solution.titles[:1])


def _bound(solution: Solution) -> float:
    return solution.bound if solution.titles else float("inf")


def main() -> None:
    """Print the agreement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--instances", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found = agreement(options.instances, seed=options.seed)
    print(f"instances          {found.tried}")
    print(f"best by search     {found.searched}")
    print(f"best by proof      {found.proven}")
    print(f"bounds broken      {found.broken}")


if __name__ == "__main__":
    main()
