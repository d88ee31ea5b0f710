"""How far coverage hangs on the segmenter: kwopt's titles and sellers' under several segmenters.

    python benchmarks/matching.py                60 products of products_taobao.jsonl, seed 0
    python benchmarks/matching.py --products N   another number
    python benchmarks/matching.py --titles       also each product's titles with their figures

Products are taken in a seeded order until enough have 20 eligible keywords or more; scored and composed as
`main_job.py` does: for 1 May 2022, marketplace Taobao, default settings. Both titles are held against the
product's eligible keywords under the five segmenters of `kwopt.titles.coverage.segmenters.CHINESE`, the first
of which is the reference: the one that `kwopt title` reports coverage with and composes for. So kwopt's
titles can only lose by another, where a seller's may gain.

stays        coverage value at each keyword's lowest credit, as a share of the reference's coverage value
whole words  the same where a phrase counts only while its words are words of the title under all
may be lost  keywords that another segmenter does not cover, of those that the reference covers
may be won   keywords that another covers and the reference does not, for each that the reference covers
spread       (highest - lowest) / highest coverage value of the segmenters
value under  coverage value under one segmenter, as a share of the reference's
lost to      the part of the reference's value that one segmenter does not give; its gains are left aside

A seller's title that covers nothing under the reference has no shares and is left out; `products` counts
the others. Times are CPU time of one thread: a title of 30 hanzi against all keywords of the table.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from real_data import AS_OF, TABLE, product_of, product_records

from kwopt import KeywordIndex, Product, Settings, read_keywords, score
from kwopt.tables import KeywordTable
from kwopt.titles import compose
from kwopt.titles.coverage.matching import COVERING
from kwopt.titles.coverage.meetings import Simulation
from kwopt.titles.coverage.segmenters import CHINESE
from kwopt.titles.coverage.simulation import MatchSimulator
from kwopt.titles.coverage.weighing import WeighedKeywords, weigh

SETTINGS = Settings(as_of=AS_OF)
MANY = 20
"""Eligible keywords from which a title is a real choice."""
TITLE = "法式连衣裙女夏季2022新款收腰显瘦气质碎花长裙小个子高级感裙子"
REPEATS = 20


@dataclass(frozen=True)
class Pair:
    """One product's two titles under all segmenters."""

    name: str
    keywords: int
    found: dict[str, Simulation]


def pairs(table: KeywordTable, count: int, seed: int) -> Iterator[Pair]:
    """Yield the first `count` products with keywords enough, telling progress on stderr."""
    index, records = KeywordIndex.build(table), product_records()
    lines = list(range(len(records)))
    random.Random(seed).shuffle(lines)
    looked_at = 0
    for line in lines:
        found = pair(f"line {line}", index, product_of(records[line]))
        if found and looked_at < count:
            looked_at += 1
            print(f"\r{looked_at}/{count} products", end="", file=sys.stderr, flush=True)
            yield found
        if looked_at == count:
            break
    print(file=sys.stderr)


def pair(name: str, index: KeywordIndex, product: Product) -> Pair | None:
    """Return a product's titles under all segmenters, None with too few keywords or no title."""
    scored = score(index, product, SETTINGS)
    weighed = weigh(scored)
    if weighed.measure != "worth" or len(weighed.keywords) < MANY:
        return None
    titles = compose(scored, product, settings=SETTINGS).titles
    if not titles:
        return None
    simulator = MatchSimulator(weighed, segmenters=CHINESE, settings=SETTINGS, product=product)
    texts = {"kwopt": titles[0].text, "seller": product.title or ""}
    found = {title: simulator.simulate(text) for title, text in texts.items()}
    return Pair(name, len(weighed.keywords), found)


def figures_of(found: Simulation) -> dict[str, float] | None:
    """Return the shares of a title, None where the reference covers nothing."""
    reference = found.readings[0].value
    if found.robust_share is None or found.robust_words_share is None or found.spread is None:
        return None
    others = found.readings[1:]
    values = {f"value under {reading.segmenter}": reading.value / reference for reading in others}
    lost = {
        f"lost to {reading.segmenter}": lost_to(found, reading.segmenter) / reference for reading in others
    }
    return {
        "stays": found.robust_share,
        "stays, whole words": found.robust_words_share,
        "may be lost": found.counts()["lost"] / found.readings[0].covered,
        "may be won": found.counts()["gained"] / found.readings[0].covered,
        "spread": found.spread,
        **values,
        **lost,
    }


def lost_to(found: Simulation, segmenter: str) -> float:
    """Return what keywords earn less under a segmenter than under the reference, gains left aside."""
    credit = dict(zip(COVERING, SETTINGS.match_credits, strict=True))
    parts = []
    for item in found.met:
        kinds = item.meeting.kinds
        loss = credit.get(kinds[CHINESE[0]], 0.0) - credit.get(kinds[segmenter], 0.0)
        parts.append((item.worth or 0.0) * max(loss, 0.0))
    return sum(parts)


def summary(found: Sequence[Pair]) -> str:
    """Return median, mean, least and most of each figure, for both kinds of title."""
    keywords = statistics.median(item.keywords for item in found)
    rows = [f"{len(found)} products, {keywords:.0f} eligible keywords in the median; reference: {CHINESE[0]}"]
    for title in ("kwopt", "seller"):
        shares = [shares for item in found if (shares := figures_of(item.found[title]))]
        rows.append(f"\n{title}: {len(shares)} products{'median':>20}{'mean':>9}{'least':>9}{'most':>9}")
        rows += [_row(name, [item[name] for item in shares]) for name in shares[0]]
    return "\n".join(rows)


def _row(name: str, values: Sequence[float]) -> str:
    shown = (statistics.median(values), statistics.mean(values), min(values), max(values))
    return f"  {name:29}" + "".join(f"{value:9.1%}" for value in shown)


def told(item: Pair) -> str:
    """Return one product's titles with what stays and what is flagged."""
    rows = [f"{item.name}: {item.keywords} eligible keywords"]
    for title, found in item.found.items():
        stays = "  nothing" if found.robust_share is None else f"{found.robust_share:9.1%}"
        rows.append(f"  {title:6} {stays} {len(found.hanging):4} of {len(found.met):4}  {found.title}")
        flagged = ", ".join(item.keyword for item in found.hanging[:8])
        rows += [f"         {flagged}"] if flagged else []
    return "\n".join(rows)


def speed(table: KeywordTable) -> str:
    """Return the time of a title against the whole table, against that of looking at its characters alone."""
    weighed: WeighedKeywords = weigh(table)
    start = time.process_time()
    simulator = MatchSimulator(weighed, segmenters=CHINESE, settings=SETTINGS)
    cut = time.process_time()
    for _ in range(REPEATS):
        simulator.kinds(TITLE)
    kinds = time.process_time()
    for _ in range(REPEATS):
        simulator.simulate(TITLE)
    whole = time.process_time()
    for _ in range(REPEATS):
        naive(weighed.keywords)
    end = time.process_time()
    each = (kinds - cut, whole - kinds, end - whole)
    first, second, third = (1_000 * taken / REPEATS for taken in each)
    return (
        f"a title against {len(weighed.keywords):,} keywords, {len(CHINESE)} segmenters (cut once in "
        f"{cut - start:.1f} s):\n  kinds {first:.1f} ms, whole result {second:.0f} ms; "
        f"looking for each keyword's characters in turn {third:.1f} ms: kinds are {first / third:.1f} of it"
    )


def naive(keywords: Sequence[str]) -> int:
    """Return how many keywords have all their characters in the title, by looking at each."""
    characters = set(TITLE)
    return sum(characters.issuperset(keyword) for keyword in keywords)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--products", type=int, default=60, metavar="N", help="products to compose for")
    parser.add_argument("--seed", type=int, default=0, help="which order of the products")
    parser.add_argument("--titles", action="store_true", help="print each product's titles too")
    parser.add_argument("--no-speed", action="store_true", help="leave out the measurement of speed")
    arguments = parser.parse_args()
    table = read_keywords(TABLE)
    found = []
    for item in pairs(table, arguments.products, arguments.seed):
        if arguments.titles:
            print(told(item), flush=True)
        found.append(item)
    print(summary(found))
    if not arguments.no_speed:
        print("\n" + speed(table))


if __name__ == "__main__":
    main()
