"""What a store tells, as bodies of JSON documents. Owns their shapes.

The envelope around them is `kwopt.payloads`'.
"""

import json
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.history.changes import Changes
from kwopt.payloads import Document, Records, frame_records

_MOVES = ("rise", "fall")


def overview_body(tables: pd.DataFrame, in_use: pd.DataFrame) -> Document:
    """Return the body of an overview: the tables, and which title was in use when."""
    return {"view": "overview", "tables": frame_records(tables), "in_use": frame_records(in_use)}


def keywords_body(points: pd.DataFrame) -> Document:
    """Return the body of keywords over time: each with its points, as `Store.over_time` has them."""
    by_keyword = [
        {c.KEYWORD: keyword, "points": frame_records(rows.drop(columns=c.KEYWORD))}
        for keyword, rows in points.groupby(c.KEYWORD, sort=False)
    ]
    return {"view": "keywords", "keywords": by_keyword}


def titles_body(titles: pd.DataFrame, in_use: pd.DataFrame, product: str | None) -> Document:
    """Return the body of titles over time, of one product or of all."""
    return {
        "view": "titles",
        "product": product,
        "titles": _titles(titles),
        "in_use": frame_records(in_use),
    }


def _titles(titles: pd.DataFrame) -> list[Document]:
    records = frame_records(titles)
    for record in records:
        settings = record[c.SETTINGS]
        record[c.SETTINGS] = json.loads(settings) if settings else None
    return records


def changes_body(changes: Changes) -> Document:
    """Return the body of what changed between two tables."""
    moved = {
        f"{figure}_{way}s": Records(changes.moved(figure, way), _moved_records)
        for figure in (c.DEMAND, c.SUPPLY)
        for way in _MOVES
    }
    return {
        "view": "changes",
        "before": _table(changes.before),
        "after": _table(changes.after),
        "shared": changes.shared,
        "threshold": changes.threshold,
        "demand_comparable": changes.reason is None,
        "not_comparable": changes.reason,
        "supply_comparable": changes.supply_comparable,
        "market_demand_change": changes.market_demand,
        "market_supply_change": changes.market_supply,
        **moved,
        "new": Records(changes.new, _moved_records),
        "gone": Records(changes.gone, _moved_records),
    }


def _moved_records(rows: pd.DataFrame) -> list[Document]:
    return frame_records(rows.drop(columns=[c.STATUS, c.DEMAND, c.SUPPLY]))


def _table(table: pd.Series) -> dict[str, Any]:
    return dict(table)
