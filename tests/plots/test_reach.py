"""The reach of a title length by length, below the best possible."""

from dataclasses import replace

import pytest

from kwopt.plots import reach_plot
from kwopt.titles.auditing.lengths import LengthCurve, LengthPoint, LengthStep

CURVE = LengthCurve(
    text="提花旗袍短袖", limit=12, unit="w2", reachable=200.0,
    best=tuple(LengthPoint(width, min(200.0, 20.0 * width)) for width in range(1, 13)),
    title=(
        LengthStep("提花", 2, 4, 0.0, 80.0), LengthStep("旗袍", 4, 8, 50.0, 160.0),
        LengthStep("短袖", 6, 12, 150.0, 200.0),
    ),
    best_width=12, best_earned=180.0,
)  # fmt: skip


def test_both_lines_are_shares_of_what_can_be_reached() -> None:
    """The title begins with nothing and steps up where a word ends: 50 of 200 is a quarter."""
    bound, title, best = reach_plot(CURVE).data
    assert bound.x == tuple(range(1, 13))
    assert bound.y[3] == pytest.approx(0.4)
    assert (title.x, title.y) == ((0, 4, 8, 12), (0.0, 0.0, 0.25, 0.75))
    assert title.line.shape == "hv"
    assert (best.x, best.y) == ((12,), (0.9,))


def test_lines_differ_without_colour() -> None:
    """One is dashed; the title has squares, the first proposal a star."""
    bound, title, best = reach_plot(CURVE).data
    assert (bound.line.dash, title.line.dash) == ("dash", None)
    assert (title.marker.symbol, best.marker.symbol) == ("square", "star")


def test_the_remark_tells_the_whole() -> None:
    """150 of 200, where 200 is possible."""
    english = reach_plot(CURVE).layout.title.subtitle.text.replace("<br>", " ")
    assert "In all: 75% after 12; the best possible is 100%." in english
    chinese = reach_plot(CURVE, lang="zh").layout.title.subtitle.text.replace("<br>", "")
    assert "全文 12：得 75%，最多可得 100%。" in chinese


def test_hovers_tell_the_beginning_and_its_figures() -> None:
    """The words so far, their width, what they earned, and what could be earned there."""
    assert reach_plot(CURVE).data[1].hovertext[2].split("<br>") == [
        "<b>提花旗袍</b>", "width: 8", "earned so far: 50 (25%)", "best possible: 160 (80%)",
    ]  # fmt: skip


def test_words_that_earn_are_named_beside_their_steps() -> None:
    """提花 earns nothing by itself and has no name; the limit has one."""
    texts = [note.text for note in reach_plot(CURVE).layout.annotations]
    assert texts[0] == "limit 12"
    assert set(texts[1:]) == {"旗袍", "短袖"}


def test_words_beyond_the_limit_are_drawn_and_told() -> None:
    """The axis reaches to the last word; a line marks the limit; a step there has no bound."""
    far = LengthStep("连衣裙", 9, 18, 160.0, None)
    figure = reach_plot(replace(CURVE, text="提花旗袍短袖连衣裙", title=(*CURVE.title, far)))
    assert figure.layout.xaxis.range[1] > 18
    assert figure.layout.shapes[0].x0 == 12
    assert "What stands beyond 12 will be cut off" in figure.layout.title.subtitle.text.replace("<br>", " ")
    assert "best possible" not in figure.data[1].hovertext[-1]


def test_a_raised_curve_is_told_and_fits() -> None:
    """A title that breaks rules earns more than any that keeps them: 250 of 200."""
    steps = (*CURVE.title[:2], LengthStep("短袖", 6, 12, 250.0, 250.0))
    figure = reach_plot(replace(CURVE, title=steps, raised=True))
    assert figure.layout.yaxis.range[1] > 1.25
    assert "does not keep all rules" in figure.layout.title.subtitle.text.replace("<br>", " ")


def test_without_words_the_best_is_drawn_alone() -> None:
    """An empty title is no reason to hide what is possible."""
    figure = reach_plot(replace(CURVE, text="", title=()))
    assert figure.data[1].x == (0,)
    assert "The title has no words." in figure.layout.title.subtitle.text


def test_without_titles_a_sentence_is_drawn() -> None:
    """There is nothing to compare with."""
    figure = reach_plot(replace(CURVE, best=(), reachable=None, best_width=None, best_earned=None))
    assert not figure.data
    assert figure.layout.annotations[0].text.replace("<br>", " ").startswith("no title can be made")


def test_words_are_drawn_as_they_are() -> None:
    """A title that looks like a tag is text, in names and hovers."""
    step = LengthStep("<i>", 3, 3, 60.0, 60.0)
    figure = reach_plot(replace(CURVE, text="<i>", title=(step,)))
    assert figure.layout.annotations[1].text == "&lt;i&gt;"
    assert figure.data[1].hovertext[1].startswith("<b>&lt;i&gt;</b>")
