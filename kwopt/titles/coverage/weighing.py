"""What each keyword counts when a title is held against a table: worth, searches, or one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kwopt import columns as c
from kwopt.errors import TableError
from kwopt.models import Product, Settings
from kwopt.scoring import score_keywords
from kwopt.tables import KeywordTable

Keywords = KeywordTable | pd.DataFrame | Iterable[str] | Iterable[tuple[str, float]]
Measure = Literal["worth", "search_volume", "count"]
"""What a keyword counts: its worth for the product, its searches, or one."""


@dataclass(frozen=True)
class WeighedKeywords:
    """Keywords and what each counts, NaN where that is not known."""

    keywords: tuple[str, ...]
    weights: tuple[float, ...]
    measure: Measure


def weigh(
    keywords: Keywords, *, settings: Settings | None = None, product: Product | None = None
) -> WeighedKeywords:
    """Return keywords with what each counts; see `simulate_matching`.

    Raises
    ------
    TableError
        If a frame has no column of keywords.

    Examples
    --------
    >>> weigh([("旗袍", 3.0)])
    WeighedKeywords(keywords=('旗袍',), weights=(3.0,), measure='worth')
    """
    if isinstance(keywords, (KeywordTable, pd.DataFrame)):
        return _weighed_frame(_frame(keywords, settings, product))
    rows: list[str | tuple[str, float]] = list(keywords)
    pairs = [(row, 1.0) if isinstance(row, str) else row for row in rows]
    measure: Measure = "count" if all(isinstance(row, str) for row in rows) else "worth"
    return WeighedKeywords(tuple(text for text, _ in pairs), tuple(weight for _, weight in pairs), measure)


def _frame(
    table: KeywordTable | pd.DataFrame, settings: Settings | None, product: Product | None
) -> pd.DataFrame:
    """Return the frame of a table, scored where there is a product and it is not scored yet."""
    frame = table.frame if isinstance(table, KeywordTable) else table
    if c.KEYWORD not in frame.columns:
        raise TableError("titles.no_keyword_column", columns=list(map(str, frame.columns)))
    return frame if product is None or _is_judged(frame) else score_keywords(frame, product, settings)


def _is_judged(frame: pd.DataFrame) -> bool:
    """Say whether a frame was scored for a product."""
    scored = c.ELIGIBLE in frame.columns and c.WORTH in frame.columns
    return scored and (c.RELEVANCE_CLASS not in frame.columns or bool(frame[c.RELEVANCE_CLASS].notna().any()))


def _weighed_frame(frame: pd.DataFrame) -> WeighedKeywords:
    if _is_judged(frame):
        earning = frame[frame[c.ELIGIBLE].astype(bool) & (frame[c.WORTH] > 0)]
        return WeighedKeywords(tuple(earning[c.KEYWORD]), tuple(earning[c.WORTH].astype(float)), "worth")
    texts = tuple(frame[c.KEYWORD])
    if c.SEARCH_VOLUME in frame.columns and frame[c.SEARCH_VOLUME].notna().any():
        return WeighedKeywords(texts, tuple(frame[c.SEARCH_VOLUME].astype(float)), "search_volume")
    return WeighedKeywords(texts, (1.0,) * len(texts), "count")
