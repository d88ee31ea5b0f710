"""Days of a report's rows: single days only, and how many periods ago each was."""

import numpy as np
import pandas as pd
import pytest

from kwopt.scoring.rates.days import WEEK, ages_of_days, as_days, periods_before

SPAN = "2026-08-10/2026-08-16"


def test_only_single_days_are_days() -> None:
    """A span of days, another spelling and a day that no calendar has are none."""
    found = as_days(pd.Series(["2026-08-10", SPAN, "10.08.2026", "2026-02-30", None]))
    assert np.isnat(found).tolist() == [False, True, True, True, True]


def test_days_after_the_last_are_of_the_last_period() -> None:
    """What is later than the last day, and what is no day, counts as of now."""
    found = periods_before(pd.Series(["2026-08-14", "2026-08-01", "2026-07-31", SPAN]), "2026-08-07", WEEK)
    assert found.tolist() == [0, 0, 1, 0]  # 6 days before are of the last week, 7 days of the one before


@pytest.mark.parametrize("dates", [[], ["2026-08-10", SPAN]])
def test_ages_are_known_where_all_are_days(dates: list[str]) -> None:
    """Without rows, or with one that is no day, nothing is said of any."""
    assert ages_of_days(pd.Series(dates, dtype=object), WEEK) is None
