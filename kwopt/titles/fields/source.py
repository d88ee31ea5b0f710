"""What all fields of one product are composed from: its job, its title, what the title leaves uncovered."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.models import CoveredKeyword, Finding, Proof
from kwopt.rules import FieldRule, TitleCheck
from kwopt.titles.composing.job import TitleJob
from kwopt.titles.composing.writing import credits_of_kinds
from kwopt.titles.coverage.matching import ANY, PHRASE, KeywordMatcher
from kwopt.titles.fields.records import ComposedField, FieldValue
from kwopt.titles.problem.problem import Floats
from kwopt.titles.problem.records import Demand
from kwopt.titles.proof.certify import Effort
from kwopt.titles.words.displays import SMALL_WORDS
from kwopt.titles.words.spaced import SpacedWords
from kwopt.titles.words.spaced_product import LINKS
from kwopt.titles.words.standing import may_stand

SILENT = SMALL_WORDS | LINKS
"""Words that a search leaves out."""
NEVER_SEARCHED = frozenset({Role.NAVIGATION, Role.COMMERCE, Role.PERSON})
"""Roles of words that speak of a shop, an offer, a person: of no product."""


@dataclass(frozen=True, eq=False)
class FieldSource:
    """One product with its title; fields are composed to go with that title."""

    job: TitleJob
    title: str
    effort: Effort = "full"

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """The eligible keywords as words, best first."""
        words = self.job.cutter.words
        return tuple(
            Demand(keyword, tuple(words(match_form(keyword))), worth) for keyword, worth in self.job.keywords
        )

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words by which the title is found, in all their forms."""
        form = match_form(self.title)
        words = self.job.cutter.words(form)
        return frozenset(self.job.cutter.search_words(form)).union(*map(self.forms, words))

    def forms(self, word: str) -> frozenset[str]:
        """Return a word with the other words that it is found by."""
        return frozenset((word, *self.job.cutter.found_by(word)))

    @cached_property
    def title_credits(self) -> Floats:
        """The credit at which the title covers each keyword, shape (n_keywords,)."""
        credits = credits_of_kinds(self.job.settings.match_credits)  # noqa: A001
        earned: Floats = credits[self._matcher.kinds(self.title)]
        return earned

    @cached_property
    def _matcher(self) -> KeywordMatcher:
        return KeywordMatcher(
            self.job.keywords, segmenter=self.job.cutter, credits=self.job.settings.match_credits
        )

    @cached_property
    def words(self) -> SpacedWords:
        """The words of the product and of its keywords in a spaced language."""
        job = self.job
        return SpacedWords(
            self.demands, job.product, job.facts, job.field,
            lambda word: may_stand(word, job.facts, job.settings),
        )  # fmt: skip

    def check(self, rule: FieldRule) -> TitleCheck:
        """Return the check of one field."""
        return TitleCheck(marketplace=self.job.market, field=rule.name, product=self.job.product)

    def findings(self, text: str, rule: FieldRule) -> list[Finding]:
        """Return what the rules find in a text of a field."""
        words = None if rule.spaced else self.job.cutter.words(match_form(text))
        return self.check(rule).findings(text, words, beside=self.title if rule.excludes else None)

    def is_refused(self, text: str, rule: FieldRule) -> bool:
        """Say whether a piece of a field holds what the rules refuse; it may be too short for the whole."""
        return any(
            finding.level == "error" and finding.code != "rules.under_minimum"
            for finding in self.findings(text, rule)
        )

    def covered_beside_title(self, text: str) -> tuple[CoveredKeyword, ...]:
        """Return the keywords that title and text cover together and the title does not alone, in any order.

        Small words count as there: a search leaves them out.
        """
        together = self._matcher.kinds(" ".join([self.title, text, *sorted(SILENT)]))
        anyhow = self.job.settings.match_credits[-1]
        return tuple(
            CoveredKeyword(keyword, "any", anyhow, worth, worth * anyhow)
            for (keyword, worth), kind, credit in zip(
                self.job.keywords, together.tolist(), self.title_credits.tolist(), strict=True
            )
            if kind >= ANY and credit == 0
        )

    def phrases_in(self, texts: Sequence[str]) -> tuple[bool, ...]:
        """Say for each keyword whether one of some texts holds it as a phrase."""
        found = [False] * len(self.job.keywords)
        for text in texts:
            for place, kind in enumerate(self._matcher.kinds(text).tolist()):
                found[place] |= kind == PHRASE
        return tuple(found)


def made(
    source: FieldSource,
    rule: FieldRule,
    texts: Sequence[str],
    *,
    coverage: Sequence[CoveredKeyword],
    proof: Proof,
) -> ComposedField:
    """Return texts as a composed field, checked."""
    values = tuple(FieldValue(text, rule.width(text), tuple(source.findings(text, rule))) for text in texts)
    return ComposedField(
        name=rule.name,
        values=values,
        is_list=rule.values > 1,
        most_values=rule.values,
        limit=rule.max,
        minimum=rule.min,
        unit=rule.unit,
        coverage=tuple(sorted(coverage, key=lambda item: (-item.earned, item.keyword))),
        proof=proof,
    )
