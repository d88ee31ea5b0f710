"""Run the example notebooks, and keep what they print beside the code that prints it.

    python -m docs.notebooks      run them all, and write them again with their output

Figures are kept as plotly's data, from which the site and Jupyter draw them; nothing of a kernel's or a
machine's own is kept.
"""

import os
from pathlib import Path

import nbformat
from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parent / "en" / "notebooks"
FIGURE = "application/vnd.plotly.v1+json"
MOST_SECONDS = 120
"""For one cell: far more than any takes, so that only one that hangs is stopped."""


KERNEL = {"PLOTLY_RENDERER": "plotly_mimetype", "PYTHONWARNDEFAULTENCODING": ""}
"""Surroundings of the kernel: figures as data, not as pages of scripts; no remarks on the code of others."""


def paths() -> list[Path]:
    """Return the notebooks, sorted."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path) -> NotebookNode:
    """Return a notebook with its output made anew; what a cell raises is raised."""
    from nbclient import NotebookClient  # the site needs it not: it shows what is kept

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=MOST_SECONDS, kernel_name="python3", record_timing=False)
    client.execute(env=os.environ | KERNEL)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def printed(notebook: NotebookNode) -> list[list[str]]:
    """Return what each cell of code prints, as text; of a figure only that there is one."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[_text(output) for output in cell.outputs] for cell in cells]


def _text(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    return FIGURE if FIGURE in output.data else str(output.data["text/plain"])


def main() -> None:
    """Run every notebook and write it again."""
    for path in paths():
        path.write_text(nbformat.writes(executed(path)) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
