"""Rows of the same keyword: identity, the first row, sums of reports."""

import io

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.normalize import match_form
from kwopt.tables import read_keywords
from kwopt.tables.rows.keywords import tidy_keyword
from kwopt.tables.rows.merging import identities


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)))
def test_identity_is_the_match_form(texts: list[str]) -> None:
    """The quick way to identities gives the match form of every tidied keyword."""
    tidy = [tidy_keyword(text) for text in texts]
    assert identities(pd.Series(tidy, dtype="str")).tolist() == [match_form(text) for text in tidy]


def test_first_row_wins() -> None:
    """Case, width and surplus spaces make no other keyword; a space inside does."""
    frame = pd.DataFrame({"关键词": ["V领 上衣", "ｖ领  上衣", "v领上衣"], "搜索人气": [5, 7, 9]})
    table = read_keywords(frame)
    assert table.frame["keyword"].tolist() == ["V领 上衣", "v领上衣"]
    assert table.frame["search_volume"].tolist() == [5.0, 9.0]
    assert (table.rows_read, table.rows_kept, table.rows_merged) == (3, 2, 1)


def test_differing_figures_are_listed() -> None:
    """A repeated keyword with other figures names both rows and the first figure that differs."""
    frame = pd.DataFrame(
        {"关键词": ["a", "b", "a", "b"], "搜索人气": [5, 6, 5, 8], "在线商品数": [1, 2, 1, 2]}
    )
    differ, same = read_keywords(frame).repairs
    assert (differ.code, differ.count, differ.params) == ("tables.duplicates_differ", 1, {"keywords": 1})
    expected = {
        "keyword": "b",
        "row": 4,
        "first_row": 2,
        "column": "search_volume",
        "value": 8.0,
        "kept": 6.0,
    }
    assert differ.examples == (expected,)
    assert (same.code, same.count) == ("tables.duplicates_merged", 1)


def test_missing_figures_are_no_difference_between_themselves() -> None:
    """Two missing figures are equal, a missing and a known one are not."""
    frame = pd.DataFrame({"关键词": ["a", "a", "a"], "搜索人气": [np.nan, np.nan, 5]})
    counts = {record.code: record.count for record in read_keywords(frame).repairs}
    assert counts == {"tables.duplicates_differ": 1, "tables.duplicates_merged": 1}


REPORT = (
    "Campaign Name,Customer Search Term,Impressions,Clicks,Spend,7 Day Total Sales ,7 Day Total Orders (#),"
    "7 Day Conversion Rate\n"
    "one,cup,100,10,5.00,30.0,1,0.1\n"
    "two,Cup,50,30,9.00,,3,0.1\n"
    "two,mug,9,0,0,,0,\n"
)


def test_reports_are_added() -> None:
    """In an advertising report counts and money are added, and orders per click computed anew."""
    table = read_keywords(io.BytesIO(REPORT.encode()))
    cup, mug = (row for _, row in table.frame.iterrows())
    assert [cup[name] for name in ("impressions", "clicks", "spend", "sales", "orders")] == [
        150,
        40,
        14,
        30,
        4,
    ]
    assert cup["orders_per_click"] == 0.1  # (1 + 3) / (10 + 30)
    assert cup["Campaign Name"] == "one"
    assert np.isnan(mug["orders_per_click"])
    assert np.isnan(mug["sales"])
    assert (table.rows_merged, table.repairs[0].code) == (1, "tables.rows_summed")
