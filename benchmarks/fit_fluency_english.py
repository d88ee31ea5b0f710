"""Make `kwopt/resources/fluency_english.json` from real English titles: counts of neighbours.

    python benchmarks/fit_fluency_english.py            write the file
    python benchmarks/fit_fluency_english.py --check    hold a tenth of the titles aside, restore them

Counted are the distinct product titles of `benchmarks/english_data.py`: electronics and home improvement.
Words seen fewer than `LEAST_WORD` times, and pairs fewer than `LEAST_PAIR`, are left out, so that no single
title can be read from the file. The check prints, of titles that were not counted, the share of neighbouring
words that stand together again after the words were shuffled and put into the most plausible order, and of
pairs of words that stand in the right order; beside it what sorting by the alphabet or by the frequency of
the words gives, and a chain of the pairs of words alone.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from typing import Any

from english_data import every_title
from fit_fluency import FEWEST, HELD_ASIDE, MOST, SEED, fit, most_plausible, nested

from kwopt.language.normalize import match_form
from kwopt.titles.words.fluency import END, START
from kwopt.titles.words.fluency_english import EnglishCounts, english_class, english_counts_of

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "fluency_english.json"
LEAST_WORD, LEAST_PAIR = 3, 2
CHECKED = 400
TRIED = (0.1, 0.25, 0.5, 1.0, 2.0)

Order = Callable[[list[str]], list[str]]


def counted(lists: list[list[str]]) -> dict[str, Any]:
    """Return the counts of titles given as words between START and END."""
    places = Counter(word for words in lists for word in words)
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    trees: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("pairs", "before_class", "after_class", "classes")
    }
    for a, b in (pair for words in lists for pair in pairwise(words)):
        first[a] += 1
        second[b] += 1
        trees["pairs"][a, b] += 1
        trees["before_class"][a, english_class(b)] += 1
        trees["after_class"][english_class(a), b] += 1
        trees["classes"][english_class(a), english_class(b)] += 1
    listed = {word for word, count in places.items() if count >= LEAST_WORD}
    kept = {
        name: {
            pair: n
            for pair, n in pairs.items()
            if name == "classes" or (n >= LEAST_PAIR and all(word in listed for word in _words(name, pair)))
        }
        for name, pairs in trees.items()
    }
    return {
        "total": sum(first.values()),
        "first": {w: n for w, n in sorted(first.items()) if w in listed},
        "second": {w: n for w, n in sorted(second.items()) if w in listed},
        **{name: nested(pairs) for name, pairs in kept.items()},
    }


def _words(name: str, pair: tuple[str, str]) -> tuple[str, ...]:
    """Return the words of a pair of a word and a class, or of two words."""
    return {"before_class": pair[:1], "after_class": pair[1:]}.get(name, pair)


@dataclass
class Restored:
    """Neighbours (borders too) and ordered pairs of words that an order has in common with the titles."""

    neighbours: float
    pairs: float


def restored(lists: Sequence[list[str]], order: Order) -> Restored:
    """Return what an order restores of titles whose words were shuffled."""
    random = Random(SEED)
    near = nears = right = pairs = 0
    for words in lists:
        found = order(random.sample(words[1:-1], len(words) - 2))
        place = {word: i for i, word in enumerate(found)}
        near += len({*pairwise([START, *found, END])} & {*pairwise(words)})
        nears += len(words) - 1
        right += sum(place[a] < place[b] for a, b in combinations(words[1:-1], 2))
        pairs += len(found) * (len(found) - 1) // 2
    return Restored(near / nears, right / pairs)


def check(lists: list[list[str]]) -> None:
    """Print what the counts restore of titles that were not counted, against plainer orders."""
    mixed = Random(SEED).sample(lists, len(lists))
    aside, seen = mixed[::HELD_ASIDE], [x for i, x in enumerate(mixed) if i % HELD_ASIDE]
    fit = [x for x in aside if FEWEST <= len(x) - 2 <= MOST and len(set(x)) == len(x)][:CHECKED]
    counts = english_counts_of(counted(seen))
    chain = _words_alone(counts)
    often = counts.first
    orders: dict[str, Order] = {
        "alphabet": sorted,
        "most frequent first": lambda words: sorted(words, key=lambda word: (-often.get(word, 0), word)),
        "chain of pairs of words": lambda words: most_plausible(words, chain),
        "classes and pairs, no words beside classes": _order(replace(counts, word_share=0.0)),
        **{f"kwopt, PSEUDO_PAIRS {weight:g}": _order(replace(counts, pseudo=weight)) for weight in TRIED},
    }
    print(f"{len(fit)} titles held aside")
    for name, order in orders.items():
        found = restored(fit, order)
        print(f"{name:44} neighbours {found.neighbours:.3f}   pairs in order {found.pairs:.3f}")


def _order(counts: EnglishCounts) -> Order:
    return lambda words: most_plausible(words, counts)


def _words_alone(counts: EnglishCounts) -> EnglishCounts:
    """Return counts without classes: every ratio that is not of two words is one."""
    empty: dict[tuple[str, str], int] = {}
    return replace(counts, before_class=empty, after_class=empty, classes=empty)


if __name__ == "__main__":
    fit(__doc__, TARGET, sorted({match_form(text) for text in every_title()}), counted, check)
