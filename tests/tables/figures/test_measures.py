"""What numbers mean: scale of ratios, ranges, masked listings, impossible values."""

import io
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kwopt.tables import KeywordTable, read_keywords


def read(**columns: Any) -> KeywordTable:
    """Read a frame of these columns."""
    return read_keywords(pd.DataFrame(columns, dtype=object))


def codes(table: KeywordTable) -> dict[str, int]:
    """Return repairs by code, with their counts."""
    return {record.code: record.count for record in table.repairs}


def test_percent_signs_decide() -> None:
    """A percent sign settles the scale of its cell."""
    table = read(关键词=["a", "b"], 支付转化率=["0.5%", "12%"])
    assert table.frame["buyers_per_visitor"].tolist() == [0.005, 0.12]
    assert "tables.scale_assumed" not in codes(table)


def test_plug_in_writes_percent_without_a_sign() -> None:
    """The scale belongs to the format, even where all values are small."""
    columns = {"关键词": ["a"], "搜索人气": [9], "蓝海值": [0.5], "支付转化率": [0.8], "点击率": [96.5]}
    table = read(**columns)
    assert table.frame["buyers_per_visitor"].tolist() == [0.008]
    assert table.frame["click_through_rate"].tolist() == [0.965]
    assert codes(table) == {}


def test_unknown_file_with_percent() -> None:
    """Without format or signs, one column that can only be percent speaks for the others, and it is said."""
    table = read(关键词=["a", "b"], 支付转化率=[0.5, 0.8], 商城点击占比=[40, 60])
    assert table.frame["buyers_per_visitor"].tolist() == [0.005, 0.008]
    assert codes(table) == {"tables.scale_assumed": 2}
    assert table.repairs[0].text() == ("支付转化率: 2 values bear no percent sign; they are taken as percent")


def test_unknown_file_with_fractions() -> None:
    """Ratios that fit into 0 to 1 are fractions; a click rate may exceed 1."""
    table = read(关键词=["a", "b"], 支付转化率=[0.05, 0.08], 点击率=[0.9, 1.3])
    assert table.frame["buyers_per_visitor"].tolist() == [0.05, 0.08]
    assert table.frame["click_through_rate"].tolist() == [0.9, 1.3]
    assert codes(table) == {"tables.scale_assumed_fraction": 2}


def test_assumed_scale_is_said_in_words() -> None:
    """No Chinese sentence names a scale in English."""
    fractions = read(关键词=["a"], 支付转化率=[0.05]).repairs[0]
    percent = read(关键词=["a"], 支付转化率=[5]).repairs[0]
    assert fractions.text("zh") == "支付转化率：1 个值没有百分号，按小数处理（0.05，不是 5）"
    assert percent.text("zh") == "支付转化率：1 个值没有百分号，按百分数处理"


def test_percent_in_the_header() -> None:
    """A header that ends in (%) settles the scale."""
    table = read(关键词=["a"], **{"支付转化率(%)": [0.5]})
    assert table.frame["buyers_per_visitor"].tolist() == [0.005]
    assert table.describe()[0]["columns"][1]["scale"] == "percent"


def test_multiplier_in_the_header() -> None:
    """A header that ends in (万) counts in ten thousands."""
    assert read(关键词=["a"], **{"搜索人气(万)": [1.5]}).frame["search_volume"].tolist() == [15000.0]


def test_ranges_give_both_ends_and_the_geometric_middle() -> None:
    """A range fills `_low`, `_high` and its middle; plain numbers beside it have no ends."""
    frame = read(搜索词=["a", "b"], 搜索人气=["2500 ~ 1万", "300"], 需求供给比=[1, 2]).frame
    assert frame["search_volume"].tolist() == [5000.0, 300.0]  # sqrt(2500 * 10000) = 5000
    np.testing.assert_array_equal(frame["search_volume_low"], [2500.0, np.nan])
    np.testing.assert_array_equal(frame["search_volume_high"], [10000.0, np.nan])
    assert list(frame)[:4] == ["keyword", "search_volume", "search_volume_low", "search_volume_high"]


def test_two_columns_may_hold_the_ends() -> None:
    """Low and high bids in two columns give the middle too."""
    header = "Keyword\tAvg. monthly searches\tTop of page bid (low range)\tTop of page bid (high range)\n"
    row = read_keywords(io.BytesIO((header + "cup\t10\t0.25\t1.00\n").encode())).frame.iloc[0]
    assert (row["market_cpc_low"], row["market_cpc_high"]) == (0.25, 1.0)
    assert row["market_cpc"] == pytest.approx(0.5)  # sqrt(.25 * 1)


def test_price_and_its_range() -> None:
    """A suggested bid and its range stand in two columns and fill three."""
    table = read(关键词=["a"], 月搜索量=[9], 需供比=[1], PPC竞价=["€0.46"], 建议竞价范围=["€0.35-€0.58"])
    row = table.frame.iloc[0]
    assert [row[name] for name in ("market_cpc", "market_cpc_low", "market_cpc_high")] == [0.46, 0.35, 0.58]
    assert table.files[0].currency == "EUR"


def test_bounds() -> None:
    """At least so much counts as that much; less than so much is missing, and both are listed."""
    table = read(keyword=["a", "b"], searches=["10万+", "< 20"])
    np.testing.assert_array_equal(table.frame["search_volume"], [100000.0, np.nan])
    np.testing.assert_array_equal(table.frame["search_volume_high"], [np.nan, 20.0])
    assert codes(table) == {"tables.lower_bounds": 1, "tables.upper_bounds": 1}


def test_unreadable_values_are_listed() -> None:
    """A value that cannot be read is missing, and listed with row and column."""
    table = read(关键词=["a", "b"], 搜索人气=[5, "很多"])
    (record,) = table.repairs
    assert record.to_dict() == {
        "code": "tables.unreadable_values",
        "message": "搜索人气: 1 value could not be read and is taken as missing",
        "count": 1,
        "level": "info",
        "params": {"column": "搜索人气"},
        "examples": [{"row": 2, "value": "很多"}],
    }


def test_impossible_values_are_cleared() -> None:
    """Negative counts and shares above 1 are missing; growth may be negative."""
    table = read(关键词=["a"], 搜索人气=[-5], 支付转化率=["120%"], 搜索增长幅度=["-20%"])
    assert table.frame["search_volume"].isna().all()
    assert table.frame["buyers_per_visitor"].isna().all()
    assert table.frame["search_growth"].tolist() == [-0.2]
    assert [record.code for record in table.repairs] == ["tables.impossible_values"] * 2


def test_masked_listings() -> None:
    """0 listings beside clicks or buyers are hidden ones; without any trace of either they stay 0."""
    table = read(
        关键词=["a", "b", "c", "d"],
        搜索人气=[9, 9, 9, 9],
        在线商品数=[0, 0, 0, 7],
        点击率=["5%", "0%", "-", "5%"],
    )
    np.testing.assert_array_equal(table.frame["listing_count"], [np.nan, 0.0, 0.0, 7.0])
    (record,) = table.repairs
    assert (record.code, record.count, record.examples) == (
        "tables.listings_masked", 1, ({"row": 1, "keyword": "a"},),
    )  # fmt: skip


def test_missing_is_never_zero() -> None:
    """Blanks, dashes and infinity are missing; zero is zero."""
    text = "关键词,搜索人气,蓝海值\na,,∞\nb,-,0\nc,0,--\n"
    frame = read_keywords(io.BytesIO(text.encode())).frame
    np.testing.assert_array_equal(frame["search_volume"], [np.nan, np.nan, 0.0])
    np.testing.assert_array_equal(frame["demand_supply_ratio"], [np.nan, 0.0, np.nan])


PLANNER = "Keyword\tCurrency\tAvg. monthly searches\tSearches: May 2025\tSearches: Jun 2025\n"


def test_buckets_of_the_planner_are_ranges() -> None:
    """50 stands for 10 to 100 and 0 for 0 to 10 where all volumes are buckets and no month is filled."""
    table = read_keywords(
        io.BytesIO((PLANNER + "a\tEUR\t50\t\t\nb\tEUR\t5000\t\t\nc\tEUR\t0\t\t\nd\tEUR\t\t\t\n").encode())
    )
    np.testing.assert_array_equal(table.frame["search_volume"], [50, 5000, 0, np.nan])
    np.testing.assert_array_equal(table.frame["search_volume_low"], [10, 1000, 0, np.nan])
    np.testing.assert_array_equal(table.frame["search_volume_high"], [100, 10000, 10, np.nan])
    assert codes(table) == {"tables.volumes_bucketed": 3}


@pytest.mark.parametrize("rows", ["a\tEUR\t50\t40\t60\n", "a\tEUR\t50\t\t\nb\tEUR\t90\t\t\n"])
def test_exact_volumes_of_the_planner_are_no_buckets(rows: str) -> None:
    """A filled month, or a volume that is no bucket, tells that the volumes are exact."""
    table = read_keywords(io.BytesIO((PLANNER + rows).encode()))
    assert "search_volume_low" not in table.frame
    assert codes(table) == {}


def test_corrections_of_a_report_are_added() -> None:
    """Negative conversions of a report correct earlier ones: 1.33 - 0.5 = 0.83, and both are listed."""
    text = (
        "Search term,Campaign,Day,Clicks,Impr.,Cost,Conversions,Conv. value\n"
        "dust sheet,A,2026-08-01,10,200,8.00,1.33,40.00\ndust sheet,A,2026-08-02,12,220,9.00,-0.50,-15.00\n"
        "bad word,A,2026-08-01,9,40,7.00,-1.00,-30.00\n"
    )
    table = read_keywords(io.BytesIO(text.encode()))
    assert table.frame["orders"].tolist() == [0.83, -1.0]
    assert table.frame["sales"].tolist() == pytest.approx([25.0, -30.0])
    assert codes(table)["tables.corrections"] == 2


def test_clicks_below_zero_cannot_be() -> None:
    """Only orders and sales are corrected in rows of their own: -3 clicks are missing."""
    text = "Search term,Campaign,Day,Clicks,Impr.,Cost,Conversions\ncup,A,2026-08-01,-3,200,8.00,1\n"
    table = read_keywords(io.BytesIO(text.encode()))
    assert table.frame["clicks"].isna().all()
    assert codes(table)["tables.impossible_values"] == 1
