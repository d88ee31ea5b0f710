"""Which encoding speaks for itself: bytes without a mark, read in each encoding that they may be in.

Bytes that are valid GB18030 can be Big5 or Western just as well. Two things are weighed, in this order:
known headers in the first rows, and how usual the characters are. Nearly all bytes are characters of cp1252:
where some are not, but are in another encoding, likeness does not make a text Western.
"""

import re
from dataclasses import dataclass

from kwopt.errors import TableError
from kwopt.tables.planning.formats import known_headers, row_signs
from kwopt.tables.planning.headers import HEADER_ROWS, normal_header
from kwopt.tables.sources.validity import is_utf8

_SAMPLE = 2**15  # bytes from the start, and as many from the first line beyond ASCII, that are weighed
_CELL_ENDS = re.compile(r'[\t,;|\n\r"]')
_FOREIGN = re.compile("[^\x00-\x7f]")
_LETTER = re.compile("[^\\W\\d_]")
_USUAL = 0.6  # least share of usual characters: real texts have .9, read wrongly .5 at most
_AHEAD = 0.15  # least lead over the next encoding
_SHOWN = 40  # characters of a line that the question shows
_LEVEL_1 = {"gb18030": (0xB0A1, 0xD7F9), "big5": (0xA440, 0xC67E)}
"""First and last code of the common hanzi: GB 2312 level 1 (3,755), Big5 level 1 (5,401)."""
_FULL_WIDTH = {"gb18030": (0xA3A1, 0xA3FE), "big5": (0xA2AF, 0xA343)}
"""Digits, letters and signs as wide as a hanzi, which Chinese keyboards type."""

_LEVEL_2 = {"gb18030": (0xD8A1, 0xF7FE), "big5": (0xC940, 0xF9D5)}
_WESTERN = "cp1252"
_RARE = 0.3  # weight of a hanzi of level 2


@dataclass(frozen=True)
class _Reading:
    encoding: str
    headers: int
    usual: float
    broken: bool


def best_reading(data: bytes, *, file: str) -> str:
    r"""Return the encoding for which evidence is clear.

    Raises
    ------
    TableError
        If no encoding fits, or nothing speaks for one of those that do.

    >>> best_reading("Suchbegriff,Ausgaben\nkleid für frauen,5\n".encode("cp1252"), file="a.csv")
    'cp1252'
    """
    sample = _sample(data)
    readings = [_reading(sample, encoding) for encoding in _WEIGHED]
    first, second, *_ = sorted(readings, key=lambda found: (found.headers, found.usual), reverse=True)
    if first.headers > second.headers:
        return first.encoding
    first, second, *_ = sorted(readings, key=lambda found: found.usual, reverse=True)
    hardly = first.encoding == _WESTERN and first.broken and not all(found.broken for found in readings)
    if not hardly and first.usual >= max(_USUAL, second.usual + _AHEAD):
        return first.encoding
    raise _question(data, file)


def _sample(data: bytes) -> bytes:
    """Return lines from the start of the data and from its first byte beyond ASCII, without UTF-8 ones."""
    first = _first_foreign(data)
    start = data.rfind(b"\n", 0, first) + 1
    sample = data[: min(start, _SAMPLE)] + data[start : start + _SAMPLE]
    lines = sample.split(b"\n")
    return b"\n".join(line for line in lines if line.isascii() or not is_utf8(line)) or sample


def _first_foreign(data: bytes) -> int:
    try:
        data.decode("ascii")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _reading(sample: bytes, encoding: str) -> _Reading:
    text = sample.decode(encoding, "replace")
    broken = "\ufffd" in text[:-1]  # the last character may be cut off
    return _Reading(encoding, _header_count(text), _WEIGHED[encoding](text), broken)


def _header_count(text: str) -> int:
    """Return how many known headers and words for sums beyond ASCII stand in the first rows."""
    rows = "\n".join(text.split("\n", HEADER_ROWS)[:HEADER_ROWS])
    cells = {cell for cell in _CELL_ENDS.split(rows) if not cell.isascii()}
    return len({normal_header(cell).name for cell in cells} & (known_headers() | row_signs().totals))


def hanzi_share(text: str, encoding: str = "gb18030") -> float:
    """Return the weight of common hanzi among the non-ASCII characters of a text, 0 to 1.

    >>> hanzi_share("旗袍 5"), hanzi_share("f黵")
    (1.0, 0.0)
    """
    characters = _FOREIGN.findall(text)
    if not characters:
        return 0.0
    weights = {character: _hanzi_weight(character, encoding) for character in set(characters)}
    return sum(weights[character] for character in characters) / len(characters)


def _hanzi_weight(character: str, encoding: str) -> float:
    code = int.from_bytes(character.encode("cp950" if encoding == "big5" else encoding, "replace"))
    usual = (_LEVEL_1[encoding], _FULL_WIDTH[encoding])
    if any(_within(code, ends) for ends in usual) or character in _CHINESE_SIGNS:
        return 1.0
    return _RARE if _within(code, _LEVEL_2[encoding]) else 0.0


def _within(code: int, ends: tuple[int, int]) -> bool:
    return ends[0] <= code <= ends[1] and code & 0xFF >= 0x40


_CHINESE_SIGNS = frozenset("、。·—…‘’“”〈〉《》「」『』【】（），：；！？￥×％～＜＞＃＆∞①②③④⑤")


def _latin_share(text: str) -> float:
    """Return the weight of accented letters between Latin ones, and of signs that stand alone."""
    weights = [_latin_weight(text, found.start()) for found in _FOREIGN.finditer(text)]
    return sum(weights) / len(weights) if weights else 0.0


def _latin_weight(text: str, place: int) -> float:
    if text[place] == "\ufffd":  # a byte that is no character of this encoding
        return 0.0
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    if around.isascii():
        beside = any(_LETTER.match(other) for other in around)
        return 1.0 if beside or not _LETTER.match(text[place]) else 0.5
    return 0.5 if text[place].islower() and all(_LETTER.match(other) for other in around) else 0.0


_WEIGHED = {
    "gb18030": lambda text: hanzi_share(text, "gb18030"),
    "big5": lambda text: hanzi_share(text, "big5"),
    _WESTERN: _latin_share,
}


def _question(data: bytes, file: str) -> TableError:
    """Return the question which encoding it is: how the first telling line reads in each that fits."""
    first = _first_foreign(data)
    start = data.rfind(b"\n", 0, first) + 1
    line = data[start : data.find(b"\n", first) + 1 or len(data)][: 2 * _SAMPLE]
    texts = {encoding: _around_foreign(line.decode(encoding, "replace")) for encoding in _WEIGHED}
    shown = [f'{encoding}: "{text}"' for encoding, text in texts.items() if "\ufffd" not in text]
    if not shown:
        return TableError("tables.unknown_encoding", file=file)
    return TableError("tables.open_encoding", file=file, row=data.count(b"\n", 0, first) + 1, readings=shown)


def _around_foreign(text: str) -> str:
    found = _FOREIGN.search(text)
    start = max(0, found.start() - _SHOWN // 2) if found else 0
    return text[start : start + _SHOWN].strip()
