"""The link from a page to the same page in the other language; to the other start page where it has none."""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from kwopt.locales import LANGUAGES, locale_of


def setup(app: Sphinx) -> dict[str, Any]:
    """Give every page the names and links of the other languages."""
    app.connect("html-page-context", _add_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add_links(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    here = Path(app.srcdir)
    up = "../" * (pagename.count("/") + 1)
    context["other_languages"] = [
        (locale_of(lang).name, f"{up}{lang}/{counterpart(here.parent / lang, pagename)}.html")
        for lang in LANGUAGES
        if lang != here.name
    ]


def counterpart(folder: Path, page: str) -> str:
    """Return the page of a language's folder that says the same: its start page where none does."""
    if any((folder / f"{page}{suffix}").is_file() for suffix in (".md", ".ipynb")):
        return page
    return page if page in ("search", "genindex") else "index"
