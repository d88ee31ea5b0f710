"""What changed between two tables: new and gone keywords, and whose demand and supply moved beyond noise.

What noise is, `kwopt.history.noise` says.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.errors import HistoryError
from kwopt.history.noise import Moves, moves
from kwopt.history.queries import in_parts

THRESHOLD = 0.3
"""Least change that is remarked, as a fraction: that from which scoring remarks growth too."""

_LEAST_SHARED = 0.1
"""Part of the smaller table's keywords that two tables of one kind of list share at least. Lists of two
months of one category share half and more, those of different categories a hundredth."""

Reason = Literal["format", "header", "currency", "period"]


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed from the table `before` to the table `after`, rows of `Store.tables`.

    Parameters
    ----------
    frame
        One row a keyword that is new, gone or moved: keyword, status, demand and supply (rise, fall or
        missing), both tables' figures, and their changes as fractions.
    shared
        Keywords that both tables have.
    reason
        Why searches cannot be compared: the tables' formats, headers of searches, currencies or
        lengths of period differ; None where they can.
    supply_comparable
        Whether listings can be compared: within one format and currency.
    market_demand, market_supply
        Change of the median shared keyword, as a fraction; NaN where it was not learned.
    """

    before: pd.Series
    after: pd.Series
    frame: pd.DataFrame
    shared: int
    threshold: float
    reason: Reason | None
    supply_comparable: bool
    market_demand: float
    market_supply: float

    @cached_property
    def new(self) -> pd.DataFrame:
        """Keywords that only the later table has, those of most searches first."""
        return self._of(c.STATUS, "new", c.DEMAND_AFTER)

    @cached_property
    def gone(self) -> pd.DataFrame:
        """Keywords that only the earlier table has, those of most searches first."""
        return self._of(c.STATUS, "gone", c.DEMAND_BEFORE)

    def moved(self, figure: str, way: str) -> pd.DataFrame:
        """Return keywords whose "demand" or "supply" did "rise" or "fall", the largest moves first.

        Large is a move of many: by the difference of square roots, which weighs a doubling of 10,000 searches
        more than one of 100.
        """
        before, after, _ = _FIGURES_OF[figure]
        moved = self.frame[self.frame[figure] == way]
        size = (np.sqrt(moved[after]) - np.sqrt(moved[before])).abs()
        return moved.loc[_largest_first(size, moved[c.KEYWORD])].reset_index(drop=True)

    def _of(self, column: str, value: str, by: str) -> pd.DataFrame:
        rows = self.frame[self.frame[column] == value]
        return rows.loc[_largest_first(rows[by], rows[c.KEYWORD])].reset_index(drop=True)


_FIGURES_OF = {
    c.DEMAND: (c.DEMAND_BEFORE, c.DEMAND_AFTER, c.DEMAND_CHANGE),
    c.SUPPLY: (c.SUPPLY_BEFORE, c.SUPPLY_AFTER, c.SUPPLY_CHANGE),
}


def _largest_first(size: pd.Series, keyword: pd.Series) -> pd.Index:
    order = pd.DataFrame({"size": -size.fillna(-np.inf), "keyword": keyword})
    return order.sort_values(["size", "keyword"], kind="stable").index


def pair_to_compare(connection: sqlite3.Connection, tables: pd.DataFrame, file: str) -> tuple[int, int]:
    """Return the last table and the latest earlier one of its series that shares keywords with it.

    A table of which a file is in the last one too is passed over: it would be compared with itself.

    Raises
    ------
    HistoryError
        If there is none.
    """
    if len(tables) < 2:
        raise HistoryError("history.one_table", file=file, count=len(tables))
    last = tables.iloc[-1]
    apart = [set(digests).isdisjoint(filter(None, last[c.SHA256])) for digests in tables[c.SHA256]]
    alike = (tables[c.SERIES] == last[c.SERIES]) & (tables[c.TABLE] != last[c.TABLE])
    earlier = tables[alike.to_numpy() & np.array(apart)]
    for table in reversed(earlier[c.TABLE].tolist()):
        if _shared_part(connection, table, int(last[c.TABLE])) >= _LEAST_SHARED:
            return int(table), int(last[c.TABLE])
    raise HistoryError(
        "history.nothing_like_it", file=file, table=int(last[c.TABLE]), name=", ".join(last[c.FILES])
    )


def _shared_part(connection: sqlite3.Connection, one: int, other: int) -> float:
    query = (
        "SELECT count(*) FROM figures a JOIN figures b ON b.keyword_id = a.keyword_id "
        "WHERE a.table_id = ? AND b.table_id = ?"
    )
    shared = connection.execute(query, (one, other)).fetchone()[0]
    sizes = [
        connection.execute("SELECT keywords FROM tables WHERE id = ?", (table,)).fetchone()[0]
        for table in (one, other)
    ]
    return float(shared / max(min(sizes), 1))


def read_changes(
    connection: sqlite3.Connection, before: pd.Series, after: pd.Series, *, threshold: float = THRESHOLD
) -> Changes:
    """Return what changed between two rows of `read_tables`."""
    old, new = (_figures(connection, int(table[c.TABLE])) for table in (before, after))
    frame = old.merge(new, on="id", how="outer", suffixes=("_before", "_after"), indicator=c.STATUS)
    frame[c.STATUS] = frame[c.STATUS].astype("str").map(_STATUS)
    reason = _why_not(before, after)
    same_market = reason not in ("format", "currency")
    demand = _told(frame, c.DEMAND, threshold, comparable=reason is None)
    supply = _told(frame, c.SUPPLY, threshold, comparable=same_market)
    changed = (frame[c.STATUS] != "kept") | frame[c.DEMAND].notna() | frame[c.SUPPLY].notna()
    return Changes(
        before=before, after=after, frame=_arranged(connection, frame[changed]),
        shared=int((frame[c.STATUS] == "kept").sum()), threshold=threshold, reason=reason,
        supply_comparable=same_market, market_demand=demand.market, market_supply=supply.market,
    )  # fmt: skip


_STATUS = {"left_only": "gone", "right_only": "new", "both": "kept"}

_RANGED = (c.low(c.SEARCH_VOLUME), c.high(c.SEARCH_VOLUME))
_READ = ("id", c.SEARCH_VOLUME, *_RANGED, c.LISTING_COUNT)


def _figures(connection: sqlite3.Connection, table: int) -> pd.DataFrame:
    """Return the numbers, searches and listings of a table's keywords, 40 bytes a keyword."""
    known = ", ".join(f"IFNULL({name}, 9e999)" for name in _READ[1:])  # infinite: arrays hold no None
    query = f"SELECT keyword_id, {known} FROM figures WHERE table_id = ? ORDER BY keyword_id"
    kinds = [("id", "i8"), *((name, "f8") for name in _READ[1:])]
    rows = np.fromiter(connection.execute(query, (table,)), dtype=kinds)
    found = pd.DataFrame({name: rows[name] for name in _READ})
    return found.replace(np.inf, np.nan)


def _why_not(before: pd.Series, after: pd.Series) -> Reason | None:
    """Return why the searches of two tables cannot be compared."""
    if before[c.SERIES] == after[c.SERIES]:
        return None
    if before[c.FORMAT] != after[c.FORMAT]:
        return "format"
    if str(before[c.CURRENCY]) != str(after[c.CURRENCY]):
        return "currency"
    return "header" if str(before[c.DEMAND_SOURCE]) != str(after[c.DEMAND_SOURCE]) else "period"


def _told(frame: pd.DataFrame, figure: str, threshold: float, *, comparable: bool) -> Moves:
    """Fill in the columns of one figure, and return how it moved."""
    before, after, change = _FIGURES_OF[figure]
    if not comparable:
        frame[figure], frame[change] = pd.Series(pd.NA, frame.index, dtype="str"), np.nan
        return Moves(np.zeros(0), np.zeros(0), np.nan)
    found = moves(frame[before].to_numpy(), frame[after].to_numpy(), threshold)
    still = _overlapping(frame) if figure == c.DEMAND else np.zeros(len(frame), dtype=bool)
    frame[figure] = pd.Series(found.ways(still), frame.index, dtype="str")
    frame[change] = found.change
    return found


def _overlapping(frame: pd.DataFrame) -> np.ndarray:
    """Return which keywords have searches stated as ranges, before and after, that overlap."""
    (low, high), (later_low, later_high) = (
        [frame[f"{name}_{when}"].to_numpy() for name in _RANGED] for when in ("before", "after")
    )
    # Ranges that touch ("1000-5000", "5000-10000") do not overlap; missing ends compare as false.
    return np.asarray((low < later_high) & (later_low < high))


def _arranged(connection: sqlite3.Connection, frame: pd.DataFrame) -> pd.DataFrame:
    named = frame.assign(**{c.KEYWORD: _texts(connection, frame["id"].tolist())})
    sorted_by = named.sort_values([c.STATUS, c.KEYWORD], kind="stable")
    return sorted_by[[*_COLUMNS]].reset_index(drop=True)


_COLUMNS = (
    c.KEYWORD, c.STATUS, c.DEMAND, c.DEMAND_BEFORE, c.DEMAND_AFTER, c.DEMAND_CHANGE, c.SUPPLY,
    c.SUPPLY_BEFORE, c.SUPPLY_AFTER, c.SUPPLY_CHANGE,
)  # fmt: skip


def _texts(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    """Return the keywords of these numbers."""
    texts: dict[int, str] = {}
    query = "SELECT id, COALESCE(spelled, identity) FROM keywords WHERE id IN "
    for marks, part in in_parts(numbers):
        texts.update(connection.execute(query + marks, part))
    return [texts[number] for number in numbers]
