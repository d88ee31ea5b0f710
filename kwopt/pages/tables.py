"""Results as tables, one row a title or a keyword: what files of rows hold, from the terminal or a page."""

from collections.abc import Mapping

import pandas as pd

from kwopt import columns as c
from kwopt.bids import BidResult
from kwopt.titles import TitleResult
from kwopt.titles.fields import ComposedField


def title_rows(result: TitleResult, fields: Mapping[str, ComposedField] | None = None) -> pd.DataFrame:
    """Return one row a title, for CSV and workbooks; the first has the fields that go with it."""
    figures = (
        "rank", "text", "width", "value", "coverage_value", "fluency_value", "reach", "bound", "gap",
        "proven", "cost_against_best",
    )  # fmt: skip
    texts = {name: field.text for name, field in (fields or {}).items()}
    rows = [
        {
            **{name: getattr(title, name) for name in figures},
            "limit": result.limit,
            "unit": result.unit,
            "marketplace": result.marketplace,
            "keywords_covered": len(title.coverage),
            "findings": len(title.findings),
            **(texts if title.rank == 1 else {}),
        }
        for title in result.titles
    ]
    columns = [*figures, "limit", "unit", "marketplace", "keywords_covered", "findings", *texts]
    return pd.DataFrame(rows, columns=columns)


def bid_rows(result: BidResult, lang: str) -> pd.DataFrame:
    """Return one row a keyword; a report's reasons are sentences."""
    if result.mode != "report":
        return result.frame
    return result.frame.assign(**{c.REASON: result.reasons(lang)})


def costliest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a report's rows by spend, because that is where advice pays; other rows as they are.

    >>> costliest_first(pd.DataFrame({"spend": [1.0, None, 3.0]})).index.tolist()
    [2, 0, 1]
    """
    if c.SPEND not in rows.columns:
        return rows
    return rows.sort_values(c.SPEND, ascending=False, kind="stable", na_position="last")
