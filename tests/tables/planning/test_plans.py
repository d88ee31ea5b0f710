"""Plans: what becomes of columns, what the user's own map does, and what is refused."""

import pytest

from kwopt import columns
from kwopt.errors import TableError
from kwopt.messages import message
from kwopt.tables.planning.formats import CANONICAL, PEERS, formats, meanings
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.planning.plans import plan_columns


def test_data_are_sound() -> None:
    """Headers stand in normal form, canonical names exist, remarks have texts in both languages."""
    for meaning, header in meanings():
        assert normal_header(header).name == header
        assert meaning.canonical is None or meaning.canonical in CANONICAL
        assert set(meaning.beside) | set(meaning.not_beside) <= {*columns.NUMERIC, PEERS}
        assert meaning.only in {None, *(item.id for item in formats())}
        if meaning.note:
            assert message(meaning.note, {"column": header}, "zh") != message(
                meaning.note, {"column": header}
            )
    for item in formats():
        for group in (*item.all, *item.any):
            assert {normal_header(header).name for header in group} == set(group)
        assert {canonical for _, canonical in item.replaces} <= {"", *CANONICAL}
        assert set(item.without) <= set(CANONICAL)


def test_order_of_columns_does_not_matter() -> None:
    """Of two columns with one meaning the better known one is used, wherever it stands."""
    plan = plan_columns(["搜索热度", "关键词", "搜索人气"])
    used = plan.filling(columns.SEARCH_VOLUME)
    assert used is not None
    assert used.source == "搜索人气"
    assert [column.status for column in plan.columns] == ["ignored", "used", "used"]


def test_users_map_goes_before_the_alias_table() -> None:
    """A column that the user names is used, and the one known by its header gives way."""
    plan = plan_columns(["关键词", "翻译", "搜索人气"], {"keyword": "翻译"})
    assert [column.target for column in plan.columns] == [None, "keyword", "search_volume"]


def test_unknown_canonical_name() -> None:
    """Mapping to a name that is none lists the names there are."""
    with pytest.raises(TableError, match='unknown column "volume"; choose one of: keyword, search_volume'):
        plan_columns(["词"], {"volume": "词"})


def test_mapped_header_that_is_not_there() -> None:
    """Mapping a header that the file lacks lists its headers."""
    with pytest.raises(TableError) as caught:
        plan_columns(["词", "量"], {"keyword": "字"}, file="a.csv")
    assert str(caught.value) == 'a.csv: there is no column "字" to map keyword to; headers found: 词, 量'
    assert caught.value.text("zh") == "a.csv：没有列“字”可作为 keyword；现有表头：词、量"


def test_no_keyword_column() -> None:
    """Without a column of keywords the error lists the headers and says how to name one."""
    with pytest.raises(TableError) as caught:
        plan_columns(["词", "量"], file="a.csv")
    expected = (
        "a.csv: no column looks like keywords; headers found: 词, 量; name it with --map keyword=HEADER"
    )
    assert str(caught.value) == expected


def test_long_header_rows_are_shortened() -> None:
    """An error names a dozen headers and counts the others."""
    with pytest.raises(TableError, match=r"c11, … \(\+3\); name it"):
        plan_columns([f"c{place}" for place in range(15)])


def test_report_without_keywords_is_named() -> None:
    """A known report that holds no keywords is refused by what it is, and another one is named."""
    with pytest.raises(TableError) as caught:
        plan_columns(["日期", "计划名字", "展现量", "花费"], file="a.csv")
    expected = (
        "a.csv: is an advertising report on plans, items, audiences, creatives or regions (万相台 / 直通车) "
        "and has no column of keywords; export the keyword report (关键词报表) instead; "
        "if a column does hold keywords, name it with --map keyword=HEADER"
    )
    assert str(caught.value) == expected


def test_users_map_opens_a_report_without_keywords() -> None:
    """Who names a column of keywords is not told that there is none."""
    plan = plan_columns(["商品ID", "商品名称", "商品访客数"], {"keyword": "商品名称"})
    assert (plan.keyword.source, plan.format.id) == ("商品名称", "generic")


def test_titles_of_products_stand_last() -> None:
    """Titles are read only where no column of keywords stands, and none of their figures is used."""
    plan = plan_columns(["标题", "商品数量", "支付转化率"])
    assert (plan.format.id, plan.keyword.source) == ("product_list", "标题")
    assert [column.status for column in plan.columns] == ["used", "ignored", "ignored"]
    assert plan.keyword.meaning.note == "tables.note_titles"
    assert plan_columns(["标题", "词"], {"keyword": "词"}).format.id == "generic"


def test_any_table_reads_with_a_map() -> None:
    """Two named columns are enough, whatever they are called."""
    plan = plan_columns(["a", "b", "c"], {"keyword": "b", "search_volume": "a"})
    assert [column.target for column in plan.columns] == ["search_volume", "keyword", None]


def test_clicks_of_the_market_say_why_they_are_not_used() -> None:
    """In a market table the shop's own figures are not filled; the user's map still goes first."""
    headers = ["关键词", "月搜索量", "购买率", "点击量"]
    plan = plan_columns(headers)
    clicks = plan.columns[3]
    assert (clicks.status, clicks.meaning.note) == ("ignored", "tables.note_market_figures")
    assert plan_columns(headers, {"clicks": "点击量"}).columns[3].target == columns.CLICKS


@pytest.mark.parametrize("ends", [("下限", "上限"), ("-最低", "-最高"), ("（下限）", "（上限）")])
def test_ends_of_a_range_in_two_columns(ends: tuple[str, str]) -> None:
    """A known header with a word for least or most behind it is one end of a range."""
    low, high = (f"搜索人气{end}" for end in ends)
    plan = plan_columns(["搜索词", high, low])
    assert [column.target for column in plan.columns] == [
        "keyword",
        columns.high(columns.SEARCH_VOLUME),
        columns.low(columns.SEARCH_VOLUME),
    ]


def test_widest_sheet() -> None:
    """A header of 16,384 columns, as many as a sheet has, is planned; the known ones are found in it."""
    plan = plan_columns([*(f"列{place}" for place in range(16_382)), "搜索人气", "关键词"])
    assert [column.place for column in plan.columns if column.target] == [16_382, 16_383]


def test_unknown_reports_are_added() -> None:
    """A table that says what was spent is a report: a keyword of two campaigns stands in it twice."""
    assert plan_columns(["关键词", "计划", "点击量", "花费"]).format.duplicates == "sum"
    assert plan_columns(["关键词", "搜索人气", "商品数"]).format.duplicates == "first"


def test_free_clicks_need_no_position() -> None:
    """Search Console's table without its positions is still one of free clicks."""
    plan = plan_columns(["Top queries", "Clicks", "Impressions"])
    assert (plan.format.id, plan.filling(columns.CLICKS)) == ("gsc", None)
