"""Small tables and titles for tests of the history."""

import io
from datetime import date

import pandas as pd

from kwopt import read_keywords
from kwopt.history import Composition, Store
from kwopt.models import Product, Settings, Title

DAY = date(2026, 6, 1)


def csv(rows: dict[str, float], header: str = "搜索人气") -> bytes:
    """Return a table of keywords and searches."""
    lines = [f"关键词,{header}", *(f"{keyword},{searches}" for keyword, searches in rows.items())]
    return "\n".join(lines).encode()


def title(text: str, reach: float = 0.9) -> Title:
    """Return a title of a value of 10, of 12 at most."""
    return Title(
        rank=1, text=text, tokens=(), width=2 * len(text), value=10.0, coverage_value=9.0, fluency_value=1.0,
        reach=reach, bound=12.0, gap=1 / 6, proven=False, cost_against_best=0.0, proof={}, coverage=(),
    )  # fmt: skip


def figures(**columns: list[float]) -> pd.DataFrame:
    """Return a frame of keywords "k0", "k1", ... with these columns."""
    count = len(next(iter(columns.values())))
    return pd.DataFrame({"keyword": [f"k{place}" for place in range(count)], **columns})


def make_shop(path: str) -> None:
    """Write a store of two months and of a title of the product of the samples."""
    with Store(path) as store:
        for month, searches in ((4, 900.0), (5, 1500.0)):
            table = read_keywords(io.BytesIO(csv({"改良旗袍": searches, "旗袍女夏": searches / 3})))
            store.add_table(table.files, [table.frame], as_of=date(2026, month, 1))
        store.add_titles(Composition(
            product=Product(name="改良旗袍", product_id="QP-2026-031"), marketplace="taobao",
            titles=[("composed", title("改良旗袍女夏季国风"))], as_of=DAY, settings=Settings(),
        ))  # fmt: skip
