"""Figures of notebooks, kept as plotly's data, as a browser draws them, with plotly.js once for the site."""

import json
from pathlib import Path
from typing import Any

import plotly.io
from plotly.offline import get_plotlyjs
from sphinx.application import Sphinx

from docs.notebooks import FIGURE
from kwopt.plots import figure_config

SCRIPT = "_static/plotly.min.js"


def setup(app: Sphinx) -> dict[str, Any]:
    """Draw the figures of notebooks while they are read."""
    app.connect("source-read", _draw)
    app.connect("build-finished", _write_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _draw(app: Sphinx, docname: str, source: list[str]) -> None:
    if Path(app.env.doc2path(docname)).suffix == ".ipynb":
        source[0] = json.dumps(drawn(json.loads(source[0]), "../" * docname.count("/") + SCRIPT))


def drawn(notebook: dict[str, Any], script: str) -> dict[str, Any]:
    """Return a notebook, changed in place, with figures as HTML; the first loads plotly.js from `script`."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    figures = [output["data"] for output in outputs if FIGURE in output.get("data", {})]
    for number, data in enumerate(figures):
        load = f'<script src="{script}"></script>' if number == 0 else ""
        data["text/html"] = load + _page_part(data.pop(FIGURE), f"figure-{number}")
    return notebook


def _page_part(figure: dict[str, Any], name: str) -> str:
    shown = {"data": figure["data"], "layout": figure["layout"]}
    return plotly.io.to_html(
        shown, config=figure_config("en"), include_plotlyjs=False, full_html=False, div_id=name
    )


def _write_script(app: Sphinx, error: Exception | None) -> None:
    if error is None and any(Path(app.srcdir).rglob("*.ipynb")):
        (Path(app.outdir) / SCRIPT).write_text(get_plotlyjs(), encoding="utf-8")
