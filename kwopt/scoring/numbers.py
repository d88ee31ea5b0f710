"""Columns of a table as floats, shape (n,): missing is NaN, whatever pandas calls it."""

import numpy as np
import pandas as pd

from kwopt.scoring.credible import Floats


def numbers(frame: pd.DataFrame, column: str) -> Floats:
    """Return a column as floats; NaN where it is absent or missing.

    >>> numbers(pd.DataFrame({"clicks": [3, None]}), "clicks"), numbers(pd.DataFrame(index=[0]), "orders")
    (array([ 3., nan]), array([nan]))
    """
    if column not in frame.columns:
        return np.full(len(frame), np.nan)
    return frame[column].to_numpy(dtype=np.float64, na_value=np.nan)


def nonnegative(frame: pd.DataFrame, column: str) -> Floats:
    """Return a column as floats; NaN where it is absent, missing or negative.

    >>> nonnegative(pd.DataFrame({"orders": [2.0, -1.0]}), "orders")
    array([ 2., nan])
    """
    values = numbers(frame, column)
    return np.where(values >= 0, values, np.nan)
