"""What writing changed in cells, gathered over pieces: what the whole table says."""

import pandas as pd
import pytest

from kwopt.tables.writing.cellnotices import CellNotices, safe_headers, safe_piece
from kwopt.tables.writing.safecells import for_spreadsheets, rounded_numbers

FRAME = pd.DataFrame(
    {
        "plain": ["a", "b", "c", "d", "e", "f"],
        "=risky": ["=1", "x", "+2", "-3", "@4", None],
        "odd": ["x\x01", "y", "=\x02", "z", "\x03", "\x04"],
        "=long\x05": ["1234567890123456", "7", "1234567890123457", "8", "9", "1234567890123458"],
    },
    dtype="str",
)


@pytest.mark.parametrize("rows", [1, 2, 4, 6])
def test_pieces_say_what_the_whole_says(rows: int) -> None:
    """Counts, first examples and their rows are those of the whole table; so are the cells and headers."""
    pieces = [
        safe_piece(FRAME.iloc[first : first + rows], first, numbers=True) for first in range(0, 6, rows)
    ]
    total = sum((piece.notices for piece in pieces), CellNotices())
    safe, notices = for_spreadsheets(FRAME)
    assert CellNotices.from_records(total.to_records()).notices(list(FRAME.columns)) == [
        *notices,
        *rounded_numbers(safe),
    ]
    assert safe_headers(list(FRAME.columns)) == list(safe.columns)
    whole = pd.concat([piece.frame for piece in pieces]).set_axis(safe.columns, axis=1)
    pd.testing.assert_frame_equal(whole, safe)


def test_harmless_tables_have_no_notices() -> None:
    """Nothing changed, nothing said."""
    piece = safe_piece(FRAME[["plain"]], 0, numbers=True)
    assert piece.notices.notices(["plain"]) == []


def test_a_piece_keeps_its_columns_where_few_are_in_doubt() -> None:
    """Columns of one name, harmless or not, stay in their places; the caller's frame is left alone."""
    frame = pd.DataFrame([["a", 1.0, "=b"], ["c", 2.0, "d"]]).set_axis(["x", "x", "x"], axis=1)
    piece = safe_piece(frame, 0, numbers=True)
    assert piece.frame.iloc[0].tolist() == ["a", 1.0, "'=b"]
    assert frame.iloc[0].tolist() == ["a", 1.0, "=b"]
