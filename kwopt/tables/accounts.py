"""What the rows of a file, or of a piece of it, give to the file's report; accounts of pieces add up.

What the report makes of it is `understanding`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from kwopt.tables.figures.ids import IdEvidence
from kwopt.tables.figures.measures import SCALE_ASSUMED, Measured
from kwopt.tables.periods import distinct_values, is_dated
from kwopt.tables.planning.plans import PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.records import Record, both

HEAD_ROWS = 1000
"""First rows by which headers in doubt, unknown figures and decimal commas are told; fewer would do."""

_SHOWN = 12  # first values of a column, among which a report finds distinct ones

_ORDER = {code: place for place, code in enumerate((
    "tables.mixed_encodings", "tables.broken_characters",
    "tables.row_too_long", "tables.unreadable_rows", "tables.header_repeated", "tables.total_rows",
    "tables.note_rows", "tables.rows_of_other_kinds", "tables.asin_rows", "tables.other_currency_rows",
    "tables.rows_without_keyword", "tables.keywords_tidied", "tables.unreadable_values", "tables.ranges",
    "tables.lower_bounds", "tables.upper_bounds", "tables.volumes_bucketed", *SCALE_ASSUMED.values(),
    "tables.corrections", "tables.impossible_values", "tables.placed_orders", "tables.listings_masked",
))}  # fmt: skip
"""The order in which reading comes upon what it records."""

_OF_THE_FIRST = ("tables.mixed_encodings", "tables.broken_characters")  # their params tell of the first row


class NoSumError(Exception):
    """Two pieces of a file say what cannot be put together without a look at the whole."""


@dataclass(frozen=True)
class ColumnAccount:
    """What a column's cells give to a report.

    Parameters
    ----------
    missing
        Cells that say nothing.
    shown
        The first values that are not missing.
    records
        What was repaired in it.
    scale
        That of a ratio.
    currencies
        Those that its cells name; None for a column that holds no figures.
    distinct
        Its values, in a column of dates or currencies; None for another, or where there are too many.
    """

    missing: int
    shown: tuple[Any, ...]
    records: tuple[Record, ...] = ()
    scale: str | None = None
    currencies: frozenset[str] | None = None
    distinct: tuple[Any, ...] | None = None

    @classmethod
    def of(cls, column: PlannedColumn, raw: RawTable, measured: Measured | None) -> "ColumnAccount":
        """Return the account of a column; `measured` are its figures, where it holds figures."""
        values = raw.body[column.place]
        shown = tuple(values.iloc[np.flatnonzero(values.notna())[:_SHOWN]].tolist())
        listed = is_dated(column, raw.plan) or column.meaning.unit == "currency"
        distinct = distinct_values(values) if listed else None
        if measured is None:
            return cls(_missing_cells(values), shown, distinct=distinct)
        missing = np.count_nonzero(np.isnan(measured.cells.value) & np.isnan(measured.cells.high))
        currencies = measured.own.currencies
        return cls(int(missing), shown, measured.records, measured.scale, currencies, distinct)

    def __add__(self, other: "ColumnAccount") -> "ColumnAccount":
        """Return the account of two pieces of a column."""
        return replace(
            self,
            missing=self.missing + other.missing,
            shown=(*self.shown, *other.shown)[:_SHOWN],
            records=added(self.records, other.records),
            currencies=None
            if self.currencies is None
            else self.currencies | (other.currencies or frozenset()),
            distinct=_distinct(self.distinct, other.distinct),
        )


def _missing_cells(values: pd.Series) -> int:
    empty = int((values == "").sum()) if isinstance(values.dtype, pd.StringDtype) else 0
    return int(values.isna().sum()) + empty


def _distinct(one: tuple[Any, ...] | None, other: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    if one is None or other is None:
        return None
    return distinct_values(pd.Series([*one, *other], dtype="object"))


@dataclass(frozen=True)
class Account:
    """What some rows of a file give to its report.

    Parameters
    ----------
    head
        The first rows that are kept, as they stand in the file.
    names
        Columns of their frame.
    rows
        Rows that are kept, repeated ones among them.
    refusals, read, tidied, placed, masked
        Records of rows refused, and of what was repaired in reading, keywords, and figures that stand for
        others (by the place of the column that they come from).
    ids
        What columns of ids betray, by place.
    """

    head: RawTable
    names: tuple[str, ...]
    rows: int
    columns: Mapping[int, ColumnAccount]
    refusals: tuple[Record, ...] = ()
    read: tuple[Record, ...] = ()
    tidied: tuple[Record, ...] = ()
    masked: tuple[Record, ...] = ()
    placed: Mapping[int, Record] = field(default_factory=dict)
    ids: Mapping[int, IdEvidence] = field(default_factory=dict)

    @property
    def rows_refused(self) -> int:
        """Rows that are refused."""
        return sum(record.count for record in self.refusals)

    def __add__(self, other: "Account") -> "Account":
        """Return the account of two pieces of a file, the first one's rows before the other's.

        Raises
        ------
        NoSumError
            If the pieces say of one thing what only the whole can tell.
        """
        return Account(
            head=joined_heads(self.head, other.head),
            names=self.names or other.names,
            rows=self.rows + other.rows,
            columns={place: column + other.columns[place] for place, column in self.columns.items()},
            refusals=added(self.refusals, other.refusals),
            read=added(self.read, other.read),
            tidied=added(self.tidied, other.tidied),
            masked=added(self.masked, other.masked),
            placed={
                place: record
                for place in sorted({*self.placed, *other.placed})
                if (record := both(self.placed.get(place), other.placed.get(place)))
            },
            ids={place: ids + other.ids[place] for place, ids in self.ids.items()},
        )


def head_of(raw: RawTable) -> RawTable:
    """Return the first rows of a table."""
    return replace(raw, body=raw.body.iloc[:HEAD_ROWS], rows=raw.rows[:HEAD_ROWS])


def joined_heads(one: RawTable, other: RawTable) -> RawTable:
    """Return the first rows of two pieces of a table."""
    if len(one.rows) >= HEAD_ROWS or not len(other.rows):
        return one
    body = pd.concat([one.body, other.body], ignore_index=True) if len(one.rows) else other.body
    return head_of(replace(one, body=body, rows=np.concatenate([one.rows, other.rows])))


def added(one: Sequence[Record], other: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records of two pieces of a file in the order in which they are come upon.

    Raises
    ------
    NoSumError
        If they say of one thing what only the whole can tell.

    >>> [record.count for record in added([Record("tables.ranges", 1)], [Record("tables.ranges", 2)])]
    [3]
    """
    found = {record.code: record for record in one}
    for record in other:
        before = found.get(record.code)
        if before and before.params != record.params and record.code not in _OF_THE_FIRST:
            raise NoSumError(record.code)
        found[record.code] = both(before, record) or record
    if len(found) < max(len(one), len(other)) or not found.keys() <= _ORDER.keys():
        raise NoSumError(", ".join(found))
    return tuple(found[code] for code in sorted(found, key=lambda code: _ORDER[code]))
