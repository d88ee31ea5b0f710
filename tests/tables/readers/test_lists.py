"""Tables whose columns are typed already: frames and Parquet."""

import io
from datetime import date
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kwopt.errors import TableError
from kwopt.tables import read_keywords
from kwopt.tables.readers import lists

FRAME = pd.DataFrame({"关键词": ["旗袍", "裙"], "搜索人气": [5, 6], "备注": ["甲", None]})


def test_frame_is_read_and_left_alone() -> None:
    """A frame is read like a file, and stays as it was."""
    before = FRAME.copy(deep=True)
    table = read_keywords(FRAME)
    assert table.frame["search_volume"].tolist() == [5.0, 6.0]
    assert table.frame["source_row"].tolist() == [1, 2]
    pd.testing.assert_frame_equal(FRAME, before)


def test_frames_of_other_kinds() -> None:
    """Nullable numbers, categories and dates do not stand in the way."""
    frame = pd.DataFrame(
        {
            "keyword": pd.Categorical(["a", "b"]),
            "search_volume": pd.array([1, None], dtype="Int64"),
            "day": pd.to_datetime(["2026-01-01", None]),
        }
    )
    read = read_keywords(frame).frame
    assert read["keyword"].tolist() == ["a", "b"]
    assert read["search_volume"].isna().tolist() == [False, True]


def test_parquet() -> None:
    """Parquet is told by its first bytes."""
    buffer = io.BytesIO()
    FRAME.to_parquet(buffer)
    assert read_keywords(io.BytesIO(buffer.getvalue())).frame["keyword"].tolist() == ["旗袍", "裙"]


def test_damaged_parquet() -> None:
    """A cut-off Parquet file is named damaged."""
    with pytest.raises(TableError, match="the Parquet file is damaged"):
        read_keywords(io.BytesIO(b"PAR1 and no more"))


def parquet(table: pa.Table) -> io.BytesIO:
    """Return a table as an open Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return io.BytesIO(buffer.getvalue())


def test_parquet_columns_of_all_kinds() -> None:
    """Dictionaries, decimals, dates, nested and binary columns are read as a person would write them."""
    columns = {
        "keyword": pa.array(["旗袍"]).dictionary_encode(),
        "search_volume": pa.array([Decimal("12.50")]),
        "day": pa.array([date(2026, 8, 10)]),
        "list": pa.array([["a", "b"]]),
        "object": pa.array([{"a": 1}]),
        "bytes": pa.array(["词".encode()]),
        "flag": pa.array([True]),
        "nothing": pa.nulls(1),
    }
    row = read_keywords(parquet(pa.table(columns))).frame.iloc[0]
    assert row[["keyword", "search_volume", "day", "list", "object", "bytes", "flag"]].tolist() == [
        "旗袍", 12.5, "2026-08-10", "a b", '{"a": 1}', "词", "TRUE",
    ]  # fmt: skip


def test_keywords_in_an_index_are_read() -> None:
    """What a frame bore as its index is not lost, in a Parquet file or as a frame."""
    frame = FRAME.set_index("关键词")
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    for source in (io.BytesIO(buffer.getvalue()), frame):
        assert read_keywords(source).frame["keyword"].tolist() == ["旗袍", "裙"]


def test_parquet_without_rows() -> None:
    """A Parquet file without rows says that it holds none."""
    with pytest.raises(TableError, match="holds no row with a keyword"):
        read_keywords(parquet(pa.table({"keyword": pa.array([], pa.string())})))


def test_parquet_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that claims too many cells is refused before it is unpacked."""
    monkeypatch.setattr(lists, "_MAX_CELLS", 1000)
    table = pa.table({"keyword": ["a"] * 400, "b": [1] * 400, "c": [2] * 400})
    with pytest.raises(TableError, match="span 400 rows and 3 columns, too many to be read"):
        read_keywords(parquet(table))
