"""What a row of words would earn, estimated in a fraction of the checker's time.

For searches that try thousands of titles: the first of them are then read by the checker. The words are
taken as given, though the text might be cut otherwise, and a phrase may begin inside a run of letters.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from kwopt.titles.problem.problem import TitleProblem, fluency_arrays
from kwopt.titles.problem.records import Demand
from kwopt.titles.words.fluency import END, START, fluency_counts
from kwopt.titles.words.fluency_english import english_counts


class Estimate:
    """Values rows of words in match form.

    Parameters
    ----------
    demands
        What a title can earn from.
    inside
        The shorter words inside a word, by which it is found too.
    credits
        Credit of phrase, ordered, any.
    plausibility
        How usual a word is after another, 0 to 1; START and END are the borders.
    fluency_weight
        Worth of one fully plausible junction.
    """

    def __init__(
        self,
        demands: Iterable[Demand],
        *,
        inside: Callable[[str], Iterable[str]],
        credits: Sequence[float],  # noqa: A002
        plausibility: Callable[[str, str], float],
        fluency_weight: float,
    ) -> None:
        self._demands = [(item.text, item.words, frozenset(item.words), item.worth) for item in demands]
        self._inside = inside
        self._credits = tuple(credits)
        self._plausibility = plausibility
        self._weight = fluency_weight
        self._junctions: dict[tuple[str, str], float] = {}

    def there(self, forms: Iterable[str]) -> set[str]:
        """Return the words by which a title of these words is found."""
        return {part for form in forms for part in (form, *self._inside(form))}

    def lacking(self, forms: Iterable[str]) -> Iterable[tuple[frozenset[str], float]]:
        """Yield for each demand the words it lacks, none where all are there, and its worth."""
        there = self.there(forms)
        for _, _, needed, worth in self._demands:
            yield needed - there, worth

    def coverage(self, forms: Sequence[str]) -> float:
        """Return the estimated coverage value.

        >>> demands = [Demand("改良旗袍", ("改良", "旗袍"), 9.0), Demand("夏旗袍", ("夏", "旗袍"), 2.0)]
        >>> estimate = Estimate(
        ...     demands, inside=lambda _: (), credits=(1, 0.5, 0.25), plausibility=lambda *_: 0.5,
        ...     fluency_weight=0,
        ... )
        >>> estimate.coverage(["夏", "改良", "旗袍"])
        10.0
        """
        phrase, ordered, anyhow = self._credits
        there, joined = self.there(forms), "".join(forms)
        total = 0.0
        for text, words, needed, worth in self._demands:
            if text in joined:
                total += worth * phrase
            elif needed <= there:
                left = iter(forms)
                total += worth * (ordered if all(word in left for word in words) else anyhow)
        return total

    def fluency(self, forms: Sequence[str]) -> float:
        """Return what the order of the words is worth: plausibility of neighbours and ends, priced."""
        bordered = [START, *forms, END]
        return self._weight * sum(self._junction(pair) for pair in pairwise(bordered)) if forms else 0.0

    def value(self, forms: Sequence[str]) -> float:
        """Return coverage and fluency together."""
        return self.coverage(forms) + self.fluency(forms)

    def _junction(self, pair: tuple[str, str]) -> float:
        if pair not in self._junctions:
            self._junctions[pair] = self._plausibility(*pair)
        return self._junctions[pair]


def plausibility_in(problem: TitleProblem) -> Callable[[str, str], float]:
    """Return how usual a word is after another: as in the problem, for words outside it as in real titles."""
    first, pairs, last = fluency_arrays(problem.fluency, len(problem.words))
    usual = english_counts().plausibility if problem.joiner else fluency_counts().plausibility

    def plausibility(before: str, after: str) -> float:
        one, other = problem.index.get(before), problem.index.get(after)
        if one is not None and other is not None:
            return float(pairs[one, other])
        if before == START and other is not None:
            return float(first[other])
        if after == END and one is not None:
            return float(last[one])
        return usual(before, after)

    return plausibility
