"""Reports of several files: added where their periods are apart, money of one currency only."""

import numpy as np
import pandas as pd
import pytest

from kwopt.tables import read_keywords
from tests.joined_files import REPORT, file, row, told


def test_reports_of_two_weeks_are_added() -> None:
    """Counts and money of periods that are apart are added; orders per click is weighted by clicks."""
    one = file(REPORT + "旗袍,100,10,5,2,90,20%\n短裙,7,1,1,0,,0%\n", "2026-08-01_2026-08-07.csv")
    two = file(REPORT + "旗袍,300,30,15,4,180,13.33%\n衣,9,3,1,1,20,33%\n", "2026-08-08_2026-08-14.csv")
    table = read_keywords([one, two])
    found = row(table, "旗袍")
    figures = [found[name] for name in ("impressions", "clicks", "spend", "orders", "sales")]
    assert figures == [400, 40, 20, 6, 270]
    assert found["orders_per_click"] == 0.15  # (2 + 4) / (10 + 30)
    assert row(table, "衣")["clicks"] == 3
    assert np.isnan(row(table, "短裙")["sales"])
    (notice,) = told(table, "reports_added")
    assert notice["days"] == "2026-08-08 - 2026-08-14"
    assert notice["first"] == ["2026-08-01_2026-08-07.csv"]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("2026-08-01_2026-08-07.csv", "2026-08-07_2026-08-14.csv", "reports_overlap"),
        ("2026-08-01_2026-08-07.csv", "report.csv", "report_undated"),
        ("report.csv", "2026-08-01_2026-08-07.csv", "report_undated"),
    ],
)
def test_reports_that_may_overlap_are_not_added(first: str, second: str, code: str) -> None:
    """A day that counts in both reports must not count twice: the first report wins, with a warning."""
    one = file(REPORT + "旗袍,100,10,5,2,90,20%\n", first)
    two = file(REPORT + "旗袍,300,30,15,4,180,13.33%\n衣,9,3,1,1,20,33%\n", second)
    table = read_keywords([one, two])
    assert table.frame["clicks"].tolist() == [10, 3]
    assert table.frame["orders"].tolist() == [2, 1]
    assert len(told(table, code)) == 1


def test_a_third_report_is_measured_against_all_in_the_sum() -> None:
    """Of three reports the first and third are added where the second overlaps the first."""
    names = ("2026-08-01_2026-08-07.csv", "2026-08-05_2026-08-11.csv", "2026-08-08_2026-08-14.csv")
    files = [file(REPORT + f"旗袍,100,{10**place},5,0,0,0%\n", name) for place, name in enumerate(names)]
    table = read_keywords(files)
    assert table.frame["clicks"].tolist() == [101]  # 1 + 100
    assert len(told(table, "reports_overlap")) == 1


def test_reports_of_other_columns_are_not_added() -> None:
    """Clicks with orders and clicks without would make a false rate."""
    one = file(REPORT + "旗袍,100,10,5,2,90,20%\n", "2026-08-01_2026-08-07.csv")
    two = file("词名字/词包名字,展现量,点击量,花费\n旗袍,300,30,15\n", "2026-08-08_2026-08-14.csv")
    table = read_keywords([one, two])
    assert table.frame["clicks"].tolist() == [10]
    assert len(told(table, "reports_differ")) == 1


def test_reports_without_a_common_keyword_need_no_remark() -> None:
    """Where no keyword is in both, there is nothing to add and nothing to warn of."""
    table = read_keywords([file(REPORT + f"{word},100,10,5,2,90,20%\n", f"{word}.csv") for word in "甲乙"])
    assert table.frame["clicks"].tolist() == [10, 10]
    assert told(table, "report_undated") == told(table, "reports_added") == []


def test_money_of_another_currency_is_left_out() -> None:
    """Amounts of two currencies in one column would be compared: the later ones are left out, and told."""
    one = pd.DataFrame({"keyword": ["a"], "market_cpc": ["US$1.20"], "search_volume": [5]})
    two = pd.DataFrame({"keyword": ["a", "b"], "market_cpc": ["€2.00", "€3.00"], "search_volume": [5, 6]})
    table = read_keywords([one, two])
    assert table.frame["market_cpc"].tolist() == pytest.approx([1.2, np.nan], nan_ok=True)
    assert told(table, "currency_left_out") == [{"count": 2, "currency": "EUR", "first": "USD"}]
