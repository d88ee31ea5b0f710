"""Where a table begins in a text, and how it is split."""

import pytest

from kwopt.errors import TableError
from kwopt.tables.readers.layouts import MAX_CELL, body_start, find_layout


def test_most_known_headers_win() -> None:
    """The split under which most headers are known wins over the one with most columns."""
    layout = find_layout("a,b,c,d\n关键词;搜索人气\n旗袍;5\n")
    assert (layout.delimiter, layout.header_index, list(layout.header)) == (";", 1, ["关键词", "搜索人气"])


def test_quote_opened_above_the_header() -> None:
    """A quotation mark that is never closed does not hide the header."""
    layout = find_layout('"报表\n关键词,搜索人气\n旗袍,5\n')
    assert (layout.quotes, list(layout.header)) == ("text", ["关键词", "搜索人气"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_body_begins_behind_the_header(end: str) -> None:
    """The first byte of the body is found behind preambles and line ends inside quoted headers."""
    text = f'报表,"a{end}b"{end}关键词,"搜索{end}人气",点击率{end}旗袍,5,3%{end}'
    layout = find_layout(text)
    assert text.encode()[body_start(text.encode(), layout) :].decode() == f"旗袍,5,3%{end}"


def test_header_without_a_line_end() -> None:
    """A file that ends with its header has an empty body."""
    text = "关键词,搜索人气"
    assert body_start(text.encode(), find_layout(text)) == len(text.encode())


def test_giant_cell_is_refused() -> None:
    """A cell longer than any table's is one sentence, with its line."""
    with pytest.raises(TableError, match="line 2 holds a cell of more than 131072 characters"):
        find_layout("关键词,搜索人气\n" + "旗" * (MAX_CELL + 1), file="a.csv")


def test_delimiter_that_fails_loses() -> None:
    """A row that is one giant cell under other delimiters is split by the one that splits it."""
    # 70,000 cells of two characters: 140,000 characters without a delimiter but the comma.
    layout = find_layout("关键词,搜索人气\n旗袍" + ",1" * 70_000 + "\n")
    assert (layout.delimiter, list(layout.header)) == (",", ["关键词", "搜索人气"])


def test_quote_that_swallows_everything() -> None:
    """A quotation mark never closed, before more text than a cell may hold, is text."""
    layout = find_layout('关键词,搜索人气\n"旗袍,5\n' + "裙子,6\n" * 40_000)
    assert (layout.quotes, list(layout.header)) == ("text", ["关键词", "搜索人气"])
