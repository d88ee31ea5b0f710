"""Real products with titles composed for them, and what else was written: what `titles.py` measures.

Two sets: the graded products, and products of products_taobao.jsonl with at least 20 eligible keywords,
taken in a seeded order until enough are found, so that each such product is as likely as another. Scored
and composed as `main_job.py` does: for 1 May 2022, marketplace Taobao, default settings.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import pandas as pd
from real_data import FITS, TABLE, graded_products, product_of, product_records
from title_baselines import (
    SETTINGS,
    Pairs,
    Reader,
    eligible_pairs,
    graded_fitting,
    lawful_greedy,
    lawful_habit,
    own_fitting,
)

from kwopt import KeywordIndex, Product, read_keywords, score
from kwopt import columns as c
from kwopt.errors import KwoptError
from kwopt.language.segment import segmenter
from kwopt.models import Title
from kwopt.scoring.relevance.relevance import FITS as FITTING
from kwopt.titles import compose
from kwopt.titles.composing.job import title_job

METHODS = ("kwopt", "lawful greedy", "lawful habit", "greedy", "habit", "two best", "seller")
MANY = 20
"""Eligible keywords from which a title is a real choice."""


@dataclass(frozen=True, eq=False)
class Case:
    """One product: its eligible keywords, the titles of all methods, and keywords to measure them by.

    `fitting` holds, by measure, what people (graded products) or kwopt (others) call fitting, undated;
    `fits` counts all of it, dated keywords and those without figures too.
    `failure` is the code of the error where composing failed; no title also comes where nothing fits.
    """

    name: str
    product: Product
    scored: pd.DataFrame
    title: Title | None
    failure: str
    texts: dict[str, str]
    fitting: dict[str, Pairs]
    fits: int

    @property
    def eligible(self) -> int:
        """Number of keywords from which a title may earn."""
        return len(eligible_pairs(self.scored))


class Market:
    """The keyword table read and indexed once, and all products."""

    def __init__(self) -> None:
        self.index = KeywordIndex.build(read_keywords(TABLE))
        self.reader = Reader(segmenter(self.index.spec))
        self.graded = graded_products()
        self.records = product_records()
        self.before_relevance = score(self.index, None, SETTINGS).set_index(c.KEYWORD)

    def graded_case(self, place: int) -> Case:
        """Return the case of one graded product."""
        graded = self.graded[place]
        scored = score(self.index, graded.product, SETTINGS)
        fitting = graded_fitting(graded, self.before_relevance)
        fits = int((graded.pairs["grade"] == FITS).sum())
        return self._case(str(graded.product.product_id), graded.product, scored, fitting, fits=fits)

    def line_case(self, line: int) -> Case | None:
        """Return the case of one line of products_taobao.jsonl, None if too few keywords are eligible."""
        product = product_of(self.records[line])
        scored = score(self.index, product, SETTINGS)
        if len(eligible_pairs(scored)) < MANY:
            return None
        fits = int((scored[c.RELEVANCE_CLASS] == FITTING).sum())
        return self._case(f"line {line}", product, scored, own_fitting(scored), fits=fits)

    def _case(
        self, name: str, product: Product, scored: pd.DataFrame, fitting: dict[str, Pairs], *, fits: int
    ) -> Case:
        keywords = eligible_pairs(scored)
        title, failure = None, ""
        try:
            found = compose(scored, product, settings=SETTINGS).titles
            title = found[0] if found else None
        except KwoptError as error:
            failure = error.code
        texts = {
            "kwopt": title.text if title else "",
            **_lawful_texts(scored, product),
            "greedy": self.reader.greedy(keywords),
            "habit": self.reader.habit(keywords),
            "two best": self.reader.two_best(keywords),
            "seller": product.title or "",
        }
        kept = scored[scored[c.RELEVANCE_CLASS] == FITTING].copy()
        return Case(name, product, kept, title, failure, texts, fitting, fits)


def _lawful_texts(scored: pd.DataFrame, product: Product) -> dict[str, str]:
    """Return the titles of the baselines that keep kwopt's rules; none where no keyword is eligible."""
    if not eligible_pairs(scored):
        return {"lawful greedy": "", "lawful habit": ""}
    problem = title_job(scored, product, marketplace="taobao", settings=SETTINGS).composition().problem
    return {"lawful greedy": lawful_greedy(problem), "lawful habit": lawful_habit(problem)}


_market: list[Market] = []
"""The market of this process: forked workers find it here and need not read the table again."""


def market() -> Market:
    """Return the one market of this process."""
    if not _market:
        _market.append(Market())
    return _market[0]


def graded_cases(*, jobs: int = 1) -> list[Case]:
    """Return the cases of all graded products."""
    places = range(len(market().graded))
    return list(_told(_mapped(_graded_case, places, jobs), len(places)))


def line_cases(count: int, *, seed: int = 0, jobs: int = 1) -> list[Case]:
    """Return `count` cases of the Taobao products, in the order of their lines."""
    lines = list(range(len(market().records)))
    random.Random(seed).shuffle(lines)
    found = (case for case in _mapped(_line_case, lines, jobs) if case is not None)
    return sorted(_told(found, count), key=lambda case: int(case.name.split()[1]))


def _graded_case(place: int) -> Case:
    return market().graded_case(place)


def _line_case(line: int) -> Case | None:
    return market().line_case(line)


def _mapped(function: Callable[[int], Any], items: Any, jobs: int) -> Iterator[Any]:
    """Yield results in the order of `items`; those that nobody asks for any more are not computed."""
    market()
    if jobs == 1:
        yield from map(function, items)
        return
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap(function, items)


def _told(cases: Iterator[Case], count: int) -> Iterator[Case]:
    """Yield the first `count` cases, telling progress on stderr."""
    for number, case in enumerate(cases, 1):
        print(f"\r{number}/{count} products", end="", file=sys.stderr, flush=True)
        yield case
        if number == count:
            break
    print(file=sys.stderr)
