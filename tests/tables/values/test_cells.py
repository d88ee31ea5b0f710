"""The grammar of cells: every vector of the reference, and the column reader against the one-cell reader."""

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.tables.values import grammar
from kwopt.tables.values.cellcolumns import Cells, read_cells
from kwopt.tables.values.cells import KINDS, percent_as_fraction, read_cell

CASES = json.loads((Path(__file__).parents[2] / "cases" / "cells.json").read_text(encoding="utf-8"))


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


def agree(texts: list[str], column: Cells, *, decimal_comma: bool = False) -> None:
    """Check that a column says what its cells say one by one."""
    singles = [read_cell(text, decimal_comma=decimal_comma) for text in texts]
    for name in ("value", "low", "high"):
        np.testing.assert_array_equal(getattr(column, name), [getattr(cell, name) for cell in singles])
    assert column.kind is not None
    assert [KINDS[kind] for kind in column.kind] == [cell.kind for cell in singles]
    assert column.percent.tolist() == [cell.percent for cell in singles]
    named = dict.fromkeys(cell.currency for cell in singles if cell.currency)
    assert set(column.currencies) == set(named)


def test_column_equals_single_cells() -> None:
    """Reading a column gives what reading its cells one by one gives."""
    texts = [case["input"] for case in CASES if "," not in case["input"]]
    agree(texts, read_cells(pd.Series(texts, dtype="str")))
    for case in CASES:
        agree([case["input"]] * 2, read_cells(pd.Series([case["input"]] * 2, dtype="str")))


DIGITS = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(0, 10**12).map("{:,}".format),
    st.integers(1000, 10**9).map(lambda number: f"{number:,}".replace(",", "\u00a0")),
    st.decimals(0, 10**7, places=2).map(str),
    st.from_regex(r"\A(?:0[0-9]|[0-9]{1,3}\.|\.[0-9]{1,4}|20260[0-9]1[0-9]|[0-9]e-?[0-9]{1,2})\Z"),
)
TIMES = st.sampled_from(["", "", *grammar.EXPONENTS, "Ｗ", "K"])
SIGNS = st.sampled_from(
    ["", "", "", "-", "+", "−", "(", "<", "＞", ">=", "约", "↑", "↓", "不足", "¥", "￥", "US$", "€ "]
)
ENDS = st.sampled_from(
    ["", "", "%", " %", "％", "+", "元", "人", "+人", "以上", "以下", ")", " zł", "DKK", "↓", "\u200b"]
)
FIGURES = st.tuples(SIGNS, SIGNS, DIGITS, TIMES, ENDS, ENDS).map("".join)
BETWEEN = st.sampled_from([" ~ ", "~", "-", " – ", "至", "到", "—", " to ", "--", "～"])
GRAMMAR = st.one_of(
    FIGURES,
    st.tuples(FIGURES, BETWEEN, FIGURES).map("".join),
    st.tuples(DIGITS, TIMES, BETWEEN, DIGITS, TIMES, ENDS).map("".join),
    st.sampled_from(["-", "--", "∞", "N/A", "暂无", "\\N", "", " ", '="12"', "#N/A", "١٢٪"]),
)


@given(st.lists(GRAMMAR, max_size=12))
def test_column_and_cell_agree_on_the_grammar(texts: list[str]) -> None:
    """Whatever the grammar can say, a column reads it as its cells are read, to the last bit."""
    certain = [text for text in texts if not re.search(r"[0-9][,，][0-9]|[.][0-9]+[.]", text)]
    agree(certain, read_cells(pd.Series(certain, dtype="str")))


@given(st.lists(GRAMMAR.map(lambda text: text.replace(".", ",")), max_size=8))
def test_column_and_cell_agree_on_decimal_commas(texts: list[str]) -> None:
    """A column whose commas are decimal signs is read as its cells are when told so."""
    column = [*(text for text in texts if text.count(",") < 2), "0,5"]
    agree(column, read_cells(pd.Series(column, dtype="str")), decimal_comma=True)


@given(st.text(max_size=30) | st.text("0123456789.,%+-~ 万kwe$¥<>()'", max_size=12))
def test_column_and_cell_agree_on_any_text(text: str) -> None:
    """No text is read one way alone and another way in a column."""
    expected = read_cell(text, decimal_comma=bool(re.search(r"[0-9],[0-9]", text)))
    column = read_cells(pd.Series([text], dtype="str"))
    assert column.kind is not None
    if "," not in text and "，" not in text and text.count(".") < 2:
        assert KINDS[column.kind[0]] == expected.kind
        np.testing.assert_array_equal(column.value, [expected.value])


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
    assert [KINDS[kind] for kind in cells.kind] == ["missing", "missing"]
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


def test_dots_part_thousands_where_nothing_else_fits() -> None:
    """Two dots before groups of three part thousands, in any file."""
    assert read_cells(pd.Series(["1.234.567", "2.500"])).value.tolist() == [1234567.0, 2500.0]


def test_lakh_and_crore_are_no_decimal_commas() -> None:
    """Indian grouping has pairs of digits between commas."""
    assert read_cells(pd.Series(["1,23,456", "12"])).value.tolist() == [123456.0, 12.0]


def test_a_million_rows_of_mixed_texts_are_read_by_form() -> None:
    """A column of many distinct texts has few forms; each row still says what it says."""
    texts = [f"{number:,}" if number % 2 else f"{number}万 ~ {number + 9}万" for number in range(1000, 3000)]
    column = read_cells(pd.Series(texts))
    agree(texts[:1], read_cells(pd.Series(texts[:1])))
    assert column.value[1::2].tolist() == [float(number) for number in range(1001, 3000, 2)]
    assert column.high[::2].tolist() == [(number + 9) * 1e4 for number in range(1000, 3000, 2)]
