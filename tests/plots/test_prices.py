"""Figures of ceilings and prices: which keywords are overpaid is told by place, symbol and colour."""

import math

import numpy as np
import pandas as pd
import pytest

from kwopt.bids import BidResult, bid_result
from kwopt.plots import ceilings_plot, overpaid_plot
from kwopt.plots.palette import VERDICTS


def judged() -> pd.DataFrame:
    """Return four keywords: paid above the ceiling, below the safe one, between both; and too few clicks."""
    return pd.DataFrame({
        "keyword": ["over", "room", "between", "unsure"],
        "ceiling": [2.0, 4.0, 3.0, 1.0], "ceiling_low": [1.0, 3.0, 2.0, 0.0],
        "ceiling_high": [3.0, 5.0, 4.0, 9.0], "safe_ceiling": [1.5, 3.5, 2.5, 0.0],
        "paid_cpc": [5.0, 1.0, 2.75, 2.0], "spend": [400.0, 100.0, 25.0, 4.0],
        "clicks": [80, 100, 9, 2], "orders": [2, 30, 1, 0],
        "verdict": ["lower", "raise", "keep", "wait"],
    })  # fmt: skip


def test_a_thick_line_is_what_is_overpaid() -> None:
    """It runs from the ceiling to the price above it; dots run from a low price to the safe ceiling."""
    traces = {trace.name: trace for trace in ceilings_plot(judged()).data}
    assert traces["overpaid"].x == (2.0, 5.0, None)
    assert traces["overpaid"].y == (0, 0, None)
    assert traces["room"].x == (1.0, 3.5, None)
    assert traces["room"].line.dash == "dot"


def test_ceilings_stand_with_their_intervals() -> None:
    """A bar reaches from the ceiling to both ends of its interval."""
    traces = {trace.name: trace for trace in ceilings_plot(judged()).data}
    ceilings = traces["ceiling (80%)"]
    assert ceilings.x == (2.0, 4.0, 3.0, 1.0)
    # High less ceiling: 3 - 2, 5 - 4, 4 - 3, 9 - 1; ceiling less low: 2 - 1, 4 - 3, 3 - 2, 1 - 0.
    assert ceilings.error_x.array == (1.0, 1.0, 1.0, 8.0)
    assert ceilings.error_x.arrayminus == (1.0, 1.0, 1.0, 1.0)
    assert traces["safe ceiling"].x == (1.5, 3.5, 2.5, 0.0)


def test_a_wide_interval_does_not_stretch_the_axis() -> None:
    """The axis holds every price and ceiling, but not the whole interval of a keyword with two clicks."""
    end = ceilings_plot(judged()).layout.xaxis.range[1]
    assert 5.0 < end < 9.0


def test_a_price_far_off_is_written_at_the_edge() -> None:
    """One click at fifty does not squeeze the others: it is drawn at the edge, with its figure."""
    figure = ceilings_plot(judged().assign(paid_cpc=[50.0, 1.0, 2.75, 2.0]))
    end = figure.layout.xaxis.range[1]
    # 1.6 times the highest ceiling of 4, and 4 % of room.
    assert end == pytest.approx(1.04 * 1.6 * 4.0)
    price = next(trace for trace in figure.data if trace.name == "lower").x[0]
    assert 0.9 * end < price < end
    assert [note.text for note in figure.layout.annotations] == ["50.00 →"]
    assert not ceilings_plot(judged()).layout.annotations


def test_hovers_tell_the_suggested_bid() -> None:
    """Where the result says what to bid now, the hover does."""
    figure = ceilings_plot(judged().assign(suggested_bid=[1.5, 1.2, 2.5, 0.0]))
    hovers = {trace.name: trace.hovertext for trace in figure.data}
    assert "suggested bid: 1.20<br>" in hovers["raise"][0]


@pytest.mark.parametrize("draw", [ceilings_plot, overpaid_plot])
def test_verdicts_differ_in_colour_and_symbol(draw: object) -> None:
    """Each verdict is a trace of its own with its mark, the most urgent first in the legend."""
    figure = ceilings_plot(judged()) if draw is ceilings_plot else overpaid_plot(judged())
    traces = sorted(
        (trace for trace in figure.data if trace.name in VERDICTS), key=lambda trace: trace.legendrank
    )
    assert [trace.name for trace in traces] == ["lower", "keep", "raise", "wait"]
    for trace in traces:
        mark = VERDICTS[trace.name]
        assert (trace.marker.color, trace.marker.symbol) == (mark.color, mark.symbol)
    assert len({mark.color for mark in VERDICTS.values()}) == len(VERDICTS)
    assert len({mark.symbol for mark in VERDICTS.values()}) == len(VERDICTS)


def test_points_lie_at_safe_ceiling_and_price() -> None:
    """Above the line more is paid than is safe; the area of a point grows with spend."""
    figure = overpaid_plot(judged())
    traces = {trace.name: trace for trace in figure.data}
    assert (traces["lower"].x, traces["lower"].y) == ((1.5,), (5.0,))
    assert (traces["raise"].x, traces["raise"].y) == ((3.5,), (1.0,))
    # 100 of 400 is a quarter of the area: half the width.
    assert traces["raise"].marker.size[0] == pytest.approx(traces["lower"].marker.size[0] / 2)
    line = traces["paid = safe ceiling"]
    assert line.x == line.y


def test_a_ceiling_of_zero_is_drawn_at_the_edge() -> None:
    """A logarithmic axis has no 0: the point stays within the drawing, left of all, and a remark says so."""
    figure = overpaid_plot(judged())
    x = next(trace for trace in figure.data if trace.name == "wait").x[0]
    assert figure.layout.xaxis.range[0] < math.log10(x) < math.log10(1.5)
    assert "Points on the edge are 0." in figure.layout.title.subtitle.text.replace("<br>", " ")


@pytest.mark.parametrize(("safe", "paid"), [(0.1, 50.0), (50.0, 0.1), (0.0, 3.0), (0.0, 0.0), (2.0, 2.0)])
def test_the_line_crosses_every_plane(safe: float, paid: float) -> None:
    """However far prices lie from ceilings, the line of equal amounts is to be seen, and every point too."""
    row = judged().head(1).assign(safe_ceiling=safe, paid_cpc=paid)
    figure = overpaid_plot(row)
    (left, right), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    assert max(left, bottom) < min(right, top)
    point = figure.data[1]
    assert left < math.log10(point.x[0]) < right
    assert bottom < math.log10(point.y[0]) < top
    assert figure.data[0].x[0] <= 10 ** min(left, bottom)
    assert figure.data[0].x[1] >= 10 ** max(right, top)


def test_market_prices_are_not_called_overpaid() -> None:
    """Without a report the market's price is shown, and what lies above the ceiling is too dear."""
    frame = judged().drop(columns=["paid_cpc", "spend", "verdict"]).assign(market_cpc=[5.0, 1.0, np.nan, 2.0])
    figure = overpaid_plot(frame, lang="zh")
    assert figure.layout.title.text == "哪些词太贵"
    assert ceilings_plot(frame, lang="zh").layout.title.text == "每次点击：能出多少，市场价多少"
    assert [trace.name for trace in figure.data] == ["市场价 = 稳妥上限", "市场价"]
    assert "1 个词没有价格" in figure.layout.title.subtitle.text.replace("<br>", " ")
    # Ordered by clicks: room (100), over (80), between (9, without a price), unsure (2).
    assert ceilings_plot(frame).data[-1].x == (1.0, 5.0, 2.0)


def test_without_prices_only_ceilings_are_drawn() -> None:
    """A table without any price gives ceilings, and a plane that says why it is empty."""
    frame = judged().drop(columns=["paid_cpc", "verdict"])
    assert [trace.name for trace in ceilings_plot(frame).data] == ["ceiling (80%)", "safe ceiling"]
    assert ceilings_plot(frame).layout.title.text == "What a click may cost"
    assert overpaid_plot(frame).layout.annotations[0].text.startswith("no keyword has the price of a click")
    assert not overpaid_plot(frame.head(0)).data
    assert not ceilings_plot(frame.head(0)).data


@pytest.fixture(name="result", scope="module")
def a_result() -> BidResult:
    """Bids of a report in yen, which has no decimals."""
    rows = {"keyword": ["旗袍", "唐装"], "clicks": [100, 400], "orders": [10, 8], "spend": [5000, 8000]}
    return bid_result(pd.DataFrame(rows), profit_per_order=3800, currency="JPY")


def test_amounts_are_written_as_the_currency_has_them(result: BidResult) -> None:
    """The axis names the currency; hovers have its decimals, none for the yen."""
    figure = ceilings_plot(result, lang="zh")
    assert figure.layout.xaxis.title.text == "每次点击（JPY）"
    hovers = [text for trace in figure.data for text in trace.hovertext or ()]
    # 8,000 yen for 400 clicks are 20 a click.
    assert any("实付：20<br>" in text and "花费：8,000<br>" in text for text in hovers)


def test_figures_of_a_result_are_its_frame(result: BidResult) -> None:
    """Ceilings are drawn from the result as it is, the most spent first."""
    rows = result.frame.sort_values("spend", ascending=False)
    traces = {trace.name: trace for trace in ceilings_plot(result).data}
    np.testing.assert_array_equal(traces["safe ceiling"].x, rows["safe_ceiling"])
    np.testing.assert_array_equal(traces["ceiling (80%)"].x, rows["ceiling"])


def test_parts_of_orders_are_shown() -> None:
    """1.33 orders are not 1."""
    figure = ceilings_plot(judged().assign(orders=[1.33, 30.0, 1.0, 0.0]))
    hover = next(trace for trace in figure.data if trace.name == "safe ceiling").hovertext
    assert "orders: 1.33" in hover[0]
    assert "orders: 30<br>" in hover[1]
