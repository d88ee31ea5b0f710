"""Which header the user probably means: by values, never by chance."""

import io

import pandas as pd
import pytest

from kwopt.errors import TableError
from kwopt.tables import read_keywords
from kwopt.tables.planning.suggestions import holds_figures, likely_keywords

ROWS = [
    ["1", "2026-08-01", "改良旗袍 连衣裙", "女装", "https://a.example/1", "B0ABCDEF12", "1.2万"],
    ["2", "2026-08-02", "新中式 上衣", "女装", "https://a.example/2", "B0ABCDEF13", "3,000"],
    ["3", "2026-08-03", "马面裙", "女装", "https://a.example/3", "B0ABCDEF14", "-"],
]


def test_distinct_words_are_likeliest() -> None:
    """Numbers, dates, addresses, ASINs and a repeated category are no keywords."""
    headers = [f"c{place}" for place in range(7)]
    assert likely_keywords(headers, ROWS) == "c2"


def test_english_phrases() -> None:
    """Words in Latin letters count as well as hanzi."""
    assert likely_keywords(["a", "b"], [["12", "water bottle"], ["13", "gym bottle"]]) == "b"


def test_nothing_is_likely_among_figures() -> None:
    """Where no column holds words, none is named."""
    assert likely_keywords(["a", "b"], [["1", "2%"], ["3", "-"]]) is None
    assert likely_keywords(["a"], []) is None


def test_the_error_names_what_to_type() -> None:
    """A file without a known header is refused with the option that would read it."""
    with pytest.raises(TableError) as caught:
        read_keywords(io.BytesIO(b"n,phrase x,s\n1,water bottle,40\n2,gym bottle,30\n"), name="a.csv")
    assert caught.value.text("zh") == (
        "a.csv：找不到关键词列；现有表头：n、phrase x、s；从内容看最像的是“phrase x”，可以试试 --map "
        '"keyword=phrase x"'
    )


def test_the_workbook_and_the_frame_name_it_too() -> None:
    """Every reader hands its first rows over."""
    with pytest.raises(TableError, match="keyword=words"):
        read_keywords(pd.DataFrame({"n": [1, 2], "words": ["red cup", "blue cup"]}))


def test_unknown_figures_are_suggested_as_searches() -> None:
    """A table of no known format without searches names its unknown figures."""
    table = read_keywords(pd.DataFrame({"keyword": ["a", "b"], "heat": ["1.2万", "300"], "kind": ["x", "y"]}))
    assert table.files[0].todo[0].params == {"likely": ["heat"]}


def test_figures() -> None:
    """Four of five known cells must be figures."""
    assert holds_figures(pd.Series([1.0, None]))
    assert not holds_figures(pd.Series(["1", "2", "3", "x"]))
    assert not holds_figures(pd.Series(["-", "-"]))
