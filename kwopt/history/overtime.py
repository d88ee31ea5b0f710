"""What a store tells over time: its tables by day, and the figures of keywords in each of them.

Searches may be an index, so they are comparable only among tables of one series: the same format, the same
header of searches, periods of equal length, and one currency: euros and dollars are of other countries.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.files.texts import encodable
from kwopt.history.figures import CONVERSION_BASES, FIGURES
from kwopt.history.queries import frame_of, in_parts
from kwopt.language.normalize import match_form
from kwopt.models import Settings
from kwopt.scoring.market import demand

_MONTH = range(28, 32)
"""Days of a month: tables of February and of March are of one series."""

_TABLES = """
SELECT id, read_on, format, period_start, period_end, currency, window_days, demand_source, keywords
FROM tables ORDER BY COALESCE(period_end, read_on), id
"""
_NEAR = 5
"""Keywords that stand in for one that is not in the store."""


def read_tables(connection: sqlite3.Connection) -> pd.DataFrame:
    """Return the tables of a store by day, each with its files."""
    found = frame_of(connection, _TABLES).rename(columns={"id": c.TABLE})
    named = _files(connection)
    days = [_days(start, end) for start, end in zip(found[c.PERIOD_START], found[c.PERIOD_END], strict=True)]
    found[c.PERIOD_DAYS] = pd.array(days, dtype="Int64")
    found[c.WINDOW_DAYS] = found[c.WINDOW_DAYS].astype("Int64")
    found[c.DAY] = found[c.PERIOD_END].fillna(found[c.READ_ON])
    found[c.FILES] = [[name for name, _ in named.get(table, [])] for table in found[c.TABLE]]
    found[c.SHA256] = [[digest for _, digest in named.get(table, [])] for table in found[c.TABLE]]
    found[c.SERIES] = _series(found)
    return found[[*_TABLE_COLUMNS]]


_TABLE_COLUMNS = (
    c.TABLE, c.DAY, c.PERIOD_START, c.PERIOD_END, c.PERIOD_DAYS, c.READ_ON, c.FORMAT, c.DEMAND_SOURCE,
    c.SERIES, c.KEYWORDS, c.CURRENCY, c.WINDOW_DAYS, c.FILES, c.SHA256,
)  # fmt: skip


def _files(connection: sqlite3.Connection) -> dict[int, list[tuple[str, str | None]]]:
    named: dict[int, list[tuple[str, str | None]]] = {}
    query = "SELECT table_id, name, sheet, sha256 FROM files ORDER BY table_id, position"
    for table, name, sheet, digest in connection.execute(query):
        named.setdefault(table, []).append((f"{name} [{sheet}]" if sheet else name, digest))
    return named


def _days(start: Any, end: Any) -> int | None:
    if not isinstance(start, str) or not isinstance(end, str):
        return None
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1


def _series(tables: pd.DataFrame) -> list[int]:
    """Return the number of each table's series, from 1 in the order of their first tables."""
    numbers: dict[tuple[Any, ...], int] = {}
    facts = (c.FORMAT, c.DEMAND_SOURCE, c.PERIOD_DAYS, c.CURRENCY)
    return [
        numbers.setdefault((form, str(source), _length(days), str(currency)), len(numbers) + 1)
        for form, source, days, currency in zip(*(tables[name] for name in facts), strict=True)
    ]


def _length(days: Any) -> int | str | None:
    if days is pd.NA or days is None:
        return None
    return "month" if days in _MONTH else int(days)


def read_keywords_over_time(connection: sqlite3.Connection, keywords: Sequence[str]) -> pd.DataFrame:
    """Return the figures of keywords in every table that has them: by keyword as given, then by day."""
    tables = read_tables(connection)
    wanted = list(dict.fromkeys(match_form(encodable(keyword)) for keyword in keywords))
    found = _points(connection, wanted)
    order = {table: place for place, table in enumerate(tables[c.TABLE])}
    place = {identity: number for number, identity in enumerate(wanted)}
    by_day, by_keyword = found[c.TABLE].map(order), found["identity"].map(place)
    found = found.iloc[np.lexsort([by_day.to_numpy(), by_keyword.to_numpy()])]
    told = tables[[c.TABLE, c.DAY, c.PERIOD_START, c.PERIOD_END, c.PERIOD_DAYS, c.FORMAT, c.SERIES,
                   c.CURRENCY, c.FILES]]  # fmt: skip
    return _with_market(found.merge(told, on=c.TABLE, how="left", sort=False))


def keywords_without(points: pd.DataFrame, keywords: Sequence[str]) -> list[str]:
    """Return the keywords of which `read_keywords_over_time` found nothing in any table."""
    found = set(map(match_form, points[c.KEYWORD]))
    return [keyword for keyword in keywords if match_form(encodable(keyword)) not in found]


def _points(connection: sqlite3.Connection, identities: Sequence[str]) -> pd.DataFrame:
    """Return the figures of keywords in all tables, in no order."""
    names = ", ".join(f"f.{name}" for name in (*FIGURES, c.CONVERSION_BASIS))
    query = (
        f'SELECT k.identity, COALESCE(k.spelled, k.identity) AS {c.KEYWORD}, t.id AS "{c.TABLE}", {names} '
        "FROM keywords k CROSS JOIN tables t "  # CROSS: SQLite keeps the order, and looks figures up
        "JOIN figures f ON f.table_id = t.id AND f.keyword_id = k.id WHERE k.identity IN "
    )
    parts = [frame_of(connection, query + marks, values) for marks, values in in_parts(identities)]
    found = pd.concat(parts, ignore_index=True)
    return found.astype(dict.fromkeys(FIGURES, "float64"))


def _with_market(found: pd.DataFrame) -> pd.DataFrame:
    """Add what scoring would make of the figures without a product: market buyers and opportunity."""
    market = demand.market_buyers(
        given=found[c.MARKET_BUYERS].to_numpy(),
        searches=found[c.SEARCH_VOLUME].to_numpy(),
        clicks_per_search=found[c.CLICK_THROUGH_RATE].to_numpy(),
        conversion=found[c.CONVERSION].to_numpy(),
    )
    bases = [demand.BUYERS_BASES[code] if code >= 0 else None for code in market.basis.tolist()]
    opportunity = demand.opportunity(
        found[c.SEARCH_VOLUME].to_numpy(),
        found[c.LISTING_COUNT].to_numpy(),
        Settings().reachable_listings,
    )
    rests = [CONVERSION_BASES[int(code)] if pd.notna(code) else None for code in found[c.CONVERSION_BASIS]]
    told: dict[str, Any] = {
        c.MARKET_BUYERS: market.buyers, c.MARKET_BUYERS_BASIS: bases, c.OPPORTUNITY: opportunity,
        c.CONVERSION_BASIS: rests,
    }  # fmt: skip
    return found.assign(**told)[[*_POINT_COLUMNS]]


_POINT_COLUMNS = (
    c.KEYWORD, c.DAY, c.PERIOD_START, c.PERIOD_END, c.PERIOD_DAYS, c.SEARCH_VOLUME, c.LISTING_COUNT,
    c.OPPORTUNITY, c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH, c.CONVERSION_BASIS, c.MARKET_BUYERS,
    c.MARKET_BUYERS_BASIS,
    *(name for name in FIGURES if name not in (
        c.SEARCH_VOLUME, c.LISTING_COUNT, c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH,
        c.MARKET_BUYERS,
    )),
    c.TABLE, c.SERIES, c.FORMAT, c.CURRENCY, c.FILES,
)  # fmt: skip


def keywords_like(connection: sqlite3.Connection, text: str) -> list[str]:
    """Return keywords of the store that hold `text`, the shortest first; a few."""
    query = (
        "SELECT COALESCE(spelled, identity) FROM keywords WHERE instr(identity, ?) "
        "ORDER BY length(identity), identity LIMIT ?"
    )
    return [row[0] for row in connection.execute(query, (match_form(encodable(text)), _NEAR))]
