"""What a caller hands over is of the kind that was asked for; a file's name for a table gets a sentence.

Owns checks of kinds alone. Ranges of figures, and what stands in a table, are checked where they are used.
"""

from collections.abc import Sequence
from typing import Any

from kwopt.errors import SettingError


def check_kind(
    value: Any, kinds: type | tuple[type, ...], *, name: str, expected: str, never: tuple[type, ...] = ()
) -> None:
    """Raise a SettingError if a value is of another kind than asked for.

    Parameters
    ----------
    name
        Of the argument, as the caller wrote it.
    expected
        What it should be: one of the phrases of `messages.zh.toml`, [expected].
    never
        Kinds that count as others though Python derives them: `bool` where numbers are asked for.

    >>> check_kind("qipao.toml", dict, name="product", expected="a product (read_product makes one)")
    Traceback (most recent call last):
    kwopt.errors.SettingError: product must be a product (read_product makes one); found "qipao.toml" (str)
    """
    if not isinstance(value, kinds) or isinstance(value, never):
        raise SettingError(
            "errors.wrong_kind", name=name, expected=expected, value=_shown(value), kind=type(value).__name__
        )


def check_whole(value: Any, *, name: str) -> None:
    """Raise a SettingError if a value is no whole number of 1 or more.

    >>> check_whole(0, name="n")
    Traceback (most recent call last):
    kwopt.errors.SettingError: n must be a whole number of 1 or more; found 0 (int)
    """
    expected = "a whole number of 1 or more"
    whole = hasattr(value, "__index__") and not isinstance(value, bool)
    if not whole or int(value) < 1:
        raise SettingError(
            "errors.wrong_kind", name=name, expected=expected, value=_shown(value), kind=type(value).__name__
        )


def words_of(value: str | Sequence[str]) -> tuple[str, ...]:
    """Return a list of words; one text is one word, not its characters, and blanks are none.

    >>> words_of("旗袍"), words_of(["旗袍", "裙子"])
    (('旗袍',), ('旗袍', '裙子'))
    """
    words = (value,) if isinstance(value, str) else tuple(value)
    return tuple(word for word in words if not isinstance(word, str) or word.strip())


_SHOWN = 60  # characters of a value that a sentence shows: a table's own text fills a screen


def _shown(value: Any) -> str:
    text = " ".join(repr(value).split()) if not isinstance(value, str) else f'"{value}"'
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
