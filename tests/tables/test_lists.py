"""Tables that bear their headers with them: frames, Parquet, JSON, JSON lines."""

import io

import numpy as np
import pandas as pd
import pytest

from kwopt.errors import TableError
from kwopt.tables import read_keywords

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


@pytest.mark.parametrize(
    "text",
    [
        '[{"关键词": "旗袍", "搜索人气": "1.2万"}, {"关键词": "裙"}]',
        '{"关键词": "旗袍", "搜索人气": 12000}\n\n{"关键词": "裙", "搜索人气": null}\n',
        '{"schema": "x/1", "keywords": [{"keyword": "旗袍", "search_volume": 12000}, {"keyword": "裙"}]}',
    ],
)
def test_json(text: str) -> None:
    """Lists, lines and documents of ours read the same."""
    frame = read_keywords(io.BytesIO(text.encode())).frame
    assert frame["keyword"].tolist() == ["旗袍", "裙"]
    np.testing.assert_array_equal(frame["search_volume"], [12000.0, np.nan])


def test_rows_of_json_lines_are_lines() -> None:
    """JSON lines are numbered by line."""
    text = '{"keyword": "a"}\n\n{"keyword": "b"}\n'
    assert read_keywords(io.BytesIO(text.encode())).frame["source_row"].tolist() == [1, 3]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('{"keyword": "a"}\n{"keyword": \n', "line 2 is not valid JSON"),
        ('[{"keyword": "a"}, 2]', "entry 2 is not a JSON object"),
        ("[{}]", "the file is empty"),
        ('[{"a":' + "[" * 100_000, "line 1 is not valid JSON"),
    ],
)
def test_broken_json(text: str, match: str) -> None:
    """Each way in which JSON can be wrong has its sentence."""
    with pytest.raises(TableError, match=match):
        read_keywords(io.BytesIO(text.encode()))


def test_odd_values() -> None:
    """Half a surrogate pair, endless numbers and nested values are read without an error."""
    text = '[{"keyword": "a\\ud800", "search_volume": 1e999, "x": [1, 2], "y": {"z": 1}}]'
    row = read_keywords(io.BytesIO(text.encode())).frame.iloc[0]
    assert (row["keyword"], row["x"], row["y"]) == ("a?", "1 2", '{"z": 1}')
    assert np.isnan(row["search_volume"])
