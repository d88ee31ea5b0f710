"""How much of what shoppers ask for each title reaches: the first section of `titles.py`.

The share is worth x credit over the covered keywords, of all keywords that the product is measured by; 60
units rarely hold all of them. Ratios compare on one product, so that their median is not pulled by the
large ones. A seller's title that reaches nothing counts as infinitely worse where kwopt's reaches
something; products where both reach nothing are left out of the ratios and said so.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from title_baselines import LIMIT, MEASURES, UNIT, Pairs, Reader, eligible_pairs
from title_cases import METHODS, Case

from kwopt import columns as c
from kwopt.language.widths import width

FEW = 5
"""Keywords graded fitting from which the comparison is asked for, dated ones counted too."""
FARTHEST = 5
"""Products named with the largest gaps."""
FILLED = 0.9
"""Share of the limit that a title should use."""
RESAMPLES, SEED = 2_000, 7
ROUNDING = 1e-9
"""Shares nearer than this are equal."""
Figures = Sequence[float]


@dataclass(frozen=True)
class Reached:
    """One product's shares by method, of how many keywords, and how many fit it, dated ones too."""

    name: str
    keywords: int
    fits: int
    shares: dict[str, float]


def reached(case: Case, measure: str, reader: Reader) -> Reached | None:
    """Return the shares of a product, None if it has no keyword with this measure."""
    pairs = case.fitting[measure]
    if not sum(figure for _, figure in pairs):
        return None
    shares = {name: reader.share(case.texts[name], pairs) for name in METHODS}
    return Reached(case.name, len(pairs), case.fits, shares)


def ratios(found: Sequence[Reached], one: str, other: str) -> list[float]:
    """Return share over share of each product; infinite over nothing, left out where both are nothing."""
    pairs = [(item.shares[one], item.shares[other]) for item in found]
    return [a / b if b > 0 else float("inf") for a, b in pairs if a > 0 or b > 0]


def interval(figures: Figures, statistic: Callable[[Figures], float]) -> tuple[float, float]:
    """Return the 90 % interval of a statistic by a seeded bootstrap over products."""
    random = np.random.default_rng(SEED)
    values = np.array(figures)
    drawn = random.integers(len(values), size=(RESAMPLES, len(values)))
    found = sorted(statistic(values[places].tolist()) for places in drawn)
    return found[RESAMPLES // 20], found[-RESAMPLES // 20]


def with_interval(figures: Figures, statistic: Callable[[Figures], float], form: str) -> str:
    """Return a statistic and its interval as text."""
    if not len(figures):
        return "none"
    low, high = interval(figures, statistic)
    return f"{statistic(figures):{form}} ({low:{form}} to {high:{form}})"


def as_good(found: Sequence[Reached], other: str) -> list[float]:
    """Return for each product 1 if kwopt's title reaches at least as much as the other, else 0."""
    return [float(item.shares["kwopt"] >= item.shares[other] - ROUNDING) for item in found]


def table(label: str, found: Sequence[Reached]) -> list[str]:
    """Return median, mean and worst share of each method, and kwopt against the others."""
    lines = [
        f"{label}: {len(found)} products, keywords in the median "
        f"{statistics.median(item.keywords for item in found):.0f}",
        f"  {'method':13} {'median':>7} {'mean':>7} {'worst':>7}   kwopt's ratio to it, median  as good",
    ]
    for name in METHODS:
        shares = [item.shares[name] for item in found]
        figures = statistics.median(shares), statistics.mean(shares), min(shares)
        line = f"  {name:13} " + " ".join(f"{figure:7.1%}" for figure in figures)
        if name != "kwopt":
            ratio = with_interval(ratios(found, "kwopt", name), statistics.median, ".2f")
            line += f"   {ratio:27} {statistics.mean(as_good(found, name)):7.0%}"
        lines.append(line.rstrip())
    return lines


@dataclass(frozen=True)
class Aim:
    """One line of the last table: what was asked for and what was measured."""

    name: str
    aim: str
    measured: str
    reached: bool | None


def graded_section(cases: Sequence[Case], reader: Reader) -> tuple[list[str], list[Aim]]:
    """Return the text and the aims of the graded products."""
    lines, aims = ["# reach on graded products, over keywords that people call fitting", ""], []
    for measure in MEASURES:
        found = [item for case in cases if (item := reached(case, measure, reader))]
        many = [item for item in found if item.fits >= FEW]
        said = measure.replace("_", " ")
        lines += [*table(f"{said}, all", found), *table(f"{said}, {FEW} fits or more", many)]
        behind = [item for item in many if not as_good([item], "seller")[0]]
        lines += [f"  behind the seller: {_names(behind)}", ""]
        share = statistics.mean(as_good(many, "seller"))
        aims.append(Aim(f"graded, {said}: at least the seller's", "90%", f"{share:.0%}", share >= 0.9))
        if measure == c.MARKET_BUYERS:
            ratio = statistics.median(ratios(many, "kwopt", "seller"))
            aims.append(Aim(f"graded, {said}: ratio to the seller's", "1.2", f"{ratio:.2f}", ratio >= 1.2))
    return lines, aims


def _names(found: Sequence[Reached]) -> str:
    told = (f"{item.name} {item.shares['kwopt']:.0%}:{item.shares['seller']:.0%}" for item in found)
    return ", ".join(told) or "none"


def lines_section(cases: Sequence[Case], reader: Reader) -> tuple[list[str], list[Aim]]:
    """Return the text and the aims of the products with many candidates."""
    lines = ["# reach on products with 20 candidates or more, over kwopt's own fitting keywords", ""]
    for measure in MEASURES:
        found = [item for case in cases if (item := reached(case, measure, reader))]
        lines += [*table(measure.replace("_", " "), found), ""]
        if measure == c.WORTH:
            ratio = statistics.median(ratios(found, "kwopt", "seller"))
            loser = statistics.median(ratios(found, "kwopt", "two best"))
    lines += [*price_of_rules(cases, reader), "", *proofs(cases), ""]
    titles = [case.title for case in cases if case.title]
    proven = sum(title.proof["selection"].proven for title in titles)
    short = [case for case in cases if case.failure or case.title is None]
    if short:
        lines += [f"no title: {', '.join(f'{case.name} {case.failure}' for case in short)}", ""]
    return lines, [
        Aim("own fitting, worth: ratio to the seller's", "1.5", f"{ratio:.2f}", ratio >= 1.5),
        Aim("own fitting, worth: ratio to two best (must lose)", "> 1", f"{loser:.2f}", loser > 1),
        Aim("selection proven optimal", "all", f"{proven} of {len(cases)}", proven == len(cases)),
    ]


def price_of_rules(cases: Sequence[Case], reader: Reader) -> list[str]:
    """Return what the rules of reading cost: all titles against the bound of any words in 60 units."""
    shares: dict[str, list[float]] = {name: [] for name in METHODS}
    for case in cases:
        pairs: Pairs = eligible_pairs(case.scored)
        bound = reader.words_bound(pairs)
        for name in METHODS:
            shares[name].append(reader.value(case.texts[name], pairs) / bound)
    told = ", ".join(f"{name} {statistics.median(shares[name]):.0%}" for name in METHODS)
    return [
        "the rules' price: share of the bound of any words in 60 units, eligible keywords, no rules, median:",
        f"  {told}",
    ]


def proofs(cases: Sequence[Case]) -> list[str]:
    """Return gaps and widths of the composed titles, and the products that lie farthest out."""
    titled = [(case.name, case.title) for case in cases if case.title]
    gaps = [title.gap for _, title in titled]
    reach = [title.reach for _, title in titled if title.reach is not None]
    worst = sorted(titled, key=lambda item: (-item[1].gap, item[0]))[:FARTHEST]
    narrow = [name for name, title in titled if title.width < FILLED * LIMIT]
    wide = sum(width(case.texts["seller"], UNIT) > LIMIT for case in cases)
    return [
        f"gap to the proven bound: median {statistics.median(gaps):.2%}, p95 {np.quantile(gaps, 0.95):.2%}, "
        f"worst {', '.join(f'{title.gap:.2%} ({name})' for name, title in worst)}",
        f"proven best outright: {sum(title.proven for _, title in titled)} of {len(titled)}",
        f"reach under the own rules: median {statistics.median(reach):.1%}, worst {min(reach):.1%}",
        f"width: median {statistics.median(title.width for _, title in titled):.0f} of {LIMIT}; "
        f"sellers' titles wider than {LIMIT}: {wide}",
        f"under 90 % of the limit: {len(narrow)} ({', '.join(narrow) or 'none'})",
    ]
