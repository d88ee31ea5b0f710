"""The seller's own lists of words: which words a title must hold, must not hold, and may hold.

Owns what putting a word on one list means for the others. Nothing here knows of the page.
"""

from collections.abc import Mapping
from typing import Any

LISTS = ("require", "lock", "ban", "approve")
"""Settings that are lists of words; a locked word was kept in the editor, a required one chosen elsewhere."""

_AGAINST = {"require": ("ban",), "lock": ("ban",), "ban": ("require", "lock", "approve"), "approve": ("ban",)}
"""Lists that a word leaves when it is put on another: no title can hold what it must not hold."""

WordLists = dict[str, tuple[str, ...]]


def word_lists(settings: Mapping[str, Any]) -> WordLists:
    """Return the lists that stand in settings, each in the order in which its words came.

    >>> word_lists({"ban": ["包邮"], "marketplace": "taobao"})
    {'require': (), 'lock': (), 'ban': ('包邮',), 'approve': ()}
    """
    return {name: tuple(settings.get(name) or ()) for name in LISTS}


def with_word(settings: Mapping[str, Any], name: str, word: str) -> WordLists:
    """Return the lists after `word` was put at the end of the list `name`.

    >>> with_word({"require": ["旗袍"]}, "ban", "旗袍")
    {'require': (), 'lock': (), 'ban': ('旗袍',), 'approve': ()}
    """
    left = _without(word_lists(settings), (name, *_AGAINST[name]), word)
    return left | {name: (*left[name], word)}


def without_word(settings: Mapping[str, Any], name: str, word: str) -> WordLists:
    """Return the lists after `word` was taken off the list `name`.

    >>> without_word({"ban": ["旗袍", "包邮"]}, "ban", "旗袍")["ban"]
    ('包邮',)
    """
    return _without(word_lists(settings), (name,), word)


def toggled(settings: Mapping[str, Any], name: str, word: str) -> WordLists:
    """Return the lists after `word` was put on the list `name`, or taken off it where it stood there."""
    stood = word in word_lists(settings)[name]
    return (without_word if stood else with_word)(settings, name, word)


def _without(lists: WordLists, names: tuple[str, ...], word: str) -> WordLists:
    return {
        name: tuple(kept for kept in words if name not in names or kept != word)
        for name, words in lists.items()
    }
