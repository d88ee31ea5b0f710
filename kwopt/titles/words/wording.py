"""Which words sellers put into titles, and which they leave to attributes and searches.

`resources/title_words.json`, made by `python benchmarks/fit_title_words.py`, holds what was counted:

unspoken   listed words that are stated as attributes but hardly ever said in the title (橡胶 of a sole)
unsaid     words of praise that are searched but that sellers do not write (绝美)
beside     for each word that names many kinds of things (衣服, clothes) the share of titles of a kind that
           say it too: a third of those of 牛仔裤 (jeans) say 裤子 (trousers), one in a hundred says 衣服
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from kwopt.language.types import type_tree
from kwopt.resources import load_text

LEAST_BESIDE = 0.05
"""Share of a kind's titles from which a wider word beside its own reads as usual."""


@cache
def unspoken_words() -> frozenset[str]:
    """Return listed words that sellers state as attributes but hardly ever put into a title.

    >>> "橡胶" in unspoken_words(), "立领" in unspoken_words()
    (True, False)
    """
    return frozenset(_record()["unspoken"])


@cache
def unsaid_words() -> frozenset[str]:
    """Return words of praise that shoppers search and sellers do not write.

    >>> "绝美" in unsaid_words(), "显瘦" in unsaid_words()
    (True, False)
    """
    return frozenset(_record()["unsaid"])


def is_said_beside(word: str, kind: str) -> bool:
    """Say whether sellers of a kind of thing write this wider word too; unknown words and kinds by the rest.

    >>> is_said_beside("裤子", "牛仔裤"), is_said_beside("衣服", "牛仔裤")
    (True, False)
    """
    shares: Mapping[str, float] | None = _record()["beside"].get(word)
    if shares is None:
        return False
    known = next((name for name in (kind, *type_tree().ancestors(kind)) if name in shares), "")
    return shares[known] >= LEAST_BESIDE


@cache
def _record() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(load_text("title_words.json"))
    return record
