"""Columns of a table as floats, shape (n,): missing is NaN, whatever pandas calls it."""

import numpy as np
import pandas as pd

from kwopt.scoring.rates.credible import Floats


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


def as_numbers(values: pd.Series) -> pd.Series:
    """Return a column as numbers, those written as texts among them; NaN for any other text.

    >>> as_numbers(pd.Series(["12", None, "12%"])).tolist()
    [12.0, nan, nan]
    """
    if pd.api.types.is_numeric_dtype(values):
        return values
    return pd.to_numeric(values.astype(object), errors="coerce").astype(float)


def first_text(values: pd.Series) -> int | None:
    """Return the place of the first cell that is neither a number nor missing, for missing is another thing.

    >>> first_text(pd.Series(["12", None, "12%"])), first_text(pd.Series([1.0, None]))
    (2, None)
    """
    wrong = np.flatnonzero(values.notna() & as_numbers(values).isna())
    return int(wrong[0]) if len(wrong) else None
