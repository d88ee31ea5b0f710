"""How rarely English shoppers type a word: the weight of what a keyword says or a product leaves out.

Counts come from `resources/english_word_counts.tsv` and are frozen: a keyword weighs the same in every table.
"""

from collections.abc import Mapping
from functools import cache
from math import log

from kwopt.language.english import stem
from kwopt.resources import load_text

FILE = "english_word_counts.tsv"
UNCOUNTED = 2.0
"""Count given to words that are not in the file, which keeps those seen in five queries or more."""


def rarity(word: str) -> float:
    """Return between 0 (in every query) and 1 (not in the file) how rare a word in match form is.

    It is log((n + 1) / (count + 0.5)), n the number of queries counted, over the same for uncounted words.

    >>> rarity("qqqxx"), rarity("for") < rarity("laptop") < 1
    (1.0, True)
    """
    counts, queries = _counts()
    return _weight(counts.get(stem(word), UNCOUNTED), queries) / _weight(UNCOUNTED, queries)


def _weight(count: float, queries: int) -> float:
    return log((queries + 1) / (count + 0.5))


@cache
def _counts() -> tuple[Mapping[str, int], int]:
    lines = load_text(FILE).splitlines()
    queries = int(next(line.split("\t")[1] for line in lines if line.startswith("# queries")))
    rows = (line.split("\t") for line in lines[1:] if not line.startswith("#"))
    return {word: int(count) for word, count in rows}, queries
