"""JSON in all the shapes that tools write, and broken."""

import io

import numpy as np
import pytest

from kwopt.errors import TableError
from kwopt.tables import KeywordTable, read_keywords


def table_of(text: str) -> KeywordTable:
    """Return the table of a JSON text."""
    return read_keywords(io.BytesIO(text.encode()), name="a.json")


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
        ('[{"keyword": "a"},\n {"keyword": \n', "line 3 is not valid JSON"),
        ('{"keyword": \n', "line 2 is not valid JSON"),
        ("[ 1, 2]", "entry 1 is not a JSON object"),
        ("[]", "the file is empty"),
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
    assert (row["keyword"], row["x"], row["y"]) == ("a�", "1 2", '{"z": 1}')
    assert np.isnan(row["search_volume"])


@pytest.mark.parametrize(
    "text",
    [
        '[["关键词", "搜索人气"], ["旗袍", 5], ["裙", 6]]',
        '["关键词", "搜索人气"]\n["旗袍", 5]\n["裙", 6]\n',
        '{"code": 0, "data": {"tags": ["x"], "list": [{"关键词": "旗袍", "搜索人气": 5}, '
        '{"关键词": "裙", "搜索人气": 6}]}}',
        '{"关键词": ["旗袍", "裙"], "搜索人气": [5, 6]}',
        '{"关键词": {"0": "旗袍", "1": "裙"}, "搜索人气": {"0": 5, "1": 6}}',
    ],
)
def test_shapes(text: str) -> None:
    """Lists with a header, lists deep inside a document, and columns are rows as well."""
    frame = table_of(text).frame
    assert frame["keyword"].tolist() == ["旗袍", "裙"]
    assert frame["search_volume"].tolist() == [5.0, 6.0]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('{"keyword": "a"}\n{"keyword": \n{"keyword": "b"}\n', [2]),
        ('{"keyword": "a"}\n{"keyword": "b"}\n{"keyw', [3]),
        ('[{"keyword": "a"}, 2, null, {"keyword": "b"}]', [2, 3]),
        ('[["keyword"], ["a"], 7, ["b"]]', [3]),
    ],
)
def test_entries_that_are_no_rows_are_refused(text: str, rows: list[int]) -> None:
    """A bad line or entry is refused with its number, the others are read; all are counted."""
    table = table_of(text)
    assert table.frame["keyword"].tolist() == ["a", "b"]
    (record,) = table.refusals
    assert [example["row"] for example in record.examples] == rows
    assert table.rows_read == 2 + len(rows)


def test_repeated_keys_are_numbered() -> None:
    """A key that stands twice in an object loses no value."""
    frame = table_of('[{"keyword": "a", "更新时间": "1", "更新时间": "2"}]').frame
    assert frame.iloc[0][["更新时间", "更新时间.2"]].tolist() == [1, 2]


def test_huge_numbers() -> None:
    """Numbers beyond all bounds are missing or stay as written, without an error."""
    digits = "9" * 5000
    row = table_of(f'[{{"keyword": "a", "search_volume": NaN, "x": {digits}, "y": -1e400}}]').frame.iloc[0]
    assert row["x"] == digits
    assert np.isnan(row["search_volume"])


def test_half_characters_in_headers() -> None:
    """Half of a surrogate pair in a key is shown as a mark."""
    assert "b�" in table_of('[{"keyword": "a", "b\\ud800": 1}]').frame


def test_too_many_keys() -> None:
    """Objects whose keys are data are refused as too wide."""
    text = "[" + ",".join(f'{{"k{number}": 1}}' for number in range(16_385)) + "]"
    with pytest.raises(TableError, match="has 16385 columns; at most 16384 are read"):
        table_of(text)


def test_objects_that_share_no_keys() -> None:
    """Objects with a key each make a table that is mostly empty, and too large to be filled up."""
    # 8,000 objects under 8,001 keys are 64,008,000 cells.
    text = "[" + ",".join(f'{{"keyword": "a", "k{number}": 1}}' for number in range(8_000)) + "]"
    with pytest.raises(TableError, match="holds 8000 rows and 64008000 cells, too many to be read"):
        table_of(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "tables.empty"),
        ("{}", "tables.empty"),
        ("[{}]", "tables.empty"),
        ('{"a": [], "b": []}', "tables.empty"),
        ('{"rows": [], "total": 0}', "tables.no_keyword_column"),  # one row, with a column "total"
        ("[ null, 1]", "tables.not_an_object"),
    ],
)
def test_documents_without_rows(text: str, code: str) -> None:
    """A document that holds no rows is refused with a sentence, whatever it holds instead."""
    with pytest.raises(TableError) as caught:
        read_keywords(io.BytesIO(text.encode()))
    assert caught.value.code == code
