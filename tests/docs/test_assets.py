"""What a page of the site would load from elsewhere."""

import pytest

from docs.assets import outside_assets


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://example.org/a.js"></script>',
        "<img alt='' src='//example.org/a.png'>",
        '<link rel="stylesheet" href="http://example.org/a.css">',
        "<style>@font-face { src: url(https://example.org/a.woff2) }</style>",
        '<style>@import "https://example.org/a.css";</style>',
    ],
)
def test_what_a_browser_loads_from_elsewhere_is_found(page):
    """Scripts, pictures, styles and fonts from another address."""
    assert len(outside_assets(page)) == 1


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://example.org">a source</a>',
        '<script src="_static/a.js"></script>',
        '<link rel="canonical" href="https://example.org/page.html">',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_links_for_readers_and_names_are_no_load(page):
    """A link is followed by a reader only; a namespace is a name."""
    assert outside_assets(page) == []
