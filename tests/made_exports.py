"""Messy exports made from the documented ones: the same seed gives the same file.

A case of `tests/cases/table_formats_*.json` is muddled as people and programs muddle tables (rows repeated,
dropped cells, totals, blank rows, odd cells), written in one of many containers, and, sometimes, damaged.
"""

import csv
import gzip
import html
import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter
import xlwt

CASES = [
    case
    for name in ("table_formats_zh.json", "table_formats_en.json")
    for case in json.loads((Path(__file__).parent / "cases" / name).read_text(encoding="utf-8"))
]
ODD_CELLS = (
    "", " ", "-", "--", "∞", "0", "-0", "5", "1,234", "１，２３４", "3万", "10万+", "< 20", "100 ~ 400", "7%",
    "0.5", "-3", "+35%", "1e999", "1e-320", "NaN", "inf", "x", "旗袍", "Ｖ领 T恤", "v领 t恤", "\u200b",
    "a\tb", 'a"b', '"', '""', "c\nd", "c\r\nd", "=1+1", "+cmd|'/C calc'!A0", "@sum(1)", "'007",
    "007", "é", "😀", "\ufeff", "\u202e", "1.81235E+17", "171234567890123456789", "2026-08-10",
    "20260810至20260816", "None", "#N/A", "#DIV/0!", "TRUE", "x" * 300, "1" * 400, "٣٤", "½",
    "¥1.2 - ¥3.5", "12.5.6", "1,2,3", "|", ";",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk")
DELIMITERS = (",", ",", "\t", ";", "|")

Grid = list[list[str]]


@dataclass(frozen=True)
class Made:
    """A made file.

    Parameters
    ----------
    body
        Rows below the header as written, or None where damage leaves open what the file holds.
    header_row
        Row of the header, as a spreadsheet shows it; 0 for containers without one.
    """

    data: bytes
    container: str
    body: Grid | None
    header_row: int


def made(seed: int) -> Made:
    """Return the file of one seed."""
    chance = random.Random(seed)
    case = chance.choice(CASES)
    body = _muddled([*case["rows"], *case.get("footer", [])], case["headers"], chance)
    headers = _muddled_headers(case["headers"], chance)
    container = chance.choice(list(_WRITERS))
    preamble = case.get("preamble", []) if container not in _HEADERLESS else []
    if container in _HEADERLESS:  # which hold no cell without a name
        body = [row[: len(headers)] for row in body]
    try:
        data = _WRITERS[container](preamble, headers, body, chance)
    except UnicodeEncodeError:
        container, data = "text", _as_text(preamble, headers, body, chance, "utf-8")
    above = 0 if container in _HEADERLESS else len(preamble) + 1
    if chance.random() < 0.4:
        return Made(_damaged(data, chance), container, None, above)
    told = headers == case["headers"] and not (container in _HEADERLESS and len(set(headers)) < len(headers))
    return Made(data, container, body if told else None, above)


def _muddled(rows: Sequence[Sequence[str]], headers: Sequence[str], chance: random.Random) -> Grid:
    times = chance.choice((1, 1, 2, 5))
    grid = [["" if cell is None else str(cell) for cell in row] for _ in range(times) for row in rows]
    for _ in range(chance.choice((0, 1, 2, 4, 8))):
        chance.choice(_MUDDLES)(grid, headers, chance)
    return grid


def _odd_cell(grid: Grid, _headers: Sequence[str], chance: random.Random) -> None:
    row = chance.choice(grid) if grid else []
    if row:
        row[chance.randrange(len(row))] = chance.choice(ODD_CELLS)


def _blank_row(grid: Grid, headers: Sequence[str], chance: random.Random) -> None:
    grid.insert(chance.randint(0, len(grid)), [""] * len(headers))


def _total_row(grid: Grid, headers: Sequence[str], chance: random.Random) -> None:
    word = chance.choice(("合计", "总计", "Total: Account", "total"))
    grid.append([word, *("9" for _ in headers[1:])])


def _header_again(grid: Grid, headers: Sequence[str], chance: random.Random) -> None:
    grid.insert(chance.randint(0, len(grid)), list(headers))


def _row_again(grid: Grid, _headers: Sequence[str], chance: random.Random) -> None:
    if grid:
        grid.insert(chance.randint(0, len(grid)), list(chance.choice(grid)))


def _short_row(grid: Grid, _headers: Sequence[str], chance: random.Random) -> None:
    row = chance.choice(grid) if grid else []
    del row[chance.randint(1, max(len(row), 1)) :]


def _long_row(grid: Grid, _headers: Sequence[str], chance: random.Random) -> None:
    if grid:
        chance.choice(grid).append(chance.choice(ODD_CELLS))


def _no_rows(grid: Grid, _headers: Sequence[str], chance: random.Random) -> None:
    if chance.random() < 0.1:
        grid.clear()


_MUDDLES: Sequence[Callable[[Grid, Sequence[str], random.Random], None]] = (
    _odd_cell, _odd_cell, _odd_cell, _odd_cell, _blank_row, _total_row, _header_again, _row_again, _short_row,
    _long_row, _no_rows,
)  # fmt: skip


def _muddled_headers(headers: Sequence[str], chance: random.Random) -> list[str]:
    if chance.random() < 0.8:
        return list(headers)
    found = list(headers)
    place = chance.randrange(len(found))
    found[place] = chance.choice((f" {found[place]}\u200b", chance.choice(found), "", *ODD_CELLS[:40]))
    return found


def _as_text(
    preamble: Sequence[str],
    headers: Sequence[str],
    body: Grid,
    chance: random.Random,
    encoding: str | None = None,
) -> bytes:
    out = io.StringIO(newline="")
    end = chance.choice(("\n", "\n", "\r\n", "\r"))
    out.writelines(f"{line}\n" for line in preamble)
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(out, delimiter=chance.choice(DELIMITERS), lineterminator="\n", quoting=quoting)
    writer.writerows([headers, *body])
    text = out.getvalue().replace("\r\n", "\n").replace("\n", end)
    return text.encode(encoding or chance.choice(ENCODINGS))


_CREATED = datetime(2026, 1, 1)
"""Without it a workbook holds the second in which it was made."""


def _as_xlsx(preamble: Sequence[str], headers: Sequence[str], body: Grid, chance: random.Random) -> bytes:
    out = io.BytesIO()
    options = {"strings_to_numbers": chance.random() < 0.5, "strings_to_formulas": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options | {"strings_to_urls": False}) as book:
        book.set_properties({"created": _CREATED})
        if chance.random() < 0.2:
            book.add_worksheet("说明").write(0, 0, "导出说明")
        sheet = book.add_worksheet()
        for place, row in enumerate([*([line] for line in preamble), headers, *body]):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def _as_xls(preamble: Sequence[str], headers: Sequence[str], body: Grid, _chance: random.Random) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("sheet")
    for place, row in enumerate([*([line] for line in preamble), headers, *body]):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_html(preamble: Sequence[str], headers: Sequence[str], body: Grid, chance: random.Random) -> bytes:
    rows = [
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in [*([line] for line in preamble), headers, *body]
    ]
    encoding = chance.choice(("utf-8", "gbk"))
    page = f'<html><head><meta charset="{encoding}"></head><body><table>{"".join(rows)}</table></body></html>'
    return page.encode(encoding)


def _records(headers: Sequence[str], body: Grid) -> list[dict[str, str]]:
    return [dict(zip(headers, row, strict=False)) for row in body]


def _as_json(_preamble: Sequence[str], headers: Sequence[str], body: Grid, _chance: random.Random) -> bytes:
    return json.dumps(_records(headers, body), ensure_ascii=False).encode()


def _as_lines(_preamble: Sequence[str], headers: Sequence[str], body: Grid, _chance: random.Random) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in _records(headers, body)).encode()


def _as_parquet(
    _preamble: Sequence[str], headers: Sequence[str], body: Grid, _chance: random.Random
) -> bytes:
    out = io.BytesIO()
    names = list(dict.fromkeys(headers))
    pd.DataFrame(_records(headers, body), columns=names, dtype=str).to_parquet(out)
    return out.getvalue()


def _as_gzip(preamble: Sequence[str], headers: Sequence[str], body: Grid, chance: random.Random) -> bytes:
    return gzip.compress(_as_text(preamble, headers, body, chance, "utf-8"), mtime=0)


def _as_zip(preamble: Sequence[str], headers: Sequence[str], body: Grid, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(zipfile.ZipInfo("表.csv"), _as_text(preamble, headers, body, chance, "utf-8"))
    return out.getvalue()


_WRITERS: dict[str, Callable[..., bytes]] = {
    "text": _as_text,
    "text again": _as_text,
    "more text": _as_text,
    "xlsx": _as_xlsx,
    "xls": _as_xls,
    "html": _as_html,
    "json": _as_json,
    "json lines": _as_lines,
    "parquet": _as_parquet,
    "gzip": _as_gzip,
    "zip": _as_zip,
}
_HEADERLESS = ("json", "json lines", "parquet")


def _damaged(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 6))):
        place = chance.randint(0, max(len(found) - 1, 0))
        chance.choice(_DAMAGES)(found, place, chance)
    return bytes(found)


def _cut(data: bytearray, place: int, _chance: random.Random) -> None:
    del data[place:]


def _flipped(data: bytearray, place: int, chance: random.Random) -> None:
    data[place : place + 1] = bytes([chance.randrange(256)])


def _inserted(data: bytearray, place: int, chance: random.Random) -> None:
    data[place:place] = chance.choice((b"\0", b'"', b"\n", b"\r", b",", b"\xff", b"\xef\xbb\xbf", b"<", b"{"))


def _left_out(data: bytearray, place: int, chance: random.Random) -> None:
    del data[place : place + chance.randint(1, 9)]


_DAMAGES: Sequence[Callable[[bytearray, int, random.Random], None]] = (
    _cut, _flipped, _flipped, _inserted, _inserted, _left_out,
)  # fmt: skip
