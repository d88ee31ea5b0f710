"""Figures of conversion: they show the result's numbers, and say what they leave out."""

import json

import numpy as np
import pandas as pd
import pytest

from kwopt.bids import BidResult, bid_result
from kwopt.errors import PlotError, SettingError
from kwopt.plots import conversion_plot

REPORT = pd.DataFrame({
    "keyword": ["旗袍", "唐装", "汉服", "马面裙"],
    "clicks": [100, 400, 2, 0],
    "orders": [10, 8, 2, 0],
    "spend": [50.0, 90.0, 3.0, 0.0],
})  # fmt: skip


@pytest.fixture(name="result", scope="module")
def a_result() -> BidResult:
    """Bids of a small report."""
    return bid_result(REPORT, profit_per_order=38)


def test_points_and_bars_are_those_of_the_result(result: BidResult) -> None:
    """An estimate stands at its conversion, its bar reaches from the lower to the upper end."""
    trace = next(trace for trace in conversion_plot(result).data if trace.name == "own clicks")
    # Most spend first: 唐装 (90), 旗袍 (50), 汉服 (3); 马面裙 has no clicks of its own.
    rows = result.frame.set_index("keyword").loc[["唐装", "旗袍", "汉服"]]
    assert list(trace.y) == [0, 1, 2]
    np.testing.assert_array_equal(trace.x, rows["conversion"])
    np.testing.assert_allclose(np.add(trace.x, trace.error_x.array), rows["conversion_high"])
    np.testing.assert_allclose(np.subtract(trace.x, trace.error_x.arrayminus), rows["conversion_low"])


def test_error_bars_by_hand() -> None:
    """A rate of 5 % between 3 % and 9 % has a bar of 4 points up and 2 points down."""
    row = {"keyword": "旗袍", "conversion": 0.05, "conversion_low": 0.03, "conversion_high": 0.09}
    trace = conversion_plot(pd.DataFrame([row])).data[0]
    assert trace.error_x.array == pytest.approx([0.04])
    assert trace.error_x.arrayminus == pytest.approx([0.02])


def test_raw_rates_are_orders_per_click(result: BidResult) -> None:
    """Raw rates stand beside the estimates; one far beyond them is an arrow at the edge."""
    figure = conversion_plot(result)
    traces = {trace.name: trace for trace in figure.data}
    # 唐装 8 / 400 = 0.02, 旗袍 10 / 100 = 0.1; 汉服 2 / 2 = 1 lies beyond the axis; 马面裙 has no raw rate.
    assert list(traces["raw rate"].x) == pytest.approx([0.02, 0.1])
    beyond = traces["raw, further right"]
    assert list(beyond.y) == [2]
    assert 0 < beyond.x[0] <= figure.layout.xaxis.range[1] < 1
    assert "raw rate: 100.00%" in beyond.hovertext[0]


def test_the_line_is_the_account_mean(result: BidResult) -> None:
    """The account mean is all orders over all clicks: 20 / 502 = 3.98 %, whatever is shown."""
    line = conversion_plot(result, top=1).data[0]
    assert line.x == pytest.approx((20 / 502, 20 / 502))
    assert line.name == "account average 3.98%"


def test_long_tables_are_cut_and_say_so(result: BidResult) -> None:
    """The top is shown, and the remark says of how many and by what."""
    figure = conversion_plot(result, top=2)
    assert figure.layout.yaxis.ticktext == ("唐装", "旗袍")
    assert "2 keywords with the highest spend of 4." in figure.layout.title.subtitle.text.replace("<br>", " ")
    assert "只显示" not in conversion_plot(result, lang="zh").layout.title.subtitle.text


def test_a_hundred_thousand_rows_give_a_small_figure() -> None:
    """The figure of a giant table holds its top only, ordered by clicks where nothing is spent."""
    size = 100_000
    frame = pd.DataFrame({
        "keyword": np.arange(size).astype(str), "clicks": np.arange(size), "orders": 0,
        "conversion": 0.05, "conversion_low": 0.04, "conversion_high": 0.06,
    })  # fmt: skip
    figure = conversion_plot(frame)
    assert figure.layout.yaxis.ticktext[:2] == ("99999", "99998")
    assert len(figure.to_json()) < 50_000
    assert "100,000" in figure.layout.title.subtitle.text


def test_market_rates_are_per_visitor() -> None:
    """Scored keywords of a market table are named as what they are: buyers per visitor."""
    row = {
        "conversion": 0.05,
        "conversion_low": 0.03,
        "conversion_high": 0.09,
        "conversion_basis": "rate_only",
    }
    figure = conversion_plot(pd.DataFrame([row | {"keyword": "旗袍", "buyers_per_visitor": 0.06}]), lang="zh")
    assert figure.layout.xaxis.title.text == "支付转化率（买家/访客）"
    assert [list(trace.x) for trace in figure.data] == [[0.05], [0.06]]
    assert "依据：仅转化率" in figure.data[0].hovertext[0]


def test_missing_numbers_stay_missing() -> None:
    """NaN is null in the JSON: no point, no invented number."""
    row = {"keyword": "旗袍", "conversion": 0.05, "conversion_low": np.nan, "conversion_high": np.nan}
    figure = conversion_plot(pd.DataFrame([row | {"clicks": np.nan, "orders": np.nan}]))
    assert json.loads(figure.to_json())["data"][0]["error_x"]["array"] == [None]
    assert "clicks: –" in figure.data[0].hovertext[0]


def test_no_rows_are_said_in_a_sentence(result: BidResult) -> None:
    """A table without rows gives a figure that says so: the page shows it like any other."""
    figure = conversion_plot(result.frame.head(0), lang="zh")
    assert not figure.data
    assert figure.layout.annotations[0].text == "没有可显示的关键词"


def test_wrong_tables_and_settings_are_refused(result: BidResult) -> None:
    """What cannot be drawn is a sentence of kwopt's, not a traceback of plotly's."""
    with pytest.raises(
        PlotError, match="needs the columns conversion, conversion_low, conversion_high; found"
    ):
        conversion_plot(REPORT)
    with pytest.raises(PlotError, match="found list"):
        conversion_plot([1, 2])  # type: ignore[arg-type]
    with pytest.raises(PlotError, match='the column clicks holds "many", which is no number'):
        conversion_plot(result.frame.assign(clicks="many"))
    with pytest.raises(SettingError, match="top must be 1 ≤ top ≤ 500; found 0"):
        conversion_plot(result, top=0)
    with pytest.raises(SettingError, match='unknown lang "fr"; choose one of: zh, en'):
        conversion_plot(result, lang="fr")


def test_the_frame_is_left_alone(result: BidResult) -> None:
    """Drawing changes nothing in the result."""
    before = result.frame.copy()
    conversion_plot(result)
    pd.testing.assert_frame_equal(result.frame, before)


def test_parts_of_orders_are_shown() -> None:
    """Google shares a conversion out over clicks: 1.33 orders are not 1; whole ones have no decimals."""
    report = pd.DataFrame({"keyword": ["a", "b"], "clicks": [40, 30], "orders": [1.33, 2.0]})
    hovers = conversion_plot(bid_result(report, profit_per_order=38)).data[1].hovertext
    assert "orders: 1.33" in hovers[0]
    assert "orders: 2<br>" in hovers[1]


def market_rows() -> pd.DataFrame:
    """Return scored keywords of a market table: rates per visitor, no clicks of our own."""
    return pd.DataFrame({
        "keyword": ["裙子", "改良旗袍"], "worth": [2.0, 90.0], "search_volume": [9e5, 8e3],
        "conversion": [0.05, 0.04], "conversion_low": [0.049, 0.03], "conversion_high": [0.051, 0.05],
        "conversion_basis": "rate_and_volume", "buyers_per_visitor": [0.05, 0.06],
    })  # fmt: skip


def test_market_tables_show_the_most_worthy_in_their_own_words() -> None:
    """Of a market table nobody clicked: it says visitors and the table's rate, not clicks and raw rates."""
    figure = conversion_plot(market_rows(), top=1, lang="zh")
    assert figure.layout.yaxis.ticktext == ("改良旗袍",)
    assert [trace.name for trace in figure.data] == ["估计值", "表中数值"]
    said = figure.layout.title.subtitle.text.replace("<br>", "")
    assert "访客少的词" in said
    assert "只显示价值最高的 1 个词（共 2 个）。" in said
    assert figure.data[0].hovertext[0].split("<br>")[1:] == [
        "估计值：4.00% (3.00%–5.00%)", "表中数值：6.00%", "依据：转化率与流量",
    ]  # fmt: skip


def test_one_assumed_average_is_no_figure() -> None:
    """Where no keyword has a rate, a sentence says so in place of equal bars."""
    rows = market_rows().drop(columns="buyers_per_visitor").assign(conversion_basis="prior")
    figure = conversion_plot(rows)
    assert not figure.data
    assert figure.layout.annotations[0].text.startswith("the table has no conversion rates")
