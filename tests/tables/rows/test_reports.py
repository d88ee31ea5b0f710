"""Rows of a report: before they are added, with what they say of where their figures arose."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kwopt import columns
from kwopt.tables import read_keywords
from tests.joined_files import file
from tests.report_sums import sums_equal, texts

TERMS = (
    "Start Date,End Date,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Impressions,"
    "Clicks,Spend,7 Day Total Orders (#),7 Day Total Sales \n"
    '2026-08-01,2026-08-01,c1,g1,lamp,EXACT,Lamp,100,10,"$ 4.50",2,"$ 40.00"\n'
    "2026-08-01,2026-08-03,c1,g2,close-match,-,desk lamp,50,5,2.00,0,0\n"
    '2026-08-04,2026-08-04,c2,g1,"asin=""B0XXTEST01""",-,lamp ,30,6,-,1,19.90\n'
    "Total,,,,,,,180,21,6.50,3,59.90\n"
)
"""Three rows of two terms, of which the first stands in two spellings, and a total."""


def test_rows_stay_apart() -> None:
    """Each row keeps its groups and its own figures; the keyword is spelled as in the table, totals go."""
    table = read_keywords(file(TERMS, "report.csv"))
    rows = table.report_rows
    assert rows is not None
    assert list(rows) == [
        "keyword", "campaign", "ad_group", "targeting", "match_type", "date", "impressions", "clicks",
        "orders", "spend", "sales", "source_file", "source_row",
    ]  # fmt: skip
    assert rows["keyword"].tolist() == ["Lamp", "desk lamp", "Lamp"]
    assert rows["campaign"].tolist() == ["c1", "c1", "c2"]
    assert rows["ad_group"].tolist() == ["g1", "g2", "g1"]
    assert rows["targeting"].tolist() == ["lamp", "close-match", 'asin="B0XXTEST01"']
    assert rows["match_type"].tolist() == ["exact", "auto", "product"]
    assert rows["date"].tolist() == ["2026-08-01", "2026-08-01/2026-08-03", "2026-08-04"]
    assert rows["clicks"].tolist() == [10, 5, 6]
    assert texts(rows, "spend") == [4.5, 2.0, None]
    assert rows["source_row"].tolist() == [2, 3, 4]
    assert set(rows["source_file"]) == {"report.csv"}
    assert sums_equal(table)


def test_table_is_as_before() -> None:
    """The table keeps such columns under their own headers, and has none by the names of the groups."""
    frame = read_keywords(file(TERMS, "report.csv")).frame
    assert {"Campaign Name", "Match Type", "Start Date"} <= set(frame)
    assert not set(columns.REPORT_GROUPS) & set(frame)
    assert frame["Match Type"].tolist() == ["EXACT", "-"]


def test_rows_without_repeated_keywords() -> None:
    """A report in which no keyword repeats has rows too, in its own order."""
    table = read_keywords(
        file("词名字/词包名字,计划名字,展现量,点击量,花费\n旗袍,A,9,3,1\n短裙,B,8,2,1\n", "a.csv")
    )
    rows = table.report_rows
    assert rows is not None
    assert rows[["keyword", "campaign", "clicks"]].values.tolist() == [["旗袍", "A", 3], ["短裙", "B", 2]]


@pytest.mark.parametrize(
    "text",
    [
        "搜索词,搜索人气,点击率\n旗袍,900,50%\n",
        "keyword,campaign,clicks,orders\n旗袍,A,9,1\n",
        "词名字/词包名字,计划名字,展现量,花费\n旗袍,A,9,3\n",
    ],
    ids=["market", "first row wins", "no clicks"],
)
def test_other_tables_have_no_rows(text: str) -> None:
    """Only files with clicks whose rows are added up are reports."""
    assert read_keywords(file(text, "a.csv")).report_rows is None


def test_refused_rows_are_left_out() -> None:
    """Rows in another currency than most, and of other kinds than keywords, count nowhere."""
    bulk = (
        "Product,Entity,Operation,Campaign Name,Campaign Name (Informational only),Start Date,Keyword Text,"
        "Match Type,Currency,Impressions,Clicks,Spend,Sales,Orders\n"
        "Sponsored Products,Campaign,,c,c,20260101,,,USD,40,4,2,9,1\n"
        "Sponsored Products,Keyword,,,c,,lamp,Broad,USD,40,4,2,9,1\n"
        "Sponsored Products,Keyword,,,c,,lamp,Exact,USD,20,2,1,0,0\n"
        "Sponsored Products,Keyword,,,c,,lamp,Exact,EUR,10,1,1,0,0\n"
    )
    table = read_keywords(file(bulk, "bulk.csv"))
    rows = table.report_rows
    assert rows is not None
    assert rows["source_row"].tolist() == [3, 4]
    assert rows["campaign"].tolist() == ["c", "c"]  # the informational column: the other one is empty here
    assert columns.DATE not in rows  # a bulk sheet's start date is that of the campaign
    assert sums_equal(table)


def test_users_map_names_groups() -> None:
    """A named campaign makes a table with clicks a report; its own figures are added, its groups kept."""
    source = file("word,grp,how,clicks,bought\ncup,C,genau passend,3,1\ncup,D,?,4,0\n", "a.csv")
    named = {"keyword": "word", "campaign": "grp", "match_type": "how", "orders": "bought"}
    table = read_keywords(source, column_map=named)
    rows = table.report_rows
    assert rows is not None
    assert rows[["campaign", "match_type", "clicks"]].values.tolist() == [["C", "exact", 3], ["D", "?", 4]]
    assert table.frame["clicks"].tolist() == [7]
    assert {"grp", "how"} <= set(table.frame)


def test_changed_frame_leaves_the_rows_alone() -> None:
    """Rows bear the keywords of the table as it was read, whatever a caller does to its frame."""
    table = read_keywords(file(TERMS, "report.csv"))
    table.frame[columns.KEYWORD] = table.frame[columns.KEYWORD].str.upper()
    rows = table.report_rows
    assert rows is not None
    assert rows["keyword"].tolist() == ["Lamp", "desk lamp", "Lamp"]


def test_made_reports_add_up() -> None:
    """Rows drawn at random, some figures missing, sum to the table's figures."""
    draw = np.random.default_rng(6)
    lines = [
        "日期,计划名称,推广单元,关键词,匹配方式,展现量,点击量,花费,平均点击花费,直接成交笔数,直接成交金额"
    ]
    for _ in range(400):
        clicks, orders = draw.integers(0, 9), draw.integers(0, 2)
        spend = draw.choice(["-", f"{clicks * 0.37:.2f}"])
        plan = f"2026/8/{draw.integers(1, 30)},计划{draw.integers(3)},单元{draw.integers(4)}"
        word = f"词{draw.integers(60)},{draw.choice(['广泛匹配', '精准匹配'])}"
        lines.append(f"{plan},{word},{clicks * 9},{clicks},{spend},0.37,{orders},{orders * 88}")
    table = read_keywords(file("\n".join(lines), "a.csv"))
    rows = table.report_rows
    assert rows is not None
    assert len(rows) == 400
    assert set(rows["match_type"]) == {"broad", "exact"}
    assert sums_equal(table)


@pytest.mark.parametrize("name", ["ae_party", "uk_dustsheet", "us_apparel", "us_stretchwrap"])
def test_real_reports_add_up(real_data: Path, name: str) -> None:
    """Every row of a real report has campaign, target and day, and the rows sum to the table's figures."""
    path = real_data / "ppc" / f"{name}.csv"
    table = read_keywords(path)
    rows = table.report_rows
    assert rows is not None
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    kept = raw.iloc[rows["source_row"].to_numpy() - 2]  # row 1 bears the headers
    assert len(rows) == table.rows_read - table.rows_refused
    assert rows["campaign"].tolist() == kept["Campaign Name"].tolist()
    assert rows["targeting"].tolist() == kept["Targeting"].tolist()
    start = kept["Date" if "Date" in kept else "Start Date"]
    assert rows["date"].str[:10].tolist() == start.tolist()
    keywords = kept["Match Type"].str.lower().isin(["exact", "phrase"]).to_numpy()
    assert rows["match_type"][keywords].tolist() == kept["Match Type"].str.lower()[keywords].tolist()
    assert sums_equal(table)
