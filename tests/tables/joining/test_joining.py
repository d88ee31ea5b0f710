"""Several files as one table: what wins, what is filled, added, multiplied, left out, and what is told."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwopt import columns
from kwopt.tables import KeywordTable, read_keywords, write_table
from kwopt.tables.joining.scales import LEAST_SHARED
from kwopt.tables.writing.write import SUFFIXES

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
REPORT = "词名字/词包名字,展现量,点击量,花费,总成交笔数,总成交金额,点击转化率\n"


def file(text: str, name: str) -> io.BytesIO:
    """Return an open file of that name."""
    opened = io.BytesIO(text.encode())
    opened.name = name
    return opened


def told(table: KeywordTable, code: str) -> list[dict[str, Any]]:
    """Return the parameters of every notice and repair with that code."""
    notices = [notice for report in table.files for notice in report.todo]
    found = [dict(notice.params) for notice in notices if notice.code == f"tables.{code}"]
    return found + [
        {"count": record.count, **record.params}
        for record in table.repairs
        if record.code == f"tables.{code}"
    ]


def row(table: KeywordTable, keyword: str) -> dict[str, Any]:
    """Return the row of a keyword."""
    return dict(table.frame.set_index(columns.KEYWORD).loc[keyword])


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


def test_reports_of_two_weeks_are_added() -> None:
    """Counts and money of periods that are apart are added; orders per click is weighted by clicks."""
    one = file(REPORT + "旗袍,100,10,5,2,90,20%\n短裙,7,1,1,0,,0%\n", "2026-08-01_2026-08-07.csv")
    two = file(REPORT + "旗袍,300,30,15,4,180,13.33%\n衣,9,3,1,1,20,33%\n", "2026-08-08_2026-08-14.csv")
    table = read_keywords([one, two])
    found = row(table, "旗袍")
    figures = [found[name] for name in ("impressions", "clicks", "spend", "orders", "sales")]
    assert figures == [400, 40, 20, 6, 270]
    assert found["orders_per_click"] == 0.15  # (2 + 4) / (10 + 30)
    assert row(table, "衣")["clicks"] == 3
    assert np.isnan(row(table, "短裙")["sales"])
    (notice,) = told(table, "reports_added")
    assert notice["days"] == "2026-08-08 - 2026-08-14"
    assert notice["first"] == ["2026-08-01_2026-08-07.csv"]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("2026-08-01_2026-08-07.csv", "2026-08-07_2026-08-14.csv", "reports_overlap"),
        ("2026-08-01_2026-08-07.csv", "report.csv", "report_undated"),
        ("report.csv", "2026-08-01_2026-08-07.csv", "report_undated"),
    ],
)
def test_reports_that_may_overlap_are_not_added(first: str, second: str, code: str) -> None:
    """A day that counts in both reports must not count twice: the first report wins, with a warning."""
    one = file(REPORT + "旗袍,100,10,5,2,90,20%\n", first)
    two = file(REPORT + "旗袍,300,30,15,4,180,13.33%\n衣,9,3,1,1,20,33%\n", second)
    table = read_keywords([one, two])
    assert table.frame["clicks"].tolist() == [10, 3]
    assert table.frame["orders"].tolist() == [2, 1]
    assert len(told(table, code)) == 1


def test_a_third_report_is_measured_against_all_in_the_sum() -> None:
    """Of three reports the first and third are added where the second overlaps the first."""
    names = ("2026-08-01_2026-08-07.csv", "2026-08-05_2026-08-11.csv", "2026-08-08_2026-08-14.csv")
    files = [file(REPORT + f"旗袍,100,{10**place},5,0,0,0%\n", name) for place, name in enumerate(names)]
    table = read_keywords(files)
    assert table.frame["clicks"].tolist() == [101]  # 1 + 100
    assert len(told(table, "reports_overlap")) == 1


def test_reports_of_other_columns_are_not_added() -> None:
    """Clicks with orders and clicks without would make a false rate."""
    one = file(REPORT + "旗袍,100,10,5,2,90,20%\n", "2026-08-01_2026-08-07.csv")
    two = file("词名字/词包名字,展现量,点击量,花费\n旗袍,300,30,15\n", "2026-08-08_2026-08-14.csv")
    table = read_keywords([one, two])
    assert table.frame["clicks"].tolist() == [10]
    assert len(told(table, "reports_differ")) == 1


def test_reports_without_a_common_keyword_need_no_remark() -> None:
    """Where no keyword is in both, there is nothing to add and nothing to warn of."""
    table = read_keywords([file(REPORT + f"{word},100,10,5,2,90,20%\n", f"{word}.csv") for word in "甲乙"])
    assert table.frame["clicks"].tolist() == [10, 10]
    assert told(table, "report_undated") == told(table, "reports_added") == []


def test_money_of_another_currency_is_left_out() -> None:
    """Amounts of two currencies in one column would be compared: the later ones are left out, and told."""
    one = pd.DataFrame({"keyword": ["a"], "market_cpc": ["US$1.20"], "search_volume": [5]})
    two = pd.DataFrame({"keyword": ["a", "b"], "market_cpc": ["€2.00", "€3.00"], "search_volume": [5, 6]})
    table = read_keywords([one, two])
    assert table.frame["market_cpc"].tolist() == pytest.approx([1.2, np.nan], nan_ok=True)
    assert told(table, "currency_left_out") == [{"count": 2, "currency": "EUR", "first": "USD"}]


def weeks(shared: int, factor: float) -> list[io.BytesIO]:
    """Return two exports of an index; the second one's is `factor` times lower, and has one keyword more."""
    head = "搜索词,搜索人气,点击率,支付转化率\n"
    one = head + "".join(f"词{place},{(place + 1) * 100 * factor:.0f},1%,1%\n" for place in range(shared))
    two = (
        head
        + "".join(f"词{place},{(place + 1) * 100},1%,1%\n" for place in range(shared))
        + "新词,50,1%,1%\n"
    )
    return [file(one, "one.csv"), file(two, "two.csv")]


def test_indices_are_brought_to_one_scale() -> None:
    """The median ratio of shared keywords relates two indices, and is told."""
    table = read_keywords(weeks(LEAST_SHARED, 3.0))
    assert row(table, "新词")["search_volume"] == 150  # 50 x 3
    (notice,) = told(table, "searches_scaled")
    assert (notice["factor"], notice["shared"], notice["keywords"]) == (3.0, LEAST_SHARED, 1)
    assert told(table, "searches_not_comparable") == []


def test_too_few_shared_keywords_relate_nothing() -> None:
    """With fewer shared keywords the figures stay as they are, with a warning."""
    table = read_keywords(weeks(LEAST_SHARED - 1, 3.0))
    assert row(table, "新词")["search_volume"] == 50
    assert told(table, "searches_not_comparable")[0]["keywords"] == 1


def test_searches_of_one_unit_are_not_multiplied() -> None:
    """Searches a month are searches a month in every file."""
    words = [f"w{place}" for place in range(LEAST_SHARED)]
    one = pd.DataFrame({"关键词": words, "月搜索量": [300.0] * LEAST_SHARED})
    two = pd.DataFrame({"关键词": [*words, "new"], "月搜索量": [100.0] * LEAST_SHARED + [50.0]})
    table = read_keywords([one, two])
    assert row(table, "new")["search_volume"] == 50
    assert told(table, "searches_scaled") == told(table, "searches_not_comparable") == []


def test_searches_a_week_are_brought_to_searches_a_month() -> None:
    """Searches of a week and of a month are told apart by their headers."""
    words = [f"w{place}" for place in range(LEAST_SHARED)]
    month = pd.DataFrame({"关键词": words, "月搜索量": [400.0] * LEAST_SHARED})
    week = pd.DataFrame({"关键词": [*words, "new"], "周搜索量": [100.0] * LEAST_SHARED + [50.0]})
    assert row(read_keywords([month, week]), "new")["search_volume"] == 200  # 50 x 400 / 100


def test_nothing_is_said_of_an_index_that_is_not_used() -> None:
    """A second index from which no keyword takes its searches is no mixture."""
    one, two = weeks(5, 3.0)
    table = read_keywords([two, one])
    assert told(table, "searches_not_comparable") == []


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


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)
FIGURES = st.one_of(st.none(), st.integers(0, 99))
NAMES = ("search_volume", "listing_count", "buyers_per_visitor", "clicks", "orders", "note")


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    """Return a table of some keywords with some of the columns, and gaps."""
    words = draw(WORDS)
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=len(NAMES)))
    figures = {name: [draw(FIGURES) for _ in words] for name in names}
    frame = pd.DataFrame({"keyword": words, **figures})
    if "buyers_per_visitor" in names:
        frame["buyers_per_visitor"] = frame["buyers_per_visitor"].astype(float) / 100
    return frame


@FEW
@given(tables())
def test_a_table_joined_with_itself_is_itself(frame: pd.DataFrame) -> None:
    """Naming a file twice changes nothing but the counts."""
    once, twice = read_keywords(frame), read_keywords([frame, frame])
    pd.testing.assert_frame_equal(twice.frame.drop(columns="sources"), once.frame)
    assert twice.rows_read == 2 * once.rows_read
    assert (twice.rows_kept, twice.rows_merged) == (once.rows_kept, once.rows_read)


@FEW
@given(tables(), st.integers(0, 8))
def test_a_table_cut_in_two_is_whole_again(frame: pd.DataFrame, place: int) -> None:
    """Pages of one export give the export back."""
    pages = [page for page in (frame.iloc[:place], frame.iloc[place:]) if len(page)]
    whole, joined = read_keywords(frame).frame, read_keywords(pages).frame
    assert set(joined) - {"sources"} == set(whole)
    for name in set(whole) - {"source_file", "source_row"}:
        assert joined[name].tolist() == pytest.approx(whole[name].tolist(), nan_ok=True), name


@FEW
@given(tables())
def test_columns_cut_apart_are_whole_again(frame: pd.DataFrame) -> None:
    """Complementary tables of the same keywords fill each other."""
    left = frame[["keyword", *[name for name in ("search_volume", "note") if name in frame]]]
    right = frame.drop(columns=[name for name in left if name != "keyword"])
    whole, joined = read_keywords(frame).frame, read_keywords([left, right]).frame
    for name in set(whole) - {"source_file", "source_row"}:
        assert joined[name].tolist() == pytest.approx(whole[name].tolist(), nan_ok=True), name


@FEW
@given(st.lists(tables(), min_size=2, max_size=3))
def test_no_figure_is_made_up_or_lost(frames: list[pd.DataFrame]) -> None:
    """Every figure stands in some file; a figure is missing only if no file states it, or it is told."""
    table = read_keywords(frames)
    alone = [read_keywords(frame).frame.set_index("keyword") for frame in frames]
    assert table.rows_kept == len(table.frame) == len({word for frame in alone for word in frame.index})
    assert table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused
    lost = 0
    for name in (name for name in NAMES if name in table.frame):
        for word, value in zip(table.frame["keyword"], table.frame[name], strict=True):
            stated = [one.loc[word, name] for one in alone if word in one.index and name in one]
            known = [figure for figure in stated if not pd.isna(figure)]
            assert (value in known) if not pd.isna(value) else True
            lost += len(known) if pd.isna(value) else 0
    assert (lost > 0) == bool(told(table, "joined_left_out"))


@FEW
@given(tables(), tables())
def test_the_order_of_files_decides_only_between_them(one: pd.DataFrame, two: pd.DataFrame) -> None:
    """The same keywords stand in the table whichever file comes first; a lone figure is the same, too."""
    ahead, behind = (read_keywords(pair).frame.set_index("keyword") for pair in ([one, two], [two, one]))
    assert set(ahead.index) == set(behind.index)
    first, second = (read_keywords(frame).frame.set_index("keyword") for frame in (one, two))
    for word in set(first.index) ^ set(second.index):
        for name in NAMES[:5]:
            if name in ahead:
                assert ahead.loc[word, name] == pytest.approx(behind.loc[word, name], nan_ok=True)
