"""The empty sheet on which every figure is drawn: fonts, colours, margins, title, legend, answers to no data.

Owns what all figures share. The template is written out in each figure, so that plotly's process-wide default
template changes nothing.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kwopt.plots import palette
from kwopt.plots.wording import Wording

FONTS = (
    '"Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", '
    '"Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", sans-serif'
)
"""Latin letters first, then the fonts with hanzi of Linux, Windows and macOS; the browser draws the text."""

ROW_HEIGHT = 24  # px of a keyword's row: a line of text with room for a finger
PLANE_HEIGHT = 460  # px of an area that is not made of rows
_LEAST_HEIGHT = 132  # px: below it, a legend in many lines on a phone would squeeze the drawing away
_TITLE_HEIGHT = 38  # px from the top edge to the remark
_LINE_HEIGHT = 16  # px of a line of the remark
_LEGEND_ROW = 22  # px
_AXIS_HEIGHT = 56  # px below the drawing: ticks and title of the horizontal axis

_BUTTONS = [
    "sendChartToCloud", "sendDataToCloud", "editInChartStudio", "lasso2d", "select2d", "pan2d", "zoom2d",
    "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d",
]  # fmt: skip
"""Buttons that no figure has: plotly 7 offers by default to send the chart, and with it the seller's figures,
to a server; the others would change what a figure of rows shows. Downloading the picture stays."""


_SAID_BY_PLOTLY = {
    "Download plot as a PNG": "download",
    "Preparing image - this may take a few seconds": "preparing",
    "Image download succeeded": "downloaded",
    "Sorry, there was a problem downloading your image!": "not_downloaded",
    "Taking snapshot - this may take a few seconds": "preparing",
    "Snapshot succeeded": "downloaded",
    "Sorry, there was a problem downloading your snapshot!": "not_downloaded",
    "Double-click on legend to isolate one trace": "isolate",
}
"""Whatever plotly.js 3 (of NiceGUI) and 7 (of plotly) can say in a figure without zoom, by the key of their
dictionaries; plotly's own files of languages are not part of its Python package."""


def figure_config(lang: str) -> dict[str, Any]:
    """Return how pages and reports show a figure: as wide as its place, no logo, nothing sent anywhere.

    Parameters
    ----------
    lang
        "en" or "zh".

    Returns
    -------
    dict
        What `figure.write_html(config=...)` and plotly.js take. For NiceGUI, a part of the figure:
        `ui.plotly({**figure.to_plotly_json(), "config": figure_config(lang)})`.

    Raises
    ------
    SettingError
        For a `lang` that does not exist.

    Examples
    --------
    >>> config = figure_config("zh")
    >>> config["locale"], config["responsive"], config["displaylogo"]
    ('zh-CN', True, False)
    """
    wording = Wording(lang)
    tag = wording.locale.tag
    said = {key: wording.say(name) for key, name in _SAID_BY_PLOTLY.items()}
    return {
        "locale": tag,
        "locales": {tag: {"dictionary": said, "format": {}}},
        "responsive": True,
        "displaylogo": False,
        "showSendToCloud": False,
        "scrollZoom": False,
        "doubleClick": False,
        "modeBarButtonsToRemove": list(_BUTTONS),
        "toImageButtonOptions": {"format": "png", "filename": "kwopt", "scale": 2},
    }


@dataclass(frozen=True)
class Head:
    """What stands above a drawing: title, remark (already broken into lines), and rows for the legend."""

    title: str
    remark: str = ""
    legend_rows: int = 0

    @property
    def legend_top(self) -> int:
        """Where the legend begins, in px from the top edge."""
        return _TITLE_HEIGHT + (_LINE_HEIGHT * (self.remark.count("<br>") + 1) if self.remark else 0)

    @property
    def height(self) -> int:
        """Height of all of it, in px."""
        return self.legend_top + _LEGEND_ROW * self.legend_rows + 12


def canvas(head: Head, height: int) -> go.Figure:
    """Return a figure without data whose drawing is `height` px high, as wide as the page gives it."""
    whole = head.height + height + _AXIS_HEIGHT
    layout: dict[str, Any] = {
        "template": {"layout": _template()},
        "height": whole,
        "margin": {"l": 12, "r": 20, "t": head.height, "b": _AXIS_HEIGHT},
        "title": {
            "text": head.title, "subtitle": {"text": head.remark},
            "x": 0, "xanchor": "left", "xref": "container", "pad": {"l": 12, "t": 10},
            "y": 1, "yanchor": "top", "yref": "container",
        },
        "legend": {
            "orientation": "h", "itemsizing": "constant", "x": 0.01, "xanchor": "left", "xref": "container",
            "y": 1 - head.legend_top / whole, "yanchor": "top", "yref": "container",
        },
    }  # fmt: skip
    return go.Figure(layout=layout)


def rows_height(size: float) -> int:
    """Return the height in px of a drawing with `size` rows; a few rows get more room each."""
    return max(round(ROW_HEIGHT * size), _LEAST_HEIGHT)


def row_axis(labels: list[str]) -> dict[str, Any]:
    """Return a vertical axis with one place a keyword, the first on top.

    Places are numbers: two keywords with the same shortened label stay two, and one that looks like a date or
    a number stays a text.
    """
    return {
        "tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": labels,
        "range": [len(labels) - 0.5, -0.5], "automargin": True, "showgrid": True, "zeroline": False,
        "fixedrange": True,
    }  # fmt: skip


def blank(title: str, sentence: str, wording: Wording) -> go.Figure:
    """Return a figure that says why there is nothing to draw: a page shows it like any other."""
    figure = canvas(Head(title), 120)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=wording.remark(sentence), showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper",
        font={"size": 14, "color": palette.QUIET_TEXT},
    )  # fmt: skip
    return figure


def _template() -> dict[str, Any]:
    axis = {
        "gridcolor": palette.GRID, "linecolor": palette.BAND, "zerolinecolor": palette.BAND,
        "tickfont": {"size": 12}, "title": {"font": {"size": 13}},
    }  # fmt: skip
    return {
        "font": {"family": FONTS, "size": 12, "color": palette.TEXT},
        "title": {
            "font": {"size": 16},
            "subtitle": {"font": {"size": 12, "color": palette.QUIET_TEXT}},
        },
        "paper_bgcolor": palette.BACKGROUND,
        "plot_bgcolor": palette.BACKGROUND,
        "hoverlabel": {
            "align": "left", "bgcolor": palette.BACKGROUND, "bordercolor": palette.BAND,
            "font": {"family": FONTS, "size": 13, "color": palette.TEXT},
        },
        "xaxis": axis,
        "yaxis": axis,
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": True,
        "modebar": {"remove": _BUTTONS, "bgcolor": "rgba(0,0,0,0)"},
    }  # fmt: skip
