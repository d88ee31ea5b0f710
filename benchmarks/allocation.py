"""Demand shared out among the products of real shops: what it gains over titles composed each alone.

    python benchmarks/allocation.py                     all shops, ends with a table
    python benchmarks/allocation.py --only dresses      one shop; may repeat, see --help
    python benchmarks/allocation.py --jobs 2            two processes; titles and bounds are the same
    python benchmarks/allocation.py --show              print the titles too (products are other people's)

Shops are made of products of products_taobao.jsonl with a title alone: those of one kind of thing, women's
clothes of all kinds, and one product listed five times over, as sellers do for five colours. Scored and
composed as `main_job.py` does. F is the shop's worth as `kwopt.shop.allocation.worth` states it (a keyword
counts once), `coverage` its part without fluency; `bound` holds for all lawful titles; `kept` is the share of
their own value alone that titles keep, the median and the least; `alone s` and `shop s` are seconds of
processor time a product, in one process, for the titles alone and for what came after. Needs the real data.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from real_data import TABLE, product_of, product_records
from title_baselines import SETTINGS

from kwopt import KeywordIndex, Product, read_keywords, score
from kwopt.errors import KwoptError
from kwopt.runs.engines import engine_named
from kwopt.shop.allocation import Allocation, AllocationRules, ShopProduct, allocate
from kwopt.titles import compose_titles

LEAST_ELIGIBLE = 5
"""Eligible keywords from which a product has something to share."""

_NO_CLOTHES = re.compile("鞋|靴|包|表|袜|帽|巾|链|戒|耳|机|洗|膜|霜")
"""Characters of titles of what is worn by women too, but is no garment."""


@dataclass(frozen=True)
class Shop:
    """How a shop is made: which titles of today it takes, how many products, how often each."""

    holds: str
    products: int
    copies: int = 1


SHOPS = {
    "dresses": Shop("旗袍|连衣裙|裙子|半身裙", 30),
    "sweaters": Shop("毛衣|针织衫|羊毛衫", 30),
    "five colours": Shop("旗袍", 1, copies=5),
    "women": Shop("女", 100),
}


@dataclass(frozen=True, eq=False)
class Outcome:
    """One shop: its products, what became of them, and seconds of processor time."""

    products: Sequence[ShopProduct]
    found: Allocation
    alone: float
    together: float


class Products:
    """The products of the Taobao file, scored and titled alone when first asked for."""

    def __init__(self) -> None:
        self._index = KeywordIndex.build(read_keywords(TABLE))
        self._lines = [product_of(record) for record in product_records()]
        self._alone: dict[int, tuple[ShopProduct | None, float]] = {}

    def of(self, shop: Shop) -> Iterator[tuple[ShopProduct, float]]:
        """Yield the products of a shop, with the seconds that each title took."""
        left = shop.products
        for line, product in enumerate(self._lines):
            title = product.title or ""
            if left and re.search(shop.holds, title) and not _NO_CLOTHES.search(title):
                one, seconds = self._titled(line, product)
                left -= one is not None
                if one is not None:
                    yield one, seconds

    def _titled(self, line: int, product: Product) -> tuple[ShopProduct | None, float]:
        if line not in self._alone:
            scored = score(self._index, product, SETTINGS)
            start = time.process_time()
            try:
                titles = compose_titles(scored, product, settings=SETTINGS)
            except KwoptError:
                titles = []
            made = ShopProduct.of(str(line), product, scored, titles[0]) if titles else None
            enough = made is not None and len(made.keywords) >= LEAST_ELIGIBLE
            self._alone[line] = (made if enough else None, time.process_time() - start)
        return self._alone[line]


def outcome(shop: Shop, products: Products, *, jobs: int, second_share: float) -> Outcome:
    """Return what becomes of a shop."""
    found = list(products.of(shop))
    listed = [copied(one, number) for one, _ in found for number in range(shop.copies)]
    start = time.process_time()
    with engine_named("local", jobs=jobs) as engine:
        allocation = allocate(
            listed, settings=SETTINGS, rules=AllocationRules(second_share=second_share), engine=engine
        )
    seconds = time.process_time() - start
    return Outcome(listed, allocation, sum(taken for _, taken in found), seconds)


def copied(product: ShopProduct, number: int) -> ShopProduct:
    """Return the same product under another key."""
    return replace(product, key=f"{product.key}/{number}")


COLUMNS: dict[str, Callable[[Outcome], str]] = {
    "products": lambda one: f"{len(one.products)}",
    "changed": lambda one: f"{sum(item.title is not None for item in one.found.titles)}",
    "F alone": lambda one: f"{one.found.value_alone:.0f}",
    "F": lambda one: f"{one.found.value:.0f}",
    "gain": lambda one: f"{one.found.gain:.1%}",
    "bound": lambda one: f"{one.found.bound:.0f}",
    "gap": lambda one: f"{one.found.gap:.1%}",
    "coverage": lambda one: f"{one.found.coverage / one.found.coverage_alone - 1:+.1%}",
    "near": lambda one: f"{len(one.found.near_alone)} > {len(one.found.near)}",
    "kept": lambda one: kept(one.found),
    "alone s": lambda one: f"{one.alone / len(one.products):.2f}",
    "shop s": lambda one: f"{one.together / len(one.products):.2f}",
}


def kept(found: Allocation) -> str:
    """Return which share of their own value alone titles keep: the median, and the least."""
    shares = [item.value / item.value_alone for item in found.titles if item.value_alone > 0]
    return f"{median(shares):.0%} {min(shares):.0%}"


def print_titles(one: Outcome) -> None:
    """Print each product's title before and after, and what it stands for."""
    for product, item in zip(one.products, one.found.titles, strict=True):
        print(f"{product.key:>8}  {product.text}\n{'':10}{item.text if item.title else '='}")
        print(f"{'':10}{'、'.join(item.focus[:5])}")


def print_table(outcomes: dict[str, Outcome]) -> None:
    """Print one line a shop."""
    print(f"{'shop':14}" + "".join(f"{name:>10}" for name in COLUMNS))
    for name, one in outcomes.items():
        print(f"{name:14}" + "".join(f"{column(one):>10}" for column in COLUMNS.values()))


def main() -> None:
    """Print what becomes of each shop."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", action="append", choices=list(SHOPS))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--second-share", type=float, default=0.0)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    products, outcomes = Products(), {}
    for name in options.only or SHOPS:
        outcomes[name] = outcome(SHOPS[name], products, jobs=options.jobs, second_share=options.second_share)
        if options.show:
            print_titles(outcomes[name])
    print_table(outcomes)


if __name__ == "__main__":
    main()
