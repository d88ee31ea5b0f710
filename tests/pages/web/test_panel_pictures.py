"""Tests of figures as the page shows them: their text, and the room that their title took."""

from typing import Any

import pytest

from kwopt.locales import locale_of
from kwopt.pages.web.panel_pictures.facts import fact_lines
from kwopt.pages.web.panel_pictures.untitled import untitled


def figure(**layout: Any) -> dict[str, Any]:
    """Return a figure with one point and the given layout."""
    return {"data": [{"x": [1], "hovertext": ["<b>旗袍</b><br>搜索：5"]}], "layout": layout}


def test_each_point_is_told_once() -> None:
    """A point that two traces draw, with its mean and its raw rate, is one line."""
    point = {"hovertext": ["<b>旗袍</b><br>5<br>7"]}
    assert fact_lines({"data": [point, point]}, locale_of("zh")) == ["旗袍：5；7"]


def test_markup_of_a_keyword_comes_out_as_it_was() -> None:
    """Entities are the characters for which they stand, also where these look like a tag of plotly's."""
    assert fact_lines({"data": [{"hovertext": "<b>&lt;b&gt;&#36;x&amp;lt;</b><br>5"}]}, locale_of("en")) == [
        "<b>$x&lt;: 5"
    ]


def test_title_leaves_no_empty_room() -> None:
    """The legend stood 60 px below the top of 400: it comes to 8, and all of it is 52 px lower."""
    drawing = untitled(
        figure(
            height=400,
            margin={"t": 110},
            legend={"y": 1 - 60 / 400, "yref": "container"},
            title={"text": "t"},
        )
    ).drawing
    assert drawing is not None
    layout = drawing["layout"]
    assert (layout["height"], layout["margin"]["t"]) == (348, 58)
    assert layout["legend"]["y"] == pytest.approx(1 - 8 / 348)
    assert "title" not in layout


def test_all_that_hangs_from_the_top_moves_together() -> None:
    """A scale of colour 24 px below the legend is 24 px below it afterwards: at 8 + 24 of 348 px."""
    drawing = untitled(figure(
        height=400, margin={"t": 110}, legend={"y": 1 - 60 / 400, "yref": "container"},
        coloraxis={"colorbar": {"y": 1 - 84 / 400, "yref": "container"}},
    )).drawing  # fmt: skip
    assert drawing is not None
    assert drawing["layout"]["coloraxis"]["colorbar"]["y"] == pytest.approx(1 - 32 / 348)


def test_a_picture_that_is_saved_has_its_title() -> None:
    """The drawing brings its layout as it was along, for the file."""
    given = figure(height=400, margin={"t": 110}, title={"text": "t"})
    drawing = untitled(given).drawing
    assert drawing is not None
    assert drawing["whole"] == given["layout"]


def test_given_figure_is_left_alone() -> None:
    """The answer of the bench may be shown again."""
    given = figure(height=400, margin={"t": 110}, title={"text": "t"})
    untitled(given)
    assert given["layout"]["title"] == {"text": "t"}


def test_a_figure_without_data_is_its_sentence() -> None:
    """Why there is nothing to draw is said as text, and nothing is drawn."""
    empty = {
        "data": [],
        "layout": {"title": {"text": "t"}, "annotations": [{"text": "没有关键词<br>可显示"}]},
    }
    found = untitled(empty)
    assert (found.remark, found.drawing) == ("没有关键词可显示", None)
