"""The grammar of cells: every vector of the reference, and the column reader against the one-cell reader."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.tables.cells import percent_as_fraction, read_cell, read_cells

CASES = json.loads((Path(__file__).parent.parent / "cases" / "cells.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cell_says_what_a_person_reads(case: dict[str, Any]) -> None:
    """A cell means what the grammar of exports says."""
    cell = read_cell(case["input"])
    expected = case["expected"]
    assert cell.kind == expected["kind"]
    for name in ("value", "low", "high"):
        assert getattr(cell, name) == pytest.approx(expected.get(name, math.nan), rel=1e-12, nan_ok=True)
    assert cell.percent == expected.get("percent", False)
    assert cell.currency == expected.get("currency")


def test_percent_reads_exactly() -> None:
    """A percentage becomes the fraction that its decimals say, to the last bit."""
    cents = np.arange(0, 20_000)
    expected = [float(f"{cent}e-4") for cent in cents]
    assert percent_as_fraction(cents / 100).tolist() == expected


def test_column_equals_single_cells() -> None:
    """Reading a column gives what reading its cells one by one gives."""
    texts = [case["input"] for case in CASES]
    column = read_cells(pd.Series(texts, dtype="str"))
    singles = [read_cell(text) for text in texts]
    np.testing.assert_array_equal(column.value, [cell.value for cell in singles])
    np.testing.assert_array_equal(column.low, [cell.low for cell in singles])
    np.testing.assert_array_equal(column.high, [cell.high for cell in singles])
    assert column.kind is not None
    assert column.kind.tolist() == [cell.kind for cell in singles]
    assert column.percent.tolist() == [cell.percent for cell in singles]


@given(st.lists(st.from_regex(r"\A[0-9]{1,9}(\.[0-9]{1,6})?%?\Z") | st.integers(0, 10**9).map("{:,}".format)))
def test_shortcut_for_plain_numbers_is_exact(texts: list[str]) -> None:
    """The vectorized way for plain numbers gives the same bits as the grammar."""
    column = read_cells(pd.Series(texts, dtype="str"))
    np.testing.assert_array_equal(column.value, [read_cell(text).value for text in texts])


@given(st.text(max_size=30))
def test_any_text_is_read_without_error(text: str) -> None:
    """No text breaks the reader, and no value is infinite."""
    cell = read_cell(text)
    assert not math.isinf(cell.value)


def test_missing_cells_of_a_column() -> None:
    """NaN stays missing; a column of nothing is all missing."""
    cells = read_cells(pd.Series([None, None], dtype="str"))
    assert np.isnan(cells.value).all()
    assert cells.kind is not None
    assert cells.kind.tolist() == ["missing", "missing"]
    assert not cells.has_ends


def test_decimal_commas_are_seen_by_the_column() -> None:
    """One value that can only be a decimal comma decides for its column."""
    assert read_cells(pd.Series(["1.234,50", "1 234,5%", "12"])).value.tolist() == [1234.5, 12.345, 12.0]


def test_thousands_commas_stay_thousands() -> None:
    """Commas before three digits part thousands, unless the file separates by semicolons."""
    texts = pd.Series(["1,234", "12"])
    assert read_cells(texts).value.tolist() == [1234.0, 12.0]
    assert read_cells(texts, semicolons=True).value.tolist() == [1.234, 12.0]
    assert read_cells(texts, semicolons=True, count=True).value.tolist() == [1234.0, 12.0]


def test_dots_part_thousands_in_counts_of_semicolon_files() -> None:
    """In a file with semicolons, a count of "1.234" is 1234."""
    counts = pd.Series(["1.234", "12.345.678", "7"])
    assert read_cells(counts, semicolons=True, count=True).value.tolist() == [1234.0, 12345678.0, 7.0]


def test_currencies_are_named_once() -> None:
    """A column names each currency it shows, in order of appearance."""
    assert read_cells(pd.Series(["€1", "$2", "€3"])).currencies == ("EUR", "USD")
