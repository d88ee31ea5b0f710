"""Any text as a title object: read by the checker, held against the proof, checked against the rules.

Composed titles and titles that sellers wrote are described by the same code. The value comes from the
checker (`kwopt.titles.coverage.matching`), which reads the finished text and shares no code with the search.
"""

from collections.abc import Sequence

import numpy as np

from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.models import CoveredKeyword, Finding, Proof, Title, TitleToken
from kwopt.rules import TitleCheck
from kwopt.titles.composing.job import TitleJob
from kwopt.titles.composing.solve import SAME_VALUE, Solution
from kwopt.titles.coverage.matching import ANY, KINDS, ORDERED, PHRASE, KeywordMatcher
from kwopt.titles.problem.problem import Floats, TitleProblem


class TitleWriter:
    """Describes titles of one job; its keywords are cut once.

    Parameters
    ----------
    keywords
        Pairs of eligible keyword and worth: what a title can earn from.
    solution
        The bounds that titles are held against.
    """

    def __init__(self, job: TitleJob, keywords: Sequence[tuple[str, float]], solution: Solution) -> None:
        self.job = job
        self.solution = solution
        self._matcher = KeywordMatcher(keywords, segmenter=job.cutter, credits=job.settings.match_credits)
        self._worths = np.array([worth for _, worth in keywords], dtype=np.float64)
        self._credits = credits_of_kinds(job.settings.match_credits)
        self._check = TitleCheck(
            marketplace=job.market, field=job.field_name, product=job.product,
            category_words=job.category_words,
        )  # fmt: skip

    def cover(self, text: str) -> tuple[CoveredKeyword, ...]:
        """Return the keywords that a text covers, in the order of the keywords."""
        return self._matcher.cover(text)

    def earned(self, text: str) -> Floats:
        """Return what a text earns from each keyword, shape (n_keywords,)."""
        earned: Floats = self._worths * self._credits[self._matcher.kinds(text)]
        return earned

    def coverage_value(self, text: str) -> float:
        """Return what a text earns."""
        return float(self.earned(text).sum())

    def findings(self, text: str, words: Sequence[str]) -> list[Finding]:
        """Return what the rules find in a text with these exact words."""
        return self._check.findings(text, words)

    def composed(self, problem: TitleProblem, order: Sequence[int]) -> Title:
        """Return the title that words of a problem make."""
        text = problem.text(order)
        return self.described(text, _tokens(problem, order, text), fluency=problem.fluency_value(order))

    def described(self, text: str, tokens: Sequence[TitleToken], *, fluency: float) -> Title:
        """Return a text as a title object.

        Parameters
        ----------
        tokens
            Its exact words, in order.
        fluency
            What its order is worth, in the unit of worth.
        """
        covered = self.cover(text)
        coverage = float(sum(item.earned for item in covered))
        whole = _whole(coverage + fluency, self.solution)
        ceiling = self.solution.coverage_bound
        return Title(
            rank=1,
            text=text,
            tokens=tuple(tokens),
            width=self.job.field.width(text),
            value=coverage + fluency,
            coverage_value=coverage,
            fluency_value=fluency,
            reach=min(1.0, coverage / ceiling) if ceiling > 0 else None,
            bound=whole.bound,
            gap=whole.gap,
            proven=whole.proven,
            cost_against_best=0.0,
            proof={"selection": self.solution.selection, "whole": whole},
            coverage=tuple(sorted(covered, key=lambda item: (-item.earned, item.keyword))),
            findings=tuple(self.findings(text, [token.text for token in tokens])),
        )


def credits_of_kinds(credits: Sequence[float]) -> Floats:  # noqa: A002
    """Return the credit of every kind of match in the order of `KINDS`.

    >>> credits_of_kinds((1.0, 0.85, 0.7)).tolist()
    [0.0, 0.0, 0.7, 0.85, 1.0]
    """
    found = np.zeros(len(KINDS))
    found[PHRASE], found[ORDERED], found[ANY] = credits
    return found


def role_of(word: str) -> str | None:
    """Return the main role of a word in any form, None for an unlisted one.

    >>> role_of("旗袍"), role_of("天地")
    ('type', None)
    """
    senses = senses_of(match_form(word))
    return str(senses[0].role) if senses else None


def _tokens(problem: TitleProblem, order: Sequence[int], text: str) -> list[TitleToken]:
    tokens, start = [], 0
    for place in order:
        word = problem.words[place]
        start = text.index(word.display, start)
        end = start + len(word.display)
        tokens.append(TitleToken(word.display, start, end, role_of(word.text)))
        start = end
    return tokens


def _whole(value: float, solution: Solution) -> Proof:
    """Return the proof of words and order; a title that is worth more than the bound lifts it."""
    bound = max(solution.bound, value)
    gap = max(0.0, (bound - value) / bound) if bound > 0 else 0.0
    return Proof(value, bound, gap, gap <= SAME_VALUE, solution.method)
