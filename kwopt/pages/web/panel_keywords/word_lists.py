"""The seller's own lists of words: which words a title must hold, must not hold, and may hold.

Owns what putting a word on one list means for the others. Nothing here knows of the page.
"""

from collections.abc import Mapping
from typing import Any

LISTS = ("require", "ban", "approve")

_AGAINST = {"require": ("ban",), "ban": ("require", "approve"), "approve": ("ban",)}
"""Lists that a word leaves when it is put on another: no title can hold what it must not hold."""


def word_lists(settings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the lists that stand in settings, each in the order in which its words came.

    >>> word_lists({"ban": ["包邮"], "marketplace": "taobao"})
    {'require': (), 'ban': ('包邮',), 'approve': ()}
    """
    return {name: tuple(settings.get(name) or ()) for name in LISTS}


def toggled(settings: Mapping[str, Any], name: str, word: str) -> dict[str, list[str]]:
    """Return the lists after `word` was put on the list `name`, or taken off it where it stood there.

    >>> toggled({"require": ["旗袍"]}, "ban", "旗袍")
    {'require': [], 'ban': ['旗袍'], 'approve': []}
    >>> toggled({"ban": ["旗袍"]}, "ban", "旗袍")
    {'require': [], 'ban': [], 'approve': []}
    """
    lists = word_lists(settings)
    if word in lists[name]:
        return {other: [kept for kept in words if other != name or kept != word]
                for other, words in lists.items()}  # fmt: skip
    left = {other: [kept for kept in words if other not in _AGAINST[name] or kept != word]
            for other, words in lists.items()}  # fmt: skip
    return left | {name: [*left[name], word]}
