"""Irregular text, row by row: nothing is lost to a stray quotation mark."""

from kwopt.tables.readers.layouts import find_layout
from kwopt.tables.readers.ragged import Body, ragged_body

HEADER = "关键词,搜索人气,备注\n"


def read(text: str) -> Body:
    """Return the body of a text below the header."""
    return ragged_body(text, find_layout(HEADER + text), 3, file="a.csv")


def test_short_rows_are_filled_up() -> None:
    """A row with fewer cells than headers has empty ones at its end."""
    assert read("旗袍,5\n裙\n").frame.to_numpy().tolist() == [["旗袍", "5", ""], ["裙", "", ""]]


def test_inch_marks_do_not_swallow_rows() -> None:
    """Two stray quotation marks, rows apart, do not make one cell of what stands between them."""
    body = read('"5寸屏,1,x\n支架,2,y\n"6寸屏,3,z\n')
    assert body.frame[0].tolist() == ['"5寸屏', "支架", '"6寸屏']
    assert [record.code for record in body.repairs] == ["tables.stray_quotes"]


def test_swallowed_rows_that_fit_the_columns_are_found_too() -> None:
    """A swallowing cell may leave a row of the right length: quotes that do not pair betray it."""
    body = read('a,1,"5寸\nb,2,y\nc,3,"6寸\n')
    assert body.frame[0].tolist() == ["a", "b", "c"]


def test_cells_of_several_lines_stay_whole() -> None:
    """Quotation marks that pair enclose line ends."""
    body = read('a,1,"x\ny"\nb,2,z\n')
    assert body.frame.to_numpy().tolist() == [["a", "1", "x\ny"], ["b", "2", "z"]]
    assert body.repairs == ()


def test_refused_rows_keep_their_numbers() -> None:
    """A row with more cells than headers is refused under its number; the others keep theirs."""
    body = read("a,1,x\nb,2,y,z\nc,3,x\n")
    assert body.frame.index.tolist() == [0, 2]
    assert body.refusals[0].examples == ({"row": 3, "value": "b,2,y,z"},)
