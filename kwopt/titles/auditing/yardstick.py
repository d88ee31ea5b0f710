"""What texts are held against, made once a job: an editor reads a text of it at every keystroke.

Owns nothing but that it is kept; what is made here is said by the modules that make it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kwopt.language.normalize import match_form
from kwopt.titles.auditing.earnings import stated_beside_title
from kwopt.titles.auditing.estimates import Estimate, plausibility_in
from kwopt.titles.auditing.stakes import ConvertingKeywords
from kwopt.titles.composing.compose import Solved
from kwopt.titles.composing.job import TitleJob
from kwopt.titles.problem.records import Demand


@dataclass(frozen=True, eq=False)
class Yardstick:
    """The answer to a job, with what reading texts against it needs."""

    found: Solved

    @property
    def job(self) -> TitleJob:
        """The job."""
        return self.found.writer.job

    @property
    def keywords(self) -> tuple[tuple[str, float], ...]:
        """Keywords that a title can earn from, with their worth."""
        return self.found.composition.keywords

    @cached_property
    def words_of(self) -> Mapping[str, tuple[str, ...]]:
        """The exact words of each keyword."""
        cutter = self.job.cutter
        return {keyword: tuple(cutter.words(match_form(keyword))) for keyword, _ in self.keywords}

    @cached_property
    def wanted(self) -> Mapping[str, float]:
        """Words by which keywords are searched, with the worth of all keywords that hold them."""
        cutter, wanted = self.job.cutter, dict[str, float]()
        for keyword, worth in self.keywords:
            for word in sorted(set(cutter.search_words(match_form(keyword)))):
                wanted[word] = wanted.get(word, 0.0) + worth
        return wanted

    @cached_property
    def estimate(self) -> Estimate:
        """Quick values of rows of words, with fluency priced as in a new title."""
        problem = self.found.composition.problem
        return Estimate(
            [Demand(keyword, self.words_of[keyword], worth) for keyword, worth in self.keywords],
            inside=self.job.cutter.inside,
            credits=problem.credits,
            plausibility=plausibility_in(problem),
            fluency_weight=problem.fluency.weight if problem.fluency else 0.0,
        )

    @cached_property
    def beside_title(self) -> frozenset[str]:
        """The words that the product states outside today's title."""
        return stated_beside_title(self.job)

    @cached_property
    def converting(self) -> ConvertingKeywords:
        """The keywords that brought orders."""
        return ConvertingKeywords.of(self.job)
