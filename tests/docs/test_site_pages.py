"""Pages that no generator makes: the first page leads somewhere; the reference names all that is public."""

import re
from pathlib import Path

import kwopt
from kwopt import plots

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_first_page_links_to_pages_that_exist():
    """Sphinx does not check the page on which a language is chosen."""
    links = re.findall(r'href="([^"]+)\.html"', (DOCS / "landing.html").read_text(encoding="utf-8"))
    assert len(links) >= 4
    assert [link for link in links if not (DOCS / f"{link}.md").is_file()] == []


def test_python_reference_names_all_that_is_public():
    """A public name without its entry could not be looked up; a name that is gone stops the build."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (DOCS / "en" / "api").glob("*.md"))
    shown = set(re.findall(r"^\.\. auto(?:class|function):: (\S+)$", pages, re.MULTILINE))
    public = {f"kwopt.{name}" for name in kwopt.__all__ if name != "__version__"}
    assert shown == public | {f"kwopt.plots.{name}" for name in plots.__all__}
