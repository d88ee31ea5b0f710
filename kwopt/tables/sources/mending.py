"""Texts of which single lines do not fit their encoding: these lines are read apart, and listed.

A file is not refused for one broken byte among a million rows, nor read as a whole in an encoding that
turns its other rows into mojibake: every line that fits stays as it is.
"""

import codecs
from collections.abc import Iterator
from typing import TypeAlias

from kwopt.tables.records import Record, examples
from kwopt.tables.sources.evidence import hanzi_share
from kwopt.tables.sources.validity import is_utf8

_SAMPLE = 2**18  # bytes in which characters are counted
_BLOCK = 2**16  # bytes that are decoded at once: a line is looked at alone only in a block that fails
_LIKELY = 0.6  # least share of common hanzi for a line to count as GB18030
_SHOWN = 60  # characters of a line that an example shows

_Line: TypeAlias = tuple[int, str, str | None]  # row, text, and the other encoding that it was read in


def mostly_utf8(data: bytes) -> bool:
    r"""Return whether more characters beyond ASCII are UTF-8 than bytes are not.

    A character cut at the end counts for neither: the file ends too early.

    >>> mostly_utf8("旗袍\n长裙\n".encode() + "短裙\n".encode("gbk"))
    True
    """
    text, _ = codecs.utf_8_decode(data[:_SAMPLE], "replace", False)
    broken = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - broken >= broken


def mended(data: bytes, encoding: str, *, first_row: int = 1) -> tuple[str, tuple[Record, ...]]:
    r"""Return a text line by line: as `encoding`, else as UTF-8 or GB18030, else with � for what is broken.

    Parameters
    ----------
    first_row
        Number of the first line, where `data` are a piece of a file.

    >>> text, records = mended("旗袍\n".encode() + "长裙\n".encode("gbk"), "utf-8")
    >>> text, records[0].examples
    ('旗袍\n长裙\n', ({'row': 2, 'value': '长裙'},))
    """
    if encoding.startswith(("utf-16", "utf-32")):
        text = data.decode(encoding, "replace")
        row = text.count("\n", 0, text.find("\ufffd")) + 1
        return text, (Record("tables.broken_characters", 1, params={"row": row}),)
    texts: list[str] = []
    foreign: list[_Line] = []
    broken: list[_Line] = []
    for row, line in _pieces(data, encoding, first_row):
        if isinstance(line, str):
            texts.append(line)
            continue
        text, other = _other_reading(line, encoding)
        texts.append(text)
        (foreign if other else broken).append((row, text.strip()[:_SHOWN], other))
    text = "".join(texts)
    whole = text.removeprefix("\ufeff") if first_row == 1 else text
    return whole, (*_foreign(foreign), *_broken(broken))


def _pieces(data: bytes, encoding: str, first_row: int) -> Iterator[tuple[int, str | bytes]]:
    """Return the row and text of blocks that fit and of lines, and the bytes of lines that do not fit."""
    start, row = 0, first_row
    while start < len(data):
        stop = data.find(b"\n", start + _BLOCK) + 1 or len(data)
        block = data[start:stop]
        if block.isascii() or (encoding.startswith("utf-8") and is_utf8(block)):
            yield row, block.decode(encoding)
        else:
            yield from _lines(block, row, encoding)
        start, row = stop, row + block.count(b"\n")


def _lines(block: bytes, row: int, encoding: str) -> Iterator[tuple[int, str | bytes]]:
    for number, line in enumerate(_cut(block), start=row):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            yield number, line
        else:
            yield number, line if _other_is_likelier(line, text, encoding) else text


def _other_is_likelier(line: bytes, text: str, encoding: str) -> bool:
    """Return whether a line that fits an encoding by chance is UTF-8: such bytes often are GB18030 too."""
    if line.isascii() or encoding.startswith("utf-8") or not is_utf8(line):
        return False
    return hanzi_share(line.decode("utf-8")) > hanzi_share(text)


def _cut(block: bytes) -> list[bytes]:
    lines = block.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _other_reading(line: bytes, encoding: str) -> tuple[str, str | None]:
    """Return a line in the other encoding that fits it, and that encoding; else with marks for what broke."""
    other = "gb18030" if encoding.startswith("utf-8") else "utf-8"
    try:
        text = line.decode(other)
    except UnicodeDecodeError:
        return line.decode(encoding, "replace"), None
    if hanzi_share(text) < _LIKELY:
        return line.decode(encoding, "replace"), None
    return text, other


def _foreign(lines: list[_Line]) -> tuple[Record, ...]:
    if not lines:
        return ()
    rows, values, others = zip(*lines, strict=True)
    params = {"row": rows[0], "encoding": others[0]}
    return (Record("tables.mixed_encodings", len(lines), examples(row=rows, value=values), params),)


def _broken(lines: list[_Line]) -> tuple[Record, ...]:
    if not lines:
        return ()
    rows, values, _ = zip(*lines, strict=True)
    return (
        Record("tables.broken_characters", len(lines), examples(row=rows, value=values), {"row": rows[0]}),
    )
