"""Titles on real products: reach, time, proof, order, and a census of what no title may hold.

    python benchmarks/titles.py                         all sections, ends with a table of aims
    python benchmarks/titles.py --only reach            one section; may repeat, see --help
    python benchmarks/titles.py --products 40           fewer products, for development
    python benchmarks/titles.py --seed 1 --jobs 2       other products; two processes where no time is taken
    python benchmarks/titles.py --show                  print the titles too (sellers' are other people's)

What each section compares stands at the head of its module, `title_*.py`. Needs the real data.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from title_cases import METHODS, Case, graded_cases, line_cases, market
from title_checks import census_section
from title_order import order_section
from title_reach import Aim, graded_section, lines_section
from title_time import brute_force_section, prove_section, time_section

from kwopt import columns as c

PRODUCTS = 200
Section = tuple[list[str], list[Aim]]


@dataclass(frozen=True, eq=False)
class Run:
    """What was asked for; products are composed for when a section first needs them."""

    products: int
    seed: int
    jobs: int

    @cached_property
    def graded(self) -> list[Case]:
        """The graded products."""
        return graded_cases(jobs=self.jobs)

    @cached_property
    def lines(self) -> list[Case]:
        """Products of the Taobao file with many candidates."""
        return line_cases(self.products, seed=self.seed, jobs=self.jobs)


def searches() -> Counter[str]:
    """Return for each word by how many searches the keywords that hold it are typed."""
    found: Counter[str] = Counter()
    figures = market().before_relevance[c.SEARCH_VOLUME].fillna(0.0)
    for keyword, volume in figures.items():
        found.update(dict.fromkeys(market().reader.words(str(keyword)), int(volume)))
    return found


SECTIONS: dict[str, Callable[[Run], Section]] = {
    "graded": lambda run: graded_section(run.graded, market().reader),
    "reach": lambda run: lines_section(run.lines, market().reader),
    "census": lambda run: census_section([*run.graded, *run.lines]),
    "order": lambda run: order_section(searches(), run.seed),
    "brute-force": lambda run: brute_force_section(run.seed),
    "time": lambda run: time_section(run.lines),
    "prove": lambda run: prove_section(run.lines, run.seed),
}


def print_titles(cases: Sequence[Case]) -> None:
    """Print all titles of each product, one a line."""
    for case in cases:
        print("\n".join(f"{case.name:10} {name:13} {case.texts[name]}" for name in METHODS))


def print_aims(aims: Sequence[Aim]) -> None:
    """Print what was asked for and what was measured."""
    print(f"{'aim':52} {'asked':>12} {'measured':>26}")
    for item in aims:
        verdict = {True: "reached", False: "MISSED", None: "not measured"}[item.reached]
        print(f"{item.name:52} {item.aim:>12} {item.measured:>26}  {verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", action="append", choices=list(SECTIONS), help="this section; may repeat")
    parser.add_argument("--products", type=int, default=PRODUCTS, help="products with 20 candidates or more")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, choices=(1, 2))
    parser.add_argument("--show", action="store_true", help="print the titles")
    arguments = parser.parse_args()
    run = Run(arguments.products, arguments.seed, arguments.jobs)
    aims: list[Aim] = []
    for name in arguments.only or SECTIONS:
        lines, found = SECTIONS[name](run)
        print("\n".join(lines), flush=True)
        aims += found
    if arguments.show:
        print_titles([*run.graded, *run.lines])
    print_aims(aims)


if __name__ == "__main__":
    main()
