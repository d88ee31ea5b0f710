"""How the page looks: its colours, its style sheet, its sign. The sheet itself is `resources/page.css`."""

from functools import cache
from urllib.parse import quote

from kwopt.resources import load_text

ACCENT = "#0072B2"  # 5.2 : 1 on white; the blue of Okabe and Ito's palette, which figures use as well

_SIGN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" '
    f'fill="{ACCENT}"/><path d="M10 7v18M22 10l-11 8 11 8" fill="none" stroke="#fff" stroke-width="3.5"/>'
    "</svg>"
)


SHEETS = ("page.css", "page_titles.css")
"""Files of `resources` that make the style sheet, in their order."""


@cache
def style_sheet() -> str:
    """Return the page's style sheet: that of all panels, then those of single ones."""
    return "\n".join(map(load_text, SHEETS))


@cache
def script() -> str:
    """Return the page's own script."""
    return load_text("page.js")


def favicon() -> str:
    """Return the sign of the page as a data URL: it needs no request.

    >>> favicon()[:24]
    'data:image/svg+xml;utf8,'
    """
    return f"data:image/svg+xml;utf8,{quote(_SIGN)}"
