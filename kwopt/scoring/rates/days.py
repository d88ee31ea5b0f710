"""Days of a report's rows: which texts are single days, and how many periods ago each was.

Knows ISO days only: other spellings are `kwopt.tables.values.dates`', which writes them so.
"""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]

WEEK = 7
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def as_days(dates: pd.Series) -> NDArray[np.datetime64]:
    """Return each ISO day; NaT where there is none, or several ("2026-08-10/2026-08-16")."""
    codes, distinct = pd.factorize(dates.astype(object))
    texts = [text if isinstance(text, str) and _DAY.fullmatch(text) else None for text in distinct]
    known = pd.to_datetime(pd.Series(texts, dtype=object), format="%Y-%m-%d", errors="coerce")
    return np.append(known.to_numpy().astype("datetime64[D]"), np.datetime64("NaT", "D"))[codes]


def periods_before(dates: pd.Series, last_day: str | None, days: int) -> Ints:
    """Return how many periods before the last one each day lies; 0 for later days, and what is no day."""
    found = as_days(dates)
    before = (np.datetime64(last_day, "D") - found).astype(np.int64)
    return np.asarray(np.where(np.isnat(found), 0, np.maximum(before, 0)) // days, dtype=np.int64)


def ages_of_days(dates: pd.Series, days: int) -> Ints | None:
    """Return how many periods of some days before the last date each one lies; None unless all are days.

    >>> ages_of_days(pd.Series(["2026-08-01", "2026-08-10", "2026-08-11"]), 7).tolist()
    [1, 0, 0]
    """
    found = as_days(dates)
    if not len(found) or np.isnat(found).any():
        return None
    return periods_before(dates, str(found.max()), days)
