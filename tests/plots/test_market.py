"""Demand against competition: every keyword has a point or is counted, relevance is colour and symbol."""

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from kwopt.errors import PlotError, SettingError
from kwopt.plots import market_plot, palette


def scored(**more: Any) -> pd.DataFrame:
    """Return four scored keywords of one product: two that fit, one to be confirmed, one wrong."""
    frame = pd.DataFrame({
        "keyword": ["旗袍", "改良旗袍", "长裙", "唐装"], "rank": [1, 2, 3, 4],
        "worth": [400.0, 100.0, 25.0, 0.0], "relevance": [0.9, 0.8, 0.4, 0.01],
        "relevance_class": ["fits", "fits", "possible", "wrong"],
        "search_volume": [50000.0, 8000.0, 900.0, 300.0], "listing_count": [90000.0, 700.0, 2000.0, 60.0],
        "listing_basis": ["given", "given", "imputed", "given"],
        "conversion": 0.05, "conversion_low": 0.04, "conversion_high": 0.06,
    })  # fmt: skip
    return frame.assign(**more)


def remark(figure: go.Figure) -> str:
    """Return the remark on one line."""
    text: str = figure.layout.title.subtitle.text
    return text.replace("<br>", " ")


def points(figure: go.Figure) -> list[go.Scatter]:
    """Return the traces that hold points, without those of the legend."""
    return [trace for trace in figure.data if trace.x[0] is not None]


def test_points_lie_at_listings_and_searches() -> None:
    """Searches upwards, listings to the right, both logarithmic; the least relevant are drawn first."""
    figure = market_plot(scored())
    possible, fits = points(figure)
    assert (possible.x, possible.y) == ((2000.0,), (900.0,))
    assert (fits.x, fits.y) == ((90000.0, 700.0), (50000.0, 8000.0))
    assert figure.layout.xaxis.type == figure.layout.yaxis.type == "log"


def test_relevance_is_colour_and_class_is_symbol() -> None:
    """Colours are relevances on a scale from 0 to 1; each class has its symbol, in the legend in grey."""
    figure = market_plot(scored(worth=[400.0, 100.0, 25.0, 1.0]))
    wrong, possible, fits = points(figure)
    assert [trace.marker.color for trace in (wrong, possible, fits)] == [(0.01,), (0.4,), (0.9, 0.8)]
    assert fits.marker.symbol == ("circle", "circle")
    assert wrong.marker.symbol == ("x",)
    assert (figure.layout.coloraxis.cmin, figure.layout.coloraxis.cmax) == (0, 1)
    keys = sorted((trace for trace in figure.data if trace.x[0] is None), key=lambda key: key.legendrank)
    assert [(key.name, key.marker.symbol) for key in keys] == [
        ("fits", "circle"), ("may fit", "diamond"), ("wrong", "x"),
    ]  # fmt: skip


def test_the_area_of_a_point_grows_with_worth() -> None:
    """100 of 400 is a quarter of the area: half the width."""
    _, fits = points(market_plot(scored()))
    assert fits.marker.size[1] == pytest.approx(fits.marker.size[0] / 2)


def test_estimated_listings_are_hollow() -> None:
    """What we filled in is told by the symbol, the remark and the hover."""
    figure = market_plot(scored(), lang="zh")
    possible, fits = points(figure)
    assert possible.marker.symbol == ("diamond-open",)
    assert "空心：在线商品数为估算。" in remark(figure)
    assert "商品数：2,000（估算）" in possible.hovertext[0]
    assert "估算" not in fits.hovertext[0]
    assert "Hollow" not in remark(market_plot(scored(listing_basis="given")))


def test_what_has_no_point_is_counted() -> None:
    """Unknown searches, unknown listings and words of no worth are said with their numbers."""
    frame = scored(
        search_volume=[50000.0, np.nan, 900.0, 300.0], listing_count=[90000.0, 700.0, np.nan, 60.0]
    )
    figure = market_plot(frame)
    assert [trace.x for trace in points(figure)] == [(90000.0,)]
    assert remark(figure).endswith(
        "Not shown: 1 without a number of searches; 1 without a number of listings; "
        "1 of no worth for this product."
    )


def test_zeros_are_drawn_at_the_edge() -> None:
    """No listing at all is good news, and has no place on a logarithmic axis: the edge stands for 0."""
    figure = market_plot(scored(listing_count=[90000.0, 0.0, 2000.0, 60.0]))
    _, fits = points(figure)
    assert figure.layout.xaxis.range[0] < math.log10(fits.x[1]) < math.log10(2000)
    assert "Points on the edge are 0." in remark(figure)
    assert "listings: 0" in fits.hovertext[1]


def test_long_tables_show_the_most_worthy_and_say_so() -> None:
    """A thousand keywords: three are drawn."""
    size = 1000
    frame = pd.DataFrame({
        "keyword": [f"k{place}" for place in range(size)], "worth": np.arange(size, dtype=float) + 1,
        "search_volume": 100.0, "listing_count": np.arange(size, dtype=float) + 1,
    })  # fmt: skip
    figure = market_plot(frame, top=3)
    assert sorted(points(figure)[0].x) == [998.0, 999.0, 1000.0]
    assert "Shown: the 3 keywords of the highest worth of 1,000." in remark(figure)


def test_a_hundred_thousand_rows_give_a_small_figure() -> None:
    """What is not drawn is not in the figure either: 300 points with their hovers stay below 200 kB."""
    size = 100_000
    frame = pd.DataFrame({
        "keyword": [f"旗袍{place}" for place in range(size)], "worth": np.linspace(1, 2, size),
        "search_volume": np.linspace(1e3, 1e5, size), "listing_count": np.linspace(1e2, 1e6, size),
    })  # fmt: skip
    assert len(market_plot(frame).to_json()) < 200_000


def test_without_a_product_there_is_one_colour() -> None:
    """Nothing was judged: no scale, no classes, no legend."""
    figure = market_plot(scored(relevance=np.nan, relevance_class=None, worth=[400.0, 100.0, 25.0, 9.0]))
    [trace] = figure.data
    assert trace.marker.color == palette.UNJUDGED.color
    assert len(trace.x) == 4
    assert figure.layout.coloraxis.cmin is None
    assert "relevance" not in trace.hovertext[0]
    figure = market_plot(scored(relevance=np.nan, relevance_class=None))
    assert remark(figure).endswith("Not shown: 1 of no worth.")


def test_where_nothing_is_worth_anything_searches_decide() -> None:
    """All keywords are drawn, alike in size, and none is left out."""
    figure = market_plot(scored(worth=0.0), lang="zh")
    assert sum(len(trace.x) for trace in points(figure)) == 4
    assert len({size for trace in points(figure) for size in trace.marker.size}) == 1
    assert remark(figure) == "每点一个词。空心：在线商品数为估算。"


def test_hovers_tell_all_figures() -> None:
    """Rank, worth, relevance with class, counts, their ratio, conversion with interval, the reason."""
    figure = market_plot(scored(reason="fits what the product says", market_cpc=1.8), lang="en")
    hover = points(figure)[1].hovertext[0]
    # 50,000 searches for 90,000 listings are 0.556 each.
    assert hover.split("<br>") == [
        "<b>旗袍</b>", "rank: 1", "worth: 400", "relevance: 90% fits", "searches: 50,000",
        "listings: 90,000", "searches per listing: 0.556", "buyers per visitor: 5.00% (4.00%–6.00%)",
        "market click: 1.80", "reason: fits what the product says",
    ]  # fmt: skip


def test_the_most_worthy_are_named() -> None:
    """Names stand beside their points, shortened; corners say what lies there."""
    figure = market_plot(scored(keyword=["旗袍", "改良旗袍", "<b>长裙</b>" * 9, "唐装"]), lang="zh")
    texts = [note.text for note in figure.layout.annotations]
    assert texts[:2] == ["↖ 搜的多，卖的少", "搜的少，卖的多 ↘"]
    assert {"旗袍", "改良旗袍"} <= set(texts)
    assert all("<" not in text for text in texts)


def test_names_do_not_meet() -> None:
    """Of thirty keywords at one place only so many are named as have room around it."""
    same = pd.DataFrame({
        "keyword": [f"旗袍{place}" for place in range(30)], "worth": 5.0, "search_volume": 100.0,
        "listing_count": 100.0,
    })  # fmt: skip
    figure = market_plot(same)
    named = [note for note in figure.layout.annotations if note.text.startswith("旗袍")]
    assert len({(note.xanchor, note.yanchor) for note in named}) == len(named) <= 4


def test_ticks_are_short_in_both_languages() -> None:
    """Ten thousand is 10k, and 1万."""
    assert "10k" in market_plot(scored()).layout.xaxis.ticktext
    assert "1万" in market_plot(scored(), lang="zh").layout.xaxis.ticktext


def test_nothing_to_draw_is_said() -> None:
    """No rows, or no row with both counts."""
    assert market_plot(scored().head(0)).layout.annotations[0].text == "there is no keyword to show"
    empty = market_plot(scored(listing_count=np.nan), lang="zh")
    assert empty.layout.annotations[0].text == "没有同时带搜索量和在线商品数的词"
    assert not empty.data


def test_wrong_tables_and_settings_are_refused() -> None:
    """A frame without listings, too many points."""
    with pytest.raises(PlotError, match="listing_count"):
        market_plot(scored().drop(columns="listing_count"))
    with pytest.raises(SettingError, match="top"):
        market_plot(scored(), top=5001)


def test_the_frame_is_left_alone() -> None:
    """Drawing changes nothing, and equal input gives equal bytes."""
    frame = scored()
    assert market_plot(frame).to_json() == market_plot(frame).to_json()
    pd.testing.assert_frame_equal(frame, scored())
