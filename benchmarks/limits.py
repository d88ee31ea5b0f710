"""Hold titles and fields against their limits: random products and limits for every marketplace.

    python benchmarks/limits.py [--trials 100000] [--composed 4000] [--seed 0] [--workers N]

Products and keywords are made by seed of words of all widths (`tests/limit_trials.py`); in seven of ten
problems the limits are made smaller, so that they bind. Limits are read off the data file, lengths counted by
the slow oracles of the tests.

    drawn      titles of random words, each as long as the composer's own count lets it grow: what the search
               weighs; as many as `--trials`
    composed   the texts of `--composed` whole problems: titles, and all fields beside them
    full       those of both that fill nine tenths of their limit
    over       those that are longer than their limit, which must be none

A problem without an answer (too few words for the least length, no room for the words that must stand) is
counted by its reason.
"""

import argparse
import math
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests are no package of this folder

from tests.limit_trials import Composed, Trial, drawn, trial

CHUNK = 230
"""Problems that a process takes at a time: ten for each marketplace and store."""
DRAWN = 40
"""Titles drawn of one problem."""
FULL = 0.9
"""Share of its limit from which a text counts as full."""
SEEDS_APART = 10_000_000
"""Seeds between two runs."""

Place = tuple[str, str]


@dataclass
class Tally:
    """What came of the problems so far, by marketplace and field."""

    problems: int = 0
    texts: Counter[Place] = field(default_factory=Counter)
    full: Counter[Place] = field(default_factory=Counter)
    over: list[tuple[int, Composed]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, seed: int, tried: Trial) -> None:
        """Count one problem."""
        self.problems += 1
        if not tried.texts:
            self.refused[tried.refused or "no text"] += 1
        for text in tried.texts:
            place = (text.market, text.field)
            self.texts[place] += 1
            self.full[place] += text.length >= FULL * text.limit
            if text.is_too_long:
                self.over.append((seed, text))


def tallied(trials: Callable[[int], list[Trial]], problems: int, *, seed: int, workers: int) -> Tally:
    """Return the tally of so many problems, a chunk of seeds for each call of `trials`."""
    found, start = Tally(), seed * SEEDS_APART
    firsts = range(start, start + problems, CHUNK)
    with get_context("spawn").Pool(workers) as pool:
        for first, tried in zip(firsts, pool.imap(trials, firsts), strict=True):
            for place, one in enumerate(tried):
                found.add(first + place, one)
    return found


def composed_trials(first: int) -> list[Trial]:
    """Return a chunk of whole problems."""
    return [trial(seed) for seed in range(first, first + CHUNK)]


def drawn_trials(first: int) -> list[Trial]:
    """Return a chunk of problems of which titles are drawn."""
    return [drawn(seed, titles=DRAWN) for seed in range(first, first + CHUNK)]


def report(drawn_ones: Tally, composed: Tally) -> str:
    """Return both tallies as lines."""
    tallies = (drawn_ones, composed)
    over = Counter((text.market, text.field) for tally in tallies for _, text in tally.over)
    full = drawn_ones.full + composed.full
    lines = [f"{'marketplace':16} {'field':15} {'drawn':>7} {'composed':>9} {'full':>7} {'over':>5}"]
    lines += [
        f"{place[0]:16} {place[1]:15} {drawn_ones.texts[place]:7,} {composed.texts[place]:9,} "
        f"{full[place]:7,} {over[place]:5,}"
        for place in sorted(drawn_ones.texts | composed.texts)
    ]
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in composed.refused.most_common())
    lines.append(f"{composed.problems:,} problems composed, without a text: {reasons or 'none'}")
    totals = [tally.texts.total() for tally in tallies]
    lines.append(f"{totals[0]:,} titles drawn, {totals[1]:,} texts composed, over: {over.total():,}")
    lines += [f"  seed {seed}: {text}" for tally in tallies for seed, text in tally.over[:10]]
    return "\n".join(lines)


def main() -> int:
    """Print the tallies; return 1 if any text is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=100_000)
    parser.add_argument("--composed", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    rest = {"seed": options.seed, "workers": options.workers}
    drawn_ones = tallied(drawn_trials, math.ceil(options.trials / DRAWN), **rest)
    composed = tallied(composed_trials, options.composed, **rest)
    print(report(drawn_ones, composed))
    return 1 if drawn_ones.over or composed.over else 0


if __name__ == "__main__":
    sys.exit(main())
