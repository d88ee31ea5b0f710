"""What a page would load from another machine: scripts, styles, pictures, fonts; not what it links to."""

import re

TAG = re.compile(r"<(?:script|img|iframe|source|video|audio|embed|link)\b[^>]*>", re.IGNORECASE)
ADDRESS = re.compile(r"""\b(?:src|srcset|href)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE)
STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
NOT_LOADED = re.compile(r"""\brel\s*=\s*["']?(?:canonical|alternate|license|author)\b""", re.IGNORECASE)
"""Links in a page's head that a browser follows only when asked."""


def outside_assets(page: str) -> list[str]:
    """Return the addresses outside the site that a browser would load with a page of HTML, in their order.

    >>> outside_assets('<a href="https://example.org">source</a><script src="//example.org/a.js"></script>')
    ['//example.org/a.js']
    """
    loading = [tag for tag in TAG.findall(page) if not NOT_LOADED.search(tag)]
    return [address for tag in loading for address in ADDRESS.findall(tag)] + STYLE.findall(page)
