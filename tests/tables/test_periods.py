"""Periods in preambles, date columns and file names."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kwopt.tables import read_keywords
from kwopt.tables.periods import Period, period_of
from kwopt.tables.planning.plans import plan_columns
from kwopt.tables.raw import RawTable
from kwopt.tables.understanding import window_of

CASES = json.loads(
    (Path(__file__).parent.parent / "cases" / "table_formats_en.json").read_text(encoding="utf-8")
)
DATED = [case for case in CASES if "period" in case]
WINDOWED = [case for case in CASES if "window_days" in case]


def period_above(texts: list[str]) -> Period | None:
    """Return the period of a table below these texts."""
    body, rows = pd.DataFrame({0: ["旗袍"]}), np.array([2])
    return period_of(RawTable(plan_columns(["关键词"]), body, rows, preamble=tuple(texts)), "a.csv")


@pytest.mark.parametrize(
    ("texts", "start", "end"),
    [
        (["统计周期 2026-08-10 ~ 2026-08-16"], date(2026, 8, 10), date(2026, 8, 16)),
        (["20260810至20260816"], date(2026, 8, 10), date(2026, 8, 16)),
        (["2026/8/1 - 2026/8/31"], date(2026, 8, 1), date(2026, 8, 31)),
        (["2026年8月10日"], date(2026, 8, 10), date(2026, 8, 10)),
        (["2026年8月10日-8月16日"], date(2026, 8, 10), date(2026, 8, 16)),
        (["２０２６年8月10日至16日"], date(2026, 8, 10), date(2026, 8, 16)),
        (["2026年2月"], date(2026, 2, 1), date(2026, 2, 28)),
        (["【生意参谋平台】市场搜索词_2026-08-10_2026-08-16.xls"], date(2026, 8, 10), date(2026, 8, 16)),
        (["更新 2026-08-17 统计 2026-08-10 至 2026-08-16"], date(2026, 8, 10), date(2026, 8, 16)),
        (["统计 20260810~20260816，导出于 2026年8月20日"], date(2026, 8, 10), date(2026, 8, 16)),
        (["Aug 18, 2026 - Aug 24, 2026"], date(2026, 8, 18), date(2026, 8, 24)),
        (["2026-08-18 to 2026-08-24 vs. 2026-08-11 to 2026-08-17"], date(2026, 8, 18), date(2026, 8, 24)),
        (["Aug 18 - 24, 2026"], date(2026, 8, 18), date(2026, 8, 24)),
        (["July 28 - August 3, 2026"], date(2026, 7, 28), date(2026, 8, 3)),
        (["1. august 2026 - 31. august 2026"], date(2026, 8, 1), date(2026, 8, 31)),
        (["1 sierpnia 2026 - 31 grudnia 2026"], date(2026, 8, 1), date(2026, 12, 31)),
        (["1 juin 2026 - 3 juil. 2026"], date(2026, 6, 1), date(2026, 7, 3)),
        (["1 de agosto de 2026 - 2 de septiembre de 2026"], date(2026, 8, 1), date(2026, 9, 2)),
        (["01.08.2026 - 31.08.2026"], date(2026, 8, 1), date(2026, 8, 31)),
        (["Report Time: 6/10/2026,6/16/2026"], date(2026, 6, 10), date(2026, 6, 16)),
        (["Report Time: 1/6/2026,16/6/2026"], date(2026, 6, 1), date(2026, 6, 16)),
        (["Report Time: 6/7/2026,6/8/2026"], date(2026, 6, 7), date(2026, 6, 8)),
        (["US_Top_Search_Terms_Simple_Week_2026_04_11.csv"], date(2026, 4, 11), date(2026, 4, 11)),
        (["Keyword Stats 2026-06-09", "May 1, 2025 - April 30, 2026"], date(2025, 5, 1), date(2026, 4, 30)),
        (
            ['Reporting Range=["Weekly"],Select week=["Week 15 | 2026-04-05 - 2026-04-11 2026"]'],
            date(2026, 4, 5),
            date(2026, 4, 11),
        ),
        (['Select year=["2026"],Select month=["February"]'], date(2026, 2, 1), date(2026, 2, 28)),
        (['Select year=["2026"],Select quarter=["Q4"]'], date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_periods(texts: list[str], start: date, end: date) -> None:
    """Two dates in one text are a period; one alone is a day, a month or quarter is all its days."""
    assert period_above(texts) == (start, end)


@pytest.mark.parametrize("text", ["", "旗袍2026新款", "2026-13-45", "订单 120260810123", "1.2.3", "may 2026"])
def test_no_period(text: str) -> None:
    """Years alone, impossible dates and long numbers are no period."""
    assert period_above([text]) is None


@pytest.mark.parametrize("case", DATED, ids=[case["label"] for case in DATED])
def test_periods_of_exports(case: dict[str, Any]) -> None:
    """The period comes out of the lines above the header, or out of the file's own date columns."""
    file = io.StringIO()
    file.writelines(f"{line}\n" for line in case.get("preamble", []))
    rows = [case["headers"], *case["rows"], *case.get("footer", [])]
    csv.writer(file, delimiter=case.get("delimiter", ",")).writerows(rows)
    period = read_keywords(io.BytesIO(file.getvalue().encode())).period
    assert [day.isoformat() for day in period or ()] == case["period"]


@pytest.mark.parametrize("case", WINDOWED, ids=[case["label"] for case in WINDOWED])
def test_attribution_windows(case: dict[str, Any]) -> None:
    """The header of orders says within how many days they count; else what is usual for the export."""
    assert window_of(plan_columns(case["headers"])) == case["window_days"]


def period_of_rows(header: str, *cells: object, name: str | None = None) -> list[str]:
    """Return the period of a table with one column of dates."""
    rows = [[f"word {place}", 5, cell] for place, cell in enumerate(cells)]
    table = read_keywords(pd.DataFrame(rows, columns=["keyword", "clicks", header], dtype=object), name=name)
    return [day.isoformat() for day in table.period or ()]


def test_dates_of_rows() -> None:
    """First and last day of all rows; cells may hold spans, timestamps or plain numbers."""
    assert period_of_rows("日期", "2026-08-10", None, "2026-08-03") == ["2026-08-03", "2026-08-10"]
    assert period_of_rows("统计日期", 20260419.0, 20260420.0) == ["2026-04-19", "2026-04-20"]
    assert period_of_rows("日期", "20260810至20260816") == ["2026-08-10", "2026-08-16"]
    assert period_of_rows("Day", pd.Timestamp(2026, 8, 3)) == ["2026-08-03", "2026-08-03"]
    assert period_of_rows("Date", "3/4/2026", "25/4/2026") == ["2026-04-03", "2026-04-25"]


def test_dates_of_rows_go_before_the_name() -> None:
    """The name of a file mostly holds the day of the export, unless it holds a span."""
    assert period_of_rows("日期", "2026-08-10", name="2026-09-01.csv") == ["2026-08-10", "2026-08-10"]
    assert period_of_rows("日期", "旗袍", name="2026-09-01.csv") == ["2026-09-01", "2026-09-01"]
    span = "2026-08-01_2026-08-31.csv"
    assert period_of_rows("Reporting Date", "2026-08-31", name=span) == ["2026-08-01", "2026-08-31"]


@pytest.mark.parametrize("name", ["ae_party", "us_apparel", "us_stretchwrap"])
def test_real_reports(name: str, real_data: Path) -> None:
    """The period of a real report is that of its first start and last end, as the csv module reads them."""
    path = real_data / "ppc" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    first, last = min(row["Start Date"] for row in rows), max(row["End Date"] for row in rows)
    assert [day.isoformat() for day in read_keywords(path).period or ()] == [first, last]


def test_dates_of_campaigns_are_no_period() -> None:
    """A bulk sheet's dates are those of the campaign, not of its figures."""
    headers = ["Product", "Entity", "Operation", "Keyword Text", "Start Date", "End Date", "Clicks"]
    row = ["Sponsored Products", "Keyword", "", "bell", "20240101", "20301231", "5"]
    assert read_keywords(pd.DataFrame([row], columns=headers)).period is None
