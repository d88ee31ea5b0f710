"""Make `kwopt/resources/fluency.json` from the real titles: counts of neighbouring words and classes.

    python benchmarks/fit_fluency.py            write the file
    python benchmarks/fit_fluency.py --check    hold a tenth of the titles aside, restore shuffled words

The check prints, for each weight of the classes against the words, the share of neighbouring words that
stand together again, in their order, after the words of held-aside titles were shuffled and put into the
most plausible order; beside it what the shuffled titles have by luck.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
from real_data import DATA

from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.titles.problem.problem import Fluency, TitleProblem, Word
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.search.order import arrange
from kwopt.titles.search.scorer import Orders
from kwopt.titles.words.fluency import (
    CHOSEN,
    END,
    SAID_OFTEN,
    START,
    TENTHS,
    FluencyCounts,
    counts_of,
    fluency_matrix,
    word_class,
)

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "fluency.json"
LEAST_WORD, LEAST_PAIR = 5, 2
"""Counts kept: with 20 and 5 a seventh fewer neighbours are restored; all pairs, nine times as many, restore
a tenth more."""
SHRINK = 5.0
"""Titles' worth of the middle in a word's mean place."""
HELD_ASIDE, CHECKED, SEED = 10, 250, 5
FEWEST, MOST = 8, 16
"""Words of a checked title: as many as composed titles have."""
TRIED = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


def titles() -> list[str]:
    """Return the real titles in match form, each once: Taobao, JD and the Pinduoduo crawl of 2018."""
    found = []
    for name, field in (
        ("products_taobao.jsonl", "title"),
        ("titles_taobao_entities.jsonl", "text"),
        ("titles_jd_spans.jsonl", "text"),
    ):
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        found += [json.loads(line)[field] for line in lines]
    found += pd.read_csv(DATA / "titles_pdd.csv")["title"].astype(str).tolist()
    return sorted({match_form(title) for title in found})


def counted(lists: list[list[str]]) -> dict[str, Any]:
    """Return the record of titles given as words between START and END."""
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    classes: Counter[tuple[str, str]] = Counter()
    for words in lists:
        for a, b in pairwise(words):
            first[a] += 1
            second[b] += 1
            pairs[a, b] += 1
            classes[word_class(a), word_class(b)] += 1
    record = {
        "total": sum(first.values()),
        "first": {w: n for w, n in sorted(first.items()) if n >= LEAST_WORD},
        "second": {w: n for w, n in sorted(second.items()) if n >= LEAST_WORD},
        "pairs": nested({k: n for k, n in pairs.items() if n >= LEAST_PAIR and first[k[0]] >= LEAST_WORD}),
        "classes": nested(classes),
        "steps": {},
        "tenths": tenths(lists),
        "said": said(lists),
    }
    tenth = counts_of(record).tenth
    record["steps"] = nested(Counter((tenth(a), tenth(b)) for words in lists for a, b in pairwise(words)))
    return record


def tenths(lists: list[list[str]]) -> dict[str, str]:
    """Return the words, and classes in brackets, that stand at the mean in each tenth of a title."""
    places: dict[str, list[float]] = {}
    for words in lists:
        for place, word in enumerate(words[1:-1]):
            at = (place + 0.5) / (len(words) - 2)
            places.setdefault(word, []).append(at)
            places.setdefault(f"({word_class(word)})", []).append(at)
    means = {word: (sum(at) + SHRINK / 2) / (len(at) + SHRINK) for word, at in places.items()}
    every = [means[word] for words in lists for word in words[1:-1]]
    borders = np.quantile(every, np.linspace(0, 1, TENTHS + 1)[1:-1])
    kept = [word for word, at in places.items() if len(at) >= LEAST_WORD]
    return grouped({word: int(np.searchsorted(borders, means[word])) for word in kept})


def said(lists: list[list[str]]) -> dict[str, str]:
    """Return how many titles hold each listed word of which sellers have a choice, up to `SAID_OFTEN`."""
    counts = Counter(word for words in lists for word in set(words[1:-1]))
    chosen = {w: n for w, n in counts.items() if (found := senses_of(w)) and found[0].role in CHOSEN}
    return grouped({word: min(n, SAID_OFTEN) for word, n in chosen.items()})


def grouped(numbers: dict[str, int]) -> dict[str, str]:
    """Return the words of each number, for a compact file."""
    groups: dict[int, list[str]] = {}
    for word, number in sorted(numbers.items()):
        groups.setdefault(number, []).append(word)
    return {str(number): " ".join(words) for number, words in sorted(groups.items())}


def nested(counts: dict[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    tree: dict[str, dict[str, int]] = {}
    for (a, b), n in sorted(counts.items()):
        tree.setdefault(a, {})[b] = n
    return tree


def restored(lists: Sequence[list[str]], counts: FluencyCounts) -> float:
    """Return the share of neighbours (borders too) that the most plausible order of the words restores."""
    random = Random(SEED)
    kept = total = 0
    for words in lists:
        shuffled = random.sample(words[1:-1], len(words) - 2)
        found = {*pairwise([START, *most_plausible(shuffled, counts), END])}
        kept += len(found & {*pairwise(words)})
        total += len(words) - 1
    return kept / total


def most_plausible(words: list[str], counts: FluencyCounts) -> list[str]:
    """Return distinct words in the order that the composer's own search finds most plausible."""
    first, pairs, last = fluency_matrix(words, counts)
    problem = TitleProblem(
        words=tuple(Word(word, 1) for word in words), demands=(), limit=1_000,
        fluency=Fluency(1.0, pairs, first, last),
    )  # fmt: skip
    places = tuple(problem.index[word] for word in words)
    found = arrange(Orders(Reachable(problem)), places, kicks=8, seed=SEED, start=places)
    return [problem.words[place].text for place in found.order]


def check(lists: list[list[str]]) -> None:
    """Print how well each weight of the classes restores titles that were not counted."""
    mixed = Random(SEED).sample(lists, len(lists))
    aside, counted_lists = mixed[::HELD_ASIDE], [x for i, x in enumerate(mixed) if i % HELD_ASIDE]
    fit = [x for x in aside if FEWEST <= len(x) - 2 <= MOST and len(set(x)) == len(x)][:CHECKED]
    counts = counts_of(counted(counted_lists))
    luck = sum(2 / len(x) for x in fit) / len(fit)
    print(f"{len(fit)} titles held aside; by luck about {luck / 2:.3f} of the neighbours")
    for weight in TRIED:
        print(f"PSEUDO_PAIRS {weight:4.1f}   restored {restored(fit, replace(counts, pseudo=weight)):.3f}")


def fit(
    description: str,
    target: Path,
    texts: Sequence[str],
    count: Callable[[list[list[str]]], dict[str, Any]],
    hold_aside: Callable[[list[list[str]]], None],
) -> None:
    """Read the command line; write what `count` makes of the titles' words, or hold some aside and check."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="restore held-aside titles; writes nothing")
    arguments = parser.parse_args()
    cut = segmenter(SegmenterSpec())
    lists = [[START, *cut.words(text), END] for text in texts]
    if arguments.check:
        hold_aside(lists)
        return
    record = count(lists)
    written = write_record(target, record)
    print(f"{len(lists)} titles, {len(record['first'])} words, {written / 1e3:.0f} kB")


def write_record(target: Path, record: dict[str, Any]) -> int:
    """Write a fitted resource in its compact form and return its bytes."""
    text = json.dumps(record, ensure_ascii=False, indent=None, separators=(",", ":"))
    return target.write_bytes((text + "\n").encode("utf-8"))


if __name__ == "__main__":
    fit(__doc__, TARGET, titles(), counted, check)
