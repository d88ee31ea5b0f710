"""From raw tables to a `KeywordTable`: rows told apart, figures measured, repeated keywords merged."""

import math
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.errors import TableError
from kwopt.tables.figures.ids import is_id, with_ids_as_text
from kwopt.tables.figures.measures import canonical_figures, measured_columns
from kwopt.tables.figures.placed import with_placed_orders
from kwopt.tables.figures.ratios import ratio_checks, with_scales_corrected
from kwopt.tables.periods import period_of
from kwopt.tables.raw import RawTable
from kwopt.tables.readiness import ready_for, still_to_do
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.rows.carried import carried
from kwopt.tables.rows.keywords import TidyKeywords, tidy_keywords
from kwopt.tables.rows.merging import Groups, Merged, grouped, identities, merge_first, merge_sum
from kwopt.tables.rows.reports import ReportRows, report_rows
from kwopt.tables.rows.row_kinds import refused_rows
from kwopt.tables.sources.documents import Document
from kwopt.tables.table import FileReport
from kwopt.tables.understanding import (
    Figures,
    column_reports,
    currency_of,
    headers_in_doubt,
    unknown_figures,
    window_of,
)

_MOST_ROWS = 2**53  # beyond it, floats skip whole numbers
_TRACES_OF_SALES = (
    columns.CLICKS, columns.ORDERS, columns.CLICK_THROUGH_RATE, columns.BUYERS_PER_VISITOR,
    columns.MARKET_BUYERS, columns.OWN_VISITORS,
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """One file, read and merged within itself; `keys` are the identities of its rows.

    `reported` are the rows of a report before they were merged, None of any other table.
    """

    frame: pd.DataFrame
    keys: pd.Series
    report: FileReport
    reported: ReportRows | None = None


def draft_table(raw: RawTable, source: Document) -> Draft:
    """Return one file's keywords, and the report on how they were read."""
    with ThreadPoolExecutor() as threads:  # what takes longest in a long table, beside the rest
        sha256 = threads.submit(lambda: source.sha256)
        raw = with_ids_as_text(raw)
        keywords = tidy_keywords(raw.body[raw.plan.keyword.place].astype("str"))
        keys = identities(keywords.texts, plain=keywords.plain)
        groups = threads.submit(grouped, keys)
        raw, kept = _without_refused(raw, keywords, source.name)
        if not kept.all():
            keywords, keys = keywords.of_rows(kept), keys[kept].reset_index(drop=True)
            groups = threads.submit(grouped, keys)
        figures = _figures(raw)
        named, placed = with_placed_orders(
            canonical_figures(figures.measured), figures.measured, keywords=keywords.texts, rows=raw.rows,
            codes=groups.result().codes if raw.plan.is_report else np.arange(len(raw.rows)),
        )  # fmt: skip
        masked = _masked_listings(named, raw.rows, keywords.texts)
        raw = replace(raw, repairs=(*raw.repairs, *figures.records, *placed, *masked))
        frame = _frame(raw, keywords.texts, named, source.name)
        report = _report(raw, source.name, figures, frame)
        merged = _MERGERS[raw.plan.format.duplicates](frame, groups.result())
        report = replace(
            report,
            rows_kept=len(merged.frame),
            rows_merged=len(frame) - len(merged.frame),
            repairs=(*report.repairs, *merged.records),
            sha256=sha256.result(),
        )
        reported = report_rows(raw, frame, groups.result().codes)
    return Draft(merged.frame, keys[merged.stays], report, reported)


def _figures(raw: RawTable) -> Figures:
    measured = measured_columns(raw)
    checks = ratio_checks(raw, measured)
    return Figures(with_scales_corrected(measured, checks), checks)


_MERGERS: Mapping[str, Callable[[pd.DataFrame, Groups], Merged]] = {
    "first": merge_first,
    "sum": merge_sum,
}


def _without_refused(raw: RawTable, keywords: TidyKeywords, file: str) -> tuple[RawTable, np.ndarray]:
    """Return the table without rows that are blank or refused, and which rows are kept."""
    blank, refused, refusals = refused_rows(raw, keywords)
    kept = ~(blank | refused)
    refusals = raw.refusals + refusals
    if not kept.any():
        raise TableError("tables.no_rows", file=file, count=sum(record.count for record in refusals))
    repairs = raw.repairs + _tidied(keywords.changed & kept, keywords.texts, raw)
    raw = replace(raw, refusals=refusals, repairs=repairs)
    return (raw if kept.all() else replace(raw, body=raw.body[kept], rows=raw.rows[kept])), kept


def _report(raw: RawTable, file: str, figures: Figures, frame: pd.DataFrame) -> FileReport:
    """Return the report on a file of which no rows are merged yet."""
    rows_refused = sum(record.count for record in raw.refusals)
    return FileReport(
        file=file,
        sheet=raw.sheet,
        format=raw.plan.format,
        confidence=raw.plan.confidence,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        header_row=raw.header_row,
        rows_read=len(frame) + rows_refused,
        rows_kept=len(frame),
        rows_merged=0,
        rows_refused=rows_refused,
        columns=column_reports(raw, figures),
        repairs=raw.repairs,
        refusals=raw.refusals,
        ready_for=ready_for(frame),
        todo=(*headers_in_doubt(raw, file), *still_to_do(frame, file, unknown_figures(raw))),
        period=period_of(raw, file),
        currency=currency_of(raw, figures.measured),
        window_days=window_of(raw.plan),
    )


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
    others = [column for column in raw.plan.columns if column.target not in used]
    values = carried([raw.body[column.place] for column in others], ids=[is_id(column) for column in others])
    taken = {*named, *columns.NUMERIC}
    for column, found in zip(others, values, strict=True):
        name = columns.free_name(column.source, taken)
        named[name] = found
        taken.add(name)
    return pd.DataFrame(named, copy=False)


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
