"""Restore shuffled real titles, to see what each method knows of the order of words.

Every tenth real title (`fit_fluency.titles`, seeded) is held aside; all methods learn from the others, kwopt
by counting them as the shipped data are counted. Of the held-aside titles with 8 to 16 words, none twice,
the words are shuffled and each method puts them in order. Near copies are left out (half of a title's
neighbours stand in one of the titles to learn from): shops list a thing many times, and who remembers every
rare pair restores those by heart, which says nothing of a new title.

kwopt           the composer's own order search, fluency alone
bigram, best    a bigram model of the same titles (interpolated with word frequencies), its most probable
                order sought by the same search: only the score differs
bigram, chain   the same model as scripts use it: from the start always the most probable next word
place           words by their mean place in titles (shrunk to the mean of all words)
frequency       the most frequent word first: sorting by a score
searches        by what the keyword table's keywords with the word are searched: sorting by worth
random          the shuffled words

pairs     share of all pairs of words that stand in the title's own order
adjacent  share of the title's own neighbours that stand side by side again, in their order
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise
from math import log
from random import Random

import numpy as np
from fit_fluency import END, START, counted, most_plausible, titles
from title_reach import Aim, interval

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.titles.problem.problem import Fluency, TitleProblem, Word
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.search.order import arrange
from kwopt.titles.search.scorer import Orders
from kwopt.titles.words.fluency import counts_of

HELD_ASIDE = 10
FEWEST, MOST = 8, 16
"""Words of a restored title: as many as composed titles have."""
TITLES = 300
MIX = 0.8
"""Weight of the bigram against the word's own frequency: .6 and .9 restore alike."""
KICKS = 8
SHRINK = 5.0
"""Titles' worth of the overall mean in a word's mean place."""
COPY = 0.5
"""Share of a title's neighbours that stand in one other title, from which it is a near copy of that."""
Words = list[str]
Restore = Callable[[Words], Words]


@dataclass(frozen=True)
class Restored:
    """Shares of one method, one figure a title."""

    pairs: list[float]
    adjacent: list[float]


def split(seed: int) -> tuple[list[Words], list[Words]]:
    """Return the words of the titles to learn from, and of those to restore; no borders."""
    cut = segmenter(SegmenterSpec())
    lists = [cut.words(text) for text in titles()]
    mixed = Random(seed).sample(lists, len(lists))
    known = [words for place, words in enumerate(mixed) if place % HELD_ASIDE]
    aside = [x for x in mixed[::HELD_ASIDE] if FEWEST <= len(x) <= MOST and len(set(x)) == len(x)]
    copied = near_copies(known)
    return known, [words for words in aside if not copied(words)][:TITLES]


def near_copies(known: Sequence[Words]) -> Callable[[Words], bool]:
    """Return the question whether a title is a near copy of a known one."""
    holders: dict[tuple[str, str], list[int]] = {}
    for place, words in enumerate(known):
        for pair in sorted(set(pairwise(words))):
            holders.setdefault(pair, []).append(place)

    def is_copy(words: Words) -> bool:
        shared = Counter(place for pair in pairwise(words) for place in holders.get(pair, ()))
        return max(shared.values(), default=0) >= COPY * (len(words) - 1)

    return is_copy


@dataclass(frozen=True)
class Bigrams:
    """Counts of words and neighbours with borders, and the probability of the next word."""

    first: Counter[str]
    pairs: Counter[tuple[str, str]]
    words: Counter[str]

    def log_probability(self, before: str, after: str) -> float:
        """Return log P(after | before), interpolated with the frequency of `after`."""
        total = sum(self.words.values())
        plain = (self.words[after] + 1) / (total + len(self.words))
        seen = self.pairs[before, after] / self.first[before] if self.first[before] else 0.0
        return log(MIX * seen + (1 - MIX) * plain)


def bigrams(lists: Sequence[Words]) -> Bigrams:
    """Return the counts of titles."""
    neighbours = [pair for words in lists for pair in pairwise([START, *words, END])]
    return Bigrams(Counter(a for a, _ in neighbours), Counter(neighbours), Counter(b for _, b in neighbours))


def chain(model: Bigrams, words: Words) -> Words:
    """Return the words in the order of a greedy chain from the start."""
    order, left, last = [], sorted(words), START
    while left:
        last = max(left, key=lambda word: model.log_probability(last, word))
        left.remove(last)
        order.append(last)
    return order


def most_probable(model: Bigrams, words: Words) -> Words:
    """Return the order of most probability that the composer's search finds: only the score is another."""
    table = np.array([[model.log_probability(a, b) for b in [*words, END]] for a in [START, *words]])
    low, high = table.min(), table.max()
    scaled = (table - low) / (high - low)
    problem = TitleProblem(
        words=tuple(Word(word, 1) for word in words), demands=(), limit=1_000,
        fluency=Fluency(1.0, scaled[1:, :-1], scaled[0, :-1], scaled[1:, -1]),
    )  # fmt: skip
    places = tuple(problem.index[word] for word in words)
    found = arrange(Orders(Reachable(problem)), places, kicks=KICKS, seed=0, start=places)
    return [problem.words[place].text for place in found.order]


def mean_places(lists: Sequence[Words]) -> dict[str, float]:
    """Return each word's mean place in titles, 0 first to 1 last, shrunk to the middle."""
    found: dict[str, list[float]] = {}
    for words in lists:
        for place, word in enumerate(words):
            found.setdefault(word, []).append((place + 0.5) / len(words))
    return {word: (sum(at) + SHRINK * 0.5) / (len(at) + SHRINK) for word, at in found.items()}


def by_score(scores: Mapping[str, float], words: Words) -> Words:
    """Return the words by score, the greatest first, ties by text."""
    return sorted(words, key=lambda word: (-scores.get(word, 0.0), word))


def compared(restore: Restore, shuffled: Sequence[Words], own: Sequence[Words]) -> Restored:
    """Return how well a method restores."""
    pairs, adjacent = [], []
    for mixed, words in zip(shuffled, own, strict=True):
        place = {word: at for at, word in enumerate(restore(mixed))}
        right = [place[a] < place[b] for a, b in combinations(words, 2)]
        together = [place[b] == place[a] + 1 for a, b in pairwise(words)]
        pairs.append(sum(right) / len(right))
        adjacent.append(sum(together) / len(together))
    return Restored(pairs, adjacent)


def methods(known: Sequence[Words], searched: Mapping[str, float]) -> dict[str, Restore]:
    """Return the methods, each learned from the same titles."""
    counts = counts_of(counted([[START, *words, END] for words in known]))
    model = bigrams(known)
    backward = {word: -place for word, place in mean_places(known).items()}
    return {
        "kwopt": partial(most_plausible, counts=counts),
        "bigram, best": partial(most_probable, model),
        "bigram, chain": partial(chain, model),
        "place": lambda words: sorted(words, key=lambda word: (-backward.get(word, -0.5), word)),
        "frequency": partial(by_score, model.words),
        "searches": partial(by_score, searched),
        "random": list,
    }


def order_section(searched: Mapping[str, float], seed: int) -> tuple[list[str], list[Aim]]:
    """Return the text and the aims of the section; `searched` holds the searches of each word."""
    known, own = split(seed)
    shuffled = [Random(place).sample(words, len(words)) for place, words in enumerate(own)]
    found = {name: compared(m, shuffled, own) for name, m in methods(known, searched).items()}
    lines = [
        f"# order: {len(own)} held-aside titles restored from shuffled words, {len(known)} to learn from",
        "",
        f"  {'method':14} {'pairs in order':22} {'adjacent pairs':22} kwopt's lead: pairs, adjacent",
    ]
    best = found["kwopt"]
    for name, item in found.items():
        line = f"  {name:14} {_share(item.pairs):22} {_share(item.adjacent):22}"
        if name != "kwopt":
            line += f" {_lead(best.pairs, item.pairs)}, {_lead(best.adjacent, item.adjacent)}"
        lines.append(line.rstrip())
    return [*lines, ""], [
        _aim(f"order, {measure}: lead over {rival}", getattr(best, measure), getattr(found[rival], measure))
        for rival in ("bigram, best", "bigram, chain", "frequency", "searches")
        for measure in ("pairs", "adjacent")
    ]


def _share(values: Sequence[float]) -> str:
    low, high = interval(values, _mean)
    return f"{_mean(values):.1%} ({low:.1%}-{high:.1%})"


def _lead(one: Sequence[float], other: Sequence[float]) -> str:
    differences = [a - b for a, b in zip(one, other, strict=True)]
    low, high = interval(differences, _mean)
    return f"{100 * _mean(differences):+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"


def _aim(name: str, one: Sequence[float], other: Sequence[float]) -> Aim:
    differences = [a - b for a, b in zip(one, other, strict=True)]
    return Aim(name, "> 0 clear", _lead(one, other), interval(differences, _mean)[0] > 0)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
