"""Figures of results: functions that return a plotly figure, without file, display or global state.

The local page and the report show them; anybody may write one to a file with `figure.write_html(path)`, which
holds all scripts and needs no network. Every function takes `lang` ("en" or "zh").
"""

from kwopt.plots.ceilings import ceilings_plot
from kwopt.plots.conversion import conversion_plot
from kwopt.plots.economics import unit_economics_plot
from kwopt.plots.funnel import funnel_plot
from kwopt.plots.overpaid import overpaid_plot

__all__ = ["ceilings_plot", "conversion_plot", "funnel_plot", "overpaid_plot", "unit_economics_plot"]
