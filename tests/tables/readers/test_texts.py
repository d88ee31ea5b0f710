"""Delimited text: delimiters, preambles, ragged rows, quotes, line ends, row numbers."""

import pytest

from kwopt.errors import TableError
from kwopt.tables.raw import RawTable
from kwopt.tables.readers import texts
from kwopt.tables.readers.texts import read_text_table

HEADER = "关键词,搜索人气,支付转化率\n"


def read(text: str) -> RawTable:
    """Return the raw table of a text."""
    return read_text_table(text.encode(), file="a.csv")


def keywords(raw: RawTable) -> list[object]:
    """Return the cells of the keyword column."""
    cells: list[object] = raw.body[raw.plan.keyword.place].tolist()
    return cells


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_delimiter_comes_from_the_content(delimiter: str) -> None:
    """The delimiter is the one that makes sense of the header, whatever the file is called."""
    raw = read(f"关键词{delimiter}搜索人气\n旗袍{delimiter}5\n")
    assert raw.delimiter == delimiter
    assert (raw.body.iat[0, 0], float(raw.body.iat[0, 1])) == ("旗袍", 5.0)


def test_commas_in_a_preamble_do_not_mislead() -> None:
    """Commas above the header do not make a tab-separated table one of commas."""
    raw = read('Keyword Stats\n"May 1, 2025 - April 30, 2026"\nKeyword\tAvg. monthly searches\ncup\t10\n')
    assert (raw.delimiter, raw.header_row, raw.rows.tolist()) == ("\t", 3, [4])
    assert raw.preamble == ("Keyword Stats", "May 1, 2025 - April 30, 2026")


def test_single_column_may_hold_commas() -> None:
    """A list of keywords under one header is a table, and a comma in it is part of a keyword."""
    assert keywords(read("关键词\n旗袍,女\n")) == ["旗袍,女"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Files of all systems read the same."""
    assert keywords(read(f"关键词,搜索人气{end}旗袍,5{end}裙,6{end}")) == ["旗袍", "裙"]


def test_keywords_that_look_like_something_else() -> None:
    """A keyword is text, even where it looks like a number or a missing value."""
    raw = read(HEADER + "001,5,3%\nNA,6,3%\nnull,7,3%\n1.50,8,3%\ntrue,9,3%\n")
    assert keywords(raw) == ["001", "NA", "null", "1.50", "true"]


def test_rows_that_are_too_long_are_refused() -> None:
    """A row with more cells than columns cannot be understood: it is listed with its number."""
    raw = read(HEADER + "旗袍,1,3%\n长,裙,1,3%\n短裙,5\n")
    assert keywords(raw) == ["旗袍", "短裙"]
    assert raw.rows.tolist() == [2, 4]
    assert [(record.code, record.count) for record in raw.refusals] == [("tables.row_too_long", 1)]
    assert raw.refusals[0].examples == ({"row": 3, "value": "长,裙,1,3%"},)


def test_empty_cells_beyond_the_columns_do_no_harm() -> None:
    """Trailing delimiters are no reason to refuse a row."""
    assert keywords(read(HEADER + "旗袍,1,3%,,\n裙,1,3%\n")) == ["旗袍", "裙"]


def test_quote_that_is_never_closed() -> None:
    """An opened quote does not swallow the rest of the file."""
    raw = read(HEADER + '"旗袍,1,3%\n裙,1,3%\n')
    assert keywords(raw) == ['"旗袍', "裙"]
    assert [record.code for record in raw.repairs] == ["tables.stray_quotes"]


def test_quoted_cells() -> None:
    """Delimiters, doubled quotes and line ends inside quotes belong to the cell."""
    assert keywords(read(HEADER + '"a,""b""",1,3%\n"c\nd",1,3%\n')) == ['a,"b"', "c\nd"]


def test_row_numbers_count_blank_rows() -> None:
    """Rows are numbered as a spreadsheet shows them."""
    raw = read("报表\n\n" + HEADER + "旗袍,1,3%\n\n裙,1,3%\n")
    assert raw.header_row == 3
    assert raw.rows.tolist()[:3] == [4, 5, 6]


def test_guessed_encoding_is_listed() -> None:
    """A guessed encoding is a repair."""
    raw = read_text_table((HEADER + "旗袍,1,3%\n").encode("gbk"), file="a.csv")
    assert [record.code for record in raw.repairs] == ["tables.encoding_guessed"]


def test_cells_copied_one_a_line() -> None:
    """A table copied from a web page cell by cell is put back into rows, and that is listed."""
    raw = read("关键词\n搜索人气\n旗袍\n1,200\n长裙\n800\n")
    assert raw.body.to_numpy().tolist() == [["旗袍", "1,200"], ["长裙", "800"]]
    assert [record.code for record in raw.repairs] == ["tables.cells_unfolded"]


def test_wider_than_any_worksheet() -> None:
    """A table of a million columns is refused for its columns, which are counted to the end of the line."""
    # The keyword's header and a million others.
    with pytest.raises(TableError, match=r"a\.csv: has 1000001 columns; at most 16384 are read"):
        read("关键词" + ",a" * 1_000_000 + "\n旗袍,5\n")


def test_blank_beginning() -> None:
    """A file that begins with more blank lines than are looked through is not called empty."""
    with pytest.raises(TableError, match=r"a\.csv: begins with thousands of blank lines; delete them"):
        read("\n" * 300_000 + HEADER + "旗袍,5,1%\n")


def test_quote_far_below_that_is_never_closed() -> None:
    """Rows behind a quotation mark that is never closed are read, however many they are."""
    # One row with the mark, one before it, and 60,000 behind it: 540,000 characters.
    raw = read(HEADER + "旗袍,5,1%\n" * 60 + '"裙,5,1%\n' + "裙子,6,2%\n" * 60_000)
    assert len(raw.body) == 60 + 1 + 60_000
    assert [record.code for record in raw.repairs] == ["tables.stray_quotes"]


def test_short_rows_under_a_wide_header() -> None:
    """Rows that would be filled up to more cells than there is room for are refused as one file."""
    # 4,000 rows of one cell under 16,000 headers lack 4,000 x 15,999 cells, over 40 million.
    with pytest.raises(TableError, match=r"a\.csv: holds 4000 rows and 63996000 cells, too many"):
        read("关键词" + ",a" * 15_999 + "\n" + "旗袍\n" * 4_000)


def test_more_cells_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text with more cells than are read is refused before it is split."""
    monkeypatch.setattr(texts, "MAX_TEXT_CELLS", 1_000)
    # 601 line ends, and delimiters: one in each of 600 rows and two in the header.
    with pytest.raises(TableError, match=r"a\.csv: holds 601 rows and 1203 cells, too many"):
        read(HEADER + "旗,5\n" * 600)
