"""Titles for a product out of its scored keywords: composed, filled, checked, with their proof.

The value that is reported comes from the checker (`kwopt.titles.matching`), which reads the finished text
and shares no code with the search.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from kwopt.models import Notice, Product, Settings, Title
from kwopt.rules import FieldRule
from kwopt.titles.filling import filled
from kwopt.titles.job import TitleJob, title_job
from kwopt.titles.problem import TitleProblem
from kwopt.titles.solve import Solution, solve, solve_proven
from kwopt.titles.vocabulary import Composition
from kwopt.titles.writing import TitleWriter

FILLED = 0.9
"""Share of the limit that a title should use: room that earns nothing is filled with facts up to the limit,
and less than this is remarked."""


@dataclass(frozen=True)
class DroppedKeyword:
    """An eligible keyword that no title of the problem can cover, with the code of the reason."""

    keyword: str
    code: str


@dataclass(frozen=True)
class TitleResult:
    """Titles of one product, best first; empty where nothing fits, with a notice that says so.

    `candidates` counts the scored keywords, `eligible` those from which a title may earn.
    """

    product: str
    marketplace: str
    field: str
    limit: int
    unit: str
    candidates: int
    eligible: int
    titles: tuple[Title, ...]
    dropped: tuple[DroppedKeyword, ...] = ()
    notices: tuple[Notice, ...] = ()


def compose_titles(
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str = "taobao",
    n: int = 1,
    settings: Settings | None = None,
    seed: int = 0,
    prove: bool = False,
) -> list[Title]:
    """Compose `n` titles, best first, each with its proof.

    Parameters
    ----------
    scored
        What `score_keywords` returned for this product.
    marketplace
        Whose limit and rules hold; see `kwopt.rules.marketplace_names`.
    n
        Titles wanted; further ones differ from each earlier one in at least three words.
    settings
        Those of the scoring.
    prove
        Let OR-Tools (`pip install "kwopt[prove]"`) prove the first title best, words and order: takes up to a
        minute.

    Returns
    -------
    list of Title
        Empty if no keyword fits the product.

    Raises
    ------
    TitleError
        If the required words cannot stand in a title together, or OR-Tools is asked for and not installed.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> compose_titles(score_keywords(table, product), product)[0].text
    '改良旗袍短袖'
    """
    result = compose(scored, product, marketplace=marketplace, n=n, settings=settings, seed=seed, prove=prove)
    return list(result.titles)


def compose(
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str = "taobao",
    n: int = 1,
    settings: Settings | None = None,
    seed: int = 0,
    prove: bool = False,
) -> TitleResult:
    """Compose titles and say what they were composed from; see `compose_titles`."""
    job = title_job(scored, product, marketplace=marketplace, settings=settings)
    empty = TitleResult(
        product.label, job.market.name, job.field.name, job.field.max, job.field.unit, job.candidates,
        job.eligible, (),
    )  # fmt: skip
    if not job.eligible:
        return replace(empty, notices=(job.nothing_to_earn(),))
    found = solved(job, n=n, seed=seed, prove=prove)
    dropped = tuple(DroppedKeyword(keyword, code) for keyword, code in found.composition.dropped)
    if not found.titles:
        return replace(empty, dropped=dropped, notices=(job.nothing_to_earn(),))
    notices = tuple(_remarks(found.titles, n, job.field))
    return replace(empty, titles=found.titles, dropped=dropped, notices=notices)


@dataclass(frozen=True, eq=False)
class Solved:
    """The answer of a job with all that led to it, so that other titles can be held against it.

    `titles` is empty where no keyword can be covered.
    """

    composition: Composition
    solution: Solution
    writer: TitleWriter
    titles: tuple[Title, ...]


def solved(job: TitleJob, *, n: int = 1, seed: int = 0, prove: bool = False) -> Solved:
    """Return the best titles of a job."""
    composition = job.composition()
    solution = (solve_proven if prove else solve)(composition.problem, n=n, seed=seed)
    writer = TitleWriter(job, composition.keywords, solution)
    if solution.coverage_bound <= 0:
        return Solved(composition, solution, writer, ())
    titles = _ranked(writer, composition.problem, filled(composition, solution.titles, seed))
    return Solved(composition, solution, writer, titles)


def _ranked(writer: TitleWriter, problem: TitleProblem, orders: Sequence[Sequence[int]]) -> tuple[Title, ...]:
    """Return the titles of `orders`, best value first."""
    drafts = [writer.composed(problem, order) for order in orders]
    drafts.sort(key=lambda title: (-title.value, title.text))
    best = drafts[0].value if drafts else 0.0
    return tuple(
        replace(title, rank=rank, cost_against_best=1 - title.value / best if best else 0.0)
        for rank, title in enumerate(drafts, 1)
    )


def _remarks(titles: Sequence[Title], wanted: int, field: FieldRule) -> list[Notice]:
    found = []
    if len(titles) < wanted:
        found.append(Notice("titles.fewer", "info", {"found": len(titles), "wanted": wanted}))
    if titles and titles[0].width < FILLED * field.max:
        found.append(Notice("titles.short", "info", {"width": titles[0].width, "limit": field.max}))
    return found
