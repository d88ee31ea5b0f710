"""The file of a batch: rows as JSON lines, or titles as a table. Whole or not at all, in the catalog's order.

Rows come one after the other out of a journal, so the results of a shop never stand in memory together.
"""

import codecs
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kwopt.files.atomic import write_atomically
from kwopt.models import Notice
from kwopt.scoring.relevance.relevance import CLASSES
from kwopt.shop.batch.work import CURRENT_VALUE, Row
from kwopt.tables.writing.cellnotices import CellNotices, safe_piece
from kwopt.tables.writing.csvtext import csv_header, csv_rows
from kwopt.tables.writing.rowgroups import write_row_groups
from kwopt.tables.writing.safecells import for_spreadsheets
from kwopt.tables.writing.sheets import write_sheet

SCORE_SUFFIXES = (".parquet",)

_TITLE = (
    "rank", "text", "width", "value", "coverage_value", "fluency_value", "reach", "bound", "gap", "proven",
    "cost_against_best",
)  # fmt: skip
_COLUMNS = (
    "row", "product_id", "product", "status", "current_title", CURRENT_VALUE, *_TITLE, "limit", "unit",
    "marketplace", "keywords_covered", "findings", *CLASSES, "eligible", "keywords_top", "error_code",
    "error", "remark", "text_alone", "focus",
)  # fmt: skip
_WHOLE = ("row", "rank", "width", "limit", "keywords_covered", "findings", *CLASSES, "eligible")
_NUMBERS = (
    CURRENT_VALUE,
    "value",
    "coverage_value",
    "fluency_value",
    "reach",
    "bound",
    "gap",
    "cost_against_best",
)
_ROWS_AT_ONCE = 500  # products whose titles are a frame together
_BETWEEN = " | "  # keywords of one cell: neither a comma nor a semicolon, which may stand in keywords

Protected = Sequence[str | Path]


def write_rows(rows: Iterable[Row], target: Path, protect: Protected = ()) -> list[Notice]:
    """Write finished rows to `target`, whose suffix decides on the form; return what should be known of it.

    Raises
    ------
    TableError
        If the place cannot be written, or the disk is full: what stood there stays.
    """
    written = _WRITERS[target.suffix.lower()](rows)
    write_atomically(target, written.write, protect=protect)
    return written.notices


class _Lines:
    """Rows as lines of JSON."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = rows
        self.notices: list[Notice] = []

    def write(self, file: IO[bytes]) -> None:
        """Write all rows."""
        file.writelines(map(json_line, self.rows))


class _Delimited:
    """Titles as delimited text, some hundred products at a time."""

    def __init__(self, rows: Iterable[Row], delimiter: str) -> None:
        self.rows, self.delimiter = rows, delimiter
        self.notices: list[Notice] = []

    def write(self, file: IO[bytes]) -> None:
        """Write all titles."""
        file.write(codecs.BOM_UTF8 + csv_header(_COLUMNS, self.delimiter))
        found, first = CellNotices(), 0
        for frame in title_frames(self.rows):
            piece = safe_piece(frame, first, numbers=True)
            file.writelines(csv_rows(piece.frame, self.delimiter))
            found, first = found + piece.notices, first + len(frame)
        self.notices = found.notices(_COLUMNS)


class _RowGroups:
    """Titles as Parquet, one row group some hundred products."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = rows
        self.notices: list[Notice] = []

    def write(self, file: IO[bytes]) -> None:
        """Write all titles."""
        write_row_groups(title_frames(self.rows), file)


class _Sheet:
    """Titles as a workbook, which is made whole: no sheet holds more than some million rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = rows
        self.notices: list[Notice] = []

    def write(self, file: IO[bytes]) -> None:
        """Write all titles."""
        safe, self.notices = for_spreadsheets(title_frame(self.rows))
        buffer = io.BytesIO()
        write_sheet(safe, buffer, "titles")
        file.write(buffer.getbuffer())


_WRITERS: Mapping[str, Callable[[Iterable[Row]], "_Lines | _Delimited | _RowGroups | _Sheet"]] = {
    ".jsonl": _Lines,
    ".csv": partial(_Delimited, delimiter=","),
    ".tsv": partial(_Delimited, delimiter="\t"),
    ".parquet": _RowGroups,
    ".xlsx": _Sheet,
}
SUFFIXES = tuple(_WRITERS)
"""Suffixes of outputs."""


def json_line(row: Row) -> bytes:
    r"""Return a row as a line of JSON.

    >>> json_line({"row": 2, "product": "旗袍"}).decode()
    '{"row": 2, "product": "旗袍"}\n'
    """
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"


def title_frames(rows: Iterable[Row]) -> Iterator[pd.DataFrame]:
    """Yield the titles of some hundred rows at a time; at least one frame, be it empty."""
    left = iter(rows)
    few = list(islice(left, _ROWS_AT_ONCE))
    while True:
        yield title_frame(few)
        few = list(islice(left, _ROWS_AT_ONCE))
        if not few:
            return


def title_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Return one row a title; a product without titles has one row that says why."""
    entries = [entry for row in rows for entry in _title_rows(row)]
    frame = pd.DataFrame(entries, columns=list(_COLUMNS))
    kinds = dict.fromkeys(_WHOLE, "Int64") | dict.fromkeys(_NUMBERS, "float64") | {"proven": "boolean"}
    return frame.astype(dict.fromkeys(_COLUMNS, "str") | kinds)


def _title_rows(row: Row) -> Iterator[dict[str, Any]]:
    error, counts, allocation = row["error"] or {}, row["counts"], row.get("allocation", {})
    same = {
        **{
            name: row[name]
            for name in ("row", "product_id", "product", "status", "current_title", CURRENT_VALUE)
        },
        **{name: row[name] for name in ("limit", "unit", "marketplace")},
        **{name: counts[name] for name in (*CLASSES, "eligible")},
        "keywords_top": _BETWEEN.join(keyword["keyword"] for keyword in row["keywords_top"]) or None,
        "error_code": error.get("code"),
        "error": error.get("message"),
        "text_alone": allocation.get("text_alone"),
        "focus": _BETWEEN.join(allocation.get("focus", ())) or None,
        "remark": _BETWEEN.join(notice["message"] for notice in row["notices"]) or None,
    }
    for title in row["titles"] or [None]:
        yield same | (_figures(title) if title else {})


def _figures(title: dict[str, Any]) -> dict[str, Any]:
    figures = {name: title[name] for name in _TITLE}
    return figures | {"keywords_covered": len(title["coverage"]), "findings": len(title["findings"])}


def write_scores(tables: Iterable[pa.Table], target: Path, protect: Protected = ()) -> int:
    """Write the scored keywords of all products as Parquet, a product behind the other; return how many.

    Raises
    ------
    TableError
        If the place cannot be written, or the disk is full.
    """
    counted = _Counted(tables)
    write_atomically(target, counted.write, protect=protect)
    return counted.rows


class _Counted:
    """Writes tables as row groups of one file, some thousand rows each, and counts their rows."""

    group = 50_000  # rows: a group a product would make files of thousands of small pieces

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        self.tables = tables
        self.rows = 0

    def write(self, file: IO[bytes]) -> None:
        """Write all tables."""
        writer: pq.ParquetWriter | None = None
        for table in self._groups():
            writer = writer or pq.ParquetWriter(file, table.schema, compression="zstd")
            writer.write_table(table)
        if writer is None:
            writer = pq.ParquetWriter(file, pa.schema([("product_id", pa.string())]))
        writer.close()

    def _groups(self) -> Iterator[pa.Table]:
        waiting: list[pa.Table] = []
        for table in self.tables:
            waiting.append(table)
            self.rows += table.num_rows
            if sum(part.num_rows for part in waiting) >= self.group:
                yield pa.concat_tables(waiting).combine_chunks()
                waiting = []
        if waiting:
            yield pa.concat_tables(waiting).combine_chunks()
