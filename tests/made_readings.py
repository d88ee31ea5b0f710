"""What must come of a made export: a table of which no row is lost, or a sentence in both languages."""

import io
import json
from collections.abc import Sequence

from kwopt.errors import KwoptError
from kwopt.tables import KeywordTable, read_keywords
from kwopt.tables.rows.keywords import tidy_keyword
from kwopt.tables.values.cells import says_nothing
from tests.made_exports import Grid, Made


def read_made(file: Made) -> tuple[str, list[str]]:
    """Return what comes of a file ("read", or the code of its refusal), and what is wrong with that."""
    try:
        table = read_keywords(io.BytesIO(file.data), name="export")
    except KwoptError as error:
        return error.code, [] if error.text("zh") and error.text("en") else ["an error without a sentence"]
    return "read", problems(table, file)


def problems(table: KeywordTable, file: Made) -> list[str]:
    """Return what is wrong with a table read from a made file; nothing is as it should be."""
    found = []
    if table.rows_read != table.rows_kept + table.rows_merged + table.rows_refused:
        found.append("rows do not add up")
    if table.rows_kept != len(table.frame):
        found.append("rows kept are not the frame's")
    if table.rows_refused != sum(record.count for record in table.refusals):
        found.append("a refused row is not listed")
    if table.frame["keyword"].isin(["", "--"]).any() or table.frame["keyword"].isna().any():
        found.append("a row without a keyword was kept")
    if file.body is not None:
        found += _losses(table, file, file.body)
    json.dumps(table.describe("zh"), ensure_ascii=False, allow_nan=False)
    return found


def _losses(table: KeywordTable, file: Made, body: Grid) -> list[str]:
    (report,) = table.files
    if report.header_row != file.header_row:
        return [f"header taken in row {report.header_row}, not {file.header_row}"]
    place = next(place for place, column in enumerate(report.columns) if column.canonical == "keyword")
    rows = sum(_is_row(row, place) for row in body)
    return [] if table.rows_read == rows else [f"{table.rows_read} rows read of {rows}"]


def _is_row(row: Sequence[str], keyword: int) -> bool:
    """Whether a row counts: it has a keyword, or any other cell that says something."""
    named = row[keyword] if keyword < len(row) else ""
    others = (cell for place, cell in enumerate(row) if place != keyword)
    return tidy_keyword(named) != "" or not all(map(says_nothing, others))
