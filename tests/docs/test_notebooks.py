"""The example notebooks run from their first cell to their last, and print what is kept beside their code."""

import warnings

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks are not installed: pip install '.[test]'")
pytest.importorskip("nbclient", reason="notebooks are not installed: pip install '.[test]'")
pytest.importorskip("ipykernel", reason="notebooks are not installed: pip install '.[test]'")

from docs.notebooks import executed, paths, printed  # noqa: E402


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_notebook_prints_what_is_kept(path):
    """Who runs a notebook sees what the site shows; `python -m docs.notebooks` writes it again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the machinery that talks to the kernel, not of kwopt
        made = executed(path)
    assert printed(made) == printed(nbformat.read(path, as_version=4)), "run: python -m docs.notebooks"


def test_notebooks_hold_figures_of_results():
    """The first notebook shows plots, kept as plotly's data."""
    kept = [nbformat.read(path, as_version=4) for path in paths()]
    shown = [text for notebook in kept for cell in printed(notebook) for text in cell]
    assert shown.count("application/vnd.plotly.v1+json") == 2
