"""Pages of the reference that are made from the code stand in the repository as they are made today."""

from pathlib import Path

import pytest

from docs.generate import generated

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = generated()


@pytest.mark.parametrize("path", PAGES)
def test_kept_page_is_what_the_code_says(path):
    """A page that differs was changed by hand, or the code was: `python -m docs.generate` writes it again."""
    assert (DOCS / path).read_text(encoding="utf-8") == PAGES[path], "run: python -m docs.generate"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_made_in_both_languages(path):
    """What one language's reader can look up, the other's can."""
    language, _, page = path.partition("/")
    assert f"{'zh' if language == 'en' else 'en'}/{page}" in PAGES
