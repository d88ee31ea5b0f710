"""From a raw table to one file's keywords: understood, repeated ones merged, with the report on how."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pandas as pd

from kwopt.errors import TableError
from kwopt.tables.accounts import Account
from kwopt.tables.figures.ratios import RatioCheck
from kwopt.tables.periods import period_of
from kwopt.tables.pieces import keyword_rows, understood
from kwopt.tables.raw import RawTable
from kwopt.tables.readiness import ready_for, still_to_do
from kwopt.tables.records import Record
from kwopt.tables.rows.merging import Groups, Merged, grouped, merge_first, merge_sum
from kwopt.tables.rows.reports import ReportRows, report_rows
from kwopt.tables.sources.documents import Document
from kwopt.tables.table import FileReport
from kwopt.tables.understanding import (
    column_reports,
    currency_of,
    headers_in_doubt,
    repairs_of,
    unknown_figures,
    window_of,
)


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
        rows = keyword_rows(raw)
        if not len(rows.keys):
            count = sum(record.count for record in rows.raw.refusals)
            raise TableError("tables.no_rows", file=source.name, count=count)
        groups = threads.submit(grouped, rows.keys)
        together = groups.result().codes if raw.plan.is_report else None
        piece = understood(rows, source.name, together=together)
        checks = piece.checks
        report = file_report(piece.account, source.name, checks, fingerprint=sha256.result())
        merged = _MERGERS[raw.plan.format.duplicates](piece.frame, groups.result())
        report = with_merged(report, len(merged.frame), merged.records)
        reported = report_rows(rows.raw, piece.frame, groups.result().codes)
    return Draft(merged.frame, rows.keys[merged.stays], report, reported)


_MERGERS: Mapping[str, Callable[[pd.DataFrame, Groups], Merged]] = {
    "first": merge_first,
    "sum": merge_sum,
}


def file_report(
    account: Account, file: str, checks: Sequence[RatioCheck], *, fingerprint: str | None
) -> FileReport:
    """Return the report on a file of which no rows are merged yet."""
    head = account.head
    todo = still_to_do(account.names, file, unknown_figures(head))
    dated = {place: column.distinct for place, column in account.columns.items()}
    return FileReport(
        file=file,
        sheet=head.sheet,
        format=head.plan.format,
        confidence=head.plan.confidence,
        encoding=head.encoding,
        delimiter=head.delimiter,
        header_row=head.header_row,
        rows_read=account.rows + account.rows_refused,
        rows_kept=account.rows,
        rows_merged=0,
        rows_refused=account.rows_refused,
        columns=column_reports(account, checks),
        repairs=repairs_of(account, checks),
        refusals=account.refusals,
        ready_for=ready_for(account.names),
        todo=(*headers_in_doubt(head, file), *todo),
        period=period_of(head, file, dated),
        currency=currency_of(account),
        sha256=fingerprint,
        window_days=window_of(head.plan),
    )


def with_merged(report: FileReport, kept: int, records: Sequence[Record]) -> FileReport:
    """Return the report of a file of whose rows `kept` stay after merging."""
    merged = report.rows_kept - kept
    return replace(report, rows_kept=kept, rows_merged=merged, repairs=(*report.repairs, *records))
