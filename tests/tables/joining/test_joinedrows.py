"""Rows of several files: exactly those whose figures count in the joined table."""

import numpy as np

from kwopt.tables import read_keywords
from tests.joined_files import file
from tests.report_sums import sums_equal, texts

HEADERS = "词名字/词包名字,计划名字,展现量,点击量,花费,总成交笔数,总成交金额\n"
MARKET = file("搜索词,搜索人气,需求供给比\n旗袍,900,2\n长裙,80,1\n", "market.csv")


def test_added_reports_give_all_their_rows() -> None:
    """Of reports whose periods are apart every row counts, and those of a market table are none."""
    one = file(HEADERS + "旗袍,A,100,10,5,2,90\n旗袍,B,10,1,1,0,0\n", "2026-08-01_2026-08-07.csv")
    two = file(HEADERS + "旗袍,A,300,30,15,4,180\n衣,A,9,3,1,1,20\n", "2026-08-08_2026-08-14.csv")
    table = read_keywords([MARKET, one, two])
    rows = table.report_rows
    assert rows is not None
    assert rows["keyword"].tolist() == ["旗袍", "旗袍", "旗袍", "衣"]
    assert rows["clicks"].tolist() == [10, 1, 30, 3]
    assert rows["campaign"].tolist() == ["A", "B", "A", "A"]
    assert rows["source_file"].str[:10].tolist() == ["2026-08-01", "2026-08-01", "2026-08-08", "2026-08-08"]
    assert sums_equal(table)


def test_report_that_is_not_added_gives_what_counts() -> None:
    """Of a report that overlaps an earlier one only the rows of other keywords count."""
    one = file(HEADERS + "旗袍,A,100,10,5,2,90\n", "2026-08-01_2026-08-07.csv")
    two = file(HEADERS + "旗袍,B,300,30,15,4,180\n衣,C,9,3,1,1,20\n", "2026-08-07_2026-08-14.csv")
    table = read_keywords([one, two])
    rows = table.report_rows
    assert rows is not None
    assert rows[["keyword", "campaign", "clicks"]].values.tolist() == [["旗袍", "A", 10], ["衣", "C", 3]]
    assert rows["campaign"].cat.categories.tolist() == ["A", "C"]
    assert sums_equal(table)


def test_groups_that_a_file_lacks_are_missing() -> None:
    """A column of one report alone is missing in the rows of the others."""
    one = file(HEADERS + "旗袍,A,100,10,5,2,90\n", "2026-08-01_2026-08-07.csv")
    two = file(
        HEADERS.replace("计划名字", "匹配方式") + "衣,精准匹配,9,3,1,1,20\n", "2026-08-08_2026-08-14.csv"
    )
    rows = read_keywords([one, two]).report_rows
    assert rows is not None
    assert (texts(rows, "campaign"), texts(rows, "match_type")) == (["A", None], [None, "exact"])


def test_money_of_another_currency_is_missing() -> None:
    """Spend in another currency than the first is in no row; that report is not added, for it states none."""
    headers = "Search term,Campaign,Currency code,Impr.,Clicks,Cost,Conversions\n"
    one = file(headers + "cup,A,USD,90,9,4.5,1\n", "2026-08-01_2026-08-07.csv")
    two = file(headers + "cup,A,EUR,80,8,4.0,1\nmug,A,EUR,70,7,3.5,0\n", "2026-08-08_2026-08-14.csv")
    table = read_keywords([one, two])
    rows = table.report_rows
    assert rows is not None
    assert texts(rows, "spend") == [4.5, None]
    assert rows["clicks"].tolist() == [9, 7]
    assert sums_equal(table)


def test_figures_of_no_report_leave_its_rows_out() -> None:
    """Where a table of other kind states a keyword's clicks first, the report's do not count."""
    own = file("keyword,clicks,orders\ncup,5,1\n", "own.csv")
    report = file(
        "Search term,Campaign,Impr.,Clicks,Cost,Conversions\ncup,A,90,9,4,1\nmug,A,7,3,1,0\n", "r.csv"
    )
    rows = read_keywords([own, report]).report_rows
    assert rows is not None
    assert rows["keyword"].tolist() == ["mug"]


def test_random_files_add_up() -> None:
    """Reports of random periods and keywords sum to the joined table, whichever of them are added."""
    for seed in range(6):
        draw = np.random.default_rng(seed)
        files = []
        for _ in range(3):
            lines = [
                f"词{draw.integers(9)},计划{draw.integers(3)},{draw.integers(900)},{draw.integers(1, 60)},"
                f"{draw.integers(90) / 4},{draw.integers(5)},{draw.integers(400) / 4}"
                for _ in range(12)
            ]
            first = draw.integers(1, 20)
            name = f"2026-08-{first:02}_2026-08-{first + 5:02}.csv"
            files.append(file(HEADERS + "\n".join(lines), name))
        assert sums_equal(read_keywords(files)), seed
