"""Bytes of columns of texts: whatever part of an array is asked, and whatever is missing there."""

import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kwopt.tables.writing.textcells import (
    TEXT,
    bytes_of,
    first_bytes,
    holds_any,
    lengths_of,
    numbered,
    texts_of,
)

TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=6)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 3), st.binary(min_size=1, max_size=3))
def test_parts_of_an_array_are_read_as_such(texts: list[str | None], start: int, signs: bytes) -> None:
    """A slice tells of its own cells alone; missing cells are empty."""
    part = pa.array(["=", *texts, ","], TEXT).slice(1 + start, max(len(texts) - start, 0))
    cells = [(text or "").encode() for text in texts[start:]]
    assert bytes_of(part).tobytes() == b"".join(cells)
    assert lengths_of(part).tolist() == [len(cell) for cell in cells]
    assert first_bytes(part).tolist() == [cell[0] if cell else 0 for cell in cells]
    assert holds_any(part, signs) == any(sign in cell for sign in signs for cell in cells)


def test_texts_of_any_storage() -> None:
    """Columns of texts are read whether Arrow or Python keeps them, chunked or not."""
    for kind in ("str", pd.StringDtype("python"), pd.StringDtype("pyarrow")):
        both = pd.concat([pd.Series(["裙", None], dtype=kind), pd.Series(["a"], dtype=kind)])
        assert texts_of(both).to_pylist() == ["裙", None, "a"]


def test_only_cells_that_repeat_are_numbered() -> None:
    """Seven of eight cells that differ (0.875) are too many; two of four are not."""
    assert numbered(pa.array([1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 1.5])) is None
    repeated = numbered(pa.array([1.5, 2.5, None, 1.5]))
    assert repeated is not None
    assert repeated.indices.to_pylist() == [0, 1, None, 0]
