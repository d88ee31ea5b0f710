"""English products and queries that people rated, as kwopt's own records. Shared by the English benchmarks.

electronics  products with attributes from Icecat; ratings 0 to 3 of 132 queries
home depot   product titles; relevance 1 to 3 of real searches, the mean of several raters
"""

import html
import json
from dataclasses import dataclass
from typing import Any

import pandas as pd
from real_data import DATA

from kwopt.models import Product

TOP_GRADE = 3.0
"""The best rating in both sets."""


@dataclass(frozen=True, eq=False)
class RatedSet:
    """Rated pairs: `pairs` has the columns product_id, query, grade; products by their id."""

    name: str
    lowest: float
    products: dict[str, Product]
    pairs: pd.DataFrame

    @property
    def queries(self) -> list[str]:
        """The distinct queries, in the order of the file."""
        return list(dict.fromkeys(self.pairs["query"]))


def rated_sets() -> list[RatedSet]:
    """Return both sets."""
    return [electronics(), home_depot()]


def electronics() -> RatedSet:
    """Return the electronics whose ids are rated."""
    pairs = pd.read_csv(DATA / "electronics" / "ratings.csv", dtype={"product_id": str})
    pairs = pairs.rename(columns={"rating_0_to_3": "grade"}).astype({"grade": float})
    rated = set(pairs["product_id"])
    lines = (DATA / "electronics" / "products.jsonl").read_text(encoding="utf-8").splitlines()
    records = [record for record in map(json.loads, lines) if record["id"] in rated]
    return RatedSet("electronics", 0.0, {record["id"]: _electronic(record) for record in records}, pairs)


def every_title() -> list[str]:
    """Return the titles of all products of both sets, rated or not."""
    lines = (DATA / "electronics" / "products.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        *(json.loads(line)["title"] for line in lines),
        *(product.title or "" for product in home_depot().products.values()),
    ]


def _electronic(record: dict[str, Any]) -> Product:
    attributes = [("model", record["name"]), ("description", record.get("short_description", ""))]
    for key, value in record.items():
        if key.startswith("attr_"):
            name = key[len("attr_t_") :].replace("_", " ").strip()
            attributes += _stated(name, value)
    stated = tuple((name, value) for name, value in attributes if value)
    return Product(product_id=record["id"], title=record["title"], attributes=stated)


def _stated(name: str, value: object) -> list[tuple[str, str]]:
    """Return an attribute as text; a feature that the product has is named, one that it lacks is left out."""
    if isinstance(value, bool):
        return [("feature", name)] if value else []
    return [(name, f"{value:g}" if isinstance(value, float) else str(value))]


def home_depot() -> RatedSet:
    """Return the products of the home improvement shop; they have titles only."""
    pairs = pd.read_csv(DATA / "relevance_home_depot.csv", dtype={"product_uid": str})
    pairs = pairs.rename(columns={"product_uid": "product_id", "search_term": "query", "relevance": "grade"})
    titles = pairs.drop_duplicates("product_id").set_index("product_id")["product_title"]
    products = {key: Product(product_id=key, title=html.unescape(title)) for key, title in titles.items()}
    return RatedSet("home depot", 1.0, products, pairs[["product_id", "query", "grade"]])
