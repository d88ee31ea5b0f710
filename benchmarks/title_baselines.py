"""What titles are compared with, and the reader that measures them all: the independent checker.

The baselines are what people and scripts do. All are given kwopt's own judgment of what fits the product
and what each keyword is worth: against ones that rank by searches alone the distance is larger.

habit     append the best keywords, the one of most worth first, each whole, until nothing fits any more; a
          keyword is skipped where it does not fit the room left, or where all its words stand already
greedy    density greedy: again and again the keyword whose missing words bring the most worth per width,
          counted over all keywords that then stand complete; words are appended as they come
two best  the words of the two best keywords alone: a baseline that must lose

None of them knows rules of reading (no hypernym beside the type, no word that the product does not back, few
opinions ...): what they reach more than kwopt is what those rules cost. `lawful_greedy` and `lawful_habit`
keep kwopt's own rules on sets of words and put missing words only: what kwopt reaches more than they is what
its search gains.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from real_data import AS_OF, FITS, GradedProduct

from kwopt import Settings
from kwopt import columns as c
from kwopt.language.normalize import match_form
from kwopt.language.segment import Segmenter
from kwopt.language.widths import width
from kwopt.scoring.relevance.relevance import FITS as FITTING
from kwopt.titles.bounds.selection import select
from kwopt.titles.composing.solve import solve
from kwopt.titles.coverage.matching import cover
from kwopt.titles.problem.problem import Demand, TitleProblem, Word
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows

LIMIT, UNIT = 60, "w2"
SETTINGS = Settings(as_of=AS_OF)
MEASURES = (c.WORTH, c.MARKET_BUYERS)
Pairs = list[tuple[str, float]]
Cut = Sequence[tuple[str, tuple[str, ...], float]]
"""Keywords with their words and worth."""
Allowed = Callable[[Sequence[str]], bool]


class Reader:
    """Reads coverage off texts: the independent checker with one segmenter."""

    def __init__(self, cutter: Segmenter) -> None:
        self._cutter = cutter

    def value(self, text: str, keywords: Pairs) -> float:
        """Return worth x credit over the covered keywords."""
        found = cover(text, keywords, segmenter=self._cutter, credits=SETTINGS.match_credits)
        return float(sum(item.earned for item in found))

    def share(self, text: str, keywords: Pairs) -> float:
        """Return the value as a share of all keywords' worth, NaN where that is 0."""
        total = sum(worth for _, worth in keywords)
        return self.value(text, keywords) / total if total else float("nan")

    def bound(self, keywords: Pairs) -> float:
        """Return the most that any text of 60 units reaches: words of the keywords, none twice."""
        return solve(self._any_title(keywords)).coverage_bound

    def words_bound(self, keywords: Pairs) -> float:
        """Return the most that any such words reach, whatever their order: cheaper, a little larger."""
        problem = self._any_title(keywords)
        found = select(Reachable(problem), rows(problem))
        return found.bound if found else 0.0

    def _any_title(self, keywords: Pairs) -> TitleProblem:
        demands = [Demand(keyword, tuple(self.words(keyword)), worth) for keyword, worth in keywords]
        texts = sorted({text for demand in demands for text in demand.words})
        words = [Word(text, width(text, UNIT), inside=self._cutter.inside(text)) for text in texts]
        return TitleProblem(words=tuple(words), demands=tuple(demands), limit=LIMIT)

    def repeats(self, text: str) -> int:
        """Return how many words of two hanzi or more stand again."""
        words = [word for word in self.words(text) if len(word) > 1 and not word.isascii()]
        return len(words) - len(set(words))

    def words(self, text: str) -> list[str]:
        """Return the exact words of a text."""
        return self._cutter.words(match_form(text))

    def habit(self, keywords: Pairs) -> str:
        """Return the title that appending the best keywords gives; see the module docstring."""
        text = ""
        for keyword, _ in best_first(keywords):
            known = set(self._cutter.search_words(match_form(text)))
            longer = joined(text, keyword)
            if width(longer, UNIT) <= LIMIT and not known.issuperset(self.words(keyword)):
                text = longer
        return text

    def greedy(self, keywords: Pairs) -> str:
        """Return the title of the density greedy; see the module docstring."""
        demands = [(text, tuple(self.words(text)), worth) for text, worth in keywords]
        return written(greedy_words(demands, lambda words: width(written(words), UNIT) <= LIMIT))

    def two_best(self, keywords: Pairs) -> str:
        """Return the distinct words of the two best keywords."""
        words = [word for keyword, _ in best_first(keywords)[:2] for word in self.words(keyword)]
        return written(list(dict.fromkeys(words)))


def greedy_words(keywords: Cut, allowed: Allowed) -> list[str]:
    """Return words by the density greedy, as long as `allowed` says that they may stand together."""
    title: list[str] = []
    while True:
        known = set(title)
        keywords = [item for item in keywords if not known.issuperset(item[1])]
        options = {_missing(words, known) for _, words, _ in keywords}
        fitting = [more for more in sorted(options) if allowed([*title, *more])]
        if not fitting:
            return title
        title += max(fitting, key=lambda more: _density(more, known, keywords))


def _missing(words: Sequence[str], known: set[str]) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words) if word not in known)


def _density(more: tuple[str, ...], known: set[str], keywords: Cut) -> float:
    """Return the worth, per width of the new words, of all keywords that then stand complete."""
    then = known.union(more)
    return sum(worth for _, words, worth in keywords if then.issuperset(words)) / width(written(more), UNIT)


def lawful_greedy(problem: TitleProblem) -> str:
    """Return the title of the density greedy among the sets of words that kwopt's rules allow."""
    return _text(problem, greedy_words(_cut(problem), _lawful(problem)))


def lawful_habit(problem: TitleProblem) -> str:
    """Return the missing words of the best keywords, each as long as kwopt's rules allow the set."""
    title: list[str] = []
    allowed = _lawful(problem)
    for _, words, _ in sorted(_cut(problem), key=lambda item: (-item[2], item[0])):
        more = [*title, *_missing(words, set(title))]
        title = more if allowed(more) else title
    return _text(problem, title)


def _cut(problem: TitleProblem) -> Cut:
    return [(demand.text, demand.words, demand.worth) for demand in problem.demands]


def _text(problem: TitleProblem, words: Sequence[str]) -> str:
    return problem.text([problem.index[word] for word in words])


def _lawful(problem: TitleProblem) -> Allowed:
    """Return whether a set keeps the rules that forbid; those that ask for words would stop every start."""
    limits = rows(problem)
    forbidding = limits.room >= 0

    def allowed(words: Sequence[str]) -> bool:
        if not all(word in problem.index for word in words):
            return False
        order = [problem.index[word] for word in words]
        chosen = np.zeros(len(problem.words))
        chosen[order] = 1.0
        kept = limits.matrix[forbidding] @ chosen <= limits.room[forbidding]
        return bool(kept.all()) and problem.width(order) <= problem.limit

    return allowed


def best_first(keywords: Pairs) -> Pairs:
    """Return the keywords by worth, ties by text."""
    return sorted(keywords, key=lambda pair: (-pair[1], pair[0]))


def written(words: Sequence[str]) -> str:
    """Return the words as one text."""
    text = ""
    for word in words:
        text = joined(text, word)
    return text


def joined(text: str, more: str) -> str:
    """Return both, with a space only where two letters or digits would meet."""
    meet = text and text[-1].isascii() and more[0].isascii()
    return f"{text} {more}" if meet else text + more


def eligible_pairs(scored: pd.DataFrame) -> Pairs:
    """Return the keywords from which a title may earn, with their worth."""
    earning = scored[scored[c.ELIGIBLE] & (scored[c.WORTH] > 0)]
    return list(zip(earning[c.KEYWORD], earning[c.WORTH], strict=True))


def graded_fitting(graded: GradedProduct, before_relevance: pd.DataFrame) -> dict[str, Pairs]:
    """Return the undated keywords that people call fitting, with worth and with market buyers."""
    fitting = graded.pairs.loc[graded.pairs["grade"] == FITS, c.KEYWORD]
    found = before_relevance.reindex(fitting).dropna(subset=[c.WORTH])
    return measured(found[~found[c.DATED].astype(bool)])


def own_fitting(scored: pd.DataFrame) -> dict[str, Pairs]:
    """Return the undated keywords that kwopt calls fitting, whether titles may earn from them or not."""
    fitting = scored[(scored[c.RELEVANCE_CLASS] == FITTING) & ~scored[c.DATED].astype(bool)]
    return measured(fitting[fitting[c.WORTH] > 0].set_index(c.KEYWORD))


def measured(found: pd.DataFrame) -> dict[str, Pairs]:
    """Return the keywords (the index) with each measure; a missing figure earns nothing."""
    return {name: list(zip(found.index, np.nan_to_num(found[name]), strict=True)) for name in MEASURES}
