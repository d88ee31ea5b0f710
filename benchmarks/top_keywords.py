"""Read what kwopt puts first: the top keywords by worth of real products over the whole table.

    python benchmarks/top_keywords.py                     wrong among the top 20, by the kept reading
    python benchmarks/top_keywords.py --errors            also the keywords that were read as not fitting
    python benchmarks/top_keywords.py --sheet N --seed S  a sheet to read: N other products, printed as TSV

Graded pairs are picked; on the whole table fewer than 1 % of 39,360 keywords fit a product, and mistakes
float to the top. So the first 20 keywords by worth among those of class `fits` were read by people, for
products that nobody had looked at before, and the reading is kept in `readings/top_keywords.tsv`:

product  line of the product in products_taobao.jsonl, from 0
keyword  line of the keyword in keywords_taobao.csv below its header, from 0
grade    2 fits, 1 possible, 0 wrong, as in the graded pairs; the reason code follows where it is not 2

The data themselves stay where they are. Later versions put other keywords first: what nobody has read is
counted as unread, and the shares are of those read. Judged for 1 May 2022, when the table was exported.
"""

import argparse
import csv
import random
import sys
from collections.abc import Iterator

import pandas as pd
from real_data import AS_OF, FITS, POSSIBLE, READINGS, TABLE, WRONG, product_of, product_records

from kwopt import KeywordIndex, Settings, read_keywords, score
from kwopt import columns as c

READING = READINGS / "top_keywords.tsv"
TOP = 20
LEAST_FITTING = 3
"""Fitting keywords that a product needs to be put on a sheet."""

Reading = dict[tuple[int, int], tuple[int, str]]


def top_rows(index: KeywordIndex, record: dict) -> pd.DataFrame:
    """Return the keywords of class `fits` with most worth, best first; their index is the table's line."""
    scored = score(index, product_of(record), Settings(as_of=AS_OF))
    fitting = scored[scored[c.RELEVANCE_CLASS] == "fits"]
    return fitting.sort_values(c.RANK).head(TOP)


def read_sheet() -> Reading:
    with READING.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {(int(r["product"]), int(r["keyword"])): (int(r["grade"]), r["reason"]) for r in rows}


def print_sheet(index: KeywordIndex, count: int, seed: int) -> None:
    """Print products with their facts and top keywords, a grade to be filled in."""
    known = {product for product, _ in read_sheet()} if READING.exists() else set()
    records = list(enumerate(product_records()))
    random.Random(seed).shuffle(records)
    for place, record in unread(records, known, index, count):
        facts = "; ".join(f"{name}={value}" for name, value in record["attributes"])
        print(f"# {place}: {record['title']} | {record['coarse']} > {record['fine']} | {facts}")
        for line, keyword in top_rows(index, record)[c.KEYWORD].items():
            print(place, line, "", "", keyword, sep="\t")


def unread(
    records: list[tuple[int, dict]], known: set[int], index: KeywordIndex, count: int
) -> Iterator[tuple[int, dict]]:
    for place, record in records:
        if count and place not in known and len(top_rows(index, record)) >= LEAST_FITTING:
            count -= 1
            yield place, record


def print_shares(index: KeywordIndex, *, errors: bool) -> None:
    reading, every = read_sheet(), product_records()
    grades: list[int] = []
    unread_count = 0
    for place in sorted({product for product, _ in reading}):
        for line, keyword in top_rows(index, every[place])[c.KEYWORD].items():
            grade, reason = reading.get((place, int(line)), (None, ""))
            if grade is None:
                unread_count += 1
                continue
            grades.append(grade)
            if errors and grade != FITS:
                print(place, grade, reason, keyword, sep="\t")
    count = len({product for product, _ in reading})
    print(f"{count} products, {len(grades)} keywords read, {unread_count} unread")
    for name, grade in (("fits", FITS), ("possible", POSSIBLE), ("wrong", WRONG)):
        print(f"{name:8} {grades.count(grade):4d}  {grades.count(grade) / max(1, len(grades)):6.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print what was read as possible or wrong")
    parser.add_argument("--sheet", type=int, metavar="N", help="print a sheet of N unread products")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    index = KeywordIndex.build(read_keywords(TABLE))
    if arguments.sheet:
        print_sheet(index, arguments.sheet, arguments.seed)
    else:
        print_shares(index, errors=arguments.errors)


if __name__ == "__main__":
    sys.exit(main())
