"""Where the real data lie, and the graded products as kwopt's own records. Shared by the benchmarks."""

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt import read_keywords
from kwopt.models import Product

DATA = Path(os.environ.get("KWOPT_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
TABLE = DATA / "keywords_taobao.csv"
"""The real table of 39,360 keywords."""
AS_OF = date(2022, 5, 1)
"""When it was exported: products and titles are judged for this day."""
FITS, POSSIBLE, WRONG = 2, 1, 0
_FIGURES = (c.KEYWORD, c.SEARCH_VOLUME, c.LISTING_COUNT, c.BUYERS_PER_VISITOR, c.CLICK_THROUGH_RATE)


@dataclass(frozen=True)
class GradedProduct:
    """A product with keywords that people graded: 2 fits, 1 possible, 0 wrong, with a reason code."""

    product: Product
    pairs: pd.DataFrame


def product_of(record: dict[str, Any]) -> Product:
    """Return a product of the real data as a `Product`."""
    category = record.get("category") or [record.get("coarse", ""), record.get("fine", "")]
    return Product(
        product_id=record.get("product_id"),
        title=record["title"],
        category=tuple(part for part in category if part),
        attributes=tuple((pair[0], pair[1]) for pair in record["attributes"] if len(pair) == 2),
    )


def graded_products() -> list[GradedProduct]:
    """Return the graded products; figures as fractions, under canonical names."""
    lines = (DATA / "relevance_graded.jsonl").read_text(encoding="utf-8").splitlines()
    return [_graded(json.loads(line)) for line in lines]


READINGS = Path(__file__).with_name("readings")
"""Our own gradings: numbers of lines of the real data, which stay where they are, and what was read."""


def product_records() -> list[dict[str, Any]]:
    """Return the Taobao products as they stand, one a line."""
    lines = (DATA / "products_taobao.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_products(name: str) -> list[GradedProduct]:
    """Return the products of one of our own readings of pairs, in the order of its file."""
    reading = pd.read_csv(READINGS / name, sep="\t", keep_default_na=False)
    records = product_records()
    table = read_keywords(TABLE).frame[list(_FIGURES)]
    found = []
    for place, read in reading.groupby("product", sort=False):
        record = records[int(place)] | {"product_id": f"line {place}"}
        pairs = table.iloc[read["keyword"]].reset_index(drop=True)
        pairs = pairs.assign(grade=read["grade"].to_numpy(), graded_reason=read["reason"].to_numpy())
        found.append(GradedProduct(product_of(record), pairs))
    return found


def _graded(record: dict[str, Any]) -> GradedProduct:
    pairs = pd.DataFrame(record["keywords"])
    frame = pd.DataFrame(
        {
            c.KEYWORD: pairs["keyword"],
            c.SEARCH_VOLUME: pairs["search_popularity"].astype(float),
            c.LISTING_COUNT: pairs["listings"].where(pairs["listings"] > 0),
            c.BUYERS_PER_VISITOR: pairs["pay_conversion_percent"] / 100,
            c.CLICK_THROUGH_RATE: pairs["ctr_percent"] / 100,
            "grade": pairs["grade"],
            "graded_reason": pairs["reason"],
        }
    )
    return GradedProduct(product_of(record), frame)
