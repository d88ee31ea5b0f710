"""How long kwopt takes for a title, how long to prove it, and whether exact search agrees.

build       the title problem out of scored keywords: words, rules, fluency
search      `search_titles`: selection and order, what a title costs without its proof
certify     the certificate alone: the bound on all titles
whole       `compose` from the scored frame to the titles with their proof
fast        the same with `effort="fast"`, as shops of thousands are titled
floor       the habit of appending the best keywords, done by a script, over the same keywords

Times are of the processor (process_time), one thread: set OMP_NUM_THREADS=1. An unmeasured title goes first.

Size classes of candidates: 100 and 300 are real products, those of the sample with the nearest numbers of
eligible keywords. No product has 1,000: for that class the products with most are topped up by keywords all
of whose words a title of the product may hold: first those of the family (any with 裙 衣 裤 衫 装 鞋 女),
then any, of most worth before relevance. No one product could serve them all; it is a test of strain,
denser than real input.
"""

import os
import platform
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd
from brute_force import agreeing
from title_baselines import SETTINGS, Reader, eligible_pairs
from title_cases import Case, market
from title_reach import Aim

from kwopt import columns as c
from kwopt.titles import compose
from kwopt.titles.composing.compose import TitleResult
from kwopt.titles.composing.job import TitleJob, title_job
from kwopt.titles.composing.solve import certify, search_titles
from kwopt.titles.words.vocabulary import MOST_KEYWORDS

FAMILY = re.compile("[裙衣裤衫装鞋女]")
AIMS = {100: 0.1, 300: 0.3, 1_000: 1.5}
"""Seconds that the search may take in the median, by candidates."""
LARGEST_SIMPLE, GAP_AIM = 300, 0.015
"""Candidates up to which the median gap is asked for, and the gap."""
OF_CLASS = {100: 20, 300: 12, 1_000: 6}
"""Products measured at most, by class."""
NEAR = 0.3
"""How far from a class a product's candidates may be, as a share."""
PROVED, PROVE_SECONDS, PROVE_FROM = 20, 60.0, 80
"""Products for exact proof, seconds allowed for each, and candidates that they have at least."""
STAGES = ("build", "search", "certify", "whole", "fast", "floor")
INSTANCES = 500
"""Small instances for brute force."""


@dataclass(frozen=True)
class Timed:
    """Processor seconds of one product's title, and the gap left."""

    usable: int
    build: float
    search: float
    certify: float
    whole: float
    fast: float
    floor: float
    gap: float


def seconds(task: Callable[[], Any]) -> tuple[float, Any]:
    """Return the processor time of a task, and its result."""
    start = time.process_time()
    result = task()
    return time.process_time() - start, result


def timed(frame: pd.DataFrame, case: Case, reader: Reader) -> Timed:
    """Return the times of one title over the eligible keywords of `frame`."""
    built, composition = seconds(lambda: _job(frame, case).composition())
    searched, search = seconds(lambda: search_titles(composition.problem))
    certified, _ = seconds(lambda: certify(search))
    whole, _ = seconds(lambda: _composed(frame, case, "full"))
    fast, _ = seconds(lambda: _composed(frame, case, "fast"))
    pairs = eligible_pairs(frame)
    floor, _ = seconds(lambda: reader.habit(pairs))
    usable = min(len(pairs), MOST_KEYWORDS) - _count_dropped(composition.dropped)
    return Timed(usable, built, searched, certified, whole, fast, floor, search.certificate.gap)


def _composed(frame: pd.DataFrame, case: Case, effort: str) -> TitleResult:
    return compose(frame, case.product, settings=SETTINGS, effort=effort)


def _count_dropped(dropped: Sequence[tuple[str, str]]) -> int:
    return sum(code == "titles.dropped_word" for _, code in dropped)


def _job(frame: pd.DataFrame, case: Case) -> TitleJob:
    return title_job(frame, case.product, marketplace="taobao", settings=SETTINGS)


def class_members(cases: Sequence[Case], size: int) -> Iterator[tuple[Case, pd.DataFrame]]:
    """Yield products of a size class with their keywords; see the module docstring."""
    near = [case for case in cases if abs(case.eligible - size) <= NEAR * size]
    ranked = sorted(near, key=lambda case: (abs(case.eligible - size), case.name))[: OF_CLASS[size]]
    if ranked:
        yield from ((case, case.scored) for case in ranked)
        return
    for case in sorted(cases, key=lambda case: (-case.eligible, case.name))[: OF_CLASS[size]]:
        yield case, topped_up(case, size)


def topped_up(case: Case, size: int) -> pd.DataFrame:
    """Return the product's usable keywords and others of the table, `size` in all."""
    found = _usable(case.scored[case.scored[c.ELIGIBLE] & (case.scored[c.WORTH] > 0)], case)
    table = market().before_relevance.reset_index()
    table = table[~table[c.DATED].astype(bool) & (table[c.WORTH] > 0)]
    table = table[~table[c.KEYWORD].isin(found[c.KEYWORD])]
    distant = ~table[c.KEYWORD].str.contains(FAMILY)
    others = table.assign(**{c.ELIGIBLE: True, "distant": distant}).sort_values(
        ["distant", c.WORTH, c.KEYWORD], ascending=[True, False, True], kind="stable"
    )
    for start in range(0, len(others), MOST_KEYWORDS):
        more = _usable(others.iloc[start : start + MOST_KEYWORDS], case)
        found = pd.concat([found, more.head(size - len(found))], ignore_index=True)
        if len(found) == size:
            break
    return found


def _usable(frame: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Return the keywords all of whose words a title of the product may hold."""
    columns = frame[[c.KEYWORD, c.WORTH, c.ELIGIBLE]]
    dropped = {keyword for keyword, _ in _job(columns, case).composition().dropped}
    return columns[~columns[c.KEYWORD].isin(dropped)]


def time_section(cases: Sequence[Case]) -> tuple[list[str], list[Aim]]:
    """Return the text and the aims of times."""
    reader = market().reader
    timed(cases[0].scored, cases[0], reader)
    lines = ["# time: processor seconds, one thread", machine(), ""]
    lines.append(f"  {'candidates':22} {'stage':8} {'median':>8} {'p95':>8} {'worst':>8}   times the floor")
    aims: list[Aim] = []
    gaps: list[float] = []
    for size, most in AIMS.items():
        members = list(class_members(cases, size))
        found = [timed(frame, case, reader) for case, frame in members]
        if not found:
            continue
        lines += _told_class(size, [case for case, _ in members], found)
        gaps += [item.gap for item in found] if size <= LARGEST_SIMPLE else []
        median = statistics.median(item.search for item in found)
        aims.append(
            Aim(
                f"time of search at {size} candidates, median", f"{most} s", f"{median:.3f} s", median <= most
            )
        )
    simple = [case.title.gap for case in cases if case.title and case.eligible <= LARGEST_SIMPLE]
    gap = statistics.median(simple)
    aims.append(Aim("certificate's gap to 300 candidates, median", "1.5%", f"{gap:.2%}", gap <= GAP_AIM))
    return [*lines, ""], aims


def _told_class(size: int, members: Sequence[Case], found: Sequence[Timed]) -> list[str]:
    counts = [case.eligible for case in members]
    kind = f"{min(counts)}-{max(counts)} eligible"
    if max(counts) < (1 - NEAR) * size:
        kind = "topped up from the table"
    usable = statistics.median(item.usable for item in found)
    floor = statistics.median(item.floor for item in found)
    gap = statistics.median(item.gap for item in found)
    head = f"  {size}: {len(found)} products, {kind}; {usable:.0f} usable, gap {gap:.2%} in the median"
    rate = 1 / statistics.fmean(item.fast for item in found)
    return [
        head,
        *(_told_stage(stage, found, floor) for stage in STAGES),
        f"  {'':22} {rate:.1f} titles per second and core at fast effort",
    ]


def _told_stage(stage: str, found: Sequence[Timed], floor: float) -> str:
    values = [getattr(item, stage) for item in found]
    figures = statistics.median(values), float(np.quantile(values, 0.95)), max(values)
    told = " ".join(f"{figure:8.3f}" for figure in figures)
    return f"  {'':22} {stage:8} {told}   {figures[0] / floor:8.1f}"


def machine() -> str:
    """Return what ran the benchmark, so that seconds can be read."""
    threads = os.environ.get("OMP_NUM_THREADS", "unset")
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}; OMP_NUM_THREADS {threads}"
    )


def prove_section(cases: Sequence[Case], seed: int) -> tuple[list[str], list[Aim]]:
    """Return the text and the aims of exact proof."""
    aim = f"{PROVED} of {PROVED}, {PROVE_SECONDS:.0f} s"
    lines = ["# proof: the gap closed exactly (kwopt[prove])", ""]
    if not find_spec("ortools"):
        missing = "OR-Tools are not installed: pip install kwopt[prove]"
        return [*lines, f"  {missing}", ""], [Aim("proven to the last", aim, "", None)]
    fit = [case for case in cases if PROVE_FROM <= case.eligible <= LARGEST_SIMPLE]
    chosen = random.Random(seed).sample(fit, min(PROVED, len(fit)))
    told, proven = [], 0
    for case in sorted(chosen, key=lambda case: case.eligible):
        spent, result = seconds(lambda case=case: _proved(case))
        title = result.titles[0]
        proven += title.proven and spent <= PROVE_SECONDS
        before = case.title.gap if case.title else float("nan")
        told.append((case.name, case.eligible, before, title.gap, title.proven, spent))
    lines.append(
        f"  {'product':10} {'candidates':>10} {'gap before':>11} {'gap':>9} {'proven':>7} {'seconds':>8}"
    )
    for name, eligible, before, gap, closed, spent in told:
        lines.append(f"  {name:10} {eligible:10d} {before:11.2%} {gap:9.4%} {closed!s:>7} {spent:8.1f}")
    times = [spent for *_, spent in told]
    lines.append(f"  processor seconds: median {statistics.median(times):.1f}, worst {max(times):.1f}")
    measured = f"{proven} of {len(chosen)}, {max(times):.0f} s"
    return [*lines, ""], [Aim("proven to the last", aim, measured, proven == len(chosen) >= PROVED)]


def _proved(case: Case) -> Any:
    return compose(case.scored, case.product, settings=SETTINGS, prove=True)


def brute_force_section(seed: int) -> tuple[list[str], list[Aim]]:
    """Return the text and the aims of agreement with brute force."""
    lines = ["# brute force: small instances solved by trying every title", ""]
    agreed = agreeing(INSTANCES, seed=seed)
    lines.append(f"  {agreed} of {INSTANCES} seeded instances agree")
    return [*lines, ""], [Aim("agreement with brute force", f"{INSTANCES}", f"{agreed}", agreed == INSTANCES)]
