"""Years in words: 2021, 2022年, 21年, 2022款."""

import re

FIRST, LAST = 2000, 2099
"""A four-digit number outside these is a size or a model, not a year."""

_YEAR = re.compile(r"(20\d\d)(?:年|年款|款|新款)?|(\d\d)(?:年|年款)")


def year_of(word: str) -> int | None:
    """Return the year that a word of match form states, or None.

    >>> year_of("2022年"), year_of("21年"), year_of("1999"), year_of("500ml")
    (2022, 2021, None, None)
    """
    match = _YEAR.fullmatch(word)
    if match is None:
        return None
    if match.group(1):
        return int(match.group(1))
    return FIRST + int(match.group(2)) if 10 <= int(match.group(2)) <= 39 else None
