"""How long a text is, in the units that marketplaces count in.

Owns the counters, their names, and the cut at a limit. It knows no marketplace and no limit: those stand in
`kwopt.rules.marketplaces`. What a marketplace strips before it counts is the caller's business too.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable

from kwopt.errors import SettingError

DOUBLE_WIDTH_CLASSES = frozenset("WF")
"""East Asian Width classes (Unicode UAX #11) that Google counts as two: wide and full-width."""


def width(text: str, unit: str) -> int:
    """Return the length of `text` in `unit`, one of the keys of `UNITS`.

    Parameters
    ----------
    text
        Counted as it is given: nothing is trimmed. The empty text has length 0.
    unit
        "w2": ASCII 1, everything else 2 (Taobao, Tmall, Pinduoduo ...). "chars": code points after NFC
        (Amazon, eBay ...). "utf8": bytes (Amazon search terms). "google2": hanzi, kana, hangul, full-width
        forms and emoji 2, everything else 1 (Google Ads). "utf16": UTF-16 units, as pages in a browser count.

    Raises
    ------
    SettingError
        If there is no such unit.

    Examples
    --------
    >>> width("短袖T恤", "w2"), width("短袖T恤", "chars"), width("短袖T恤", "utf8")
    (7, 4, 10)
    >>> width("café", "w2"), width("café", "google2")
    (5, 4)
    """
    try:
        counter = UNITS[unit]
    except KeyError as error:
        raise SettingError("errors.unknown_choice", what="unit", value=unit, choices=tuple(UNITS)) from error
    return counter(text)


def double_byte_width(text: str) -> int:
    """Return the number of ASCII characters plus twice the number of all others.

    Equal to the length in GBK bytes where GBK can encode the text; unlike it, defined for every text.

    >>> double_byte_width("①号·Ａ A")
    10
    """
    if text.isascii():
        return len(text)
    # Only ASCII survives this encoding, and it survives in full: the fastest count of the others.
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def character_count(text: str) -> int:
    """Return the number of code points after NFC, spaces included.

    >>> character_count("cafe" + chr(0x301))
    4
    """
    return len(text) if text.isascii() else len(unicodedata.normalize("NFC", text))


def byte_count(text: str) -> int:
    """Return the number of UTF-8 bytes; a lone surrogate, which no file can hold, counts as three.

    >>> byte_count("丝绸 scarf")
    12
    """
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def google_width(text: str) -> int:
    """Return the width that Google Ads counts: wide and full-width characters 2, all others 1.

    Half-width kana count 1 here; Google names only the doubled languages, so that is our reading.

    >>> google_width("丝绸 scarf"), google_width("Ａ")
    (10, 2)
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(char) in DOUBLE_WIDTH_CLASSES for char in text)


def utf16_units(text: str) -> int:
    """Return the number of UTF-16 units, a lone surrogate counting as one: what a browser calls length.

    >>> utf16_units("丝绸 😀")
    5
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


UNITS: dict[str, Callable[[str], int]] = {
    "w2": double_byte_width,
    "chars": character_count,
    "utf8": byte_count,
    "google2": google_width,
    "utf16": utf16_units,
}
"""Counters by the name that the marketplace data uses."""


def fitting_length(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """Return how many characters of `text`, from its beginning, have room in `limit`.

    Parameters
    ----------
    measure
        Gives the length of a text, and does not fall by more text; one of `UNITS`, or a field's own.

    Examples
    --------
    >>> fitting_length("短袖T恤", 5, UNITS["w2"]), fitting_length("短袖", 60, UNITS["w2"])
    (3, 2)
    """
    if measure(text) <= limit:
        return len(text)
    return bisect_right(range(1, len(text) + 1), limit, key=lambda length: measure(text[:length]))
