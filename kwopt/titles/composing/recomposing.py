"""A title composed once more: for other worths, or unlike other titles.

The words, constraints and fluency of the product stay as they are. What comes is lawful, and is described by
what it earns of the product's own worths. It is sought without a proof: the bounds that it is held against
were proven before.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from kwopt.errors import TitleError
from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.models import Title
from kwopt.titles.composing.filling import filled
from kwopt.titles.composing.job import TitleJob
from kwopt.titles.composing.lawful import ROUNDS, barred_words, may_be_published, without
from kwopt.titles.composing.relaxing import NO_TITLE, reconciled
from kwopt.titles.composing.solve import Solution, report
from kwopt.titles.composing.writing import TitleWriter
from kwopt.titles.problem.problem import Floats, TitleProblem
from kwopt.titles.problem.records import AtLeast, AtMost, Demand
from kwopt.titles.proof.certify import method_of
from kwopt.titles.search.search import search_titles
from kwopt.titles.words.vocabulary import Composition

_BROAD = 1
"""Types above one of the broadest (服装, clothes, below 服饰鞋帽) at most."""


@dataclass(frozen=True, eq=False)
class Recomposer:
    """One product, understood once, for which titles are composed again and again.

    Parameters
    ----------
    solution
        What the titles of the product are held against: see `solution_of`.
    """

    job: TitleJob
    solution: Solution

    @cached_property
    def composition(self) -> Composition:
        """The problem of the product alone."""
        composition = self.job.composition()
        return replace(composition, problem=reconciled(composition.problem))

    @property
    def problem(self) -> TitleProblem:
        """The problem of the product alone."""
        return self.composition.problem

    @cached_property
    def writer(self) -> TitleWriter:
        """Describes titles by the worths of the product alone."""
        return TitleWriter(self.job, self.composition.keywords, self.solution)

    @cached_property
    def wanted(self) -> tuple[Demand, ...]:
        """The demands of the keywords, one each, in the order of the keywords."""
        words = self.job.cutter.words
        return tuple(
            Demand(keyword, tuple(words(match_form(keyword))), worth)
            for keyword, worth in self.composition.keywords
        )

    def earned(self, text: str) -> Floats:
        """Return what a text earns from each keyword by the checker, shape (n_keywords,)."""
        return self.writer.earned(text)

    def title(
        self,
        demands: Sequence[Demand],
        *,
        named_by: Collection[str] = (),
        unlike: Sequence[Collection[str]] = (),
        least: int = 0,
        seed: int = 0,
    ) -> Title | None:
        """Return a good lawful title for other demands, None if none is found.

        Parameters
        ----------
        demands
            What is to be earned instead of the product's own.
        named_by
            The words of a title whose name of the thing stays: a skirt does not become "clothes" because
            other titles have its word.
        unlike, least
            Titles, as words in match form, from which it differs in at least so many words.
        """
        apart: list[AtMost | AtLeast] = [differing(self.problem, words, least) for words in unlike]
        apart += self.naming(named_by)
        problem = replace(
            self.problem,
            demands=tuple(demands),
            at_most=(*self.problem.at_most, *(group for group in apart if isinstance(group, AtMost))),
            at_least=(*self.problem.at_least, *(group for group in apart if isinstance(group, AtLeast))),
        )
        return self._lawful(problem, seed)

    def naming(self, words: Collection[str]) -> list[AtMost | AtLeast]:
        """Return that a title names the thing by the best type that one of `words` says, and by no broad one.

        Where they name it by types of several branches (毛衣 and 裙子 of a jumper dress), all branches stay.
        Broad types (衣服, clothes, of a skirt) may stand if `words` or today's title say them.
        """
        known, kinds = {*words, *self.job.facts.title_words}, self.job.facts.heads[:1] if words else ()
        texts = [word.text for word in self.problem.words]
        broad = tuple(t for t in texts if t not in known and any(is_broad(t, kind) for kind in kinds))
        return [*self._types(words, texts), *([AtMost(broad, 0)] if broad else [])]

    def _types(self, words: Collection[str], texts: Sequence[str]) -> list[AtMost | AtLeast]:
        heads = self.job.facts.heads
        best = next((kind for kind in heads if any(says_type(word, kind) for word in words)), None)
        if best is None:
            return []
        others = dict.fromkeys(branch for kind in heads if (branch := branch_of(kind)) != branch_of(best))
        said = [branch for branch in others if branch and any(is_under(word, branch) for word in words)]
        return [
            AtLeast(tuple(text for text in texts if says_type(text, best)), 1),
            *(AtLeast(tuple(text for text in texts if is_under(text, branch)), 1) for branch in said),
        ]

    def _lawful(self, problem: TitleProblem, seed: int) -> Title | None:
        """Return a title that may be published; words that the rules refuse are kept apart."""
        title = None
        for _ in range(ROUNDS):
            found = self._found(problem, seed)
            if found is None:
                break
            title = found
            barred = barred_words([title], problem, self.job.field)
            if not barred:
                break
            problem = without(problem, barred)
        return title if title is not None and may_be_published(title, problem) else None

    def _found(self, problem: TitleProblem, seed: int) -> Title | None:
        try:
            search = search_titles(problem, seed=seed)
        except TitleError as error:
            if error.code not in NO_TITLE:
                raise
            return None
        if search is None:
            return None
        unproven = report(search, inf, inf)
        order = filled(replace(self.composition, problem=problem), unproven, seed)[0]
        return self.writer.composed(problem, order)


def differing(problem: TitleProblem, words: Collection[str], least: int) -> AtMost | AtLeast:
    """Return the constraint that a title differs from `words` in at least `least` words.

    It lacks so many of them; of a text too short for that, it has so many words besides.
    """
    if len(words) >= 2 * least:
        return AtMost(tuple(sorted(words)), len(words) - least)
    return AtLeast(tuple(word.text for word in problem.words if word.text not in words), least)


def is_broad(word: str, kind: str) -> bool:
    """Say whether a word says nothing but a type far above a kind of thing: one of the broadest.

    >>> [is_broad(word, "百褶裙") for word in ("衣服", "女装", "裙子", "百褶裙")]
    [True, False, False, False]
    """
    above, senses = type_tree().ancestors, senses_of(word)
    return bool(senses) and all(
        sense.role is Role.TYPE and sense.concept in above(kind) and len(above(sense.concept)) <= _BROAD
        for sense in senses
    )


def says_type(word: str, kind: str) -> bool:
    """Say whether a word names a kind of thing itself, not a narrower one.

    >>> says_type("半身裙", "半身裙"), says_type("百褶裙", "半身裙")
    (True, False)
    """
    return any(sense.role is Role.TYPE and sense.concept == kind for sense in senses_of(word))


def branch_of(kind: str) -> str | None:
    """Return the widest type above a kind of thing, or itself, that is not broad; None if all are.

    >>> branch_of("毛衣裙"), branch_of("毛衣"), branch_of("服装")
    ('裙子', '上衣', None)
    """
    tree = type_tree()
    narrow = [one for one in (kind, *tree.ancestors(kind)) if len(tree.ancestors(one)) > _BROAD]
    return narrow[-1] if narrow else None


def is_under(word: str, branch: str) -> bool:
    """Say whether a word names a type, or a kind of it.

    >>> is_under("半身裙", "裙子"), is_under("毛衣", "裙子")
    (True, False)
    """
    return any(
        sense.role is Role.TYPE and branch in (sense.concept, *type_tree().ancestors(sense.concept))
        for sense in senses_of(word)
    )


def solution_of(title: Title) -> Solution:
    """Return the bounds that a title was held against when it was composed."""
    whole = title.proof["whole"]
    ceiling = title.coverage_value / title.reach if title.reach else whole.bound
    return Solution((), title.proof["selection"], whole.bound, ceiling, method_of(whole))


def words_of(title: Title) -> tuple[str, ...]:
    """Return the exact words of a title in match form, in order."""
    return tuple(match_form(token.text) for token in title.tokens)
