"""The result of reading: a frame with canonical columns, and how it came to be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from kwopt.columns import ROW_COUNTS
from kwopt.models import Level, Notice
from kwopt.tables.planning.formats import Format, remarks_on
from kwopt.tables.records import Record
from kwopt.tables.rows.reports import Reported


@dataclass(frozen=True)
class CheckedRatio:
    """A ratio held against its parts in `rows` rows of the file: `numerator` / `denominator` (headers)."""

    numerator: str
    denominator: str
    rows: int
    agrees: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in ("numerator", "denominator", "rows", "agrees")}


@dataclass(frozen=True)
class ColumnReport:
    """How one column of a file was understood.

    `scale` is that of the file ("percent" or "fraction"); the frame holds fractions. "kept" columns are
    carried along; "ignored" ones too, but they were understood and are not used. `group` is the name of a
    kept column among a report's rows ("campaign").
    """

    source: str
    canonical: str | None
    unit: str | None
    scale: str | None
    direction: str | None
    status: str
    missing: int
    examples: tuple[Any, ...]
    note: Notice | None = None
    checked: CheckedRatio | None = None
    group: str | None = None

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "source": self.source,
            "canonical": self.canonical,
            "unit": self.unit,
            "scale": self.scale,
            "direction": self.direction,
            "status": self.status,
            "missing": self.missing,
            "examples": list(self.examples),
            "note": self.note.to_dict(lang) if self.note else None,
            "checked": self.checked.to_dict() if self.checked else None,
            **({"group": self.group} if self.group else {}),
        }


@dataclass(frozen=True)
class FileReport:
    """How one file was read. `rows_read = rows_kept + rows_merged + rows_refused`."""

    file: str
    sheet: str | None
    format: Format
    confidence: float
    encoding: str | None
    delimiter: str | None
    header_row: int
    rows_read: int
    rows_kept: int
    rows_merged: int
    rows_refused: int
    columns: tuple[ColumnReport, ...]
    repairs: tuple[Record, ...]
    refusals: tuple[Record, ...]
    ready_for: Mapping[str, bool]
    todo: tuple[Notice, ...]
    period: tuple[date, date] | None = None
    currency: str | None = None
    sha256: str | None = None
    window_days: int | None = None

    @property
    def remarks(self) -> tuple[Notice, ...]:
        """What is known of files of this format that hold such columns."""
        used = {column.canonical for column in self.columns if column.status == "used"}
        return tuple(Notice(code, file=self.file) for code in remarks_on(self.format, used))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form, as `kwopt inspect` prints it."""
        plain = ("file", "sheet", "confidence", "encoding", "delimiter", "header_row")
        start, end = self.period or (None, None)
        return {
            **{name: getattr(self, name) for name in plain},
            "format": self.format.id,
            "format_name": self.format.names.get(lang) or self.format.names["en"],
            "format_source": self.format.source or None,
            "format_date": self.format.date or None,
            "format_grade": self.format.grade or None,
            **{name: getattr(self, name) for name in ROW_COUNTS},
            "columns": [column.to_dict(lang) for column in self.columns],
            "repairs": [record.to_dict(lang) for record in self.repairs],
            "refusals": [record.to_dict(lang) for record in self.refusals],
            "ready_for": dict(self.ready_for),
            "todo": [notice.to_dict(lang) for notice in self.todo],
            "period": {"start": start.isoformat(), "end": end.isoformat()} if start and end else None,
            "currency": self.currency,
            "window_days": self.window_days,
            "remarks": [notice.to_dict(lang) for notice in self.remarks],
            "sha256": self.sha256,
        }


class ReadFiles:
    """What is known of a table by the reports on its files, wherever its rows are."""

    files: tuple[FileReport, ...]

    @property
    def repairs(self) -> list[Record]:
        """What was repaired, over all files."""
        return [record for file in self.files for record in file.repairs]

    @property
    def refusals(self) -> list[Record]:
        """Which rows were refused, over all files."""
        return [record for file in self.files for record in file.refusals]

    @property
    def format(self) -> str:
        """Id of the format; "mixed" where files differ, "generic" where none was recognized."""
        ids = {file.format.id for file in self.files}
        return ids.pop() if len(ids) == 1 else "mixed"

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day of the figures, where the files betray them."""
        periods = [file.period for file in self.files if file.period]
        return (min(start for start, _ in periods), max(end for _, end in periods)) if periods else None

    @property
    def currency(self) -> str | None:
        """Code of the currency that all files name; None where they name none, or several."""
        named = {file.currency for file in self.files if file.currency}
        code = named.pop() if len(named) == 1 else ""
        return code if re.fullmatch("[A-Z]{3}", code) else None

    @property
    def rows_read(self) -> int:
        """Rows met, without blank ones: kept, merged and refused ones together."""
        return sum(file.rows_read for file in self.files)

    @property
    def rows_kept(self) -> int:
        """Rows that stay: one a keyword."""
        return sum(file.rows_kept for file in self.files)

    @property
    def rows_merged(self) -> int:
        """Rows that repeat a keyword."""
        return sum(file.rows_merged for file in self.files)

    @property
    def rows_refused(self) -> int:
        """Rows that hold no keyword, or cannot be split into columns."""
        return sum(file.rows_refused for file in self.files)

    @property
    def row_counts(self) -> dict[str, int]:
        """How many rows were read, kept, merged and refused."""
        return {name: getattr(self, name) for name in ROW_COUNTS}

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """Name, sheet and fingerprint of each file, for a JSON document's `inputs`."""
        return [{"file": file.file, "sheet": file.sheet, "sha256": file.sha256} for file in self.files]

    @property
    def notices(self) -> list[Notice]:
        """What the user should know of the columns and files, each remark once."""
        notes = [column.note for file in self.files for column in file.columns if column.note]
        todo = [notice for file in self.files for notice in file.todo]
        unique: list[Notice] = []
        for notice in notes + todo:
            if notice not in unique:
                unique.append(notice)
        return unique

    @property
    def row_notices(self) -> list[Notice]:
        """Refusals and repairs of reading, each with its file."""
        return [
            Notice(
                record.code, level, {"count": record.count, **record.params}, file=file.file, sheet=file.sheet
            )
            for file in self.files
            for level, record in _levels(file)
        ]  # fmt: skip

    @property
    def reading_notices(self) -> list[Notice]:
        """All that the user should know of how the files were read: rows first, then columns."""
        return self.row_notices + self.notices

    def describe(self, lang: str = "en") -> list[dict[str, Any]]:
        """Return what was understood of each file, as `kwopt inspect` prints it under `files`."""
        return [file.to_dict(lang) for file in self.files]


def _levels(file: FileReport) -> Iterator[tuple[Level, Record]]:
    yield from (("warning", record) for record in file.refusals)
    yield from ((record.level, record) for record in file.repairs)


@dataclass(frozen=True)
class KeywordTable(ReadFiles):
    """Keywords with their figures, one row a keyword, and how they were read.

    Parameters
    ----------
    frame
        Canonical columns first (only those that a file gave), then `source_file`, `source_row`, then the
        columns that have no canonical name, under their own headers.
    files
        A report for each file, in the order given.
    reported
        Rows of advertising reports, from which `report_rows` is made.
    """

    frame: pd.DataFrame
    files: tuple[FileReport, ...]
    reported: Reported | None = None

    @cached_property
    def report_rows(self) -> pd.DataFrame | None:
        """Rows of the shop's own advertising reports before those of one keyword are added up; else None.

        Reports are files with clicks whose repeated rows are added up. The rows are exactly those whose
        figures count in `frame`: their sums by keyword equal it. Rows that are refused, and totals, are not
        among them. Of several files, neither are rows of a keyword whose figures come from another file (an
        earlier one, where reports are not added), and money in another currency than the first is missing.

        Columns, as far as a file has them: `keyword` as `frame` spells it; the categories `campaign`,
        `ad_group`, `targeting`, `match_type` and `date`, missing where a row names none; `impressions`,
        `clicks`, `orders`, `spend`, `sales`, `source_file`, `source_row`. `match_type` is exact, phrase,
        broad, auto or product, any other text as it stands; `date` an ISO day, and
        "2026-08-10/2026-08-16" where a row holds several.
        """
        return self.reported.frame() if self.reported else None
