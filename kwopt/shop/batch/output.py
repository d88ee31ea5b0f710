"""The file of a batch: rows as JSON lines, or titles as a table. Whole or not at all, in the catalog's order.

Rows come one after the other out of a journal, so the results of a shop never stand in memory together.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kwopt.errors import TableError
from kwopt.models import Notice
from kwopt.payloads import CLASSES
from kwopt.shop.batch.work import Row
from kwopt.tables import write_table
from kwopt.tables.writing.atomic import check_place, write_atomically

SUFFIXES = (".jsonl", ".csv", ".tsv", ".xlsx", ".parquet")
SCORE_SUFFIXES = (".parquet",)

_TITLE = (
    "rank", "text", "width", "value", "coverage_value", "fluency_value", "reach", "bound", "gap", "proven",
    "cost_against_best",
)  # fmt: skip
_COLUMNS = (
    "row", "product_id", "product", "status", "current_title", *_TITLE, "limit", "unit", "marketplace",
    "keywords_covered", "findings", *CLASSES, "eligible", "keywords_top", "error_code", "error", "remark",
    "text_alone", "focus",
)  # fmt: skip
_WHOLE = ("row", "rank", "width", "limit", "keywords_covered", "findings", *CLASSES, "eligible")
_NUMBERS = ("value", "coverage_value", "fluency_value", "reach", "bound", "gap", "cost_against_best")
_BETWEEN = " | "  # keywords of one cell: neither a comma nor a semicolon, which may stand in keywords

Protected = Sequence[str | Path]


def check_output(target: Path, suffixes: Sequence[str], protect: Protected = ()) -> None:
    """Refuse a file that could not be written, before any work is done.

    Raises
    ------
    TableError
        If its suffix is none of `suffixes`, if it is an input, or if nothing can be written there.
    """
    if not target.suffix:
        raise TableError("tables.no_suffix", file=str(target), choices=suffixes)
    if target.suffix.lower() not in suffixes:
        raise TableError("tables.unknown_suffix", file=str(target), value=target.suffix, choices=suffixes)
    check_place(target, protect)


def write_rows(rows: Iterable[Row], target: Path, protect: Protected = ()) -> list[Notice]:
    """Write finished rows to `target`, whose suffix decides on the form; return what should be known of it.

    Raises
    ------
    TableError
        If the place cannot be written, or the disk is full: what stood there stays.
    """
    if target.suffix.lower() != ".jsonl":
        return write_table(title_frame(rows), target, protect=protect, sheet="titles")
    write_atomically(target, lambda file: file.writelines(map(json_line, rows)), protect=protect)
    return []


def json_line(row: Row) -> bytes:
    r"""Return a row as a line of JSON.

    >>> json_line({"row": 2, "product": "旗袍"}).decode()
    '{"row": 2, "product": "旗袍"}\n'
    """
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"


def title_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Return one row a title; a product without titles has one row that says why."""
    entries = [entry for row in rows for entry in _title_rows(row)]
    frame = pd.DataFrame(entries, columns=list(_COLUMNS))
    kinds = dict.fromkeys(_WHOLE, "Int64") | dict.fromkeys(_NUMBERS, "float64")
    return frame.astype(kinds | {"proven": "boolean"})


def _title_rows(row: Row) -> Iterator[dict[str, Any]]:
    error, counts, allocation = row["error"] or {}, row["counts"], row.get("allocation", {})
    same = {
        **{name: row[name] for name in ("row", "product_id", "product", "status", "current_title")},
        **{name: row[name] for name in ("limit", "unit", "marketplace")},
        **{name: counts[name] for name in (*CLASSES, "eligible")},
        "keywords_top": _BETWEEN.join(keyword["keyword"] for keyword in row["keywords_top"]),
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
