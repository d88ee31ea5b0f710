"""Make `kwopt/resources/splits.tsv`: dictionary words that are several e-commerce words to a shopper.

    python benchmarks/fit_splits.py

jieba's dictionary holds phrases such as 女上衣 (women's tops) whole. Where such a word is made of listed
words only, one of them a product type or an audience, the segmenter had better cut it: the same words then
match in any order. Counted over real keywords, queries and titles; words met fewer than `LEAST` times are
left out.

A listed compound is cut too where people who marked the words of real titles (the odd ones of
`titles_jd_spans.jsonl`; even ones are kept to measure by) mark its parts more often than the whole, and where
the parts say as much: two listed words of two hanzi or more, the last a type where the compound is one
(无线话筒: a 话筒 that is 无线). The same goes for phrases of jieba's dictionary (办公会议). Terms of
`reference/domain_terms.tsv` stay whole.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
from real_data import DATA, TABLE
from segmentation import TERMS, jd_spans, kwopt_cut

from kwopt.language.lexicon import lexicon, split_words
from kwopt.language.normalize import is_hanzi, match_form, match_forms
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.language.types import type_tree

TARGET = Path(__file__).resolve().parents[1] / "kwopt" / "resources" / "splits.tsv"
LEAST = 2
UNSPLIT = SegmenterSpec(words=split_words())
"""The segmenter without the splits, so that the file comes out the same when it is made again."""
NAMES = {"数码宝贝", "天线宝宝", "北京烤鸭", "珍珠奶茶", "杏仁豆腐"}
"""Names of one thing that only look compositional."""
BORDERS = {"子女": "子 女", "女外": "女 外", "拉丝机": "拉丝 机", "膜电容": "膜 电容", "子复古": "子 复古"}
"""Words that arise only across the border of two others: 裤子女, 女外穿, 拉丝机身, 大振膜电容麦, 本子复古."""
UNSAID = {"苹果笔记本", "苹果手表"}
"""Words whose parts mean something else by themselves: 笔记本 is of paper unless 电脑 stands beside it."""
PAIRS = {"键盘鼠标": "键盘 鼠标", "鼠标键盘": "鼠标 键盘", "键盘鼠标套装": "键盘 鼠标 套装"}
"""Things sold together that are named one after the other."""
HEADS = {Role.TYPE, Role.AUDIENCE}
SINGLE = {Role.AUDIENCE, Role.SEASON}


def texts() -> list[str]:
    found = pd.read_csv(TABLE)["关键词"].astype(str).tolist()
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


def said_by_parts(word: str) -> tuple[str, str] | None:
    """Return two listed words that say as much as a word, the longest second one first, or None."""
    for cut in range(2, len(word) - 1):
        if word[:cut] in lexicon() and word[cut:] in lexicon() and _keeps_type(word, word[cut:]):
            return word[:cut], word[cut:]
    return None


def _keeps_type(word: str, head: str) -> bool:
    """Say whether a word's type, if it has one, is of its head's type or a type of its own, no synonym."""
    kinds, tree = _types(word), type_tree()
    own = any(tree.is_a(kind, other) or kind == word for kind in kinds for other in _types(head))
    return own or not kinds


def _types(word: str) -> set[str]:
    return {sense.concept for sense in lexicon().get(word, ()) if sense.role is Role.TYPE}


def marked_apart() -> Counter[str]:
    """Return words that odd JD titles mark in parts, with the count, where fewer mark the whole."""
    spans = [span for span in jd_spans() if span.odd]
    whole = Counter(match_form(span.text) for span in spans)
    borders = {(span.title, place) for span in spans for place in (span.start, span.end)}
    apart: Counter[str] = Counter()
    for title in sorted({span.title for span in spans}):
        start = 0
        for token in kwopt_cut(title, UNSPLIT):
            end = start + len(token)
            apart[match_form(token)] += any((title, place) in borders for place in range(start + 1, end))
            start = end
    return Counter({word: count for word, count in apart.items() if count > whole[word]})


def main() -> None:
    words = Counter(word for text in texts() for word in segmenter(UNSPLIT).cut(text))
    terms = {line.split("\t")[0] for line in TERMS.read_text(encoding="utf-8").splitlines()}
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
    rows += [(word, cut, words[word]) for word, cut in (BORDERS | PAIRS).items()]
    found = {word for word, *_ in rows}
    for word, count in marked_apart().items():
        said = said_by_parts(word)
        if said and is_hanzi(word) and word not in terms | found | UNSAID:
            rows.append((word, " ".join(said), count))
    rows.sort()
    lines = [
        "word\tparts\tcount",
        "# Words made of listed words, to be cut; count: times met in real text, or marked in parts.",
        "# Made by `python benchmarks/fit_splits.py`.",
        *(f"{word}\t{cut}\t{count}" for word, cut, count in rows),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
