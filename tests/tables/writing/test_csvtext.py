"""Delimited text: cells quoted where they must be, spelled so that they read back as they were."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwopt.tables.writing import csvtext
from kwopt.tables.writing.csvtext import csv_parts, csv_rows

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
CELLS = TEXTS | st.sampled_from(["", ",", '"', "\n", "\r\n", "\t", ' "x" ', "旗袍,裙"])


def cells_of(frame: pd.DataFrame, delimiter: str = ",") -> list[list[str]]:
    """Return the cells as Python's reader finds them."""
    text = b"".join(csv_parts(frame, delimiter)).decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5), st.sampled_from(",\t;"))
def test_any_text_reads_back(rows: list[list[str]], delimiter: str) -> None:
    """Whatever a cell holds, another reader finds the same cells."""
    frame = pd.DataFrame(rows, columns=["a", 'b"\n'], dtype="str")
    assert cells_of(frame, delimiter) == [["a", 'b"\n'], *rows]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_floats_read_back_exactly(values: list[float]) -> None:
    """The digits give back the very same float."""
    found = [float(cell) for (cell,) in cells_of(pd.DataFrame({"a": values}))[1:]]
    assert found == values


def test_kinds_of_cells() -> None:
    """Whole numbers have no point, truth is a word, missing is empty, quotes stand only where needed."""
    frame = pd.DataFrame(
        {
            "a": [1.0, np.nan],
            "b": [0.5, 2.0],
            "c": [True, False],
            "d": pd.Series(["x", None], dtype="str"),
            "e": pd.Series(["y", 3], dtype=object),
            "f": pd.Series([7, None], dtype="Int64"),
            "g": pd.to_datetime(["2026-08-01", None]),
        }
    )
    assert b"".join(csv_parts(frame)).decode() == (
        "a,b,c,d,e,f,g\n1,0.5,True,x,y,7,2026-08-01 00:00:00\n,2,False,,3,,\n"
    )


def test_a_lone_missing_cell_is_a_row() -> None:
    """A row of one empty cell is not an empty line, which readers skip."""
    assert cells_of(pd.DataFrame({"a": pd.Series(["x", None, "y"], dtype="str")})) == [
        ["a"],
        ["x"],
        [""],
        ["y"],
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_parts_make_the_whole(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Where the parts end shows nowhere."""
    frame = pd.DataFrame({"a": range(7), "b": [f"t{place}" for place in range(7)]})
    whole = b"".join(csv_parts(frame))
    monkeypatch.setattr(csvtext, "ROWS_AT_ONCE", size)
    assert b"".join(csv_parts(frame)) == whole


def test_no_rows() -> None:
    """A frame without rows is a line of headers."""
    assert b"".join(csv_parts(pd.DataFrame({"a": [], "b": []}))) == b"a,b\n"


@pytest.mark.parametrize("repeats", [1, 40])
def test_repeated_cells_are_spelled_like_single_ones(repeats: int) -> None:
    """A column that repeats itself holds the same cells as one that does not."""
    cells = {"a": [0.1, np.nan, 2e-7], "b": ['x,"y"', None, "旗袍"], "c": [None, None, None], "d": [True] * 3}
    once = pd.DataFrame(cells).astype({"b": "str", "c": float})
    rows = '0.1,"x,""y""",,True\n,,,True\n2e-7,旗袍,,True\n'
    text = b"".join(csv_parts(pd.concat([once] * repeats, ignore_index=True))).decode()
    assert text == "a,b,c,d\n" + rows * repeats


def test_missing_columns_side_by_side_are_empty_cells_each() -> None:
    """Whether they stand first, last or between others; a line of nothing but them keeps its delimiters."""
    gone = pd.Series([None, None], dtype="float64")
    frame = pd.DataFrame({"a": gone, "b": gone, "c": [1, 2], "d": gone, "e": gone, "f": gone})
    assert b"".join(csv_rows(frame)) == b",,1,,,\n,,2,,,\n"
    assert b"".join(csv_rows(frame[["a", "b"]], "\t")) == b"\t\n\t\n"
    assert b"".join(csv_rows(frame[["a"]])) == b'""\n""\n'
