"""Make `kwopt/resources/splits.tsv`: dictionary words that are several e-commerce words to a shopper.

    python benchmarks/fit_splits.py

jieba's dictionary holds phrases such as 女上衣 (women's tops) whole. Where such a word is made of listed
words only, one of them a product type or an audience, the segmenter had better cut it: the same words then
match in any order. Counted over real keywords, queries and titles; words met fewer than `LEAST` times are
left out.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
from real_data import DATA

from kwopt.language.lexicon import lexicon
from kwopt.language.normalize import match_forms
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "splits.tsv"
LEAST = 2
NAMES = {"数码宝贝", "天线宝宝", "北京烤鸭", "珍珠奶茶", "杏仁豆腐"}
"""Names of one thing that only look compositional."""
BORDERS = {"子女": "子 女", "女外": "女 外"}
"""Words that arise only across the border of two others in queries: 裤子女, 女外穿."""
HEADS = {Role.TYPE, Role.AUDIENCE}
SINGLE = {Role.AUDIENCE, Role.SEASON}


def texts() -> list[str]:
    found = pd.read_csv(DATA / "keywords_taobao.csv")["关键词"].astype(str).tolist()
    found += (DATA / "queries_taobao.txt").read_text(encoding="utf-8").splitlines()
    for name, field in (("products_taobao.jsonl", "title"), ("titles_jd_spans.jsonl", "text")):
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        found += [json.loads(line)[field] for line in lines]
    return match_forms([text.replace("\n", " ") for text in found])


@cache
def parts(word: str) -> tuple[str, ...] | None:
    """Return the fewest listed words that make up `word`, or None."""
    if may_be_part(word):
        return (word,)
    best = None
    for cut in range(1, len(word)):
        rest = parts(word[cut:]) if may_be_part(word[:cut]) else None
        if rest and (best is None or len(rest) + 1 < len(best)):
            best = (word[:cut], *rest)
    return best


def may_be_part(word: str) -> bool:
    senses = lexicon().get(word, ())
    return any(sense.role in SINGLE for sense in senses) if len(word) == 1 else bool(senses)


def main() -> None:
    words = Counter(segmenter(SegmenterSpec()).cut_column(texts()))
    rows = []
    for word, count in words.items():
        if (
            count < LEAST
            or len(word) < 3
            or not "\u4e00" <= word[0] <= "\u9fff"
            or word in lexicon()
            or word in NAMES
        ):
            continue
        cut = parts(word)
        if cut and len(cut) > 1 and any(s.role in HEADS for part in cut for s in lexicon()[part]):
            rows.append((word, " ".join(cut), count))
    rows += [(word, cut, words[word]) for word, cut in BORDERS.items()]
    rows.sort()
    lines = [
        "word\tparts\tcount",
        "# Dictionary words made of listed words, cut by the segmenter; count: times met in real text.",
        "# Made by `python benchmarks/fit_splits.py`.",
        *(f"{word}\t{cut}\t{count}" for word, cut, count in rows),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
