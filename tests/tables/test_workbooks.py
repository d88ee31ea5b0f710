"""Workbooks: sheets, rows, cell types, locked and damaged ones."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from kwopt.errors import TableError
from kwopt.tables import read_keywords
from kwopt.tables.workbooks import read_workbook

Rows = list[list[object]]
PLAIN: Rows = [["关键词", "搜索人气"], ["旗袍", 5], [1688, "1.2万"]]


def workbook(**sheets: Rows) -> bytes:
    """Return the bytes of an XLSX with these sheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return buffer.getvalue()


def test_cells_keep_their_kind() -> None:
    """Numbers are numbers; a number among keywords is its digits, without a decimal point."""
    frame = read_keywords(io.BytesIO(workbook(a=PLAIN))).frame
    assert frame["keyword"].tolist() == ["旗袍", "1688"]
    assert frame["search_volume"].tolist() == [5.0, 12000.0]
    assert frame["source_row"].tolist() == [2, 3]


def test_sheet_with_most_known_headers_is_read() -> None:
    """Cover sheets are passed over, and the others are named."""
    raw = read_workbook(workbook(封面=[["说明"]], 数据=PLAIN, 词频=[["词语", "次数"]]), file="a.xlsx")
    assert raw.sheet == "数据"
    assert raw.repairs[0].params == {"sheets": ["封面", "词频"]}


def test_named_sheet_is_read() -> None:
    """The sheet that the user names is read, known headers or not."""
    data = workbook(a=PLAIN, b=[["keyword"], ["cup"]])
    assert read_keywords(io.BytesIO(data), sheet="b").frame["keyword"].tolist() == ["cup"]


def test_sheet_that_is_not_there() -> None:
    """A sheet that does not exist is answered with those that do."""
    with pytest.raises(TableError, match=r'a\.xlsx: has no sheet "c"; it has: a, b'):
        read_workbook(workbook(a=PLAIN, b=PLAIN), file="a.xlsx", sheet="c")


def test_preamble_and_blank_rows() -> None:
    """Rows are numbered as the spreadsheet shows them, below a preamble and past blank rows."""
    rows: Rows = [[], ["统计周期 2026-08-10 ~ 2026-08-16"], [], *PLAIN[:2], [], PLAIN[2]]
    table = read_keywords(io.BytesIO(workbook(a=rows)))
    assert table.frame["source_row"].tolist() == [5, 7]
    assert table.files[0].header_row == 4
    assert [day.isoformat() for day in table.period or ()] == ["2026-08-10", "2026-08-16"]


def test_legacy_workbook() -> None:
    """XLS files are read by content, texts as numbers."""
    xlwt = pytest.importorskip("xlwt", reason="needs xlwt to make an .xls file")
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for place, row in enumerate([["搜索词", "搜索人气", "点击率"], ["旗袍", "11,269", "78.15%"]]):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    frame = read_keywords(io.BytesIO(buffer.getvalue())).frame
    assert frame.iloc[0, :3].tolist() == ["旗袍", 11269.0, 0.7815]


def test_damaged_workbooks(tmp_path: Path) -> None:
    """Cut-off files and OLE files that are no workbook are named damaged."""
    data = workbook(a=PLAIN)
    for content in (data[: len(data) // 2], b"\xd0\xcf\x11\xe0" + b"x" * 600):
        path = tmp_path / "a.xlsx"
        path.write_bytes(content)
        with pytest.raises(TableError, match=r"a\.xlsx: the workbook is damaged or cut off"):
            read_keywords(path)


def test_locked_workbook() -> None:
    """An encrypted workbook asks for one without a password."""
    container = b"\xd0\xcf\x11\xe0" + b"\0" * 508 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(TableError) as caught:
        read_workbook(container, file="a.xlsx")
    assert str(caught.value) == "a.xlsx: the workbook is protected by a password; save a copy without one"


def test_empty_workbook() -> None:
    """A workbook without cells is empty."""
    with pytest.raises(TableError, match=r"a\.xlsx: the file is empty"):
        read_workbook(workbook(a=[]), file="a.xlsx")
