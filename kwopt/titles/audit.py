"""Audit of a title: what it reaches of what could be reached, what each word earns, which small edits pay.

The title is described as it is, whatever rules it breaks. It is held against the best title for the same
product and keywords, and against the bound of all titles that keep the rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from kwopt.errors import TitleError
from kwopt.language.normalize import match_form, without_spaces
from kwopt.models import Notice, Product, Proof, Settings, Title, TitleToken
from kwopt.titles.audited import Audit, AuditedWord, Edit, MissedKeyword
from kwopt.titles.changes import Changes
from kwopt.titles.compose import Solved, solved
from kwopt.titles.drafts import draft_of
from kwopt.titles.earnings import audited_words
from kwopt.titles.editrules import EditRules
from kwopt.titles.edits import EDIT_FLUENCY, MAX_CHANGED_WORDS, EditBudget, EditSearch
from kwopt.titles.estimates import Estimate
from kwopt.titles.given import GivenWord, fragments, given_words
from kwopt.titles.job import TitleJob, title_job
from kwopt.titles.missed import MISSED_SHOWN, missed_keywords
from kwopt.titles.reachable import Reachable
from kwopt.titles.records import Demand
from kwopt.titles.rows import rows
from kwopt.titles.selection import select
from kwopt.titles.solve import SAME_VALUE, Solution
from kwopt.titles.stakes import converting_keywords, stakes_of
from kwopt.titles.telling import Telling
from kwopt.titles.writing import TitleWriter, role_of

_NO_ANSWER = frozenset({"titles.infeasible", "titles.no_order", "titles.no_selection"})
"""Why no best title may be known; today's can still be described."""
_NOTHING = Solution((), Proof(0.0, 0.0, 0.0, True, "selection"), 0.0, 0.0)


def audit_title(
    text: str,
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str = "taobao",
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
    given = _Given(text, given_words(text, job.cutter), found)
    title = given.described()
    protected = converting_keywords(text, job)
    budget = EditBudget(max_changed_words, max_changed_characters)
    edits = given.edits(budget, protected) if found.titles else ()
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
        notices=(*notices, *given.notices(title, edits)),
    )


def _answer(job: TitleJob, seed: int) -> tuple[Solved, tuple[Notice, ...]]:
    """Return the best title with its proof, or an answer without a title and why there is none."""
    if not job.eligible:
        return _unsolved(job), (job.nothing_to_earn(),)
    try:
        found = solved(job, seed=seed)
    except TitleError as error:
        if error.code not in _NO_ANSWER:
            raise
        return _unsolved(job), (Notice(error.code, "warning", error.params),)
    return found, () if found.titles else (job.nothing_to_earn(),)


def _unsolved(job: TitleJob) -> Solved:
    composition = job.composition()
    return Solved(composition, _NOTHING, TitleWriter(job, composition.keywords, _NOTHING), ())


@dataclass(frozen=True, eq=False)
class _Given:
    """The audited text with its words, beside the best answer to the same job."""

    text: str
    words: tuple[GivenWord, ...]
    found: Solved

    @property
    def _forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)

    @property
    def _job(self) -> TitleJob:
        return self.found.writer.job

    def described(self) -> Title:
        """Return the text as a title object."""
        tokens = [TitleToken(word.text, word.start, word.end, role_of(word.form)) for word in self.words]
        fluency = self._estimate(1.0).fluency(self._forms)
        return self.found.writer.described(self.text, tokens, fluency=fluency)

    def _estimate(self, dearness: float) -> Estimate:
        """Return quick values of rows of words, with fluency so much dearer than in a new title."""
        problem, cutter = self.found.composition.problem, self._job.cutter
        demands = [
            Demand(keyword, tuple(cutter.words(match_form(keyword))), worth)
            for keyword, worth in self.found.composition.keywords
        ]
        weight = problem.fluency.weight if problem.fluency else 0.0
        return Estimate(
            demands, inside=cutter.inside, credits=problem.credits, fluency_weight=dearness * weight
        )

    def audited(self) -> tuple[AuditedWord, ...]:
        """Return the words with what they earn."""
        cutter, wanted = self._job.cutter, dict[str, float]()
        for keyword, worth in self.found.composition.keywords:
            for word in sorted(set(cutter.search_words(match_form(keyword)))):
                wanted[word] = wanted.get(word, 0.0) + worth
        return audited_words(
            self.text, self.words, self._job, value=self.found.writer.coverage_value, wanted=wanted,
            kept={place for run in self._owned() for place in run}, worth=self.found.solution.coverage_bound,
        )  # fmt: skip

    def missed(self, most: int) -> tuple[MissedKeyword, ...]:
        """Return the keywords that the text leaves."""
        cutter, keywords = self._job.cutter, self.found.composition.keywords
        return missed_keywords(
            keywords,
            self.found.writer.cover(self.text),
            problem=self.found.composition.problem,
            words_of={keyword: tuple(cutter.words(match_form(keyword))) for keyword, _ in keywords},
            there=frozenset(cutter.search_words(match_form(self.text))),
            most=most,
        )

    def edits(self, budget: EditBudget, protected: Sequence[str]) -> tuple[Edit, ...]:
        """Return the steps that pay most within the budget."""
        if budget.words < 1 or not self.words:
            return ()
        composition, writer, job = self.found.composition, self.found.writer, self._job
        rules = EditRules(composition.problem, writer, self._forms)
        search = EditSearch(
            rules=rules,
            changes=Changes(rules, self._estimate(EDIT_FLUENCY)),
            telling=Telling(job.facts),
            stakes=stakes_of(self.text, job, composition.keywords),
            keywords=tuple(keyword for keyword, _ in composition.keywords),
            reach=self.found.solution.coverage_bound,
        )
        fixed = [*self._owned(), *self._places_of(protected)]
        kept = self._places_of([*job.product.required_words, *protected])
        kept += [range(first, last + 1) for first, last in fragments(self.words)]
        joiner = composition.problem.joiner
        return search.edits(
            draft_of(
                self.text, self.words, joiner=joiner,
                fixed=[place for run in fixed for place in run],
                tied=[place for run in kept for place in run[1:]],
            ),
            budget,
        )  # fmt: skip

    def _owned(self) -> list[range]:
        """Return where the brand and the required words stand."""
        return self._places_of([*self._job.product.required_words, *sorted(self._job.facts.brands)])

    def _places_of(self, texts: Sequence[str]) -> list[range]:
        """Return where texts stand in the title, as places of words; only parts of words count as well."""
        joined, ends = "", []
        for form in self._forms:
            joined += form
            ends.append(len(joined))
        found = []
        for text in texts:
            wanted = without_spaces(match_form(text))
            start = joined.find(wanted) if wanted else -1
            while start >= 0:
                inside = [
                    place
                    for place, end in enumerate(ends)
                    if end > start and end - len(self._forms[place]) < start + len(wanted)
                ]
                found.append(range(inside[0], inside[-1] + 1))
                start = joined.find(wanted, start + 1)
        return found

    def notices(self, title: Title, edits: Sequence[Edit]) -> list[Notice]:
        """Return what should be known of the title beside the figures."""
        found = []
        bound = self.found.solution.coverage_bound
        value = title.coverage_value + max(0.0, sum(edit.net for edit in edits))
        if self.found.titles and value > bound * (1 + SAME_VALUE):
            params = {"value": value, "bound": bound}
            found.append(Notice("titles.beyond_bound", "info", params))
        absent = [text for text in self._job.product.required_words if not self._places_of([text])]
        if absent:
            found.append(Notice("titles.lock_absent", "warning", {"words": absent}))
        return found


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
