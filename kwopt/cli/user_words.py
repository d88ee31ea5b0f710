"""The seller's own dictionary: words to keep whole, one a line, jieba's format included."""

import re
from pathlib import Path

from kwopt.errors import SettingError

_TAG = (
    "a[dng]?|b|c|d[fg]?|e|eng|f|g|h|i|j|k|l|m[gq]?|n[gstwz]?|nr(?:t|fg)?|o|p|q|r[grz]?|s|t[g]?|u[dgjlvz]?"
    "|v[dginq]?|x|y|z[g]?"
)
"""jieba's parts of speech: "pro" and "max" are none, so "iphone 13 pro" is a word with its number."""
_WITH_FREQUENCY = re.compile(rf"(?P<word>.+?)\s+\d+(\s+(?:{_TAG}))?")
_WITH_TAG = re.compile(rf"(?P<word>\S*[^\x00-\x7f]\S*)\s+(?:{_TAG})")


def read_user_words(path: str | Path) -> tuple[str, ...]:
    """Return the words of a dictionary file, in order, each once.

    Raises
    ------
    SettingError
        If the file cannot be read, or is neither UTF-8, UTF-16 nor GB18030.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SettingError(
            "cli.no_user_dict", file=str(path), problem=error.strerror or str(error)
        ) from error
    lines = [line for line in _text(data, str(path)).splitlines() if line.strip("\ufeff \t")]
    in_format = all(_WITH_FREQUENCY.fullmatch(_plain(line)) for line in lines)
    words = [word_in_line(line, ascii_too=in_format) for line in lines]
    return tuple(dict.fromkeys(word for word in words if word))


def word_in_line(line: str, *, ascii_too: bool = True) -> str:
    """Return the word of a line, without jieba's frequency and tag.

    A tag without frequency is cut off only behind a word that is not plain ASCII: in "water bottle" both
    are the word. So is a frequency unless `ascii_too`, for files in which every line has one: in a plain
    list "iphone 13" is a phone.

    >>> word_in_line("新中式 30 n"), word_in_line("盘扣 n"), word_in_line("water bottle")
    ('新中式', '盘扣', 'water bottle')
    """
    plain = _plain(line)
    if plain.isascii() and not ascii_too:
        return plain
    for pattern in (_WITH_FREQUENCY, _WITH_TAG):
        if found := pattern.fullmatch(plain):
            return found["word"]
    return plain


def _plain(line: str) -> str:
    return " ".join(line.replace("\ufeff", "").split())


def _text(data: bytes, file: str) -> str:
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SettingError("cli.user_dict_encoding", file=file)
