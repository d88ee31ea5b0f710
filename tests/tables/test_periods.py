"""Periods in file names and preambles."""

from datetime import date

import pytest

from kwopt.tables.periods import period_in


@pytest.mark.parametrize(
    ("texts", "start", "end"),
    [
        (["统计周期 2026-08-10 ~ 2026-08-16"], date(2026, 8, 10), date(2026, 8, 16)),
        (["20260810至20260816"], date(2026, 8, 10), date(2026, 8, 16)),
        (["2026/8/1 - 2026/8/31"], date(2026, 8, 1), date(2026, 8, 31)),
        (["2026年8月10日"], date(2026, 8, 10), date(2026, 8, 10)),
        (["Aug 18, 2026 - Aug 24, 2026"], date(2026, 8, 18), date(2026, 8, 24)),
        (["US_Top_Search_Terms_Simple_Week_2026_04_11.csv"], date(2026, 4, 11), date(2026, 4, 11)),
        (["Keyword Stats 2026-06-09", "May 1, 2025 - April 30, 2026"], date(2025, 5, 1), date(2026, 4, 30)),
    ],
)
def test_periods(texts: list[str], start: date, end: date) -> None:
    """Two dates in one text are a period; one alone is a day."""
    assert period_in(texts) == (start, end)


@pytest.mark.parametrize("text", ["", "旗袍2026新款", "2026-13-45", "订单 120260810123", "1.2.3"])
def test_no_period(text: str) -> None:
    """Years alone, impossible dates and long numbers are no period."""
    assert period_in([text]) is None
