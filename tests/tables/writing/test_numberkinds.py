"""Whether the numbers of a column are whole, over pieces of a table."""

import pandas as pd
import pytest

from kwopt.tables.writing.csvtext import csv_header, csv_parts, csv_rows, with_whole
from kwopt.tables.writing.numberkinds import NumberKinds

FRAME = pd.DataFrame(
    {
        "whole": [1.0, 2_000_000.0, None],
        "parted": [1_000_000.0, None, 0.5],
        "large": [2.0**53, 1.0, 2.0],
        "missing": [None, None, None],
        "text": ["a", "b", "c"],
        "count": [1, 2, 3],
    }
).astype({"missing": "float64"})


def test_whole_columns_have_numbers_without_parts_that_floats_hold() -> None:
    """A column is whole if it has numbers, none has parts, and all are below 2**53."""
    assert NumberKinds.of(FRAME).whole == (True, False, False, False, False, False)


def test_kinds_of_pieces_add_up() -> None:
    """Pieces give the kinds of the whole, also by way of JSON."""
    pieces = [NumberKinds.of(FRAME.iloc[[place]]) for place in range(3)]
    total = pieces[0] + pieces[1] + pieces[2]
    assert total == NumberKinds.of(FRAME) == NumberKinds.from_dict(total.to_dict())


@pytest.mark.parametrize("rows", [1, 2])
def test_text_of_pieces_is_that_of_the_whole(rows: int) -> None:
    """Headers, then pieces written by what is known of the whole, are the bytes of the whole."""
    whole = NumberKinds.of(FRAME).whole
    pieces = [with_whole(FRAME.iloc[start : start + rows], whole) for start in range(0, 3, rows)]
    text = csv_header(list(FRAME.columns)) + b"".join(part for piece in pieces for part in csv_rows(piece))
    assert text == b"".join(csv_parts(FRAME))
