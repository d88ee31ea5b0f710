"""Headers: their normal form, units in brackets, repeated names, and the row in which they stand."""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

HEADER_ROWS = 40
"""Rows in which the header is sought: the longest preamble of known exports has about ten."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_UNIT = re.compile(r"^(.+?)\s*\(\s*([^()\s]{1,4})\s*\)$")
_UNITS = frozenset(
    [
        "元", "%", "#", "$", "€", "£", "¥", "位", "人", "次", "个", "件", "笔", "天", "千", "万", "万元",
        "百万", "亿", "usd", "eur", "gbp", "cny", "rmb", "jpy", "aed", "cad", "aud",
    ]
)  # fmt: skip
"""What stands in brackets behind a header, to be read as its unit."""


@dataclass(frozen=True)
class Header:
    """A header in normal form, and the unit that stood in brackets behind it."""

    name: str
    unit: str | None = None


@lru_cache(maxsize=4096)
def normal_header(text: str) -> Header:
    """Return a header as the alias table spells it.

    >>> normal_header(" 7 Day Total Orders (#) ")
    Header(name='7 day total orders', unit='#')
    >>> normal_header("花费（元）")
    Header(name='花费', unit='元')
    """
    name = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    name = " ".join(name.split()).strip("'\"")
    match = _UNIT.match(name)
    if match and match[2] in _UNITS:
        return Header(match[1], match[2])
    return Header(name)


def shown_headers(cells: Sequence[str]) -> list[str]:
    """Return the headers as a frame can bear them: trimmed, never empty, repeated ones numbered.

    >>> shown_headers(["更新时间", "", "更新时间 "])
    ['更新时间', 'column_2', '更新时间.2']
    """
    seen: dict[str, int] = {}
    shown = []
    for place, cell in enumerate(cells, start=1):
        name = _INVISIBLE.sub("", cell).strip() or f"column_{place}"
        seen[name] = seen.get(name, 0) + 1
        while seen[name] > 1 and f"{name}.{seen[name]}" in seen:
            seen[name] += 1
        shown.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
        seen.setdefault(shown[-1], 1)
    return shown


def header_place(
    rows: Sequence[Sequence[str]], known: Set[str], wanted: Set[str] = frozenset()
) -> int | None:
    """Return the index of the header row among the first rows, or None.

    It is the row with most headers of `known`, the first such row; one alone is enough where no row has
    two. A row that bears every header of `wanted` (the user's own naming) goes before all.
    """
    best, place = 0, None
    for index, row in enumerate(rows[:HEADER_ROWS]):
        names = {normal_header(cell).name for cell in row}
        if wanted and wanted <= names:
            return index
        if (count := len(names & known)) > best:
            best, place = count, index
    return place
