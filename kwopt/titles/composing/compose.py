"""Titles for a product out of its scored keywords: composed, filled, checked, with their proof.

The value that is reported comes from the checker (`kwopt.titles.coverage.matching`), which reads the finished
text and shares no code with the search.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

import pandas as pd

from kwopt.arguments import check_whole
from kwopt.errors import TitleError
from kwopt.models import Notice, Product, Settings, Title
from kwopt.rules import FieldRule, Marketplace
from kwopt.titles.composing.filling import filled
from kwopt.titles.composing.job import TitleJob, title_job
from kwopt.titles.composing.lawful import ROUNDS, barred_words, may_be_published, without
from kwopt.titles.composing.relaxing import NO_TITLE, Relaxed, relaxations
from kwopt.titles.composing.solve import NOTHING, Solution, solve, solve_proven
from kwopt.titles.composing.writing import TitleWriter
from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.proof.certify import Effort, checked_effort
from kwopt.titles.words.vocabulary import Composition

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
    marketplace: str | Marketplace = "taobao",
    n: int = 1,
    settings: Settings | None = None,
    seed: int = 0,
    prove: bool = False,
    effort: str = "full",
) -> list[Title]:
    """Compose `n` titles, best first, each with its proof.

    Parameters
    ----------
    scored
        What `score_keywords` returned for this product.
    marketplace
        Whose limit and rules hold; see `kwopt.rules.marketplace_names`. A marketplace with rules of your own
        comes from `kwopt.rules.marketplace(name, overrides)`.
    n
        Titles wanted; further ones differ from each earlier one in at least three words.
    settings
        Those of the scoring.
    prove
        Let OR-Tools (`pip install "kwopt[prove]"`) prove the first title best, words and order: takes up to a
        minute.
    effort
        "full", or "fast" for shops of thousands: the title of the search alone, with bounds that lie further
        off. `prove` asks for all work there is.

    Returns
    -------
    list of Title
        Empty if no keyword fits the product.

    Raises
    ------
    TitleError
        If the required words cannot stand in a title together, or OR-Tools is asked for and not installed.
    SettingError
        If there is no such marketplace or effort.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> compose_titles(score_keywords(table, product), product)[0].text
    '改良旗袍短袖'
    """
    result = compose(
        scored,
        product,
        marketplace=marketplace,
        n=n,
        settings=settings,
        seed=seed,
        prove=prove,
        effort=effort,
    )
    return list(result.titles)


def compose(
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str | Marketplace = "taobao",
    n: int = 1,
    settings: Settings | None = None,
    seed: int = 0,
    prove: bool = False,
    effort: str = "full",
) -> TitleResult:
    """Compose titles and say what they were composed from; see `compose_titles`."""
    check_whole(n, name="n")
    work = checked_effort(effort)
    job = title_job(scored, product, marketplace=marketplace, settings=settings)
    if not job.eligible:
        return replace(_empty(job), notices=(job.nothing_to_earn(),))
    return title_result(job, solved(job, n=n, seed=seed, prove=prove, effort=work), n=n)


def _empty(job: TitleJob) -> TitleResult:
    """Return the answer to a job before any title is found."""
    return TitleResult(
        product=job.product.label, marketplace=job.market.name, field=job.field.name, limit=job.field.max,
        unit=job.field.unit, candidates=job.candidates, eligible=job.eligible, titles=(),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Solved:
    """The answer of a job with all that led to it, so that other titles can be held against it.

    `titles` is empty where no keyword can be covered, and where no title may be published: `left_out` is then
    the best of those that the rules refuse. `eased` are the codes of rules that gave way.
    """

    composition: Composition
    solution: Solution
    writer: TitleWriter
    titles: tuple[Title, ...]
    left_out: Title | None = None
    eased: tuple[str, ...] = ()


def solved(
    job: TitleJob, *, n: int = 1, seed: int = 0, prove: bool = False, effort: Effort = "full"
) -> Solved:
    """Return the best titles of a job that its rules let stand; where none can, rules of taste give way.

    Raises
    ------
    TitleError
        If no title can hold what the seller requires.
    """
    composition = job.composition()
    solver = solve_proven if prove else partial(solve, effort=effort)
    for relaxed in chain((Relaxed(composition.problem),), relaxations(composition.problem)):
        try:
            found = _lawful(job, replace(composition, problem=relaxed.problem), solver, n=n, seed=seed)
        except TitleError as error:
            if error.code not in NO_TITLE:
                raise
            refused = error
        else:
            return replace(found, eased=relaxed.codes)
    if job.product.required_words:
        raise refused
    return Solved(composition, NOTHING, TitleWriter(job, composition.keywords, NOTHING), ())


def _lawful(
    job: TitleJob, composition: Composition, solver: Callable[..., Solution], *, n: int, seed: int
) -> Solved:
    """Return the best titles of a problem that the rules of the marketplace let stand."""
    found = _solved(job, composition, solver, n=n, seed=seed)
    for _ in range(ROUNDS):
        barred = barred_words(found.titles, composition.problem, job.field)
        if not barred:
            break
        composition = replace(composition, problem=without(composition.problem, barred))
        try:
            found = _solved(job, composition, solver, n=n, seed=seed)
        except TitleError:  # nothing is left without the words that the rules refuse
            break
    kept = [title for title in found.titles if may_be_published(title, composition.problem)]
    left_out = next((title for title in found.titles if title not in kept), None)
    return replace(found, titles=_numbered(kept), left_out=left_out)


def _solved(
    job: TitleJob, composition: Composition, solver: Callable[..., Solution], *, n: int, seed: int
) -> Solved:
    solution = solver(composition.problem, n=n, seed=seed)
    writer = TitleWriter(job, composition.keywords, solution)
    if solution.coverage_bound <= 0 and job.must_earn:
        return Solved(composition, solution, writer, ())
    titles = _ranked(writer, composition.problem, filled(composition, solution, seed))
    return Solved(composition, solution, writer, titles)


def title_result(job: TitleJob, found: "Solved", *, n: int) -> TitleResult:
    """Return the titles of a solved job, of which `n` were wanted, with what they were composed from."""
    dropped = tuple(DroppedKeyword(keyword, code) for keyword, code in found.composition.dropped)
    if not found.titles and found.left_out is None:
        return replace(_empty(job), dropped=dropped, notices=(why_none(found, job),))
    notices = tuple(_remarks(found, n, job.field))
    return replace(_empty(job), titles=found.titles, dropped=dropped, notices=notices)


def why_none(found: Solved, job: TitleJob) -> Notice:
    """Return why an answer has no title."""
    unsayable = found.solution is NOTHING and found.composition.problem.words
    return job.nothing_can_stand() if unsayable else job.nothing_to_earn()


def _ranked(writer: TitleWriter, problem: TitleProblem, orders: Sequence[Sequence[int]]) -> tuple[Title, ...]:
    """Return the titles of `orders`, best value first."""
    drafts = [writer.composed(problem, order) for order in orders]
    return _numbered(sorted(drafts, key=lambda title: (-title.value, title.text)))


def _numbered(titles: Sequence[Title]) -> tuple[Title, ...]:
    """Return titles with their ranks and what each costs against the first."""
    best = titles[0].value if titles else 0.0
    return tuple(
        replace(title, rank=rank, cost_against_best=1 - title.value / best if best else 0.0)
        for rank, title in enumerate(titles, 1)
    )


def _remarks(found: Solved, wanted: int, field: FieldRule) -> list[Notice]:
    titles, left_out = found.titles, found.left_out
    remarks = [Notice(code, "info") for code in found.eased]
    if left_out is not None and left_out.width < field.min:
        params = {"title": left_out.text, "width": left_out.width, "minimum": field.min}
        remarks.append(Notice("titles.too_short", "warning", params))
    elif left_out is not None:
        errors = [finding.text or finding.rule for finding in left_out.findings if finding.level == "error"]
        params = {"title": left_out.text, "texts": errors}
        remarks.append(Notice("titles.unlawful", "warning", params))
    elif len(titles) < wanted:
        remarks.append(Notice("titles.fewer", "info", {"found": len(titles), "wanted": wanted}))
    if titles and titles[0].width < FILLED * field.max:
        remarks.append(Notice("titles.short", "info", {"width": titles[0].width, "limit": field.max}))
    return remarks
