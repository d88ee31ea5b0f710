"""The seller's own dictionary: words to keep whole, one a line, jieba's format included."""

import re
from pathlib import Path

from kwopt.errors import SettingError

_WITH_FREQUENCY = re.compile(r"(?P<word>.+?)\s+\d+(\s+[a-z]+)?")
_WITH_TAG = re.compile(r"(?P<word>\S*[^\x00-\x7f]\S*)\s+[a-z]{1,5}")


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
    words = [word_in_line(line) for line in _text(data, str(path)).splitlines()]
    return tuple(dict.fromkeys(word for word in words if word))


def word_in_line(line: str) -> str:
    """Return the word of a line, without jieba's frequency and tag.

    A tag without frequency is cut off only behind a word that is not plain ASCII: in "water bottle" both
    are the word.

    >>> word_in_line("新中式 30 n"), word_in_line("盘扣 n"), word_in_line("water bottle")
    ('新中式', '盘扣', 'water bottle')
    """
    plain = " ".join(line.replace("\ufeff", "").split())
    for pattern in (_WITH_FREQUENCY, _WITH_TAG):
        if found := pattern.fullmatch(plain):
            return found["word"]
    return plain


def _text(data: bytes, file: str) -> str:
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SettingError("cli.user_dict_encoding", file=file)
