"""Bytes to text: which encoding a text file is in, and its text. Guesses are named as guesses.

Marks and validity decide here. Which of several encodings without a mark fits best is weighed in
`evidence.py`; single lines that do not fit are mended in `mending.py`.
"""

import codecs
from dataclasses import dataclass

from kwopt.errors import TableError
from kwopt.tables.records import Record
from kwopt.tables.sources.evidence import best_reading
from kwopt.tables.sources.mending import mended, mostly_utf8
from kwopt.tables.sources.validity import is_utf8

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8 = ("utf-8", "utf-8-sig")
_WIDE = ("utf-16", "utf-32")  # beginnings of the names of encodings whose units are wider than a byte
_SAMPLE = 2**16  # bytes in which the newlines and delimiters of unmarked UTF-16 are sought
_PLAUSIBLE = 0.9  # least share of ASCII, hanzi and Latin letters in UTF-16 without a mark
_USUAL = (
    ("\t", "\u024f"),
    ("\u2010", "\u257f"),
    ("\u3000", "\u30ff"),
    ("\u4e00", "\u9fff"),
    ("\uff00", "\uffef"),
)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "cp950"}
"""What files so called hold in practice (WHATWG Encoding Standard, "Names and labels")."""


@dataclass(frozen=True)
class Sniffed:
    """The encoding of a file, whether it was only guessed, and whether all bytes are known to be valid in it.

    Only the bytes of a `whole` UTF-8 file may be used as they are; all others go through `decode`.
    """

    encoding: str
    guessed: bool = False
    whole: bool = False


@dataclass(frozen=True)
class DecodedText:
    """The text of a file, its encoding, whether that was only guessed, and what was mended."""

    text: str
    encoding: str
    guessed: bool = False
    repairs: tuple[Record, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """What a report says of the decoding: the guess, if it was one, and the repairs."""
        guess = Record("tables.encoding_guessed", 1, params={"encoding": self.encoding})
        return ((guess,) if self.guessed else ()) + self.repairs


def sniffed(data: bytes, *, file: str, encoding: str | None = None) -> Sniffed:
    r"""Return the encoding of `data`: by its mark, else UTF-16 by its newlines, strict UTF-8, or by evidence.

    A UTF-8 file is checked as a whole without building its text; of others a sample is read.

    Raises
    ------
    TableError
        If no encoding fits, or several do and nothing speaks for one; if the text holds NUL characters.

    >>> sniffed("关键词,搜索人气\n旗袍,5\n".encode("gbk"), file="words.csv")
    Sniffed(encoding='gb18030', guessed=True, whole=False)
    """
    found = _named(data, encoding, file) if encoding else _found(data, file)
    if not found.encoding.startswith(_WIDE):
        _check_nul(data, file)
    return found


def _check_nul(data: bytes, file: str) -> None:
    if b"\0" in data:
        raise TableError("tables.nul_bytes", file=file, row=data.count(b"\n", 0, data.index(b"\0")) + 1)


def decode(
    data: bytes, *, file: str, encoding: str | None = None, found: Sniffed | None = None
) -> DecodedText:
    r"""Return the text of `data`, in the encoding `found` where that is known already.

    Where the encoding was found and single lines do not fit, these are mended and listed; where the user
    named it, the first line that does not fit is an error.

    Raises
    ------
    TableError
        As `sniffed`; and if the encoding asked for does not fit.

    >>> decode("旗袍\n".encode("gbk"), file="words.csv", encoding="gbk").text
    '旗袍\n'
    """
    found = found or sniffed(data, file=file, encoding=encoding)
    repairs: tuple[Record, ...] = ()
    try:
        text = data.decode(found.encoding)
    except UnicodeError as error:
        if encoding:
            row = _row(data, found.encoding, error)
            raise TableError("tables.wrong_encoding", file=file, value=encoding, row=row) from error
        text, repairs = mended(data, found.encoding)
    if "\0" in text:
        raise TableError("tables.nul_bytes", file=file, row=text.count("\n", 0, text.index("\0")) + 1)
    return DecodedText(text.removeprefix("\ufeff"), found.encoding, found.guessed, repairs)


def _row(data: bytes, encoding: str, error: UnicodeError) -> int:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    return data[:start].decode(encoding, "ignore").count("\n") + 1


def _named(data: bytes, encoding: str, file: str) -> Sniffed:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # codecs from bytes to bytes, such as "zlib", are none of texts
    except (LookupError, UnicodeError, ValueError) as error:
        raise TableError("tables.no_such_encoding", file=file, value=encoding) from error
    name = _SUPERSETS.get(name, name)
    return Sniffed(name, whole=name in _UTF8 and is_utf8(data))


def _found(data: bytes, file: str) -> Sniffed:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Sniffed(encoding, whole=encoding in _UTF8 and is_utf8(data))
    if wide := _unmarked_utf16(data[:_SAMPLE]):
        return Sniffed(wide)
    if is_utf8(data):
        return Sniffed("utf-8", whole=True)
    _check_nul(data, file)
    if mostly_utf8(data):
        return Sniffed("utf-8")
    return Sniffed(best_reading(data, file=file), guessed=True)


def _unmarked_utf16(sample: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in: its newlines and delimiters are ASCII in one only.

    Zeros alone do not tell: Chinese text has few of them, and "一" (U+4E00) one at the other place.
    """
    if b"\0" not in sample:
        return None
    even = sample[: len(sample) // 2 * 2]
    readings = {name: even.decode(name, "ignore") for name in ("utf-16-le", "utf-16-be")}
    shares = {name: _usual_share(text) for name, text in readings.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _PLAUSIBLE and "\0" not in readings[best] else None


def _usual_share(text: str) -> float:
    """Return the share of usual characters, 0 where none is ASCII: a table has newlines or delimiters."""
    if not any("\t" <= character <= "~" for character in text):
        return 0.0
    return sum(map(_is_usual, text)) / len(text)


def _is_usual(character: str) -> bool:
    """Return whether a character is a Latin letter or sign, a hanzi, kana, or fullwidth."""
    return any(first <= character <= last for first, last in _USUAL)
