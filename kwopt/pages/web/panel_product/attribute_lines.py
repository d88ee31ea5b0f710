"""Attributes as lines of text, "袖长：短袖" (sleeve length: short), and back; how the form's box spells them.

Sellers paste the "参数" (parameters) of a listing. Depending on how a page shows them, the clipboard holds a
pair on a line, several pairs on a line between tabs, or names and values on lines that take turns.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]

_SIGN = re.compile(r"\s*[:：=＝]\s*")
_GAP = re.compile(r"\t+|\u3000{2,}| {3,}|[;；]")
_NAME_END = re.compile(
    r"(品牌|型号|货号|款号|材质|面料|里料|成分|含量|颜色|颜色分类|图案|风格|款式|版型|廓形|季节|年份|时间|性别|年龄|对象|人群|场景|场合|空间"
    r"|元素|工艺|功能|功效|方式|类型|类别|分类|种类|尺寸|尺码|规格|容量|重量|净含量|产地|产国|厚薄|厚度|直径|领型|门襟|袖长|袖型|裙长|裙型"
    r"|裤长|衣长|腰型|鞋跟|鞋头|筒高|形状|口味|香味|系列|品名|细节|通勤|电压|功率|保质期|包装|适合肤质)$"
)
"""How names of attributes end in the parameters of Chinese listings (general knowledge of the trade)."""


@dataclass(frozen=True)
class AttributeLines:
    """What a text says: its pairs in order, and the lines that say none."""

    pairs: tuple[Pair, ...]
    unread: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The same, one pair a line; lines that say nothing stay at the end."""
        return "\n".join([*map(_line, self.pairs), *self.unread])


def read_lines(text: str) -> AttributeLines:
    r"""Return the attributes that a text states.

    Names and values that take turns on lines of their own are told apart by what names of attributes look
    like; where that says nothing, the lines stay unread.

    Examples
    --------
    >>> read_lines("袖长：短袖\n领型: 立领\n新款").unread
    ('新款',)
    >>> read_lines("品牌\t槿禾里\t袖长\t短袖").pairs
    (('品牌', '槿禾里'), ('袖长', '短袖'))
    >>> read_lines("短袖\n袖长\n立领\n领型").pairs
    (('袖长', '短袖'), ('领型', '立领'))
    """
    pairs: list[Pair] = []
    unread: list[str] = []
    bare: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _pairs_of(line)
        if found:
            _settle(bare, pairs, unread)
            pairs += found
        else:
            bare.append(line)
    _settle(bare, pairs, unread)
    return AttributeLines(tuple(pairs), tuple(unread))


def lines_of(pairs: Iterable[Sequence[str]]) -> str:
    r"""Return pairs as text, one a line.

    >>> lines_of([("袖长", "短袖"), ("material", "steel")])
    '袖长：短袖\nmaterial: steel'
    """
    return "\n".join(_line((name, value)) for name, value in pairs)


def _line(pair: Pair) -> str:
    # A full-width colon beside Chinese, as sellers write it.
    name, value = (" ".join(part.split()) for part in pair)
    return f"{name}: {value}" if name.isascii() else f"{name}：{value}"


def _pairs_of(line: str) -> list[Pair]:
    cells = [cell.strip() for cell in _GAP.split(line) if cell.strip()]
    if any(_SIGN.search(cell) for cell in cells):
        return list(_signed(cells))
    if len(cells) == 1:  # "材质 聚酯纤维": one space parts them only where the first word can be a name
        cells = line.split(maxsplit=1) if _NAME_END.search(line.split(maxsplit=1)[0]) else cells
    if len(cells) % 2 == 0:
        return list(zip(cells[::2], cells[1::2], strict=True))
    return []


def _signed(cells: Sequence[str]) -> Iterator[Pair]:
    """Yield the pairs of "name: value" cells; a cell without sign goes on with the value before it."""
    name, values = "", [""]
    for cell in cells:
        parts = _SIGN.split(cell, maxsplit=1)
        if len(parts) == 1:
            values.append(cell)
            continue
        yield from _stated(name, values)
        name, values = parts[0], [parts[1]]
    yield from _stated(name, values)


def _stated(name: str, values: Sequence[str]) -> Iterator[Pair]:
    value = " ".join(filter(None, values))
    if name and value:
        yield name.strip(), value.strip()


def _settle(bare: list[str], pairs: list[Pair], unread: list[str]) -> None:
    """Read lines without a sign, if they take turns; empty `bare`."""
    lines, bare[:] = list(bare), []
    first, second = lines[::2], lines[1::2]
    names_first, names_second = _names(first), _names(second)
    if len(lines) % 2 or names_first == names_second:
        unread += lines
    elif names_first > names_second:
        pairs += zip(first, second, strict=True)
    else:
        pairs += zip(second, first, strict=True)


def _names(lines: Sequence[str]) -> int:
    return sum(bool(_NAME_END.search(line)) for line in lines)
