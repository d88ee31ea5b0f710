"""Orders placed in place of paid ones."""

import io

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.tables import KeywordTable, read_keywords


def read(text: str) -> KeywordTable:
    """Return a table written as CSV."""
    return read_keywords(io.BytesIO(text.encode()), name="t.csv")


PRESALE = (
    "关键词,搜索人气,支付转化率,下单转化率,支付买家数,下单买家数\n"
    "旗袍,9000,2.50%,3.00%,100,120\n预售羽绒服,8000,0.00%,4.00%,0,160\n汉服,700,-,1.50%,-,4\n长裙,600,0%,0%,0,0\n"
)


def test_orders_placed_stand_in_where_nothing_was_paid() -> None:
    """A row with a payment rate of 0, or none, takes its order rate and its buyers; others keep payments."""
    frame = read(PRESALE).frame
    assert frame[c.BUYERS_PER_VISITOR].tolist() == [0.025, 0.04, 0.015, 0.0]
    assert frame[c.MARKET_BUYERS].tolist() == [100, 160, 4, 0]


def test_what_stands_in_is_listed() -> None:
    """Each column is a repair with its count, the two headers, and examples; the column itself is kept."""
    table = read(PRESALE)
    first, second = [record for record in table.repairs if record.code == "tables.placed_orders"]
    assert (first.count, first.params) == (2, {"column": "支付转化率", "placed": "下单转化率"})
    assert first.examples[0] == {"row": 3, "keyword": "预售羽绒服", "value": 0.04}
    assert second.params == {"column": "支付买家数", "placed": "下单买家数"}
    assert table.frame["下单转化率"].tolist() == ["3.00%", "4.00%", "1.50%", "0%"]
    placed = next(column for column in table.files[0].columns if column.source == "下单转化率")
    assert (placed.canonical, placed.status) == (None, "ignored")
    assert placed.note is not None
    assert placed.note.code == "tables.note_placed"


@pytest.mark.parametrize("headers", ["支付转化率,下单转化率", "下单转化率,支付转化率"])
def test_a_lower_payment_rate_is_kept(headers: str) -> None:
    """Payments win wherever there are any, in whatever order the columns stand."""
    paid_first = headers.startswith("支付")
    row = "0.10%,8.00%" if paid_first else "8.00%,0.10%"
    table = read(f"关键词,搜索人气,{headers}\n旗袍,9000,{row}\n")
    assert table.frame[c.BUYERS_PER_VISITOR].tolist() == [0.001]
    assert not table.repairs


def test_an_order_rate_alone_is_used_and_told() -> None:
    """Without a payment rate the order rate is the rate, with a note that it reads higher."""
    table = read("关键词,搜索人气,下单转化率\n旗袍,9000,3.00%\n")
    assert table.frame[c.BUYERS_PER_VISITOR].tolist() == [0.03]
    assert "tables.note_placed_rate" in {notice.code for notice in table.notices}


def test_one_shops_orders_never_stand_in_for_the_markets_payments() -> None:
    """引导下单转换率 is of one shop's visitors: it says nothing of a market's rate of 0."""
    table = read("关键词,搜索人气,支付转化率,引导下单转换率\n旗袍,9000,0.00%,8.00%\n长裙,900,1.00%,8.00%\n")
    assert table.frame[c.BUYERS_PER_VISITOR].tolist() == [0.0, 0.01]


def test_scales_without_signs_are_one() -> None:
    """Both rates are percent where one of them can be nothing else: 2.5 and 0.4 are 2.5 % and 0.4 %."""
    table = read("关键词,搜索人气,支付转化率,下单转化率\n旗袍,9000,2.5,3\n预售,900,0,0.4\n")
    assert table.frame[c.BUYERS_PER_VISITOR].tolist() == pytest.approx([0.025, 0.004])


REPORT = (
    "日期,计划名字,词类型,词名字/词包名字,展现量,点击量,花费,直接预售成交笔数,直接成交笔数\n"
    "2026-10-20,一,关键词,预售羽绒服,900,100,200,4,0\n2026-10-21,一,关键词,预售羽绒服,900,100,200,2,0\n"
    "2026-10-20,一,关键词,旗袍,900,100,150,1,0\n2026-10-21,一,关键词,旗袍,900,100,150,0,3\n"
)


def test_a_report_judges_a_keyword_by_all_its_rows() -> None:
    """A keyword that sold on any day keeps its paid orders; one that sold on none has those placed."""
    table = read(REPORT)
    assert table.frame[c.ORDERS].tolist() == [6, 3]  # 4 + 2 placed; 0 + 3 paid, not 1 + 3
    rows = table.report_rows
    assert rows is not None
    assert rows[c.ORDERS].tolist() == [4, 2, 0, 3]


def test_a_frame_is_left_unchanged() -> None:
    """The caller's own frame keeps its rates."""
    frame = pd.DataFrame({"关键词": ["预售"], "搜索人气": [9.0], "支付转化率": [0.0], "下单转化率": [0.04]})
    before = frame.copy()
    assert read_keywords(frame).frame[c.BUYERS_PER_VISITOR].tolist() == [0.04]
    pd.testing.assert_frame_equal(frame, before)


def test_own_visitors_orders_stand_in_for_their_payments() -> None:
    """Of the shop's own visitors, too, orders placed count where nothing was paid, row by row."""
    table = read(
        "关键词,浏览量,访客数,支付买家数,下单买家数,支付转化率,下单转化率\n"
        "旗袍,900,400,20,24,5.00%,6.00%\n预售羽绒服,900,400,0,16,0.00%,4.00%\n"
    )
    assert table.format == "sycm_item_keywords"
    assert table.frame[c.OWN_BUYERS].tolist() == [20, 16]
    assert table.frame[c.OWN_BUYERS_PER_VISITOR].tolist() == [0.05, 0.04]
