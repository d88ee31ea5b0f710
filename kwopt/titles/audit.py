"""Audit of a title: what it reaches of what could be reached, what each word earns, which small edits pay.

The title is described as it is, whatever rules it breaks. It is held against the best title for the same
product and keywords, and against the bound of all titles that keep the rules.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from kwopt.errors import TitleError
from kwopt.models import Notice, Product, Settings
from kwopt.rules import Marketplace
from kwopt.titles.audited import Audit
from kwopt.titles.compose import Solved, solved, why_none
from kwopt.titles.edits import MAX_CHANGED_WORDS, EditBudget
from kwopt.titles.given import given_words
from kwopt.titles.job import TitleJob, title_job
from kwopt.titles.missed import MISSED_SHOWN
from kwopt.titles.reachable import Reachable
from kwopt.titles.relaxing import NO_TITLE
from kwopt.titles.rows import rows
from kwopt.titles.selection import select
from kwopt.titles.solve import NOTHING
from kwopt.titles.stakes import converting_keywords
from kwopt.titles.today import AuditedTitle
from kwopt.titles.writing import TitleWriter


def audit_title(
    text: str,
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str | Marketplace = "taobao",
    settings: Settings | None = None,
    max_changed_words: int = MAX_CHANGED_WORDS,
    max_changed_characters: int | None = None,
    locked: Sequence[str] = (),
    missed: int = MISSED_SHOWN,
    seed: int = 0,
) -> Audit:
    """Audit a title: its reach, its words, what it misses, and the best small edits.

    Parameters
    ----------
    text
        Any text: also empty, too long, unlawful, or with words that no keyword holds.
    scored
        What `score_keywords` returned for this product. Keywords with `orders` that the title covers as a
        phrase are protected: no edit touches their words.
    max_changed_words, max_changed_characters
        What edits may change: words (two unless told otherwise; 0: no edits), and code points taken out and
        put in (any number unless told otherwise).
    locked
        Words that edits keep, and that the best title must hold.
    missed
        How many missed keywords are listed.

    Raises
    ------
    TitleError
        If the locked and required words cannot stand in a title together.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> audit = audit_title("百搭旗袍短袖", score_keywords(table, product), product)
    >>> [word.text for word in audit.words if word.wasted], audit.edits[0].text
    (['百搭'], '百搭改良旗袍短袖')
    """
    product = replace(product, required_words=tuple(dict.fromkeys([*product.required_words, *locked])))
    job = title_job(scored, product, marketplace=marketplace, settings=settings)
    found, notices = _answer(job, seed)
    given = AuditedTitle(text, given_words(text, job.cutter), found)
    title = given.described()
    protected = converting_keywords(text, job)
    budget = EditBudget(max_changed_words, max_changed_characters)
    edits, remarks = given.edits(budget, protected)
    return Audit(
        product=product.label,
        marketplace=job.market.name,
        limit=job.field.max,
        unit=job.field.unit,
        title=title,
        best=found.titles[0] if found.titles else None,
        reach=title.reach,
        reachable=found.solution.coverage_bound if found.titles else None,
        words=given.audited(),
        missed=given.missed(missed),
        edits=edits,
        marginal_width_value=_marginal_value(found) if found.titles else None,
        protected=protected,
        notices=(*notices, *remarks, *given.notices(title, edits)),
    )


def _answer(job: TitleJob, seed: int) -> tuple[Solved, tuple[Notice, ...]]:
    """Return the best title with its proof, or an answer without a title and why there is none."""
    if not job.eligible:
        return _unsolved(job), (job.nothing_to_earn(),)
    try:
        found = solved(job, seed=seed)
    except TitleError as error:
        if error.code not in NO_TITLE:
            raise
        return _unsolved(job), (Notice(error.code, "warning", error.params),)
    return found, () if found.titles else (why_none(found, job),)


def _unsolved(job: TitleJob) -> Solved:
    composition = job.composition()
    return Solved(composition, NOTHING, TitleWriter(job, composition.keywords, NOTHING), ())


def _marginal_value(found: Solved) -> float | None:
    """Return what the last hanzi's width of the limit adds to the best set of words; None if not proven."""
    problem, best = found.composition.problem, found.solution.selection
    step = found.writer.job.field.width("一")
    try:
        narrower = replace(problem, limit=problem.limit - step)
        less = select(Reachable(narrower), rows(narrower))
    except TitleError:
        return None
    if not (best.proven and less is not None and less.proven):
        return None
    return max(0.0, best.value - less.value)
