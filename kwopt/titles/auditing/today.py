"""The audited title with its words, beside the best answer to the same job: each part of an audit.

Owns how the parts are put together; what they are is said by the modules that it calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kwopt.errors import TitleError
from kwopt.language.normalize import match_form, without_spaces
from kwopt.models import Notice, Title, TitleToken
from kwopt.titles.auditing.audited import AuditedWord, Edit, MissedKeyword
from kwopt.titles.auditing.changes import Changes
from kwopt.titles.auditing.drafts import Draft, draft_of
from kwopt.titles.auditing.earnings import audited_words
from kwopt.titles.auditing.editrules import EditRules
from kwopt.titles.auditing.edits import EditBudget, EditSearch
from kwopt.titles.auditing.mending import without_marks
from kwopt.titles.auditing.missed import missed_keywords
from kwopt.titles.auditing.stakes import stakes_of
from kwopt.titles.auditing.yardstick import Yardstick
from kwopt.titles.composing.compose import Solved
from kwopt.titles.composing.job import TitleJob
from kwopt.titles.composing.solve import SAME_VALUE
from kwopt.titles.composing.writing import role_of
from kwopt.titles.coverage.given import GivenWord, fragments, given_words
from kwopt.titles.coverage.telling import Telling


@dataclass(frozen=True, eq=False)
class AuditedTitle:
    """A text with its exact words, and the best answer to the job that it should do."""

    text: str
    words: tuple[GivenWord, ...]
    yardstick: Yardstick

    @property
    def found(self) -> Solved:
        """The best answer to the job."""
        return self.yardstick.found

    @property
    def _forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)

    @property
    def _job(self) -> TitleJob:
        return self.found.writer.job

    def described(self) -> Title:
        """Return the text as a title object."""
        tokens = [TitleToken(word.text, word.start, word.end, role_of(word.form)) for word in self.words]
        fluency = self.yardstick.estimate.fluency(self._forms)
        return self.found.writer.described(self.text, tokens, fluency=fluency)

    def audited(self) -> tuple[AuditedWord, ...]:
        """Return the words with what they earn."""
        return audited_words(
            self.text, self.words, self._job, value=self.found.writer.coverage_value,
            wanted=self.yardstick.wanted, beside_title=self.yardstick.beside_title,
            kept={place for run in self._owned() for place in run}, worth=self.found.solution.coverage_bound,
        )  # fmt: skip

    def missed(self, most: int) -> tuple[MissedKeyword, ...]:
        """Return the keywords that the text leaves."""
        cutter = self._job.cutter
        return missed_keywords(
            self.yardstick.keywords,
            self.found.writer.cover(self.text),
            problem=self.found.composition.problem,
            words_of=self.yardstick.words_of,
            there=frozenset(cutter.search_words(match_form(self.text))),
            most=most,
        )

    def edits(
        self, budget: EditBudget, protected: Sequence[str]
    ) -> tuple[tuple[Edit, ...], tuple[Notice, ...]]:
        """Return the steps that pay most within the budget, and why there are none where rules forbid it."""
        if budget.words < 1 or not self.words or not self.found.titles:
            return (), ()
        bare, marks = self._without_marks()
        try:
            search = bare._search(self.text)
            return search.edits(bare._draft(protected), budget, today=self.text, marks=marks), ()
        except TitleError as error:
            return (), (Notice(error.code, "warning", error.params),)

    def alternatives(
        self, budget: EditBudget, protected: Sequence[str], *, most: int
    ) -> tuple[tuple[Edit, ...], tuple[Notice, ...]]:
        """Return single steps of which each could be the next, and why there are none by a rule."""
        if not self.words or not self.found.titles:
            return (), ()
        bare, marks = self._without_marks()
        try:
            search = bare._search(self.text)
            draft = bare._draft(protected)
            return search.alternatives(draft, budget, today=self.text, marks=marks, most=most), ()
        except TitleError as error:
            return (), (Notice(error.code, "warning", error.params),)

    def _without_marks(self) -> tuple["AuditedTitle", tuple[str, ...]]:
        """Return the title without marks that may not stand, and those marks."""
        text, marks = without_marks(self.text, self.words, self.described().findings)
        return replace(self, text=text, words=given_words(text, self._job.cutter)), tuple(marks)

    def _search(self, today: str) -> EditSearch:
        composition, writer, job = self.found.composition, self.found.writer, self._job
        rules = EditRules(composition.problem, writer, self._forms)
        return EditSearch(
            rules=rules,
            changes=Changes(rules, self.yardstick.estimate),
            telling=Telling(job.facts),
            stakes=stakes_of(today, job, composition.keywords),
            keywords=tuple(keyword for keyword, _ in composition.keywords),
            reach=self.found.solution.coverage_bound,
        )

    def _draft(self, protected: Sequence[str]) -> Draft:
        """Return the title to be changed: the brand, required and protected words are fixed."""
        fixed = [*self._owned(), *self._places_of(protected)]
        whole = self._places_of([*self._job.product.required_words, *protected])
        whole += [range(first, last + 1) for first, last in fragments(self.words)]
        return draft_of(
            self.text,
            self.words,
            joiner=self.found.composition.problem.joiner,
            fixed=[place for run in fixed for place in run],
            tied=[place for run in whole for place in run[1:]],
        )

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
