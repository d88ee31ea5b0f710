"""Make `kwopt/resources/title_words.json`: which words sellers put into titles, from real titles.

    python benchmarks/fit_title_words.py            write the file
    python benchmarks/fit_title_words.py --show     print what would be written, the rarest last

Counts over the titles of `fit_fluency`, the attributes of the Taobao products, the searches of the real
keyword table. `kwopt.titles.words.wording` says what the parts mean.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from fit_fluency import titles, write_record
from real_data import TABLE, product_records

from kwopt import columns as c
from kwopt import read_keywords
from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.segment import Segmenter, SegmenterSpec, segmenter
from kwopt.language.types import type_tree

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "title_words.json"
PRIOR_STATED, PRIOR_SPOKEN, LEAST_SPOKEN = 8.0, 1.0, 0.065
"""Of some eight stated words one stands in the title: a word is unspoken from eight silent products on."""
MOST_UNSAID = 2
"""Titles (of 24,000) up to which a searched word of praise is unsaid."""
LEAST_TITLES, PRIOR_TITLES = 10, 5.0
"""Titles of a kind from which its own share counts, and titles' worth of the share over all kinds."""


def unspoken(cut: Segmenter) -> list[str]:
    """Return listed words that sellers state among the attributes but hardly ever put into the title."""
    stated: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for record in product_records():
        title = match_form(record["title"])
        tokens = set(cut.words(title))
        values = [match_form(str(pair[1])) for pair in record["attributes"] if len(pair) > 1]
        for word in {word for value in values for word in cut.words(value) if senses_of(word)}:
            stated[word] += 1
            spoken[word] += word in (tokens if word.isascii() else title)
    rates = {word: (spoken[word] + PRIOR_SPOKEN) / (n + PRIOR_STATED) for word, n in stated.items()}
    return sorted(word for word, rate in rates.items() if rate < LEAST_SPOKEN)


def unsaid(said: list[list[str]], searched: list[list[str]]) -> list[str]:
    """Return searched words of praise that hardly any title holds."""
    counts = Counter(word for words in said for word in set(words))
    praise = {
        word
        for words in searched
        for word in words
        if (senses := senses_of(word)) and senses[0].role is Role.OPINION
    }
    return sorted(word for word in praise if counts[word] <= MOST_UNSAID)


def beside(said: list[list[str]]) -> dict[str, dict[str, float]]:
    """Return for each word that names many kinds the share of a kind's titles that say it too; "" of all."""
    tree = type_tree()
    of_kind: Counter[str] = Counter()
    both: dict[str, Counter[str]] = defaultdict(Counter)
    for words in said:
        named = {word: _kinds(word) for word in set(words)}
        kinds = {kind for found in named.values() for kind in found}
        of_kind.update(kinds)
        for word, own in named.items():
            both[word].update(kind for kind in kinds if own & set(tree.ancestors(kind)))
    below: dict[str, set[str]] = defaultdict(set)
    for kind in of_kind:
        for above in tree.ancestors(kind):
            below[above].add(kind)
    narrower = {word: sorted(set().union(*(below[kind] for kind in _kinds(word)))) for word in both}
    return {word: _shares(both[word], of_kind, narrower[word]) for word in sorted(both) if narrower[word]}


def _shares(both: Counter[str], of_kind: Counter[str], below: list[str]) -> dict[str, float]:
    every = sum(both[kind] for kind in below) / sum(of_kind[kind] for kind in below)
    found = {"": round(every, 3)}
    for kind in sorted(below):
        if of_kind[kind] >= LEAST_TITLES:
            share = (both[kind] + PRIOR_TITLES * every) / (of_kind[kind] + PRIOR_TITLES)
            found[kind] = round(share, 3)
    return found


def _kinds(word: str) -> set[str]:
    return {sense.concept for sense in senses_of(word) if sense.role is Role.TYPE}


def record() -> dict[str, Any]:
    """Return the whole record."""
    cut = segmenter(SegmenterSpec())
    said = [cut.words(text) for text in titles()]
    keywords = read_keywords(TABLE).frame[c.KEYWORD]
    searched = [cut.words(match_form(text)) for text in keywords]
    return {"unspoken": unspoken(cut), "unsaid": unsaid(said, searched), "beside": beside(said)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print instead of writing")
    found = record()
    if parser.parse_args().show:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    written = write_record(TARGET, found)
    sizes = ", ".join(f"{len(part)} {name}" for name, part in found.items())
    print(f"{sizes}; {written / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
