"""Tables of entrances: traffic reports by their headers, advertising reports by campaign."""

import io

import pytest

from kwopt.bids.forecasts.tables import read_entrances
from kwopt.errors import TableError

LEVELS = """一级来源,二级来源,三级来源,访客数,支付买家数,支付转化率,支付金额
平台流量,汇总,汇总,"1,200",30,2.50%,"3,000.00"
平台流量,搜索,手淘搜索,"1,000",28,2.80%,"2,800.00"
平台流量,推荐,首页推荐,200,2,1.00%,200.00
广告流量,汇总,汇总,300,6,2.00%,600.00
广告流量,关键词推广,关键词推广,300,6,2.00%,600.00
"""

CAMPAIGNS = """Campaign Name,Ad Group Name,Customer Search Term,Impressions,Clicks,Spend,Sales,Orders
one,x,cup,100,10,5,30,3
one,y,mug,200,20,8,10,1
two,x,cup,400,40,9,20,2
"""


def read(text: str, **options: object):
    """Return the entrances of a CSV text."""
    return read_entrances(io.BytesIO(text.encode()), **options)


def test_finest_level_of_sources_leaves_rows_of_sums_out() -> None:
    """A traffic report is read by its leaves; visitors are clicks, payers are orders."""
    table = read(LEVELS)
    frame = table.frame[["entrance", "clicks", "orders", "sales"]]
    assert table.by == "entrance"
    assert frame.values.tolist() == [
        ["手淘搜索", 1000, 28, 2800], ["首页推荐", 200, 2, 200], ["关键词推广", 300, 6, 600]
    ]  # fmt: skip
    assert table.read.rows_refused == 2


def test_coarser_level_where_the_finest_holds_sums_only() -> None:
    """Where every row is a sum at the finest level, the next one names the entrances."""
    table = read("流量来源,来源明细,访客数,支付买家数\n手淘搜索,汇总,900,30\n直通车,汇总,100,4\n")
    assert table.frame["entrance"].tolist() == ["手淘搜索", "直通车"]


def test_the_users_map_goes_first() -> None:
    """A mapped column names the entrances, and the other headers are still understood."""
    table = read(LEVELS, column_map={"keyword": "一级来源"})
    assert table.frame[["entrance", "clicks"]].values.tolist() == [["平台流量", 1200], ["广告流量", 300]]
    assert table.notices == ()  # the first row of each is the sum of the others


def test_level_that_names_every_row_is_preferred() -> None:
    """A source without finer levels must not fall out: a coarser level with rows of sums is taken."""
    table = read(LEVELS + "直播,,,90,5,5.56%,500\n")
    assert table.frame[["entrance", "clicks"]].values.tolist() == [
        ["平台流量", 1200], ["广告流量", 300], ["直播", 90]
    ]  # fmt: skip


def test_repeated_rows_that_are_not_added_up_are_warned_of() -> None:
    """Days of a traffic report: the reader keeps the first of each, and the forecast says so."""
    table = read("日期,渠道,访客数,支付买家数\n1日,搜索,100,5\n2日,搜索,100,5\n2日,直播,30,2\n")
    assert [(notice.code, notice.params) for notice in table.notices] == [
        ("bids.forecast_first_rows", {"count": 1})
    ]  # fmt: skip


def test_rates_serve_where_counts_are_lacking() -> None:
    """Plans and rates of a table without counts are read, "5万" and "1.1%" too."""
    table = read("渠道,计划展现量,点击率,转化率\n搜索,5万,1.1%,2%\n").frame
    figures = table[["planned_impressions", "click_through_rate", "orders_per_click"]]
    assert figures.values.tolist()[0] == pytest.approx([50_000, 0.011, 0.02])


def test_advertising_reports_are_taken_by_campaign() -> None:
    """Several campaigns: one entrance each, from the rows before keywords are added up."""
    table = read(CAMPAIGNS)
    assert table.by == "campaign"
    assert table.frame.groupby("entrance")["clicks"].sum().to_dict() == {"one": 30, "two": 40}


def test_ad_groups_are_told_apart_by_their_campaigns() -> None:
    """Ad groups of one name in two campaigns are two."""
    names = read(CAMPAIGNS, by="ad_group").frame["entrance"].tolist()
    assert names == ["one / x", "one / y", "two / x"]


def test_reports_may_be_taken_by_keyword() -> None:
    """By keyword, rows of one keyword are one entrance."""
    table = read(CAMPAIGNS, by="keyword")
    assert table.frame.set_index("entrance")["clicks"].to_dict() == {"cup": 50, "mug": 20}


@pytest.mark.parametrize("by", ["match_type", "entrance"])
def test_what_the_file_does_not_name_is_refused(by: str) -> None:
    """Asking for groups that the file does not have ends in one sentence."""
    with pytest.raises(TableError, match="names no"):
        read(CAMPAIGNS, by=by)


def test_campaign_reports_without_keywords_are_read() -> None:
    """A report of plans alone is read by its plans; the row of sums is left out."""
    table = read("计划名称,展现量,点击量,花费,总成交笔数\nA,100,10,5,1\nB,200,30,9,3\n合计,300,40,14,4\n")
    assert (table.by, table.frame["entrance"].tolist()) == ("campaign", ["A", "B"])


def test_several_files_are_laid_one_below_the_other() -> None:
    """Entrances of several files are all there, and so are the reports on reading."""
    files = [io.BytesIO(LEVELS.encode()), io.BytesIO("入口,点击量,成交笔数\n直播,50,3\n".encode())]
    table = read_entrances(files)
    assert table.frame["entrance"].tolist() == ["手淘搜索", "首页推荐", "关键词推广", "直播"]
    assert len(table.read.files) == 2
