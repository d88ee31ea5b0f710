"""From the keywords of several files to one table: which figure wins, and where each came from.

A keyword stands once, however many files hold it. For every figure of it, the first file (in the order given)
that states the figure wins, and what a file lacks is filled from the later ones: missing is filled, nothing
is overwritten. Columns without canonical name are filled alike. Four things are taken together:

1. Searches, the ends of their range, and searches per listing come from one file (`BLOCKS`): a ratio says
   nothing of another tool's searches. So do the price of a click and the ends of its range.
2. Impressions, clicks, orders, spend, sales and orders per click come from one file: clicks of one and orders
   of another would make a false rate. A file that states counts goes before one that states a rate alone.
   So do the shop's own visitors from search, their buyers and their rate.
3. Reports whose periods are apart are added instead: counts and money, and orders per click is their mean,
   weighted by clicks (`additions`). Money of another currency than the first one named is left out.
4. Searches that count otherwise (indices of two files, searches a week beside searches a month) are first
   brought to the scale of the first file that states any (`scales`), by the keywords that both hold.

Scores and estimates of a table that kwopt wrote are left out (`ownscores`).
Whatever is filled, left out, multiplied or added is told with its file. Keywords stand in the order of the
first file, then those that each later one adds. `sources` names every file and row that holds a keyword;
`source_file` and `source_row` are those of the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt import columns
from kwopt.tables.building import Draft
from kwopt.tables.joining.additions import in_one_currency, with_added_reports
from kwopt.tables.joining.joined_reports import joined_reports
from kwopt.tables.joining.joinedrows import counted_rows
from kwopt.tables.joining.ownscores import without_scores
from kwopt.tables.joining.parts import Part, ends_of, first_holders, parts_of
from kwopt.tables.joining.scales import on_one_scale
from kwopt.tables.raw import as_text
from kwopt.tables.rows.reports import CountedRows, Reported
from kwopt.tables.table import KeywordTable


@dataclass(frozen=True)
class Block:
    """Figures that say something only together: all come from the first file that states one of `leads`.

    Where no file does, `bound` ones come from the first file that states one of them.
    """

    leads: tuple[str, ...]
    bound: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All its columns."""
        return self.leads + self.bound


_TOGETHER = (
    Block((columns.SEARCH_VOLUME,), (*ends_of(columns.SEARCH_VOLUME)[1:], columns.DEMAND_SUPPLY_RATIO)),
    Block(columns.OWN_FIGURES, (columns.ORDERS_PER_CLICK,)),
    Block((columns.OWN_VISITORS, columns.OWN_BUYERS), (columns.OWN_BUYERS_PER_VISITOR,)),
)
_ALONE = tuple(
    Block((name,), ends_of(name)[1:])
    for name in columns.NUMERIC
    if not any(name in block.names for block in _TOGETHER)
)
BLOCKS = _TOGETHER + _ALONE
"""What is taken together; any other column of figures is taken with the ends of its own range."""

_OF_FIRST = (columns.KEYWORD, columns.SOURCE_FILE, columns.SOURCE_ROW)

_TEXT = pa.large_string()

Origins: TypeAlias = dict[str, np.ndarray]
"""For each column the place of the file from which each keyword takes it, -1 where none states it."""


def joined_table(drafts: Sequence[Draft]) -> KeywordTable:
    """Return the keywords of several files as one table, by the rule of this module."""
    if len(drafts) == 1:
        return _only_table(drafts[0])
    parts, size = parts_of(drafts)
    parts = in_one_currency(without_scores(parts))
    parts = on_one_scale(with_added_reports(parts, size), size)
    holders = first_holders(parts, size)
    origins = _origins(parts, holders)
    frame = _joined_frame(parts, origins, size)
    reports = joined_reports(parts, frame, origins, holders)
    return KeywordTable(frame, reports, _reported(counted_rows(parts, origins), frame))


def _only_table(draft: Draft) -> KeywordTable:
    rows = (CountedRows.all_of(draft.reported),) if draft.reported else ()
    return KeywordTable(draft.frame, (draft.report,), _reported(rows, draft.frame))


def _reported(rows: tuple[CountedRows, ...], frame: pd.DataFrame) -> Reported | None:
    return Reported(rows, frame[columns.KEYWORD]) if rows else None


def _origins(parts: Sequence[Part], holders: np.ndarray) -> Origins:
    origins: Origins = dict.fromkeys(_OF_FIRST, holders)
    for block in BLOCKS:
        origins |= _block_origins(parts, block, len(holders))
    for name in dict.fromkeys(str(name) for part in parts for name in part.frame):
        if name not in origins and name != columns.SOURCES:
            origins[name] = _first_stating(parts, (name,), len(holders))
    return origins


def _block_origins(parts: Sequence[Part], block: Block, size: int) -> Origins:
    there = [name for name in block.names if any(name in part.frame for part in parts)]
    leading = _first_stating(parts, block.leads, size)
    owner = np.where(leading < 0, _first_stating(parts, block.bound, size), leading)
    return {name: _first_stating(parts, (name,), size, owner) for name in there}


def _first_stating(
    parts: Sequence[Part], names: Iterable[str], size: int, owner: np.ndarray | None = None
) -> np.ndarray:
    """Return the first file that states one of `names` of each keyword; only `owner`, where one is named."""
    origin = np.full(size, -1, dtype=np.intp)
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        stated = [part.frame[name].notna().to_numpy() for name in names if name in part.frame]
        if stated:
            states = np.any(stated, axis=0) if len(stated) > 1 else stated[0]
            if owner is not None:
                states = states & (owner[part.rows] == place)
            origin[part.rows[states]] = place
    return origin


def _joined_frame(parts: Sequence[Part], origins: Origins, size: int) -> pd.DataFrame:
    ends = [end for name in columns.NUMERIC for end in ends_of(name) if end in origins]
    first = [columns.KEYWORD, *ends, columns.SOURCE_FILE, columns.SOURCE_ROW]
    joined: dict[str, object] = {name: _column(parts, name, origins[name]) for name in first}
    joined[columns.SOURCES] = _sources(parts, size)
    carried = (name for name in origins if name not in joined)
    return pd.DataFrame(joined | {name: _column(parts, name, origins[name]) for name in carried}, copy=False)


def _column(parts: Sequence[Part], name: str, origin: np.ndarray) -> object:
    """Return one column, each keyword's value from the file that `origin` names."""
    pieces, start = [], 0
    places = np.full(len(origin), -1, dtype=np.intp)
    for place, part in enumerate(parts):
        if name in part.frame:
            chosen = np.flatnonzero(origin[part.rows] == place)
            places[part.rows[chosen]] = start + chosen
            pieces.append(part.frame[name])
            start += len(part.rows)
    values = pd.concat(_of_one_kind(pieces), ignore_index=True)
    if (places >= 0).all():
        return values.array.take(places)
    values = values.astype("float64") if pd.api.types.is_numeric_dtype(values.dtype) else values
    return values.array.take(places, allow_fill=True)


def _of_one_kind(pieces: Sequence[pd.Series]) -> list[pd.Series]:
    """Return columns that stand one below the other: numbers, or all of them as text.

    A column in which nothing stands is of either kind.
    """
    if len({piece.dtype for piece in pieces}) == 1:
        return list(pieces)
    stated = [piece for piece in pieces if piece.notna().any()]
    numbers = [pd.api.types.is_numeric_dtype(piece.dtype) for piece in stated]
    if all(numbers):
        return [pd.to_numeric(piece, errors="coerce") for piece in pieces]
    return [piece.astype("str") if piece.isna().all() else as_text(piece.tolist()) for piece in pieces]


def _sources(parts: Sequence[Part], size: int) -> pd.Series:
    """Return every file and row of each keyword: "a.csv:2;b.xlsx:17"."""
    met: list[pa.Array] = []
    for part in parts:
        own = _own_sources(part)
        places = np.full(size, -1, dtype=np.intp)
        places[part.rows] = np.arange(len(part.rows))
        here = own.take(pa.array(places, mask=places < 0))
        for earlier in met:  # a table that is named twice
            here = pc.if_else(pc.fill_null(pc.equal(here, earlier), False), None, here)
        met.append(here)
    joined = pc.binary_join_element_wise(*met, pa.scalar(";", _TEXT), null_handling="skip")
    return pd.Series(joined.to_pandas(), dtype="str")


def _own_sources(part: Part) -> pa.Array:
    """Return file and row of a part's keywords; a joined table that is read again knows all of them."""
    files, rows = (pa.array(part.frame[name]) for name in (columns.SOURCE_FILE, columns.SOURCE_ROW))
    named = pc.binary_join_element_wise(files.cast(_TEXT), rows.cast(_TEXT), pa.scalar(":", _TEXT))
    if columns.SOURCES not in part.frame:
        return named
    return pc.coalesce(pa.array(part.frame[columns.SOURCES].astype("str"), type=_TEXT), named)
