"""Figures of results: functions that return a plotly figure, without file, display or global state.

The local page and the report show them; anybody may write one to a file with `figure.write_html(path)`, which
holds all scripts and needs no network. Every function takes `lang` ("en" or "zh").
"""

from kwopt.plots.canvas import figure_config
from kwopt.plots.ceilings import ceilings_plot
from kwopt.plots.conversion import conversion_plot
from kwopt.plots.economics import unit_economics_plot
from kwopt.plots.funnel import funnel_plot
from kwopt.plots.market import market_plot
from kwopt.plots.overpaid import overpaid_plot
from kwopt.plots.reach import reach_plot
from kwopt.plots.words import words_plot

__all__ = [
    "ceilings_plot", "conversion_plot", "figure_config", "funnel_plot", "market_plot", "overpaid_plot",
    "reach_plot", "unit_economics_plot", "words_plot",
]  # fmt: skip
