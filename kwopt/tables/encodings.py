"""Bytes to text: which encoding a text file is in. Guesses are named as guesses."""

import codecs
from dataclasses import dataclass

from kwopt.errors import TableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096  # bytes in which the zeros of UTF-16 are sought
_UTF16_ZEROS = 0.1  # least share of zero bytes at one parity: delimiters and digits alone give more


@dataclass(frozen=True)
class DecodedText:
    """The text of a file, its encoding, and whether that was only guessed."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, *, file: str, encoding: str | None = None) -> DecodedText:
    """Return the text of `data`: by its mark, else UTF-16 by its zeros, strict UTF-8, GB18030.

    Raises
    ------
    TableError
        If no encoding fits, the one asked for does not, or the text holds NUL characters.

    >>> decode("旗袍".encode("gbk"), file="words.csv").encoding
    'gb18030'
    """
    found = _decoded_as(data, encoding, file) if encoding else _decoded(data, file)
    if "\0" in found.text:
        raise TableError(
            "tables.nul_bytes", file=file, row=found.text[: found.text.index("\0")].count("\n") + 1
        )
    return found


def _decoded_as(data: bytes, encoding: str, file: str) -> DecodedText:
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise TableError("tables.wrong_encoding", file=file, value=encoding) from error
    return DecodedText(text.removeprefix("\ufeff"), encoding)


def _decoded(data: bytes, file: str) -> DecodedText:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded_as(data, encoding, file)
    if wide := _unmarked_utf16(data):
        return _decoded_as(data, wide, file)
    try:
        return DecodedText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return DecodedText(data.decode("gb18030"), "gb18030", guessed=True)
    except UnicodeDecodeError as error:
        raise TableError("tables.unknown_encoding", file=file) from error


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    least = max(2.0, _UTF16_ZEROS * len(sample) / 2)
    if len(data) % 2:
        return None
    if odd >= least and not even:
        return "utf-16-le"
    if even >= least and not odd:
        return "utf-16-be"
    return None
