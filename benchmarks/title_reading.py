"""Composed titles beside the sellers' own, judged by readers who did not know which is which.

    python benchmarks/title_reading.py                          what the readers said
    python benchmarks/title_reading.py --complaints             and what they disliked, product by product
    python benchmarks/title_reading.py --sheet FILE --seed 3    a new sheet of 60 products, and FILE.key

`readings/titles.tsv` keeps the sheets that were read: number of the product's line, the title composed then,
and each reader's judgment of both titles (true, clear, natural, publish: 1 or 0), which was preferred, and
what was disliked. The sellers' titles stay where they are. Of each round two readers judged the same 60
products, drawn at random from those with 20 candidates or more that nobody had looked at; the second round
was composed after the complaints of the first had been mended. Readers were told to publish no past year, no
promotion and no other's brand; many of the sellers' titles are from the year before, so look at `natural` and
`true` as well.
"""

import argparse
import json
from pathlib import Path
from random import Random

import pandas as pd
from real_data import AS_OF, READINGS, TABLE, product_of, product_records

from kwopt import KeywordIndex, Settings, read_keywords, score
from kwopt.titles import compose

JUDGED = ("true", "clear", "natural", "publish")
PRODUCTS, LEAST_CANDIDATES = 60, 20


def summary(sheet: pd.DataFrame) -> str:
    """Return shares and preferences, a line a reader."""
    lines = [f"{'round reader':12} {'products':>8}  {'preferred: kwopt, seller, tie':31} " + "kwopt / seller"]
    for (number, reader), read in sheet.groupby(["round", "reader"]):
        found = read["preferred"].value_counts()
        preferred = ", ".join(str(found.get(name, 0)) for name in ("kwopt", "seller", "tie"))
        shares = (f"{w} {read[f'kwopt_{w}'].mean():.0%}/{read[f'seller_{w}'].mean():.0%}" for w in JUDGED)
        lines.append(f"{number:5} {reader:6} {len(read):8}  {preferred:31} {'  '.join(shares)}")
    return "\n".join(lines)


def complaints(sheet: pd.DataFrame) -> str:
    """Return what was disliked in composed titles that would not be published."""
    bad = sheet[(sheet["kwopt_publish"] == 0) & (sheet["complaint"] != "")]
    return "\n".join(
        f"{row.round} {row.product:5} {row.kwopt_title}  {row.complaint}" for row in bad.itertuples()
    )


def make_sheet(target: Path, seed: int) -> None:
    """Write a sheet to be read, with the two titles of each product in random order, and its key."""
    known = set(pd.read_csv(READINGS / "titles.tsv", sep="\t")["product"])
    index, settings = KeywordIndex.build(read_keywords(TABLE)), Settings(as_of=AS_OF)
    records, random = product_records(), Random(seed)
    places = [place for place in range(len(records)) if place not in known]
    random.shuffle(places)
    key: dict[int, tuple[int, str]] = {}
    parts = []
    for place in places:
        product = product_of(records[place])
        result = compose(score(index, product, settings), product, settings=settings)
        if result.eligible < LEAST_CANDIDATES or not result.titles:
            continue
        number, pair = len(key) + 1, [result.titles[0].text, product.title or ""]
        key[number] = (place, "AB"[first := random.randrange(2)])
        attributes = "; ".join(f"{name}={value}" for name, value in product.attributes)
        parts.append(
            f"#{number}\n类目: {' > '.join(product.category)}\n属性: {attributes}\n"
            f"A: {pair[first]}\nB: {pair[1 - first]}\n"
        )
        if len(key) == PRODUCTS:
            break
    target.write_text("\n".join(parts), encoding="utf-8")
    target.with_suffix(".key").write_text(json.dumps(key), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--complaints", action="store_true", help="print what was disliked")
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="write a new sheet to be read")
    parser.add_argument("--seed", type=int, default=0, help="of the new sheet")
    arguments = parser.parse_args()
    if arguments.sheet:
        make_sheet(arguments.sheet, arguments.seed)
        return
    sheet = pd.read_csv(READINGS / "titles.tsv", sep="\t", keep_default_na=False)
    print(summary(sheet))
    if arguments.complaints:
        print(complaints(sheet))


if __name__ == "__main__":
    main()
