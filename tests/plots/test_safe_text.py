"""Keywords come from files: a figure draws them as text, whole on hover, short on the axis."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest

from kwopt.bids import bid_result
from kwopt.plots import ceilings_plot, conversion_plot, market_plot, overpaid_plot
from kwopt.plots.wording import HOVER_LINES, LABEL_COLUMNS, LINE_COLUMNS, drawn, label, shortened, wrapped

HOSTILE = (
    "<b>旗袍</b>",
    "<script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    r"$\frac{a}{b}$",
    "&lt;b&gt; &#60;i&#62;",
    "=HYPERLINK(1)",
    "%{customdata}",
    "2024-01-01",
    "\u202edesrever",
    "a\nb\tc\x1b[31m",
)
DRAWINGS: tuple[Callable[..., go.Figure], ...] = (conversion_plot, ceilings_plot, overpaid_plot)


def plotly_text(text: str) -> str:
    """Return what plotly draws for `text`: entities decoded as its `convertEntities` does."""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#36;", "$"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def texts(value: Any) -> Iterator[str]:
    """Return all texts in a figure's JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


@pytest.fixture(name="figures", scope="module")
def hostile_figures() -> list[go.Figure]:
    """Every figure of a report whose keywords are hostile."""
    rows = {"keyword": HOSTILE, "clicks": 100, "orders": 5, "spend": [*range(len(HOSTILE), 0, -1)]}
    result = bid_result(pd.DataFrame(rows), profit_per_order=38)
    bids = [draw(result, lang=lang) for draw in DRAWINGS for lang in ("en", "zh")]
    return [*bids, *(market_plot(hostile_market(), lang=lang) for lang in ("en", "zh"))]


def hostile_market() -> pd.DataFrame:
    """Return scored keywords that are hostile, far apart, so that they are named; so are their reasons."""
    return pd.DataFrame({
        "keyword": HOSTILE, "reason": HOSTILE, "worth": [*range(len(HOSTILE), 0, -1)], "relevance": 0.5,
        "relevance_class": "fits", "search_volume": [10.0**place for place in range(len(HOSTILE))],
        "listing_count": [10.0**place for place in range(len(HOSTILE))],
    })  # fmt: skip


def test_no_keyword_is_markup(figures: list[go.Figure]) -> None:
    """No text of a figure holds a tag but our line breaks and bold heads, and none a formula."""
    for text in (text for figure in figures for text in texts(json.loads(figure.to_json()))):
        left = text.replace("<br>", "").replace("<b>", "").replace("</b>", "")
        assert "<" not in left
        assert "$" not in text


def test_a_keyword_is_drawn_as_it_is() -> None:
    """What plotly decodes is what stood in the file; only what steers is shown as a sign."""
    for keyword in HOSTILE[:8]:
        assert plotly_text(drawn(keyword)) == keyword
    assert drawn(HOSTILE[8]) == "\ufffddesrever"
    assert label(HOSTILE[9]) == "a b c␛[31m"


def test_a_bold_keyword_is_bold_by_us_only(figures: list[go.Figure]) -> None:
    """The tags of the keyword itself are escaped inside ours."""
    hovers = [text for figure in figures for text in texts(json.loads(figure.to_json())) if "旗袍" in text]
    assert any(text.startswith("<b>&lt;b&gt;旗袍&lt;/b&gt;</b><br>") for text in hovers)


def test_texts_like_numbers_and_dates_stay_texts(figures: list[go.Figure]) -> None:
    """Rows have numbered places, so that plotly guesses no dates and merges no keywords."""
    axis = figures[0].layout.yaxis
    assert axis.tickvals == tuple(range(len(HOSTILE)))
    assert axis.ticktext[7] == "2024-01-01"


def test_equal_labels_stay_two_rows() -> None:
    """Two long keywords that begin alike keep a row each."""
    rows = {"keyword": ["连衣裙" * 20 + "夏", "连衣裙" * 20 + "冬"], "clicks": 50, "orders": 5, "spend": 9.0}
    figure = conversion_plot(bid_result(pd.DataFrame(rows), profit_per_order=38))
    assert len(set(figure.layout.yaxis.ticktext)) == 1
    assert len(figure.layout.yaxis.tickvals) == 2


def test_long_keywords_are_short_on_the_axis_and_whole_on_hover() -> None:
    """26 columns are 12 hanzi and an ellipsis; the hover wraps the whole into lines of 27 hanzi."""
    keyword = "连衣裙" * 20
    rows = pd.DataFrame({"keyword": [keyword], "clicks": 50, "orders": 5, "spend": 9.0})
    figure = conversion_plot(bid_result(rows, profit_per_order=38))
    assert LABEL_COLUMNS == 26
    assert figure.layout.yaxis.ticktext == (keyword[:12] + "…",)
    assert figure.data[1].hovertext[0].startswith(f"<b>{keyword[:27]}</b><br><b>{keyword[27:54]}</b><br>")


def test_a_page_in_a_cell_does_not_fill_the_screen() -> None:
    """A keyword of ten thousand characters is cut on hover too, with an ellipsis."""
    rows = pd.DataFrame({"keyword": ["长" * 10_000], "clicks": 50, "orders": 5})
    hover = conversion_plot(bid_result(rows, profit_per_order=38)).data[1].hovertext[0]
    assert hover.count("<b>") == HOVER_LINES
    assert hover.count("长") == (HOVER_LINES - 1) * 27 + 26
    assert "…</b>" in hover


def test_lines_keep_every_character() -> None:
    """Breaking a text loses nothing but the spaces at the breaks."""
    text = (
        "每点一个词。线以上：每次点击的花费超过稳妥上限（80 % 的把握），花费越多点越大。only 2 words here" * 3
    )
    lines = wrapped(text, LINE_COLUMNS)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(shortened(line, LINE_COLUMNS) == line for line in lines)
    assert not any(line[0] in "，。：）" or line[-1] == "（" for line in lines)


@pytest.mark.parametrize("draw", DRAWINGS)
def test_equal_input_gives_equal_json(draw: Callable[..., go.Figure]) -> None:
    """No id is drawn at random, and plotly's default template changes nothing."""
    rows = pd.DataFrame(
        {"keyword": ["旗袍", "唐装"], "clicks": [100, 40], "orders": [5, 1], "spend": [90.0, 20.0]}
    )
    result = bid_result(rows, profit_per_order=38)
    first, default = draw(result).to_json(), plotly.io.templates.default
    try:
        plotly.io.templates.default = "plotly_dark"
        assert draw(result).to_json() == first
    finally:
        plotly.io.templates.default = default
