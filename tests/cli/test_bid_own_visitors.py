"""`kwopt bid` of tables with the shop's own visitors: 生意参谋's word assistant and keywords of one item."""

from pathlib import Path

import pytest

ASSISTANT = (
    "关键词,带来的访客数,带来的浏览量,引导下单买家数,引导下单转换率,全网搜索人气,全网点击率,全网商品数,全网下单转化率\n"
    '保温杯,"10,200","24,000",255,2.50%,"31,200",100.00%,"640,120",10.00%\n'
    "保温杯 儿童,88,190,-,-,6050,100.00%,98000,5.20%\n"
)
ITEM = (
    "关键词,曝光量,点击量,点击率,浏览量,访客数,支付买家数,支付转化率\n"
    '遮阳帽,"120,000",6000,5.00%,9000,5400,300,5.56%\n'
)


@pytest.fixture
def tables(here: Path) -> None:
    """Write both layouts into the working folder."""
    (here / "assistant.csv").write_text(ASSISTANT, encoding="utf-8")
    (here / "item.csv").write_text(ITEM, encoding="utf-8")


@pytest.mark.usefixtures("tables")
def test_the_word_assistant_bids_on_own_visitors(document) -> None:
    """255 of 10,200 own visitors: .025 per click, where the market's .1 / 2 would be .05.

    The shop sells half as often as the market; the word without known buyers follows at about that rate.
    """
    found = document("bid", "assistant.csv", "--profit", "40")
    own, guess = found["keywords"]
    assert found["mode"] == "keywords"
    assert (own["conversion_source"], own["clicks"], own["orders"]) == ("own_visitors", None, None)
    assert own["conversion"] == pytest.approx(0.025, rel=0.02)
    assert own["ceiling"] == pytest.approx(1.0, rel=0.03)  # 40 x .025
    assert guess["conversion_source"] == "market_guess"
    assert guess["conversion"] < 0.052 / 2
    codes = [notice["code"] for notice in found["notices"]]
    assert {"bids.own_visitors", "bids.market_guess", "bids.shop_compared"} <= set(codes)


@pytest.mark.usefixtures("tables")
def test_keywords_of_one_item_bid_on_own_visitors(document) -> None:
    """300 of 5,400 visitors: .0556 per click; free clicks are no paid clicks."""
    (row,) = document("bid", "item.csv", "--profit", "40")["keywords"]
    assert (row["conversion_source"], row["clicks"]) == ("own_visitors", None)
    assert row["conversion"] == pytest.approx(0.0556, rel=0.02)


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("file", ["assistant.csv", "item.csv"])
@pytest.mark.parametrize(
    ("lang", "source", "said"),
    [
        ("zh", "自家访客", "1 个关键词没有自己的付费点击：上限按本店搜索来的访客计算"),
        (
            "en",
            "own visitors",
            "1 keyword has no paid clicks of your own: its ceiling rests on your own",
        ),
    ],
)
def test_what_the_figure_is_is_told(call, file: str, lang: str, source: str, said: str) -> None:
    """The table names own visitors as the basis, and a remark says how they become orders per click."""
    result = call("bid", file, "--profit", "40", "--lang", lang)
    assert result.exit_code == 0
    assert source in result.stdout
    assert said in result.stderr
