"""List what the corpora say often and the lexicon does not know, so that a reader can give it a role.

    python benchmarks/lexicon_candidates.py                    200 unlisted words, then 200 broken words
    python benchmarks/lexicon_candidates.py --limit 1000 --least 5
    python benchmarks/lexicon_candidates.py --coverage         only the share of words that is listed
    python benchmarks/lexicon_candidates.py --learned          only what each corpus teaches as a table
    python benchmarks/lexicon_candidates.py --learned TABLE... the same of other tables, as exports come

Unlisted words stand with the number of texts that hold them. Broken words are runs of hanzi that the
segmenter cuts and shoppers keep together: cohesive (pointwise mutual information of the weakest cut) and free
at both borders (many different neighbours). Coverage is the share of word occurrences of the keyword table
that have a sense, once by keyword and once weighted by search popularity. The lists propose; a person
decides: a wrong slot makes a fitting keyword contradict the product. What a corpus teaches (`--learned`) is
what `kwopt.language.learned` finds in it, each word with its occurrences.
"""

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd
from real_data import DATA, TABLE

from kwopt import columns as c
from kwopt import read_keywords
from kwopt.language.learned import count as count_pieces
from kwopt.language.learned import learned_words
from kwopt.language.lexicon import lexicon
from kwopt.language.normalize import HANZI, match_form
from kwopt.language.segment import SegmenterSpec, segmenter

LONGEST = 5
"""Longest broken word looked for, in hanzi."""
LEAST_COHESION = 3.0
"""Least pointwise mutual information of the weakest cut, in nats: below it most runs are chance."""
LEAST_NEIGHBOURS = 4
"""Least number of different neighbours on each side: fewer means a part of a longer word."""

_HANZI_RUN = re.compile(f"[{HANZI}]+")


def corpora() -> dict[str, list[str]]:
    """Return the texts of each file of the data: keywords, queries, titles and attribute values."""
    found = {
        TABLE.name: pd.read_csv(TABLE)["关键词"].astype(str).tolist(),
        "queries_taobao.txt": (DATA / "queries_taobao.txt").read_text(encoding="utf-8").splitlines(),
    }
    for name, field in (
        ("products_taobao.jsonl", "title"),
        ("titles_taobao_entities.jsonl", "text"),
        ("titles_jd_spans.jsonl", "text"),
    ):
        records = [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
        found[name] = [record[field] for record in records]
        found[name] += [pair[-1] for record in records for pair in record.get("attributes", ())]
    return found


def corpus() -> list[str]:
    """Return the texts of all files, once each, in match form."""
    return sorted({match_form(text) for texts in corpora().values() for text in texts})


def print_learned(tables: dict[str, list[str]]) -> None:
    """Print the words that each table teaches, most frequent first."""
    for name, texts in tables.items():
        column = segmenter(SegmenterSpec()).cut_column([match_form(text) for text in texts])
        for word, times in learned_words(count_pieces(column)).items():
            print(f"learned\t{word}\t{times}\t{name}")


def unlisted_words(cut_texts: Iterable[list[str]], least: int) -> list[tuple[str, int]]:
    """Return words that no list has and at least `least` texts hold, most frequent first."""
    known = lexicon()
    counts: Counter[str] = Counter()
    for words in cut_texts:
        counts.update({word for word in words if word not in known and not word.isascii()})
    return sorted(((w, n) for w, n in counts.items() if n >= least), key=lambda pair: (-pair[1], pair[0]))


def broken_words(texts: list[str], cut_texts: list[list[str]], least: int) -> list[tuple[str, int, float]]:
    """Return cohesive runs of hanzi that the segmenter cuts, with count and cohesion, most frequent first."""
    whole = {word for words in cut_texts for word in words}
    counts: Counter[str] = Counter()
    left: defaultdict[str, set[str]] = defaultdict(set)
    right: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for run in _HANZI_RUN.findall(text):
            for start, end in _spans(run):
                piece = run[start:end]
                counts[piece] += 1
                left[piece].add(run[start - 1 : start])
                right[piece].add(run[end : end + 1])
    total = sum(n for piece, n in counts.items() if len(piece) == 1)
    found = []
    for piece, count in counts.items():
        if len(piece) < 2 or count < least or piece in whole:
            continue
        cohesion = min(
            math.log(count * total / (counts[piece[:cut]] * counts[piece[cut:]]))
            for cut in range(1, len(piece))
        )
        if cohesion >= LEAST_COHESION and min(len(left[piece]), len(right[piece])) >= LEAST_NEIGHBOURS:
            found.append((piece, count, cohesion))
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _spans(run: str) -> Iterator[tuple[int, int]]:
    for start in range(len(run)):
        for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
            yield start, end


def coverage() -> tuple[float, float]:
    """Return the share of the keyword table's word occurrences that are listed: by keyword, by popularity."""
    table = pd.read_csv(TABLE)
    cutter, known = segmenter(SegmenterSpec()), lexicon()
    listed, words = [], []
    for keyword in table["关键词"].astype(str):
        cut = [word for word in cutter.words(match_form(keyword)) if not word.isdecimal()]
        words.append(len(cut))
        listed.append(sum(word in known for word in cut))
    counts = pd.DataFrame({"listed": listed, "words": words})
    weight = pd.to_numeric(table["搜索人气"], errors="coerce").fillna(0)
    plain = counts["listed"].sum() / counts["words"].sum()
    return plain, (counts["listed"] * weight).sum() / (counts["words"] * weight).sum()


def main() -> None:
    """Print coverage, unlisted words, broken words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--limit", type=int, default=200, help="rows of each list")
    parser.add_argument("--least", type=int, default=20, help="least number of texts or occurrences")
    parser.add_argument("--coverage", action="store_true", help="print the coverage only")
    parser.add_argument("--learned", nargs="*", metavar="TABLE", help="print what tables teach, and no more")
    arguments = parser.parse_args()
    if arguments.learned is not None:
        tables = {path: read_keywords(path).frame[c.KEYWORD].tolist() for path in arguments.learned}
        print_learned(tables or corpora())
        return
    by_keyword, by_popularity = coverage()
    print(f"listed words: {by_keyword:.1%} of occurrences, {by_popularity:.1%} weighted by popularity")
    if arguments.coverage:
        return
    texts = corpus()
    cutter = segmenter(SegmenterSpec())
    cut_texts = [cutter.words(text) for text in texts]
    for word, count in unlisted_words(cut_texts, arguments.least)[: arguments.limit]:
        print(f"word\t{word}\t{count}")
    for word, count, cohesion in broken_words(texts, cut_texts, arguments.least)[: arguments.limit]:
        print(f"broken\t{word}\t{count}\t{cohesion:.1f}")


if __name__ == "__main__":
    main()
