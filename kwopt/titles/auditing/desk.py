"""A title job that is solved once: its titles, and any text held against them.

An editor that hears every keystroke cannot solve the job anew for each; what a text earns, misses and could
gain is then read in some 20 ms (404 eligible keywords), and its alternatives in some 100.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from kwopt.errors import TitleError
from kwopt.models import Notice, Product, Settings
from kwopt.models.titles import LONGEST_TEXT
from kwopt.rules import Marketplace
from kwopt.titles.auditing.audited import Audit, Edit
from kwopt.titles.auditing.edits import EditBudget
from kwopt.titles.auditing.lengthbounds import length_bounds
from kwopt.titles.auditing.missed import MISSED_SHOWN
from kwopt.titles.auditing.today import AuditedTitle
from kwopt.titles.auditing.yardstick import Yardstick
from kwopt.titles.bounds.selection import select
from kwopt.titles.composing.compose import Solved, TitleResult, solved, title_result, why_none
from kwopt.titles.composing.job import TitleJob, title_job
from kwopt.titles.composing.relaxing import NO_TITLE
from kwopt.titles.composing.solve import NOTHING
from kwopt.titles.composing.writing import TitleWriter
from kwopt.titles.coverage.given import given_words
from kwopt.titles.problem.problem import Floats
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows
from kwopt.titles.proof.certify import checked_effort

ALTERNATIVES = 6
"""Next steps that are offered at once: as many as a seller compares."""


@dataclass(frozen=True, eq=False, kw_only=True)
class TitleDesk:
    """A job with its answer. Get one from `title_desk`.

    Parameters
    ----------
    wanted
        How many titles were asked for.
    why_none
        Why there is no title, where there is none.
    """

    job: TitleJob
    found: Solved
    wanted: int
    why_none: tuple[Notice, ...] = ()

    @cached_property
    def result(self) -> TitleResult:
        """The titles, as `compose_titles` would find them; empty, with a notice, where there are none."""
        result = title_result(self.job, self.found, n=self.wanted)
        unsolved = not self.found.titles and self.found.left_out is None
        return replace(result, notices=self.why_none) if unsolved else result

    def audit(self, text: str, *, budget: EditBudget | None = None, missed: int = MISSED_SHOWN) -> Audit:
        """Return what a text reaches, of what could be reached; see `kwopt.audit_title`.

        Parameters
        ----------
        budget
            What edits may change; two words unless told otherwise, none with `EditBudget(0)`.
        missed
            How many missed keywords are listed.
        """
        given, found = self._given(text), self.found
        title = given.described()
        protected = self._yardstick.converting.phrases_in(text)
        edits, remarks = given.edits(budget or EditBudget(), protected)
        return Audit(
            product=self.job.product.label,
            marketplace=self.job.market.name,
            limit=self.job.field.max,
            unit=self.job.field.unit,
            title=title,
            best=found.titles[0] if found.titles else None,
            reach=title.reach,
            reachable=found.solution.coverage_bound if found.titles else None,
            words=given.audited(),
            missed=given.missed(missed),
            edits=edits,
            marginal_width_value=self._marginal_value if found.titles else None,
            protected=protected,
            notices=(*self.why_none, *remarks, *given.notices(title, edits)),
        )

    def alternatives(
        self, text: str, *, budget: EditBudget | None = None, most: int = ALTERNATIVES
    ) -> tuple[tuple[Edit, ...], tuple[Notice, ...]]:
        """Return the single steps that gain most, the best first: each could be the next one.

        What may not stand is taken out first: then that is the only step. Without any, the notices may say
        why.
        """
        given = self._given(text)
        protected = self._yardstick.converting.phrases_in(text)
        return given.alternatives(budget or EditBudget(), protected, most=most)

    @cached_property
    def length_bounds(self) -> Floats:
        """What no lawful title covers more of within each width up to the limit; see `length_curve`."""
        return length_bounds(self.found)

    def _given(self, text: str) -> AuditedTitle:
        if len(text) > LONGEST_TEXT:
            raise TitleError("titles.text_too_long", characters=len(text), limit=LONGEST_TEXT)
        return AuditedTitle(text, given_words(text, self.job.cutter), self._yardstick)

    @cached_property
    def _yardstick(self) -> Yardstick:
        return Yardstick(self.found)

    @cached_property
    def _marginal_value(self) -> float | None:
        """What the last hanzi's width of the limit adds to the best set of words; None if not proven."""
        problem, best = self.found.composition.problem, self.found.solution.selection
        step = self.job.field.width("一")
        try:
            narrower = replace(problem, limit=problem.limit - step)
            less = select(Reachable(narrower), rows(narrower))
        except TitleError:
            return None
        if not (best.proven and less is not None and less.proven):
            return None
        return max(0.0, best.value - less.value)


def title_desk(
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str | Marketplace = "taobao",
    n: int = 1,
    settings: Settings | None = None,
    seed: int = 0,
    effort: str = "full",
) -> TitleDesk:
    """Solve the title job of a product, to read many texts against it.

    Parameters and errors are those of `kwopt.compose_titles`; where no title can be found, the desk says
    why, and texts can be read all the same.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> desk = title_desk(score_keywords(table, product), product)
    >>> desk.result.titles[0].text, [edit.text for edit in desk.alternatives("旗袍短袖")[0]]
    ('改良旗袍短袖', ['改良旗袍短袖'])
    """
    work = checked_effort(effort)
    job = title_job(scored, product, marketplace=marketplace, settings=settings)
    if not job.eligible:
        return _without_titles(job, job.nothing_to_earn(), n)
    try:
        found = solved(job, n=n, seed=seed, effort=work)
    except TitleError as error:
        if error.code not in NO_TITLE:
            raise
        return _without_titles(job, Notice(error.code, "warning", error.params), n)
    why = () if found.titles else (why_none(found, job),)
    return TitleDesk(job=job, found=found, wanted=n, why_none=why)


def _without_titles(job: TitleJob, why: Notice, n: int) -> TitleDesk:
    composition = job.composition()
    found = Solved(composition, NOTHING, TitleWriter(job, composition.keywords, NOTHING), ())
    return TitleDesk(job=job, found=found, wanted=n, why_none=(why,))
