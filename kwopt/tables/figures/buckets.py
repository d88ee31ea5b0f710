"""Volumes written as buckets: Google Keyword Planner shows accounts without spend 50 for 10 to 100."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from kwopt.tables.raw import RawTable

_LOWER, _UPPER = 5, 2  # 50 stands for 10 to 100, 500 for 100 to 1,000: a fifth of it to twice as much
_LOWEST_UPPER = 10.0  # 0 stands for 0 to 10


def bucket_ends(volumes: np.ndarray, buckets: Sequence[float]) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the ends of the ranges that volumes stand for; None unless all known ones are buckets.

    >>> low, high = bucket_ends(np.array([50.0, 0.0]), (0, 50, 500))
    >>> low.tolist(), high.tolist()
    ([10.0, 0.0], [100.0, 10.0])
    """
    known = np.unique(volumes[~np.isnan(volumes)])
    if not len(known) or not np.isin(known, buckets).all() or not known.any():
        return None
    return volumes / _LOWER, np.where(volumes == 0, _LOWEST_UPPER, volumes * _UPPER)


def months_empty(raw: RawTable) -> bool:
    """Whether no column of a month's searches holds a figure, as where exact volumes are hidden."""
    monthly = raw.plan.format.monthly
    months = (column for column in raw.plan.columns if monthly and re.search(monthly, column.header.name))
    return all(_empty(raw.body[column.place]) for column in months)


def _empty(values: pd.Series) -> bool:
    known = values.dropna()
    return not len(known) or (not pd.api.types.is_numeric_dtype(known) and bool((known == "").all()))
