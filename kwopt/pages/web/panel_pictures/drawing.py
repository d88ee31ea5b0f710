"""A figure as an element of the page. Owns how it is fitted to its place, not what it shows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nicegui
from nicegui.element import Element

_PLOTLY = Path(nicegui.__file__).parent / "elements" / "plotly" / "dist"
"""The script that NiceGUI brings; its own element would load the Python library into the web process."""


class Drawing(Element, component="drawing.js", esm={"nicegui-plotly": str(_PLOTLY)}):
    """A Plotly figure that rests while its tab is hidden.

    Parameters
    ----------
    figure
        "data", "layout" and "config", as Plotly's script takes them.
    """

    def __init__(self, figure: Mapping[str, Any]) -> None:
        super().__init__()
        self.classes("js-plotly-plot")  # Plotly's own, which must stay when the element is drawn anew
        self._props["figure"] = dict(figure)

    def show(self, figure: Mapping[str, Any]) -> None:
        """Show another figure."""
        self._props["figure"] = dict(figure)
        self.update()
