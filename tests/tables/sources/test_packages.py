"""Hostile workbooks in ZIP: refused by what they unpack to, before a reader is let at them."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kwopt.tables import bounds
from kwopt.tables.sources import packages
from kwopt.tables.sources.packages import check_package
from tests.refusals import refusal_of
from tests.workbook_files import PLAIN, SHEET, TEXTS, edited, ods, ods_row, xlsb, xlsx, zipped

MEMORY = 2**31  # bytes of address space for a whole process that reads a hostile file
READ = "import sys; from kwopt.cli.main import main; main()"


def refusal(data: bytes) -> str:
    """Return the sentence with which a workbook is refused."""
    return refusal_of(lambda: check_package(data, file="a.xlsx"), file="a.xlsx")


def with_place(place: bytes) -> bytes:
    """Return a workbook whose last cell stands elsewhere."""
    return edited(xlsx(a=PLAIN), SHEET, lambda xml: xml.replace(b'r="B3"', b'r="' + place + b'"'))


def test_plain_workbooks_pass() -> None:
    """What spreadsheet programs write is within bounds."""
    trailer = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    for data in (xlsx(a=PLAIN), xlsb(PLAIN), ods(ods_row("关键词") + trailer)):
        check_package(data, file="a.xlsx")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (with_place(b"XFE3"), "a.xlsx: has 16385 columns; at most 16384 are read"),
        (with_place(b"ZZZZZ3"), "columns; at most 16384 are read: check how its cells are separated"),
        (
            with_place(b"XFD99999"),
            "span 99999 rows and 16384 columns, too many to be read; delete stray cells",
        ),
        (with_place(b"B999999999"), "span 999999999 rows and 2 columns"),
        (xlsb(PLAIN, column=20_000), "has 20002 columns"),
        (ods(ods_row("x", attributes='table:number-rows-repeated="90000000"')), "span 90000000 rows"),
        (zipped({"xl/worksheets/sheet1.xml": b"x"})[:-10], "is damaged or cut off (File is not a zip file)"),
    ],
    ids=["column", "columns", "area", "row", "xlsb", "ods", "cut"],
)
def test_cells_far_out(data: bytes, sentence: str) -> None:
    """The area that the cells span is bounded, whatever the kind of workbook."""
    assert sentence in refusal(data)


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to much is refused by its ratio, at once; a real one may have that size."""
    monkeypatch.setattr(packages, "_HARMLESS", 2**20)
    data = zipped({SHEET: b"<x/>" * 2**20})
    assert "a.xlsx: unpacks to 4 MB, more than the 1 MB that are read" in refusal(data)


def test_sizes_in_the_directory_are_not_believed() -> None:
    """A directory that states a size too small is found out when the part is unpacked."""
    data = bytearray(zipped({SHEET: b"<x/>" * 1000}))
    place = data.index(b"PK\x01\x02") + 24  # uncompressed size (APPNOTE 4.3.12)
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert "is damaged or cut off (Bad CRC-32" in refusal(bytes(data))


def test_giant_shared_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text beyond any cell, and a long one that is used again and again, are refused."""
    giant = edited(xlsx(a=PLAIN), TEXTS, lambda xml: xml.replace("旗袍".encode(), b"x" * 2**21))
    assert "sharedStrings.xml holds texts of more than 1048576 bytes" in refusal(giant)
    monkeypatch.setattr(packages, "MAX_TEXT_BYTES", 10_000)
    row = ["x" * 1000] * 20
    assert "sheet1.xml holds texts of more than 10000 bytes" in refusal(xlsx(a=[row]))


def test_entities_are_not_expanded() -> None:
    """A sheet that declares entities is damaged; nothing is expanded or fetched."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    data = edited(
        xlsx(a=PLAIN), SHEET, lambda xml: xml.replace(b"?>", b"?>" + laughs, 1).replace(b"<v>5<", b"<v>&c;<")
    )
    assert "is damaged or cut off (it declares entities)" in refusal(data)


def test_sheet_without_an_end() -> None:
    """An OpenDocument sheet that is never closed is damaged; the reader would look for its end for ever."""
    data = edited(
        ods(ods_row("关键词")), "content.xml", lambda xml: xml.replace(b"</table:table>", b"<table:table>")
    )
    assert "is damaged or cut off (" in refusal(data)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory")
@pytest.mark.parametrize(
    "made",
    [
        lambda: with_place(b"XFD1048576"),
        lambda: zipped({SHEET: b"\0" * 2**28 + b"<x/>", "xl/workbook.xml": b"<x/>"}),
    ],
    ids=["far", "bomb"],
)
def test_memory_is_bounded(tmp_path: Path, made: Callable[[], bytes]) -> None:
    """A process with little memory answers a hostile file with one sentence."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(made())
    run = subprocess.run(
        [sys.executable, "-c", READ, "inspect", str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 1
    assert "a.xlsx" in run.stderr


def test_bounds_hold_real_exports() -> None:
    """The widest and longest documented exports are well within bounds."""
    # 万相台's keyword report has 83 columns; an XLSX sheet 1,048,576 rows; search terms 26 columns
    bounds.check_extent(1_048_576, 26, file="a.xlsx", sheet="a")
    bounds.check_width(83, file="a.xlsx")


def test_rows_that_do_not_say_where_they_stand() -> None:
    """Rows and cells without places are counted, and millions of them refused unread."""
    rows = b"<row><c><v>1</v></c></row>" * 1_100_000
    data = edited(xlsx(a=PLAIN), SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    # Three rows of two cells stood there before: see `PLAIN`.
    assert "a.xlsx: holds 1100003 rows and 1100006 cells, too many to be read" in refusal(data)


def test_giant_text_inside_a_cell() -> None:
    """A text of megabytes in a cell of its own is refused, as a shared one is."""
    cell = b'<c r="A3" t="inlineStr"><is><t>' + b"a" * (3 * 2**20) + b"</t></is></c>"
    data = edited(xlsx(a=PLAIN), SHEET, lambda xml: xml.replace(b'<c r="B3"', cell + b'<c r="B3"'))
    assert "sheet1.xml holds texts of more than 1048576 bytes" in refusal(data)
