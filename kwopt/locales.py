"""The languages in which kwopt speaks: how each is called, and the signs with which it writes.

Owns the list of languages. Their facts stand in the section [locale] of `resources/messages.<lang>.toml`,
beside their texts: a further language is one such file, and its code in `Lang`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kwopt.resources import load_toml

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True)
class Locale:
    """What differs between languages besides their texts.

    Attributes
    ----------
    name
        What the language calls itself.
    tag
        Its name as browsers know it (BCP 47).
    comma, semicolon, colon
        What stands between the items of a list, between longer ones, and behind a name.
    space
        What stands between sentences.
    large
        What large numbers are counted in, the largest first: (number, sign).
    """

    name: str
    tag: str
    comma: str
    semicolon: str
    colon: str
    space: str
    large: tuple[tuple[float, str], ...]

    def listed(self, items: Iterable[str]) -> str:
        """Return short items in one phrase.

        >>> locale_of("zh").listed(["旗袍", "夏季"]), locale_of("en").listed(["qipao", "summer"])
        ('旗袍、夏季', 'qipao, summer')
        """
        return self.comma.join(items)


@cache
def locale_of(lang: str) -> Locale:
    """Return the locale of a language.

    >>> locale_of("zh").name, locale_of("zh").tag
    ('中文', 'zh-CN')
    """
    facts = load_toml(f"messages.{lang}.toml")["locale"]
    return Locale(**facts | {"large": tuple((float(size), sign) for size, sign in facts["large"])})
