"""A small keyword table and products with and without money: what tests of pages start from."""

from datetime import date
from typing import Any

import pandas as pd

from kwopt.models import Product, Settings
from kwopt.pages.study import Study, study
from kwopt.tables import KeywordTable, read_keywords

DAY = date(2026, 5, 20)

FACTS: dict[str, Any] = {
    "name": "改良旗袍", "brand": "槿禾里", "category": ("女装", "旗袍"), "currency": "CNY",
    "attributes": {"袖长": "短袖", "风格": "新中式", "适用季节": "夏季"},
}  # fmt: skip
MONEY: dict[str, Any] = {"price": 200.0, "cost": 120.0}
TODAY = "槿禾里旗袍女夏季显瘦气质旗袍"

COLUMNS: dict[str, list[Any]] = {
    "keyword": ["改良旗袍", "旗袍短袖", "新中式旗袍", "旗袍女夏季", "真丝旗袍", "旗袍", "马面裙"],
    "search_volume": [9000.0, 4000.0, 3000.0, 2500.0, 2000.0, 20000.0, 8000.0],
    "listing_count": [40000.0, 9000.0, 12000.0, 7000.0, 8000.0, 900000.0, 50000.0],
    "click_through_rate": [0.9, 1.0, 0.8, 1.1, 0.7, 1.0, 1.2],
    "buyers_per_visitor": [0.04, 0.05, 0.03, 0.06, 0.02, 0.04, 0.08],
}
"""Keywords that fit, one that waits for a fact (真丝, silk), one of another thing (马面裙, a skirt)."""


def keywords(*names: str) -> KeywordTable:
    """Return the keywords with the figures named; with all of them by default."""
    return read_keywords(pd.DataFrame({name: COLUMNS[name] for name in names or COLUMNS}))


def made_study(table: KeywordTable | None = None, *, n: int = 1, **facts: Any) -> Study:
    """Return the study of a product with `facts` over the usual ones."""
    product = Product(**FACTS | facts)
    return study(table or keywords(), product, settings=Settings(as_of=DAY), n=n, effort="fast")
