"""Titles on real products: reach, time, proof, order, and a census of what no title may hold (issue 4).

    python benchmarks/titles.py                         all sections, ends with a table of aims
    python benchmarks/titles.py --only reach            one section (may repeat)
    python benchmarks/titles.py --products 40           fewer products, for development
    python benchmarks/titles.py --seed 1 --jobs 2       other products; two processes where no time is taken
    python benchmarks/titles.py --show                  print the titles too (sellers' are other people's)

What each section compares stands at the head of its module, `title_*.py`. Needs the real data.
"""

import argparse
from collections.abc import Sequence

from title_cases import METHODS, Case, graded_cases, line_cases, market
from title_reach import Aim, graded_section, lines_section

SECTIONS = ("reach",)
PRODUCTS = 200


def reach(arguments: argparse.Namespace, graded: Sequence[Case], cases: Sequence[Case]) -> list[Aim]:
    """Print the section of reach."""
    aims: list[Aim] = []
    for section, of in ((graded_section, graded), (lines_section, cases)):
        lines, found = section(of, market().reader)
        print("\n".join(lines), flush=True)
        aims += found
    if arguments.show:
        print(
            "\n".join(
                f"{case.name:10} {name:8} {case.texts[name]}"
                for case in [*graded, *cases]
                for name in METHODS
            )
        )
    return aims


def print_aims(aims: Sequence[Aim]) -> None:
    print(f"{'aim':58} {'asked':>9} {'measured':>16}")
    for item in aims:
        verdict = {True: "reached", False: "MISSED", None: ""}[item.reached]
        print(f"{item.name:58} {item.aim:>9} {item.measured:>16}  {verdict}".rstrip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", action="append", choices=SECTIONS, help="this section; may repeat")
    parser.add_argument("--products", type=int, default=PRODUCTS, help="products with 20 candidates or more")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, choices=(1, 2))
    parser.add_argument("--show", action="store_true", help="print the titles")
    arguments = parser.parse_args()
    graded = graded_cases(jobs=arguments.jobs)
    cases = line_cases(arguments.products, seed=arguments.seed, jobs=arguments.jobs)
    print_aims(reach(arguments, graded, cases))


if __name__ == "__main__":
    main()
