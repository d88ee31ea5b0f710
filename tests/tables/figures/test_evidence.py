"""Evidence of columns in pieces adds up to that of the whole."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.tables.figures.evidence import Sizes
from kwopt.tables.values.decimal_signs import signs_of_commas, signs_of_dots


def texts_of(*texts: str) -> pa.Array:
    """Return texts as Arrow holds them."""
    return pa.array(texts, type=pa.large_string())


LIMIT = 3.0
FIGURES = st.lists(st.sampled_from([np.nan, 0.0, -1.0, 0.5, 2.0, 3.0, 3.5, 4.0, 7.0]), max_size=8)


@given(st.lists(FIGURES, min_size=1, max_size=4))
def test_the_median_of_pieces_is_that_of_the_whole(pieces: list[list[float]]) -> None:
    """Counts beside a limit, and the sizes next to it, tell on which side of it the median lies."""
    whole = np.abs(np.array([value for piece in pieces for value in piece]))
    sizes = whole[whole > 0]
    total = sum((Sizes.of(np.array(piece), LIMIT) for piece in pieces), Sizes())
    assert total.median_beyond(LIMIT) == (len(sizes) > 0 and bool(np.median(sizes) > LIMIT))


@pytest.mark.parametrize(
    ("one", "other", "decimal"),
    [("1,234", "1,5", True), ("1,234,567", "1,5", False), ("x", "1,5", True), ("1,234", "2,345", False)],
)
def test_commas_of_pieces(one: str, other: str, decimal: bool) -> None:
    """A comma that can only be a decimal sign decides for all pieces, unless one of them contradicts."""
    signs = signs_of_commas(texts_of(one)) | signs_of_commas(texts_of(other))
    assert signs.commas_are_decimal(expected=False) is decimal


def test_dots_of_pieces() -> None:
    """Two dots in one piece part thousands in another; a price in a third forbids it."""
    signs = signs_of_dots(texts_of("1.234.567")) | signs_of_dots(texts_of("2.500"))
    assert signs.dots_part_thousands(expected=False)
    assert not (signs | signs_of_dots(texts_of("2.5"))).dots_part_thousands(expected=False)
