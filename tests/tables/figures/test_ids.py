"""Ids as text: what a spreadsheet rounded is told, all others come through unchanged."""

import io

import pandas as pd

from kwopt.tables import KeywordTable, read_keywords
from kwopt.tables.records import Record


def read(text: str) -> KeywordTable:
    """Read a CSV text."""
    return read_keywords(io.BytesIO(text.encode()))


def rounded(table: KeywordTable) -> list[Record]:
    """Return what is said of rounded ids."""
    return [record for record in table.repairs if record.code == "tables.ids_rounded"]


def test_ids_in_powers_of_ten_are_told() -> None:
    """1.81235E+17 is no id any more: it stays as it stands, with row and value."""
    table = read("关键词,计划ID,展现量\na,1.81235E+17,5\nb,1.81236E+17,6\n")
    assert table.frame["计划ID"].tolist() == ["1.81235E+17", "1.81236E+17"]
    (record,) = rounded(table)
    assert (record.count, record.level, record.params) == (2, "warning", {"column": "计划ID"})
    assert record.examples[0] == {"row": 2, "value": "1.81235E+17"}


def test_long_ids_that_all_end_in_zeros_are_told() -> None:
    """A spreadsheet keeps 15 digits: 18 digits of which the last three are zeros were rounded."""
    (record,) = rounded(read("Keyword,Campaign ID\na,281234567890123000\nb,281234567890124000\n"))
    assert record.count == 2


def test_long_ids_with_digits_are_ids() -> None:
    """One zero at the end is chance, and one id with further digits clears the column."""
    assert rounded(read("Keyword,Campaign ID\na,1234567890123450\nb,1234567890123451\n")) == []
    assert rounded(read("Keyword,Campaign ID\na,1234567890123450\n")) == []
    assert rounded(read("Keyword,Campaign ID\na,281234567890123000\nb,281234567890123456\n")) == []


def test_text_formulas_become_ids() -> None:
    """="171234567890123" is how exporters keep a spreadsheet from rounding."""
    table = read('Keyword,Campaign ID\na,"=""171234567890123"""\nb,007\n')
    assert table.frame["Campaign ID"].tolist() == ["171234567890123", "007"]
    assert rounded(table) == []


def test_numbers_of_a_workbook_are_written_out() -> None:
    """Ids that a workbook holds as numbers come as digits, without a decimal point or a power."""
    frame = pd.DataFrame({"关键词": ["a", "b", "c"], "宝贝ID": [612345678901.0, None, 1.81234567890123e17]})
    table = read_keywords(frame)
    assert table.frame["宝贝ID"].iloc[0] == "612345678901"
    assert pd.isna(table.frame["宝贝ID"].iloc[1])
    assert table.frame["宝贝ID"].iloc[2] == "181234567890123000"
    assert [record.count for record in rounded(table)] == [1]


def test_figures_are_no_ids() -> None:
    """Only headers of ids are looked at: a volume may be 2E+17, and "video" holds no id."""
    assert rounded(read("关键词,搜索人气,video,idee\na,2E+17,2E+17,2E+17\n")) == []
