"""Compounds that no dictionary has, told by how Chinese makes words.

A single hanzi that names a kind of thing and seldom stands alone (夹, 盒, 膜) closes a compound with the word
before it: 资料夹 (folder). A few (款, 版, 式) leave its meaning as it is: 夜光款 is 夜光. 非, 双, 超 open a
compound. And hanzi that are no words of their own, left over side by side, are one unknown word: 喵喵拳.

Which borders fall depends on the two neighbours alone, so texts may be cut one by one or a column at once.
The sets are the hanzi that the odd half of the titles of `benchmarks/segmentation.py` joins to their
neighbour at least four times as often as it parts them.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat

import numpy as np
import numpy.typing as npt

from kwopt.language.cutcolumn import BoolArray, CutColumn, Tokens, merged
from kwopt.language.lexicon import MANNERS, lexicon
from kwopt.language.normalize import is_hanzi
from kwopt.language.roles import Role

HEADS = frozenset("本夹机纸盒箱袋卡垫套壳器架板线膜章屏罩棒牌贴秤炉仪框册簿轴")
"""Hanzi that close the name of a thing."""
OPENERS = frozenset("非双超")
"""Hanzi that open a word before another of two hanzi: 非屏蔽 (unshielded), 双风扇 (two fans)."""
HALF_WORDS = frozenset("单可中小半双前后超专两三四六非")
"""Listed hanzi that open a word before a hanzi left over: 半透 (translucent), 后盖 (back cover)."""
FREE = frozenset("的了吗呢吧啊和与或及在是有送男女童")
"""Hanzi that are words by themselves wherever they stand."""
BEFORE_HEADS = frozenset({Role.TYPE, Role.FEATURE, Role.OCCASION, Role.SPEC, Role.PATTERN, Role.STYLE})
"""What a listed first word may be. Others stand free: 女童 and 箱 are two words."""
LONGEST = 6
"""Hanzi of the longest word that a compound begins with: longer ones are phrases or names already."""
BEFORE_MANNERS = frozenset({Role.FEATURE, Role.OCCASION, Role.CUT, Role.STYLE, Role.PATTERN})

_HEAD, _MANNER, _OPENER, _LEFT_OVER, _BEFORE_LEFT_OVER = 1, 2, 4, 8, 16
"""What a single hanzi may do; all other tokens are 0."""


class Compounds:
    """Puts compounds together; words of `apart` are left as they are."""

    def __init__(self, apart: frozenset[str]) -> None:
        self._apart = apart
        self._kinds = dict(_kinds())
        for word in apart:
            self._kinds.pop(word, None)

    def joined(self, tokens: list[str]) -> list[str]:
        """Return the tokens of a cut with compounds put together; they join to the same text.

        >>> Compounds(frozenset()).joined(["资料", "夹", "，", "喵", "喵", "拳"])
        ['资料夹', '，', '喵喵拳']
        """
        falls = self._falls(tokens, self._kinds_of(tokens))
        return merged(tokens, _spans(falls)) if falls.any() else tokens

    def joined_column(self, column: CutColumn) -> CutColumn:
        """Return the same of a whole column."""
        falls = self._falls(column, self._kinds_of(column.words)[column.numbers])
        return column.merged(_spans(falls))

    def _kinds_of(self, words: Sequence[str]) -> npt.NDArray[np.int8]:
        return np.fromiter(map(self._kinds.get, words, repeat(0)), dtype=np.int8, count=len(words))

    def _falls(self, tokens: Tokens, kinds: npt.NDArray[np.int8]) -> BoolArray:
        """Return which borders between tokens fall, shape (n_tokens - 1,)."""
        left, right = kinds[:-1], kinds[1:]
        falls: BoolArray = (left & _BEFORE_LEFT_OVER != 0) & (right & _LEFT_OVER != 0)
        for place in np.flatnonzero(right & (_HEAD | _MANNER) != 0).tolist():
            falls[place] |= self._takes(tokens[place], int(right[place]))
        for place in np.flatnonzero(left & _OPENER != 0).tolist():
            falls[place] |= self._is_plain(tokens[place + 1], 2, 2)
        return falls

    def _takes(self, word: str, kind: int) -> bool:
        """Say whether a word takes a head (or a manner) on its right."""
        roles = BEFORE_HEADS if kind & _HEAD else BEFORE_MANNERS
        senses = lexicon().get(word, ())
        return self._is_plain(word, 2, LONGEST) and (not senses or senses[0].role in roles)

    def _is_plain(self, word: str, shortest: int, longest: int) -> bool:
        return shortest <= len(word) <= longest and is_hanzi(word) and word not in self._apart


def _spans(falls: BoolArray) -> Iterable[tuple[int, int]]:
    """Return the first and the last token of each compound."""
    change = np.diff(falls.astype(np.int8), prepend=0, append=0)
    return zip(np.flatnonzero(change > 0).tolist(), np.flatnonzero(change < 0).tolist(), strict=True)


@cache
def _kinds() -> dict[str, int]:
    """Return what each hanzi of the basic block may do, those that may nothing left out."""
    found = {hanzi: _kind_of(hanzi) for hanzi in map(chr, range(0x4E00, 0xA000))}
    return {hanzi: kind for hanzi, kind in found.items() if kind}


def _kind_of(hanzi: str) -> int:
    if hanzi in FREE:
        return 0
    if hanzi in MANNERS:
        return _MANNER
    listed = hanzi in lexicon()
    if hanzi in HEADS:
        return _HEAD | _LEFT_OVER * (not listed)
    if not listed:
        return _LEFT_OVER | _BEFORE_LEFT_OVER
    return _OPENER * (hanzi in OPENERS) | _BEFORE_LEFT_OVER * (hanzi in HALF_WORDS)
