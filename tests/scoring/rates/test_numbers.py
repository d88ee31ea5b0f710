"""Columns as floats."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from kwopt.scoring.rates.numbers import as_numbers, first_text, nonnegative, numbers


@pytest.mark.parametrize("kind", ["object", "Int64", "Float64", "float64"])
def test_missing_is_nan_in_every_kind_of_column(kind: Any) -> None:
    """None and pandas' NA are NaN, 0 stays 0, and the frame is left as it is."""
    frame = pd.DataFrame({"clicks": [0, None, 7]}, dtype="object").astype(kind)
    before = frame.copy()
    np.testing.assert_array_equal(numbers(frame, "clicks"), [0.0, np.nan, 7.0])
    pd.testing.assert_frame_equal(frame, before)


def test_an_absent_column_is_missing_throughout() -> None:
    """There is one NaN a row, none for a frame without rows."""
    frame = pd.DataFrame({"clicks": [1, 2]})
    np.testing.assert_array_equal(nonnegative(frame, "orders"), [np.nan, np.nan])
    assert numbers(frame.head(0), "orders").shape == (0,)


def test_below_zero_is_unknown() -> None:
    """A correction below 0 is no count; 0 is one, and infinity is left to its reader."""
    frame = pd.DataFrame({"orders": [-0.5, 0.0, np.inf]})
    np.testing.assert_array_equal(nonnegative(frame, "orders"), [np.nan, 0.0, np.inf])


def test_a_text_is_not_missing() -> None:
    """The first cell that is no number is named by its place, whatever the rows' labels are."""
    cells = pd.Series([None, "3.5", "-", "x"], index=[7, 7, 7, 7], dtype=object)
    assert first_text(cells) == 2
    np.testing.assert_array_equal(as_numbers(cells), [np.nan, 3.5, np.nan, np.nan])


def test_columns_of_numbers_hold_no_text() -> None:
    """Missing cells of any kind of number are no texts, nor is a column without rows."""
    assert first_text(pd.Series([1, None], dtype="Int64")) is None
    assert first_text(pd.Series([], dtype=object)) is None
