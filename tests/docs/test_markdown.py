"""Text that comes from the code is shown as it stands, whatever it holds of markup."""

import pytest

from docs.generate.markdown import code, joined, plain, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", r"a\|b"),
        ("<b>", r"\<b>"),
        ("2*3", r"2\*3"),
        ("_x_", r"\_x\_"),
        ("a_b", "a_b"),
        ("搜索", "搜索"),
    ],
)
def test_markup_is_escaped(text, expected):
    """Only what Markdown would read as markup gets a backslash; an underscore inside a word does not."""
    assert plain(text) == expected


def test_bar_in_code_does_not_end_a_cell():
    """A bar ends a cell even inside code, unless a backslash stands before it."""
    assert code("zh|en") == r"`zh\|en`"


def test_table_has_a_line_for_header_rule_and_each_row():
    """One header, one rule, one line a row."""
    assert table(["a", "b"], [["1", "2"], ["3", "4"]]).splitlines() == [
        "| a | b |", "| --- | --- |", "| 1 | 2 |", "| 3 | 4 |",
    ]  # fmt: skip


def test_broken_chinese_lines_meet_without_a_space():
    """A line break inside Chinese text is no space; between Latin words it is one."""
    assert joined("在本机上的一个\n文件、\nJSON or\nCSV") == "在本机上的一个文件、JSON or CSV"
