"""The rows of a file, or of a piece of it, understood: keywords told from other rows, figures measured.

Repeated keywords are not yet merged: that is `building`, for a whole file, and `spooling`, for one in pieces.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.tables.accounts import Account, ColumnAccount, head_of
from kwopt.tables.figures.evidence import Decided
from kwopt.tables.figures.ids import IdEvidence, is_id, with_ids_as_text
from kwopt.tables.figures.measures import Measured, canonical_figures, measured_columns
from kwopt.tables.figures.placed import with_placed_orders
from kwopt.tables.figures.ratios import RatioCheck, ratio_checks, with_scales_corrected
from kwopt.tables.raw import RawTable
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.rows.carried import carried
from kwopt.tables.rows.keywords import tidy_keywords
from kwopt.tables.rows.merging import identities
from kwopt.tables.rows.row_kinds import refused_rows

_MOST_ROWS = 2**53  # beyond it, floats skip whole numbers
_TRACES_OF_SALES = (
    columns.CLICKS, columns.ORDERS, columns.CLICK_THROUGH_RATE, columns.BUYERS_PER_VISITOR,
    columns.MARKET_BUYERS, columns.OWN_VISITORS,
)  # fmt: skip


@dataclass(frozen=True)
class KeywordRows:
    """Rows that hold a keyword.

    Parameters
    ----------
    raw
        These rows as they stand in the file, ids as text, with the records of the rows refused.
    keywords, keys
        Their keywords, tidied, and the identities of these.
    tidied
        The record of what was tidied.
    ids
        What columns of ids betray, by place.
    """

    raw: RawTable
    keywords: pd.Series
    keys: pd.Series
    tidied: tuple[Record, ...]
    ids: dict[int, IdEvidence]


def keyword_rows(raw: RawTable, *, footer: bool = True) -> KeywordRows:
    """Return the rows that are kept; there may be none.

    Parameters
    ----------
    footer
        Whether the last rows are the last of their file, among which footers stand.
    """
    raw, ids = with_ids_as_text(raw)
    tidy = tidy_keywords(raw.body[raw.plan.keyword.place].astype("str"))
    blank, refused, refusals = refused_rows(raw, tidy, footer=footer)
    kept = ~(blank | refused)
    tidied = _tidied(tidy.changed & kept, tidy.texts, raw)
    raw = replace(raw, refusals=raw.refusals + refusals)
    if not kept.all():
        raw, tidy = replace(raw, body=raw.body[kept], rows=raw.rows[kept]), tidy.of_rows(kept)
    return KeywordRows(raw, tidy.texts, identities(tidy.texts, plain=tidy.plain), tidied, ids)


@dataclass(frozen=True)
class Piece:
    """The keywords of a file, or of a piece of it, with their figures.

    Parameters
    ----------
    frame
        One row a row of the file; a keyword may stand in several.
    account
        What they give to the file's report.
    measured
        Figures as they stand in the file, before their ratios are corrected by `checks`.
    carried
        Names of the columns without canonical name, by place.
    """

    frame: pd.DataFrame
    account: Account
    measured: tuple[Measured, ...]
    checks: tuple[RatioCheck, ...]
    carried: dict[int, str]


@dataclass(frozen=True)
class Verdicts:
    """What is decided of a whole file, of which a piece is understood.

    Parameters
    ----------
    figures
        Of its columns of figures, and how its ratios relate to their parts.
    worded
        Places of carried columns that hold words.
    """

    figures: Decided
    worded: frozenset[int] = frozenset()


def understood(
    rows: KeywordRows, file: str, *, together: np.ndarray | None = None, verdicts: Verdicts | None = None
) -> Piece:
    """Return the figures of some rows.

    Parameters
    ----------
    file
        What to call the source of rows that name none.
    together
        In a report the place of each row's keyword; elsewhere rows stand alone.
    verdicts
        What is decided of the whole file, where the rows are a piece of it.
    """
    raw, keywords = rows.raw, rows.keywords
    measured = measured_columns(raw, verdicts.figures if verdicts else None)
    checks = verdicts.figures.checks if verdicts else ratio_checks(raw, measured)
    corrected = with_scales_corrected(measured, checks)
    named, placed = with_placed_orders(
        canonical_figures(corrected), corrected, keywords=keywords, rows=raw.rows,
        codes=np.arange(len(raw.rows)) if together is None else together,
    )  # fmt: skip
    masked = _masked_listings(named, raw.rows, keywords)
    others = _others(raw, named)
    frame = _frame(raw, keywords, named | _sources(raw, file), others, verdicts.worded if verdicts else ())
    by_place = {item.column.place: item for item in corrected}
    told = {
        column.place: ColumnAccount.of(column, raw, by_place.get(column.place)) for column in raw.plan.columns
    }
    account = Account(
        head=head_of(raw), names=tuple(map(str, frame)), rows=len(frame), columns=told,
        refusals=raw.refusals, read=raw.repairs, tidied=rows.tidied, masked=masked,
        placed=placed, ids=rows.ids,
    )  # fmt: skip
    return Piece(frame, account, tuple(measured), checks, others)


def _tidied(changed: np.ndarray, keywords: pd.Series, raw: RawTable) -> tuple[Record, ...]:
    places = np.flatnonzero(changed)
    if not len(places):
        return ()
    few = places[:EXAMPLES]
    shown = examples(row=raw.rows[few], keyword=keywords.iloc[few].tolist())
    return (Record("tables.keywords_tidied", len(places), shown, {"column": raw.plan.keyword.source}),)


def _masked_listings(
    figures: dict[str, np.ndarray], rows: np.ndarray, keywords: pd.Series
) -> tuple[Record, ...]:
    """Clear listing counts of 0 where shoppers clicked or bought: the tool hid them.

    In a real table of 39,360 keywords (spring 2022) 978 say 0 listings, and 830 of these have clicks.
    """
    counts = figures.get(columns.LISTING_COUNT)
    traces = [figures[name] > 0 for name in _TRACES_OF_SALES if name in figures]
    if counts is None or not traces:
        return ()
    masked = (counts == 0) & np.any(traces, axis=0)
    places = np.flatnonzero(masked)
    if not len(places):
        return ()
    figures[columns.LISTING_COUNT] = np.where(masked, math.nan, counts)
    shown = examples(row=rows[places[:EXAMPLES]], keyword=keywords.iloc[places[:EXAMPLES]].tolist())
    return (Record("tables.listings_masked", len(places), shown),)


def _others(raw: RawTable, figures: Mapping[str, np.ndarray]) -> dict[int, str]:
    """Return the columns that are carried along, by place, under names that no other column has."""
    used = {columns.KEYWORD, *figures, *_own_sources(raw)}
    taken = {columns.KEYWORD, *figures, columns.SOURCE_FILE, columns.SOURCE_ROW, *columns.NUMERIC}
    names = {}
    for column in raw.plan.columns:
        if column.target not in used:
            names[column.place] = columns.free_name(column.source, taken)
            taken.add(names[column.place])
    return names


def _frame(
    raw: RawTable,
    keywords: pd.Series,
    named: Mapping[str, object],
    others: Mapping[int, str],
    worded: Collection[int],
) -> pd.DataFrame:
    values = carried(
        [raw.body[place] for place in others],
        ids=[is_id(raw.plan.columns[place]) for place in others],
        words=[place in worded for place in others],
    )
    along = dict(zip(others.values(), values, strict=True))
    return pd.DataFrame({columns.KEYWORD: keywords, **named, **along}, copy=False)


def _sources(raw: RawTable, file: str) -> dict[str, object]:
    """Return file and row of each keyword; a table that kwopt wrote keeps those it already has."""
    own_file = raw.plan.filling(columns.SOURCE_FILE)
    own_row = raw.plan.filling(columns.SOURCE_ROW)
    rows = raw.rows.astype(np.int64)
    if own_file is None or own_row is None:  # one without the other says nothing
        same = pd.Series(pd.array([file], dtype="str").repeat(len(rows)))
        return {columns.SOURCE_FILE: same, columns.SOURCE_ROW: rows}
    files = raw.body[own_file.place].astype("str").fillna(file).reset_index(drop=True)
    numbers = pd.to_numeric(raw.body[own_row.place], errors="coerce").to_numpy(dtype=float)
    stated = (numbers >= 1) & (numbers < _MOST_ROWS)
    return {columns.SOURCE_FILE: files, columns.SOURCE_ROW: np.where(stated, numbers, rows).astype(np.int64)}


def _own_sources(raw: RawTable) -> set[str]:
    sources = {columns.SOURCE_FILE, columns.SOURCE_ROW}
    return sources if all(raw.plan.filling(name) for name in sources) else set()
