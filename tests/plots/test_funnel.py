"""The figure of a forecast: one panel a step, with the forecast's intervals."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from kwopt.bids.forecasts.forecast import Forecast, forecast
from kwopt.errors import SettingError
from kwopt.plots import funnel_plot

TABLE = pd.DataFrame({
    "entrance": ["搜索", "<b>直播</b>", "推荐"],
    "impressions": [100_000, None, 30_000],
    "clicks": [4_000, 500, 300],
    "orders": [120, 30, 1],
    "spend": [2_000.0, 0.0, 600.0],
})  # fmt: skip


@pytest.fixture(name="found", scope="module")
def a_forecast() -> Forecast:
    """Return a forecast with a value and a profit per order."""
    return forecast(TABLE, value_per_order=100.0, profit_per_order=30.0, currency="CNY")


def test_each_step_shows_the_forecast(found: Forecast) -> None:
    """Bars are the expectations of the entrances and of the total, their lines reach both ends."""
    rows = found.entrances.sort_values("orders", ascending=False)
    figure = funnel_plot(found)
    for bars, step in zip(figure.data[1:], ("clicks", "orders", "sales", "profit"), strict=True):
        np.testing.assert_allclose(bars.x, [*rows[step], found.total[step]])
        high, low = ([*rows[f"{step}_{end}"], found.total[f"{step}_{end}"]] for end in ("high", "low"))
        np.testing.assert_allclose(np.add(bars.x, bars.error_x.array), high)
        np.testing.assert_allclose(np.subtract(bars.x, bars.error_x.arrayminus), low, atol=1e-9)


def test_planned_impressions_have_no_interval(found: Forecast) -> None:
    """The plan is drawn without a line; an entrance that counts no impressions has no bar."""
    bars = funnel_plot(found).data[0]
    assert bars.x == (100_000, None, 30_000, 130_000)
    assert not bars.error_x.visible


def test_panels_lie_below_each_other(found: Forecast) -> None:
    """Five panels fill the drawing from top to bottom without overlap, each with axes of its own."""
    figure = funnel_plot(found)
    domains = [figure.layout[f"yaxis{number}"].domain for number in ("", 2, 3, 4, 5)]
    ends = [end for bottom, top in domains for end in (top, bottom)]
    assert ends == sorted(ends, reverse=True)
    assert ends[0] < 1
    assert ends[-1] == pytest.approx(0)
    assert [bars.xaxis for bars in figure.data] == [None, "x2", "x3", "x4", "x5"]


def test_names_in_both_languages_and_never_markup(found: Forecast) -> None:
    """Steps are named with the currency; an entrance's name is drawn as text."""
    english, chinese = funnel_plot(found), funnel_plot(found, lang="zh")
    assert english.layout.annotations[3].text == "<b>sales, CNY</b>"
    assert chinese.layout.annotations[3].text == "<b>销售额（CNY）</b>"
    assert chinese.layout.yaxis.ticktext == ("搜索", "&lt;b&gt;直播&lt;/b&gt;", "推荐", "<b>合计</b>")


def test_the_remark_tells_the_total(found: Forecast) -> None:
    """A printed figure, which nobody can touch, tells the totals: 100,000 + 30,000 impressions."""
    text = funnel_plot(found).layout.title.subtitle.text.replace("<br>", " ")
    assert "In all: impressions 130,000; clicks" in text
    assert "chance of 80%" in text


def test_left_out_entrances_leave_no_total_bar(found: Forecast) -> None:
    """Where entrances are left out, the total would dwarf the rest: it stands in the remark alone."""
    figure = funnel_plot(found, top=2)
    assert figure.layout.yaxis.ticktext == ("搜索", "&lt;b&gt;直播&lt;/b&gt;")
    assert len(figure.data[1].x) == 2
    text = figure.layout.title.subtitle.text.replace("<br>", " ")
    assert "the 2 entrances with the most orders of 3; the total is of all." in text


def test_unknown_steps_are_left_out() -> None:
    """Without impressions, value or profit only clicks and orders are drawn."""
    figure = funnel_plot(forecast(TABLE[["entrance", "clicks", "orders"]]))
    assert [note.text for note in figure.layout.annotations] == ["<b>clicks</b>", "<b>orders</b>"]


def test_no_entrance_is_said(found: Forecast) -> None:
    """A forecast of nothing gives a sentence; a wrong `top` is refused."""
    nothing = dict.fromkeys(found.total, math.nan)
    empty = dataclasses.replace(found, entrances=found.entrances.head(0), total=nothing)
    assert funnel_plot(empty).layout.annotations[0].text == "there is no entrance with a forecast"
    with pytest.raises(SettingError, match="1 ≤ top ≤ 100; found 101"):
        funnel_plot(found, top=101)
