"""Headers: their normal form, units in brackets, repeated names, and the row in which they stand."""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

HEADER_ROWS = 40
"""Rows in which the header is sought: the longest preamble of known exports has about ten."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_UNIT = re.compile(r"(.+?)\s*(?:[(\[【〔]\s*([^()\[\]【】〔〕]{1,8}?)\s*[)\]】〕]|(?<=[\u3400-\u9fff])(%))")
_UNITS = frozenset(
    [
        "元", "%", "#", "位", "人", "次", "个", "件", "笔", "天", "千", "万", "万元", "百万", "亿", "名",
        "条", "周", "月", "日", "年", "日均", "人民币", "美元", "欧元", "英镑", "日元", "円", "zł", "kr",
        "rm", "usd", "eur", "gbp", "cny", "rmb", "jpy", "aed", "cad", "aud", "mxn", "inr", "brl", "sek",
        "pln", "try", "sgd", "sar", "egp", "twd", "hkd", "krw",
        "us$", "ca$", "au$", "a$", "c$", "mx$", "r$", "s$", "hk$", "nt$",
    ]
)  # fmt: skip
"""What stands in brackets behind a header, to be read as its unit; single signs of money are too."""

_SPAN = re.compile(r"(?:近|最近|过去)?\d{1,3}(?:天|日|周|个月)")  # of time: "搜索量(近30天)"
_BESIDE_HANZI = re.compile(r" (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]) ")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 100  # characters; the longest header of known exports has some sixty
_MANY_CELLS = 200_000  # looked at, where some header is found already: twelve rows of the widest sheet


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
    >>> normal_header("花费（元）"), normal_header("7 天 總銷售額").name
    (Header(name='花费', unit='元'), '7天總銷售額')
    """
    name = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    name = " ".join(name.split()).strip("'\"")
    if not name.isascii():
        name = _BESIDE_HANZI.sub("", name)
    match = _UNIT.fullmatch(name)
    if match and _is_unit(unit := match[2] or match[3]):
        return Header(match[1], unit)
    return Header(name)


def _is_unit(text: str) -> bool:
    return text in _UNITS or unicodedata.category(text[0]) == "Sc" or bool(_SPAN.fullmatch(text))


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


def without_empty_tail(cells: Sequence[str]) -> list[str]:
    """Return the cells of a header row up to the last that is not blank, and at least one.

    >>> without_empty_tail(["关键词", "", " "])
    ['关键词']
    """
    kept = list(cells)
    while len(kept) > 1 and not kept[-1].strip():
        kept.pop()
    return kept


def header_place(
    rows: Sequence[Sequence[str]], known: Set[str], wanted: Set[str] = frozenset()
) -> int | None:
    """Return the index of the header row among the first rows, or None.

    It is the row with most headers of `known`, the first such row; one alone is enough where no row has
    two. A row that bears every header of `wanted` (the user's own naming) goes before all.
    """
    best, place, looked = 0, None, 0
    for index, row in enumerate(rows[:HEADER_ROWS]):
        looked += len(row)
        if place is not None and looked > _MANY_CELLS:
            break
        names = {normal_header(cell).name for cell in set(row) if wanted or _may_be_header(cell)}
        if wanted and wanted <= names:
            return index
        if (count := len(names & known)) > best:
            best, place = count, index
    return place


def _may_be_header(cell: str) -> bool:
    """Whether a cell is worth a closer look: most cells of most rows are numbers, or long texts."""
    return len(cell) <= _LONGEST and _LETTER.search(cell) is not None
