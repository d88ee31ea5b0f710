"""Workbooks: sheets, rows, cell types, locked and damaged ones."""

import io
import re
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from kwopt.errors import TableError
from kwopt.tables import read_keywords
from kwopt.tables.readers.workbooks import read_workbook
from tests.workbook_files import PLAIN, SHEET, Rows, edited, ods, ods_row, xls, xlsb, xlsx


def with_number(cell: bytes) -> bytes:
    """Return the plain workbook with the cell of 旗袍's searches written otherwise."""
    return edited(xlsx(a=PLAIN), SHEET, lambda xml: xml.replace(b'<c r="B2"><v>5</v></c>', cell))


def test_cells_keep_their_kind() -> None:
    """Numbers are numbers; a number among keywords is its digits, without a decimal point."""
    frame = read_keywords(io.BytesIO(xlsx(a=PLAIN))).frame
    assert frame["keyword"].tolist() == ["旗袍", "1688"]
    assert frame["search_volume"].tolist() == [5.0, 12000.0]
    assert frame["source_row"].tolist() == [2, 3]


@pytest.mark.parametrize(
    "data", [xlsb(PLAIN), ods("".join(ods_row(*row) for row in PLAIN))], ids=["xlsb", "ods"]
)
def test_other_kinds_of_workbooks(data: bytes) -> None:
    """Binary workbooks and OpenDocument sheets read like XLSX."""
    frame = read_keywords(io.BytesIO(data)).frame
    assert frame["keyword"].tolist() == ["旗袍", "1688"]
    assert frame["search_volume"].tolist() == [5.0, 12000.0]


def test_legacy_workbook() -> None:
    """XLS files are read by content, texts as numbers."""
    data = xls([["搜索词", "搜索人气", "点击率"], ["旗袍", "11,269", "78.15%"]])
    frame = read_keywords(io.BytesIO(data)).frame
    assert frame.iloc[0, :3].tolist() == ["旗袍", 11269.0, 0.7815]


@pytest.mark.parametrize(
    ("cell", "searches"),
    [
        (b'<c r="B2"><f>2+3</f><v>5</v></c>', 5.0),
        (b'<c r="B2" t="str"><f>A1</f><v>1,234</v></c>', 1234.0),
        (b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', None),
        (b'<c r="B2" t="inlineStr"><is><r><t>1</t></r><r><t>.5\xe4\xb8\x87</t></r></is></c>', 15000.0),
        (b"<c><v>5</v></c>", 5.0),
    ],
)
def test_cells_are_read_as_shown(cell: bytes, searches: float | None) -> None:
    """A formula counts as its stored value, an error as missing, rich text as its text."""
    value = read_keywords(io.BytesIO(with_number(cell))).frame["search_volume"].iloc[0]
    assert value == searches if searches is not None else value != value


def test_dates_times_and_truths_are_texts() -> None:
    """Dates and truth values are carried along as a person would write them."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"default_date_format": "yyyy-mm-dd hh:mm"}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["关键词", "日", "时", "真", "秒"])
        sheet.write_row(1, 0, ["旗袍", date(2026, 8, 10), datetime(2026, 8, 10, 12, 30), True])
        sheet.write_datetime(1, 4, time(3, 4), made.add_format({"num_format": "hh:mm"}))
    row = read_keywords(io.BytesIO(book.getvalue())).frame.iloc[0]
    assert row[["日", "时", "真"]].tolist() == ["2026-08-10", "2026-08-10 12:30:00", "TRUE"]


def test_hidden_rows_and_merged_cells() -> None:
    """Hidden rows are read; a merged cell stands for all rows that it covers, so headers may take two."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "关键词")
        sheet.merge_range(0, 1, 0, 2, "指标")
        sheet.write_row(1, 1, ["搜索人气", "在线商品数"])
        sheet.write_row(2, 0, ["旗袍", 5, 7])
        sheet.write_row(3, 0, ["裙", 6, 8])
        sheet.set_row(3, None, None, {"hidden": True})
    table = read_keywords(io.BytesIO(book.getvalue()))
    assert table.files[0].header_row == 2
    assert table.frame["keyword"].tolist() == ["旗袍", "裙"]
    assert table.frame["listing_count"].tolist() == [7.0, 8.0]


def test_sheet_with_most_known_headers_is_read() -> None:
    """Cover sheets are passed over, and the others are named."""
    raw = read_workbook(xlsx(封面=[["说明"]], 数据=PLAIN, 词频=[["词语", "次数"]]), file="a.xlsx")
    assert raw.sheet == "数据"
    assert raw.repairs[0].params == {"sheets": ["封面", "词频"]}


def test_sheet_without_keywords_is_passed_over() -> None:
    """Many known headers do not make up for a column of keywords, as in a sheet of portfolios."""
    campaigns: Rows = [["展现量", "点击量", "花费", "搜索人气"], [1, 2, 3, 4]]
    assert read_workbook(xlsx(Portfolios=campaigns, 词=PLAIN), file="a.xlsx").sheet == "词"


def test_of_equal_sheets_the_first_is_read() -> None:
    """Where several sheets look alike, the first is read, and it is said."""
    (record,) = read_workbook(xlsx(空=[], 一月=PLAIN, 二月=PLAIN), file="a.xlsx").repairs
    assert record.message == (
        "several sheets look alike; the first one, 一月, was read; others: 二月 (choose with --sheet)"
    )


def test_named_sheet_is_read() -> None:
    """The sheet that the user names is read, known headers or not."""
    data = xlsx(a=PLAIN, b=[["keyword"], ["cup"]])
    assert read_keywords(io.BytesIO(data), sheet="b").frame["keyword"].tolist() == ["cup"]


def test_sheet_that_is_not_there() -> None:
    """A sheet that does not exist is answered with those that do."""
    with pytest.raises(TableError, match=r'a\.xlsx: has no sheet "c"; it has: a, b'):
        read_workbook(xlsx(a=PLAIN, b=PLAIN), file="a.xlsx", sheet="c")


def test_preamble_and_blank_rows() -> None:
    """Rows are numbered as the spreadsheet shows them, below a preamble and past blank rows."""
    rows: Rows = [[], ["统计周期 2026-08-10 ~ 2026-08-16"], [], *PLAIN[:2], [], PLAIN[2]]
    table = read_keywords(io.BytesIO(xlsx(a=rows)))
    assert table.frame["source_row"].tolist() == [5, 7]
    assert table.files[0].header_row == 4
    assert [day.isoformat() for day in table.period or ()] == ["2026-08-10", "2026-08-16"]


@pytest.mark.parametrize("size", [b"A1", b"A1:XFD1048576", b"C7:D9"])
def test_declared_size_is_not_believed(size: bytes) -> None:
    """A sheet that declares itself smaller or larger than it is loses nothing, and takes no room."""
    data = edited(xlsx(a=PLAIN), SHEET, lambda xml: re.sub(rb'n ref="[^"]*"', b'n ref="' + size + b'"', xml))
    assert read_keywords(io.BytesIO(data)).frame["keyword"].tolist() == ["旗袍", "1688"]


def test_stray_cell_far_to_the_right() -> None:
    """Thousands of columns with neither header nor value are no columns."""
    data = with_number(b'<c r="B2"><v>5</v></c><c r="XFD2"><v>9</v></c>')
    frame = read_keywords(io.BytesIO(data)).frame
    assert list(frame) == ["keyword", "search_volume", "source_file", "source_row", "column_3"]


def test_damaged_workbooks(tmp_path: Path) -> None:
    """Cut-off files and OLE files that are no workbook are named damaged."""
    data = xlsx(a=PLAIN)
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
        read_workbook(xlsx(a=[]), file="a.xlsx")
