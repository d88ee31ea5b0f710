"""Several files as one table: what wins, what is filled and left out, and what is told."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kwopt import columns
from kwopt.tables import read_keywords, write_table
from kwopt.tables.writing.write import SUFFIXES
from tests.joined_files import REPORT, file, row, told


def test_first_file_wins_and_gaps_are_filled() -> None:
    """A figure that the first file states stays; one that it lacks comes from the next file."""
    one = pd.DataFrame({"关键词": ["a", "b"], "月搜索量": [1, 2], "商品数": [5, None]})
    two = pd.DataFrame({"关键词": ["b", "c", "c"], "月搜索量": [3, 4, 4], "商品数": [6, 7, 7]})
    table = read_keywords([one, two])
    assert table.frame["keyword"].tolist() == ["a", "b", "c"]
    assert table.frame["search_volume"].tolist() == [1.0, 2.0, 4.0]
    assert table.frame["listing_count"].tolist() == [5.0, 6.0, 7.0]
    assert table.frame["source_row"].tolist() == [1, 2, 2]
    assert told(table, "joined_differ") == [{"count": 1, "differ": 1}]
    assert told(table, "joined_filled") == [{"count": 1, "columns": ["listing_count (1)"]}]
    assert told(table, "files_joined") == [{"files": 2, "keywords": 3, "shared": 1}]


def test_rows_add_up_in_each_file() -> None:
    """A keyword of an earlier file counts as merged in the later one."""
    one = pd.DataFrame({"关键词": ["a", "b", "合计"], "月搜索量": [1, 2, 3]})
    two = pd.DataFrame({"关键词": ["b", "c", "c"], "月搜索量": [3, 4, 4]})
    files = read_keywords([one, two]).files
    counts = [(file.rows_read, file.rows_kept, file.rows_merged, file.rows_refused) for file in files]
    assert counts == [(3, 2, 0, 1), (3, 1, 2, 0)]


def test_sources_name_every_file() -> None:
    """Every file and row of a keyword is kept, also when the joined table is read and joined again."""
    one = file("关键词,搜索人气\n旗袍,5\n裙,6\n", "a.csv")
    two = file("关键词,在线商品数\n裙,7\n", "b.csv")
    table = read_keywords([one, two])
    assert table.frame["sources"].tolist() == ["a.csv:2", "a.csv:3;b.csv:2"]
    three = file("关键词,在线商品数\n衣,7\n旗袍,8\n", "c.csv")
    again = read_keywords([table.frame, three]).frame
    assert again["sources"].tolist() == ["a.csv:2;c.csv:3", "a.csv:3;b.csv:2", "c.csv:2"]
    assert again["source_file"].tolist() == ["a.csv", "a.csv", "c.csv"]
    assert "sources" not in read_keywords(file("关键词,搜索人气\n旗袍,5\n", "a.csv")).frame


def test_complementary_files_answer_each_others_advice() -> None:
    """A market table and a report of the shop make one table, which lacks nothing that either lacks."""
    market = file("搜索词,搜索人气,在线商品数\n旗袍,9000,300\n", "market.csv")
    report = file(REPORT + "旗袍,100,10,5,2,90,20%\n", "report.csv")
    table = read_keywords([market, report])
    found = row(table, "旗袍")
    figures = [found[name] for name in ("search_volume", "listing_count", "clicks", "orders", "spend")]
    assert figures == [9000, 300, 10, 2, 5]
    codes = [notice.code for report in table.files for notice in report.todo]
    assert [code for code in codes if code.startswith("tables.todo")] == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_joined_table_is_a_file_again(tmp_path: Path, suffix: str) -> None:
    """Rates of the market beside the shop's own clicks and spend read back as what they are."""
    market = file("搜索词,搜索人气,在线商品数,点击率,支付转化率\n旗袍,9000,300,125%,4%\n", "market.csv")
    report = file(REPORT + "旗袍,100,10,5,2,90,20%\n裙,7,1,1,0,,\n", "report.csv")
    frame = read_keywords([market, report]).frame
    write_table(frame, tmp_path / f"joined{suffix}")
    pd.testing.assert_frame_equal(read_keywords(tmp_path / f"joined{suffix}").frame, frame)


def test_a_ratio_stays_with_its_searches() -> None:
    """Searches per listing of another tool's searches say nothing: left out, and told."""
    one = pd.DataFrame({"关键词": ["a", "b"], "月搜索量": [10, None]})
    two = pd.DataFrame({"关键词": ["a", "b"], "月搜索量": [20, 30], "需供比": [4.0, 5.0]})
    table = read_keywords([one, two])
    assert table.frame["search_volume"].tolist() == [10, 30]
    assert table.frame["demand_supply_ratio"].tolist() == pytest.approx([np.nan, 5.0], nan_ok=True)
    assert told(table, "joined_left_out") == [{"count": 1, "columns": ["demand_supply_ratio (1)"]}]


def test_a_ratio_without_searches_is_taken() -> None:
    """Where no file states searches, the ratio is that of the first file that states it."""
    table = read_keywords([pd.DataFrame({"关键词": ["a"]}), pd.DataFrame({"关键词": ["a"], "需供比": [4.0]})])
    assert table.frame["demand_supply_ratio"].tolist() == [4.0]


def test_clicks_and_orders_come_from_one_file() -> None:
    """Orders of one file over clicks of another would be a false rate."""
    one = pd.DataFrame({"keyword": ["a", "b"], "clicks": [100, None]})
    two = pd.DataFrame({"keyword": ["a", "b"], "clicks": [10, 20], "orders": [3, 4]})
    table = read_keywords([one, two])
    assert table.frame["clicks"].tolist() == [100, 20]
    assert table.frame["orders"].tolist() == pytest.approx([np.nan, 4], nan_ok=True)
    assert told(table, "joined_left_out") == [{"count": 1, "columns": ["orders (1)"]}]


def test_counts_go_before_a_bare_rate() -> None:
    """A rate without counts gives way to the shop's own clicks and orders, wherever its file stands."""
    rates = pd.DataFrame({"keyword": ["a", "b"], "orders_per_click": [0.2, 0.3]})
    counts = pd.DataFrame({"keyword": ["a"], "clicks": [10], "orders": [1], "orders_per_click": [0.1]})
    table = read_keywords([rates, counts])
    assert table.frame["orders_per_click"].tolist() == [0.1, 0.3]
    assert table.frame["clicks"].tolist() == pytest.approx([10, np.nan], nan_ok=True)


def test_columns_of_no_canonical_name_are_filled_not_mixed() -> None:
    """A column that both files have keeps the first one's values; numbers beside texts become texts."""
    one = pd.DataFrame({"关键词": ["a", "b"], "备注": ["x", None], "SPR": [7, 8]})
    two = pd.DataFrame({"关键词": ["a", "b", "c"], "备注": ["y", "z", "w"], "SPR": ["1", "高", "2"]})
    frame = read_keywords([one, two]).frame
    assert frame["备注"].tolist() == ["x", "z", "w"]
    assert frame["SPR"].tolist() == ["7", "8", "2"]


def test_scores_and_estimates_of_our_own_table_are_left_out() -> None:
    """What kwopt estimated gives way to what a later file states; ranks of one table are none of two."""
    scored = pd.DataFrame(
        {
            "keyword": ["a", "b"],
            "rank": [1, 2],
            "worth": [9.0, 8.0],
            "conversion_basis": "prior",
            "search_volume": [5, 6],
            "listing_count": [70, 80],
            "listing_basis": ["given", "imputed"],
        }
    )
    market = pd.DataFrame({"keyword": ["b", "c"], "search_volume": [1, 2], "listing_count": [7, 8]})
    table = read_keywords([scored, market])
    assert table.frame["listing_count"].tolist() == [70, 7, 8]
    assert {"rank", "worth", "listing_basis", "conversion_basis"}.isdisjoint(table.frame)
    assert len(told(table, "scores_left_out")) == 1


def test_own_visitors_and_their_buyers_come_from_one_file() -> None:
    """Visitors of one period and buyers of another would make a false rate; counts go before a rate alone."""
    first = file("关键词,本店支付转化率\n旗袍,9.00%\n汉服,3.00%\n", "a.csv")
    second = file("关键词,浏览量,访客数,支付买家数\n旗袍,900,400,20\n", "b.csv")
    frame = read_keywords([first, second]).frame
    assert frame[columns.OWN_VISITORS].iloc[0] == 400
    assert frame[columns.OWN_BUYERS].iloc[0] == 20
    assert frame[columns.OWN_BUYERS_PER_VISITOR].fillna(-1).tolist() == [-1, 0.03]
