"""Compounds that no dictionary has, told by how Chinese makes words.

A single hanzi that names a kind of thing and seldom stands alone (夹, 盒, 膜) closes a compound with the word
before it: 资料夹 (folder). A few (款, 版, 式) leave its meaning as it is: 夜光款 is 夜光. 非, 双, 超 open a
compound. And hanzi that are no words of their own, left over side by side, are one unknown word: 喵喵拳.

Which borders fall depends on the two neighbours alone, so texts may be cut one by one or a column at once.
The sets are the hanzi that the odd half of the titles of `benchmarks/segmentation.py` joins to their
neighbour at least four times as often as it parts them.
"""

from functools import cache
from itertools import repeat

import numpy as np
import numpy.typing as npt

from kwopt.language.cutcolumn import BoolArray, CutColumn, IntArray, merged
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
        kinds = np.fromiter(map(self._kinds.get, tokens, repeat(0)), dtype=np.int8, count=len(tokens))
        if not kinds.any():
            return tokens
        column = CutColumn(tuple(tokens), np.arange(len(tokens)))
        falls = self._falls(column, kinds)
        return merged(tokens, zip(*(ends.tolist() for ends in _spans(falls)), strict=True))

    def joined_column(self, column: CutColumn) -> CutColumn:
        """Return the same of a whole column."""
        kinds = np.fromiter(map(self._kinds.get, column.words, repeat(0)), np.int8, len(column.words))
        return column.merged(*_spans(self._falls(column, kinds[column.numbers])))

    def _falls(self, column: CutColumn, kinds: npt.NDArray[np.int8]) -> BoolArray:
        """Return which borders between tokens of some `kinds` fall, shape (n_tokens - 1,)."""
        left, right = kinds[:-1], kinds[1:]
        falls: BoolArray = (left & _BEFORE_LEFT_OVER != 0) & (right & _LEFT_OVER != 0)
        for kind, takes in ((_HEAD, self._takes_head), (_MANNER, self._takes_manner)):
            places = np.flatnonzero(right & kind)
            falls[places] |= column.asked(places, takes)
        places = np.flatnonzero(left & _OPENER)
        falls[places] |= column.asked(places + 1, self._takes_opener)
        return falls

    def _takes_head(self, word: str) -> bool:
        """Say whether a word takes a head on its right."""
        return self._is_plain(word, 2, LONGEST) and _is_one_of(word, BEFORE_HEADS)

    def _takes_manner(self, word: str) -> bool:
        return self._is_plain(word, 2, LONGEST) and _is_one_of(word, BEFORE_MANNERS)

    def _takes_opener(self, word: str) -> bool:
        return self._is_plain(word, 2, 2)

    def _is_plain(self, word: str, shortest: int, longest: int) -> bool:
        return shortest <= len(word) <= longest and is_hanzi(word) and word not in self._apart


def _is_one_of(word: str, roles: frozenset[Role]) -> bool:
    """Say whether a word's main sense has one of `roles`; an unlisted word may have any."""
    senses = lexicon().get(word, ())
    return not senses or senses[0].role in roles


def _spans(falls: BoolArray) -> tuple[IntArray, IntArray]:
    """Return the first and the last token of each compound."""
    change = np.diff(falls.astype(np.int8), prepend=0, append=0)
    return np.flatnonzero(change > 0), np.flatnonzero(change < 0)


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
