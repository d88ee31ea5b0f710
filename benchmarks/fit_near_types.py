"""Fit which product types sellers name together, and write `kwopt/resources/types_near.tsv`.

Reads the titles of `KWOPT_DATA` (default ../shared/data beside the repository): JD, Taobao with entities,
Taobao products, Pinduoduo. The share of titles naming type a that also name type b is shrunk towards b's
share among all titles with the weight of `PRIOR_TITLES` titles. Hypernyms are left out: the tree has them.
Types under different tops count only if near both ways: 手机 (phone) stands in many titles of 耳机
(earphones), as what they fit, but 耳机 in few of 手机. Under tops whose kinds are bought side by side, none
in place of another, only kinds of one lower group count: 口红 and 唇釉 (lipsticks), not 面霜 and 洗面奶.

Run: python benchmarks/fit_near_types.py
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path

from real_data import DATA

from kwopt.language.normalize import match_form
from kwopt.language.segment import Segmenter, SegmenterSpec, segmenter
from kwopt.language.types import TypeTree, type_tree

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "kwopt" / "resources" / "types_near.tsv"

PRIOR_TITLES = 5  # weight of the overall share, in titles
LEAST_TITLES = 5  # titles that name the type, below which nothing is said of it
LEAST_TOGETHER = 3  # titles that name both
LEAST_SHARE = 0.08  # read by hand: below it stand gifts, parts and things that only share a shelf

SIDE_BY_SIDE = frozenset(
    {
        "护肤品", "美妆", "美妆工具", "美甲", "美发护发", "个人护理", "母婴用品", "零食", "食品",
        "粮油", "饮料", "酒", "茶叶", "生鲜", "水果", "保健品", "药品", "医疗器械",
        "家电", "影音", "电脑配件", "手机配件", "相机", "相机配件", "智能设备",
    }
)  # fmt: skip
"""Tops whose kinds are used one after another or for different ends, though sellers name them together."""

HEADER = f"""\
type\tnear\tshare\ttitles
# Share of real titles naming `type` that also name `near` (titles: how many name `type`), hypernyms left
# out; shares from {LEAST_SHARE}, at least {LEAST_TOGETHER} titles with both. From public JD, Taobao and
# Pinduoduo titles, 2018-2022. Made by: python benchmarks/fit_near_types.py
"""


def titles(data: Path) -> Iterator[str]:
    """Yield every title of the real data in match form."""
    sources = {
        "titles_jd_spans.jsonl": "text",
        "titles_taobao_entities.jsonl": "text",
        "products_taobao.jsonl": "title",
    }
    for name, field in sources.items():
        with (data / name).open(encoding="utf-8") as lines:
            yield from (match_form(json.loads(line)[field]) for line in lines)
    with (data / "titles_pdd.csv").open(encoding="utf-8", newline="") as lines:
        yield from (match_form(row["title"]) for row in csv.DictReader(lines))


def named_types(title: str, cutter: Segmenter, tree: TypeTree) -> list[str]:
    """Return the types that a title names, without those that another one named implies."""
    named = sorted({tree.words[word] for word in cutter.words(title) if word in tree.words})
    implied = {above for concept in named for above in tree.ancestors(concept)}
    return [concept for concept in named if concept not in implied]


def near_types(named: Iterable[list[str]], tree: TypeTree) -> list[tuple[str, str, float, int]]:
    """Return (type, near, share, titles) for all pairs that pass the thresholds, sorted."""
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    total = 0
    for concepts in named:
        total += 1
        alone.update(concepts)
        together.update(permutations(concepts, 2))
    shares = {
        (a, b): (both + PRIOR_TITLES * alone[b] / total) / (alone[a] + PRIOR_TITLES)
        for (a, b), both in together.items()
        if alone[a] >= LEAST_TITLES and both >= LEAST_TOGETHER and not (tree.is_a(a, b) or tree.is_a(b, a))
    }
    near = {pair for pair, share in shares.items() if share >= LEAST_SHARE}
    kept = (
        pair
        for pair in near
        if (pair[::-1] in near or tree.top(pair[0]) == tree.top(pair[1])) and _may_stand_for(*pair, tree)
    )
    return sorted((a, b, round(shares[a, b], 3), alone[a]) for a, b in kept)


def _may_stand_for(one: str, other: str, tree: TypeTree) -> bool:
    """Say whether a buyer of one may take the other: under `SIDE_BY_SIDE` only within a lower group."""
    top = tree.top(one)
    if top != tree.top(other) or top not in SIDE_BY_SIDE:
        return True
    groups = (set(tree.ancestors(concept)) - {top} for concept in (one, other))
    return not set.isdisjoint(*groups)


def main() -> None:
    """Fit and write the file."""
    cutter, tree = segmenter(SegmenterSpec()), type_tree()
    rows = near_types((named_types(title, cutter, tree) for title in titles(DATA)), tree)
    body = "".join(f"{a}\t{b}\t{share:.3f}\t{count}\n" for a, b, share, count in rows)
    TARGET.write_text(HEADER + body, encoding="utf-8", newline="\n")
    print(f"{len(rows)} pairs of {len({row[0] for row in rows})} types written to {TARGET.name}")


if __name__ == "__main__":
    main()
