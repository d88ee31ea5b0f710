"""Web pages and XML spreadsheets that are named .xls."""

import io

import pytest

from kwopt.tables import KeywordTable, read_keywords
from kwopt.tables.readers import spans
from kwopt.tables.readers.markup import is_markup
from tests.refusals import refusal_of

ROWS = "<tr><th>关键词<th>搜索人气</tr><tr><td>旗袍</td><td>1,234</td></tr>"


def page(text: str, encoding: str = "utf-8") -> KeywordTable:
    """Return the table read from a page."""
    return read_keywords(io.BytesIO(text.encode(encoding)), name="a.xls")


def refusal(text: str) -> str:
    """Return the sentence with which a page is refused."""
    return refusal_of(lambda: page(text), file="a.xls")


def spreadsheet(rows: str, *, before: str = "") -> str:
    """Return an XML Spreadsheet 2003 with one sheet."""
    return (
        f'<?xml version="1.0"?>{before}<?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="词"><Table ss:ExpandedColumnCount="1">{rows}</Table></Worksheet></Workbook>'
    )


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (b"<TABLE border=1>", True),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", True),
        ("<html>".encode("utf-16"), True),
        (b'<?xml version="1.0"?><Workbook>', True),
        (b"<!-- x --><table>", True),
        (b"<20,5\n", False),
        ("关键词,<b>".encode(), False),
    ],
)
def test_markup_is_told_by_its_first_tag(start: bytes, found: bool) -> None:
    """A first tag makes a page; a comparison sign in a cell does not."""
    assert is_markup(start) is found


@pytest.mark.parametrize(
    ("before", "encoding", "found"),
    [
        ("", "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gbk", "gb18030"),
        ('<meta charset="gb2312">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "gbk", "gb18030"),
        ("", "utf-16", "utf-16"),
    ],
)
def test_charset(before: str, encoding: str, found: str) -> None:
    """A page's own word on its charset counts unless the bytes gainsay it."""
    table = page(f"<html><head>{before}</head><body><table>{ROWS}</table></body></html>", encoding)
    assert table.frame["keyword"].tolist() == ["旗袍"]
    assert table.frame["search_volume"].tolist() == [1234.0]
    assert table.files[0].encoding == found


def test_text_of_cells_is_what_a_reader_sees() -> None:
    """Tags inside, line breaks, non-breaking spaces, scripts, and values in attributes change nothing."""
    rows = (
        "<tr><th><b>关键&#35789;</b></th><th>搜索<span>人气</span></th></tr>"
        '<tr><td><a href="x">旗袍</a>&nbsp;<br>女<script>var a;</script></td><td x:num="99">1,234</td></tr>'
    )
    frame = page(f"<table>{rows}</table>").frame
    assert frame.iloc[0, :2].tolist() == ["旗袍 女", 1234.0]


def test_spans() -> None:
    """A cell that spans rows stands in each; one that spans columns takes the place of several."""
    rows = (
        "<tr><th rowspan=2>关键词</th><th colspan=2>指标</th></tr>"
        "<tr><th>搜索人气</th><th>在线商品数</th></tr>"
        "<tr><td>旗袍</td><td>5</td><td rowspan='2'>7</td></tr><tr><td>裙</td><td>6</td></tr>"
    )
    table = page(f"<table>{rows}</table>")
    assert table.files[0].header_row == 2
    assert table.frame["search_volume"].tolist() == [5.0, 6.0]
    assert table.frame["listing_count"].tolist() == [7.0, 7.0]


def test_table_with_most_known_headers_is_read() -> None:
    """Tables for layout and menus are passed over, also where the table stands inside one."""
    text = f"<table><tr><td>菜单</td></tr><tr><td><table>{ROWS}</table></td></tr></table>"
    assert page(text).frame["keyword"].tolist() == ["旗袍"]


def test_header_in_a_table_of_its_own() -> None:
    """Pages with a fixed header keep it in a table before the rows."""
    header, row = ROWS.split("</tr>")[:2]
    text = f"<table>{header}</tr></table><table>{row}</tr></table>"
    assert page(text).frame["keyword"].tolist() == ["旗袍"]


def test_second_table_of_keywords_is_told() -> None:
    """What is left unread on a page is said."""
    (record,) = page(f"<table>{ROWS}</table><p><table>{ROWS}</table>").repairs
    assert record.message == "only one table of the page was read; 1 other with keywords was not"


def test_login_page() -> None:
    """A page without a table of keywords is answered with its beginning."""
    assert refusal("<html><head><title>登录</title></head><body><form>请登录</form></body></html>") == (
        'a.xls: is a web page without a table of keywords (it begins "登录 请登录"); '
        "sign in again and export the table anew"
    )


def test_other_xml() -> None:
    """XML that is no spreadsheet is named."""
    assert "is no table but a XML file" in refusal('<?xml version="1.0"?><rss/>')


def test_spreadsheet_2003() -> None:
    """Numbers are numbers, places that are skipped stay empty, comments are no text."""
    rows = (
        '<Row><Cell><Data ss:Type="String">统计周期 2026-08-10 ~ 2026-08-16</Data></Cell></Row>'
        '<Row ss:Index="4"><Cell><Data ss:Type="String">关键词</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="String">搜索人气</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="String">旗&amp;袍</Data><Comment><Data>注</Data></Comment></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">12.5</Data></Cell></Row>'
    )
    table = page(spreadsheet(rows))
    assert table.frame.iloc[0, :2].tolist() == ["旗&袍", 12.5]
    assert (table.files[0].sheet, table.files[0].header_row) == ("词", 4)
    assert table.frame["source_row"].tolist() == [5]
    assert [day.isoformat() for day in table.period or ()] == ["2026-08-10", "2026-08-16"]


def test_spreadsheet_in_gbk() -> None:
    """The encoding that XML declares is used."""
    text = spreadsheet(ROWS.replace("tr>", "Row>").replace("</td>", "")).replace(
        'version="1.0"', 'version="1.0" encoding="gb2312"'
    )
    text = text.replace("<th>", '<Cell><Data ss:Type="String">').replace("关键词", "关键词</Data></Cell>")
    text = text.replace("<td>", '<Cell><Data ss:Type="String">').replace("搜索人气", "搜索人气</Data></Cell>")
    text = text.replace("旗袍", "旗袍</Data></Cell>").replace("1,234", "1,234</Data></Cell>")
    assert page(text, "gbk").frame["keyword"].tolist() == ["旗袍"]


def test_hostile_spreadsheets() -> None:
    """Entities are refused unexpanded; a broken file is damaged; rows and columns far out have no room."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    cell = '<Cell ss:Index="99999999"><Data ss:Type="String">x</Data></Cell>'
    assert "(it declares entities)" in refusal(spreadsheet("<Row/>", before=bomb))
    assert "the workbook is damaged or cut off" in refusal(spreadsheet("<Row>")[:-30])
    assert "has 99999999 columns; at most 16384 are read" in refusal(spreadsheet(f"<Row>{cell}</Row>"))
    assert "span 900000000 rows" in refusal(spreadsheet('<Row ss:Index="900000000"/>'))


def test_hostile_spans() -> None:
    """Cells that span everything have no room either."""
    row = "<tr>" + "<td colspan=1000 rowspan=65534>x</td>" * 16 + "</tr>"
    assert "columns, too many to be read" in refusal(f"<table>{ROWS}{row}{'<tr></tr>' * 3000}</table>")


def test_rows_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with more rows than a worksheet has is refused as soon as that is known."""
    monkeypatch.setattr(spans, "MAX_ROWS", 1_000)
    assert "span 1000 rows and 1 columns, too many to be read" in refusal("<table><tr><td>a" + "<tr>" * 2_000)
