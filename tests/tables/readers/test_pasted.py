"""Tables copied from a web page, one cell a line."""

import pytest

from kwopt.errors import TableError
from kwopt.tables.readers.pasted import unfolded

HEADERS = ["搜索词", "搜索人气", "点击率", "操作"]
ROWS = [
    ["旗袍", "11,269", "78.15%", "趋势"],
    ["连衣裙 夏", "1.2万", "-", "趋势"],
    ["t恤", "5", "0.67%", "趋势"],
]
EXPECTED = "".join("\t".join(row) + "\r\n" for row in [HEADERS, *ROWS])


def copied(*, between: str = "\n") -> str:
    """Return the table with every cell on a line."""
    return between.join(cell for row in [HEADERS, *ROWS] for cell in row) + "\n"


@pytest.mark.parametrize(
    "text", [copied(), copied(between="\r\n"), copied(between=" \n\n\xa0"), "\n\n" + copied()]
)
def test_cells_on_lines_are_put_into_rows(text: str) -> None:
    """Blank lines, spaces and a header that is not known do not stand in the way."""
    assert unfolded(text) == EXPECTED


def test_what_stands_above_stays() -> None:
    """Lines above the headers stay as they are, for they hold the period."""
    assert unfolded("统计时间 2026-08-10\n" + copied()) == "统计时间 2026-08-10\r\n" + EXPECTED


def test_figures_are_those_of_the_grammar() -> None:
    """Bounds, arrows and words for "not known" make a column of figures, as anywhere else."""
    text = "关键词\n搜索人气\n搜索增长率\n旗袍\n1万以上\n↑12%\n裙\n暂无\n下降3%\n"
    expected = "关键词\t搜索人气\t搜索增长率\r\n旗袍\t1万以上\t↑12%\r\n裙\t暂无\t下降3%\r\n"
    assert unfolded(text) == expected


def test_blank_lines_at_the_end_cost_nothing() -> None:
    """A million of them are no cells, and are not taken off one by one."""
    assert unfolded(copied() + " \n" * 1_000_000) == EXPECTED


def test_empty_cells() -> None:
    """Where an empty cell left a blank line, blank lines are cells."""
    text = "关键词\n搜索人气\n在线商品数\n旗袍\n5\n\n裙\n6\n7\n"
    assert unfolded(text) == "关键词\t搜索人气\t在线商品数\r\n旗袍\t5\t\r\n裙\t6\t7\r\n"


@pytest.mark.parametrize(
    "text",
    [
        EXPECTED,
        EXPECTED.replace("\t", ","),
        "关键词\n旗袍\n裙\n",
        "旗袍\n裙\n",
        "",
        "关键词\t搜索人气\n搜索词\t搜索热度\n",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    """Rows on lines, and lists of keywords, are none of these."""
    assert unfolded(text) is None


def test_cells_that_fill_no_rows() -> None:
    """Where the count does not fit, nothing is guessed; it is said what to do."""
    with pytest.raises(TableError) as caught:
        unfolded(copied() + "共 3 条\n", file="a.txt")
    assert str(caught.value) == (
        "a.txt: its cells stand one a line (搜索词, 搜索人气, 点击率), but do not fill whole rows; "
        "copy whole rows, or paste them into a spreadsheet and save that"
    )
