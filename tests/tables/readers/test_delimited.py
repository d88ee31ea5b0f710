"""The engine for well-formed text: equal to the plain way, and what it leaves to the plain way."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.tables.planning.plans import plan_columns
from kwopt.tables.readers.delimited import IrregularTextError, regular_body
from kwopt.tables.readers.layouts import body_start, find_layout

HEADERS = ["关键词", "搜索人气", "备注"]
CELLS = st.text(st.sampled_from("旗aA1 ,;\t'\"-=.％"), max_size=6)


def body(text: str, headers: list[str] | None = None) -> pd.DataFrame:
    """Return the body of a text below the headers."""
    whole = (",".join(headers or HEADERS) + "\n" + text).encode()
    layout = find_layout(whole.decode()[:1_000])
    plan = plan_columns(headers or HEADERS)
    view = memoryview(whole)[body_start(whole, layout) :]
    return regular_body(view, layout, plan, lines=len(text.splitlines()), quoted=b'"' in whole)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6), st.booleans())
def test_cells_are_those_of_the_csv_module(rows: list[list[str]], all_quoted: bool) -> None:
    """Text columns hold what the standard library reads, quotes and doubled quotes included."""
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(text, lineterminator="\n", quoting=quoting).writerows(rows)
    frame = body(text.getvalue().rstrip("\n"))
    assert frame[0].tolist() == [row[0] for row in rows]
    assert frame[2].tolist() == [row[2] for row in rows]


def test_numbers_are_numbers_and_everything_else_is_text() -> None:
    """A column of figures is floats where each cell is a number or "not known"; carried columns are text."""
    frame = body("a,5,001\nb,-,2.50\nc, 7.5 ,x\n".rstrip())
    assert frame[1].tolist() == [5.0, pytest.approx(float("nan"), nan_ok=True), 7.5]
    assert frame[2].tolist() == ["001", "2.50", "x"]


def test_figures_that_are_no_plain_numbers_stay_text() -> None:
    """One cell that only the value grammar understands keeps its column as written, late ones too."""
    late = "\n".join([*(f"k{row},{row},x" for row in range(200)), "z,1.2万,x"])
    assert body(late)[1].tolist()[-2:] == ["199", "1.2万"]


def test_numbers_beyond_floats_stay_text() -> None:
    """1e999 is no infinity: its text is kept, to be listed as unreadable."""
    assert body("a,1e999,x\nb,5,y")[1].tolist() == ["1e999", "5"]


def test_blank_rows_are_rows() -> None:
    """A blank line inside keeps the numbers of the rows behind it right."""
    assert body("a,1,x\n\nb,2,y")[0].tolist() == ["a", "", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "a,1",  # too short
        "a,1,x,y",  # too long
        '"a\nb",1,x',  # a line end inside quotation marks
        pytest.param(f"a,1,{'x' * 140_000}", id="giant"),  # longer than any table's cell
    ],
)
def test_irregular_text_is_left_to_the_plain_way(text: str) -> None:
    """Whatever is not one row of as many cells after the other is not read here."""
    with pytest.raises(IrregularTextError):
        body(text)
