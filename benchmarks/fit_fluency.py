"""Make `kwopt/resources/fluency.json` from the real titles: counts of neighbouring words and classes.

    python benchmarks/fit_fluency.py            write the file
    python benchmarks/fit_fluency.py --check    hold a tenth of the titles aside, restore shuffled words
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import pandas as pd
from real_data import DATA

from kwopt.language.normalize import match_form
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.titles.fluency import END, START, word_class

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "fluency.json"
LEAST_WORD, LEAST_PAIR = 20, 5


def titles() -> list[str]:
    """Return the real titles of clothing, shoes, home, beauty, electronics; not the 2018 Pinduoduo crawl."""
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


def word_lists(texts: list[str]) -> list[list[str]]:
    cut = segmenter(SegmenterSpec())
    return [[START, *cut.words(text), END] for text in texts]


def counted(lists: list[list[str]]) -> dict[str, object]:
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    classes: Counter[tuple[str, str]] = Counter()
    for words in lists:
        for a, b in zip(words, words[1:], strict=False):
            first[a] += 1
            second[b] += 1
            pairs[a, b] += 1
            classes[word_class(a), word_class(b)] += 1
    return {
        "total": sum(first.values()),
        "first": {w: n for w, n in sorted(first.items()) if n >= LEAST_WORD},
        "second": {w: n for w, n in sorted(second.items()) if n >= LEAST_WORD},
        "pairs": nested({k: n for k, n in pairs.items() if n >= LEAST_PAIR}),
        "classes": nested(classes),
    }


def nested(counts: dict[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    tree: dict[str, dict[str, int]] = {}
    for (a, b), n in sorted(counts.items()):
        tree.setdefault(a, {})[b] = n
    return tree


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    texts = titles()
    record = counted(word_lists(texts))
    TARGET.write_text(json.dumps(record, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(texts)} titles, {len(record['first'])} words, {TARGET.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
