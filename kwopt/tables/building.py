"""From raw tables to a `KeywordTable`: rows told apart, figures measured, repeated keywords merged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.errors import TableError
from kwopt.models import Notice
from kwopt.tables.documents import Document
from kwopt.tables.keywords import refused_rows, tidy_keywords
from kwopt.tables.measures import Measured, canonical_figures, measured_columns
from kwopt.tables.merging import Merged, identities, merge_first, merge_sum
from kwopt.tables.periods import period_in
from kwopt.tables.plans import PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.readiness import ready_for, still_to_do
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.table import ColumnReport, FileReport, KeywordTable

_PLAIN_NUMBER = r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$"
_SHOWN_EXAMPLES = 3
_TRACES_OF_SALES = (
    columns.CLICKS, columns.ORDERS, columns.CLICK_THROUGH_RATE, columns.BUYERS_PER_VISITOR,
    columns.MARKET_BUYERS,
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """One file, read and merged within itself; `keys` are the identities of its rows."""

    frame: pd.DataFrame
    keys: pd.Series
    report: FileReport


def draft_table(raw: RawTable, source: Document) -> Draft:
    """Return one file's keywords, and the report on how they were read."""
    keywords, changed = tidy_keywords(raw.body[raw.plan.keyword.place].astype("str"))
    blank, refused, refusals = refused_rows(raw, keywords)
    kept = ~(blank | refused)
    refusals = raw.refusals + refusals
    rows_refused = sum(record.count for record in refusals)
    if not kept.any():
        raise TableError("tables.no_rows", file=source.name, count=rows_refused)
    tidied = _tidied(changed & kept, keywords, raw)
    if not kept.all():
        keywords = keywords[kept]
        raw = replace(raw, body=raw.body[kept], rows=raw.rows[kept])
    measured = measured_columns(raw)
    figures = canonical_figures(measured)
    masked = _masked_listings(figures, raw.rows, keywords)
    frame = _frame(raw, keywords.reset_index(drop=True), figures, source.name)
    keys = identities(frame[columns.KEYWORD])
    merged = _merged(frame, keys, raw)
    repairs = raw.repairs + tidied + tuple(record for item in measured for record in item.records)
    report = FileReport(
        file=source.name,
        sheet=raw.sheet,
        format=raw.plan.format,
        confidence=raw.plan.confidence,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        header_row=raw.header_row,
        rows_read=int(kept.sum()) + rows_refused,
        rows_kept=len(merged.frame),
        rows_merged=len(frame) - len(merged.frame),
        rows_refused=rows_refused,
        columns=_column_reports(raw, measured),
        repairs=repairs + masked + merged.records,
        refusals=refusals,
        ready_for=ready_for(frame),
        todo=still_to_do(frame, source.name),
        period=period_in([*raw.preamble, source.name]),
        currency=_currency(raw, measured),
        sha256=source.sha256 if source.data else None,
    )
    return Draft(merged.frame, keys[merged.stays], report)


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


def _frame(raw: RawTable, keywords: pd.Series, figures: dict[str, np.ndarray], file: str) -> pd.DataFrame:
    named: dict[str, object] = {columns.KEYWORD: keywords, **figures}
    named |= _sources(raw, file)
    used = {name for name in named if name != columns.SOURCE_FILE and name != columns.SOURCE_ROW}
    used |= _own_sources(raw)
    for column in raw.plan.columns:
        if column.target not in used:
            named[_free_name(column.source, named)] = _carried(raw.body[column.place])
    return pd.DataFrame(named, copy=False)


def _sources(raw: RawTable, file: str) -> dict[str, object]:
    """Return file and row of each keyword; a table that kwopt wrote keeps those it already has."""
    own_file = raw.plan.filling(columns.SOURCE_FILE)
    own_row = raw.plan.filling(columns.SOURCE_ROW)
    rows = raw.rows.astype(np.int64)
    if own_file is None or own_row is None:  # one without the other says nothing
        return {columns.SOURCE_FILE: pd.Series([file] * len(rows), dtype="str"), columns.SOURCE_ROW: rows}
    files = raw.body[own_file.place].astype("str").fillna(file).reset_index(drop=True)
    numbers = pd.to_numeric(raw.body[own_row.place], errors="coerce").to_numpy(dtype=float)
    return {
        columns.SOURCE_FILE: files,
        columns.SOURCE_ROW: np.where(np.isfinite(numbers), numbers, rows).astype(np.int64),
    }


def _own_sources(raw: RawTable) -> set[str]:
    sources = {columns.SOURCE_FILE, columns.SOURCE_ROW}
    return sources if all(raw.plan.filling(name) for name in sources) else set()


def _free_name(wanted: str, taken: dict[str, object]) -> str:
    name, number = wanted, 1
    while name in taken or name in columns.NUMERIC:
        number += 1
        name = f"{wanted}.{number}"
    return name


def _carried(values: pd.Series) -> pd.Series:
    """Return a column without canonical name: numbers only where nothing is lost by it."""
    plain = values.reset_index(drop=True)
    if not isinstance(plain.dtype, pd.StringDtype):
        return plain
    known = plain.where(plain != "")
    if known.isna().all():
        return known
    if known.str.contains(_PLAIN_NUMBER, regex=True, na=True).all():
        return pd.to_numeric(known)
    return known


def _merged(frame: pd.DataFrame, keys: pd.Series, raw: RawTable) -> Merged:
    return {"first": merge_first, "sum": merge_sum}[raw.plan.format.duplicates](frame, keys)


def _column_reports(raw: RawTable, measured: Sequence[Measured]) -> tuple[ColumnReport, ...]:
    by_place = {item.column.place: item for item in measured}
    return tuple(_column_report(raw, column, by_place.get(column.place)) for column in raw.plan.columns)


def _column_report(raw: RawTable, column: PlannedColumn, measured: Measured | None) -> ColumnReport:
    values = raw.body[column.place]
    if measured is not None:
        missing = int(np.count_nonzero(np.isnan(measured.cells.value) & np.isnan(measured.cells.high)))
    else:
        missing = int(values.isna().sum()) + (
            int((values == "").sum()) if isinstance(values.dtype, pd.StringDtype) else 0
        )
    shown = values[values.notna()].iloc[: 4 * _SHOWN_EXAMPLES]
    distinct = [item for item in dict.fromkeys(shown.tolist()) if item != ""][:_SHOWN_EXAMPLES]
    note = column.meaning.note if column.status != "kept" else None
    return ColumnReport(
        source=column.source,
        canonical=column.meaning.canonical if column.meaning.part == "range" else column.target,
        unit=measured.unit if measured else column.meaning.unit,
        scale=measured.scale if measured else None,
        direction=column.meaning.direction,
        status=column.status,
        missing=missing,
        examples=tuple(distinct),
        note=Notice(note, column=column.source) if note else None,
    )


def _currency(raw: RawTable, measured: Sequence[Measured]) -> str | None:
    """Return the currency of money columns: of a column that names it, else of the cells."""
    for column in raw.plan.columns:
        if column.meaning.unit == "currency":
            names = raw.body[column.place].dropna().unique().tolist()
            if len(names) == 1:
                return str(names[0]).strip() or None
    met = {currency for item in measured for currency in item.cells.currencies}
    return met.pop() if len(met) == 1 else None


def joined_table(drafts: Sequence[Draft]) -> KeywordTable:
    """Return the keywords of several files as one table: of a keyword in two files the first one wins."""
    if len(drafts) == 1:
        return KeywordTable(drafts[0].frame, (drafts[0].report,))
    frame = pd.concat([draft.frame for draft in drafts], ignore_index=True)
    keys = pd.concat([draft.keys for draft in drafts], ignore_index=True)
    merged = merge_first(_canonical_first(frame), keys)
    reports, start = [], 0
    for draft in drafts:
        stop = start + len(draft.frame)
        gone = int(np.count_nonzero(~merged.stays[start:stop]))
        report = replace(
            draft.report,
            rows_kept=draft.report.rows_kept - gone,
            rows_merged=draft.report.rows_merged + gone,
        )
        reports.append(report)
        start = stop
    reports[-1] = replace(
        reports[-1],
        repairs=reports[-1].repairs + merged.records,
        todo=(*reports[-1].todo, Notice("tables.files_joined", "warning", {"files": len(drafts)})),
    )
    return KeywordTable(merged.frame, tuple(reports))


def _canonical_first(frame: pd.DataFrame) -> pd.DataFrame:
    ends = [
        name for column in columns.NUMERIC for name in (column, columns.low(column), columns.high(column))
    ]
    order = [columns.KEYWORD, *ends, columns.SOURCE_FILE, columns.SOURCE_ROW]
    first = [name for name in order if name in frame]
    return frame[first + [name for name in frame if name not in first]]
