"""One map of columns for several files."""

import pandas as pd
import pytest

from kwopt.errors import TableError
from kwopt.tables import read_keywords

MARKET = pd.DataFrame({"词": ["旗袍"], "热度": [5]})
REPORT = pd.DataFrame({"词": ["旗袍"], "点了": [3]})


def test_each_file_takes_what_it_has() -> None:
    """A column that only one of the files has may be named for all of them."""
    by = {"keyword": "词", "search_volume": "热度", "clicks": "点了"}
    (found,) = read_keywords([MARKET, REPORT], column_map=by).frame.to_dict("records")
    assert (found["search_volume"], found["clicks"]) == (5, 3)


def test_what_no_file_has_is_refused() -> None:
    """A header that stands nowhere is a slip, and is named with the headers of the first file."""
    by = {"keyword": "词", "orders": "买了"}
    with pytest.raises(
        TableError, match=r'there is no column "买了" to map orders to; headers found: 词, 热度'
    ):
        read_keywords([MARKET, REPORT], column_map=by)


def test_each_file_needs_a_column_of_keywords() -> None:
    """A file without keywords is refused, whatever the others have."""
    with pytest.raises(TableError) as caught:
        read_keywords([MARKET, REPORT.rename(columns={"词": "语"})], column_map={"keyword": "词"})
    assert caught.value.code.startswith("tables.no_keyword_column")


def test_one_file_has_all_that_is_named() -> None:
    """A single file is not excused."""
    with pytest.raises(TableError, match='there is no column "点了"'):
        read_keywords(MARKET, column_map={"keyword": "词", "clicks": "点了"})
