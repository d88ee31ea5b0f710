"""What an attribute's name tells of its value: the kind of thing, the brand, for whom, nothing at all.

The names stand in `resources/product_attributes.toml`. What the values mean is read elsewhere.
"""

import re
from functools import cache

from kwopt.language.types import type_tree
from kwopt.resources import load_toml

TYPE_WEIGHT = 2.0
"""Votes of an attribute that names the product's type, of a title's one."""


@cache
def _pattern(entry: str) -> re.Pattern[str]:
    return re.compile("|".join(load_toml("product_attributes.toml")[entry]), re.IGNORECASE)


def names(entry: str, attribute: str) -> bool:
    """Say whether an attribute's name is one of an entry of the resource.

    >>> names("audience", "适用对象"), names("brand", "对象品牌")
    (True, False)
    """
    return _pattern(entry).search(attribute) is not None


def is_silent_value(value: str) -> bool:
    """Say whether a value states nothing.

    >>> is_silent_value("其他/other"), is_silent_value("其他材质")
    (True, False)
    """
    return _silent_values().match(value.strip().lower()) is not None


@cache
def _silent_values() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_pattern('silent_values').pattern})(?:品牌|100%|[/\s()（）])*)+$")


def type_weight(attribute: str, spoken: str) -> float:
    """Return the votes of an attribute's value for what the product is; 0 where it is about something else.

    `spoken` are title, name and category: 空调种类 tells the kind of what is called a 空调, not of a fan.

    >>> type_weight("空调种类", "美的空调挂机"), type_weight("电池类型", "老人手机"), type_weight("类型", "")
    (2.0, 0.0, 2.0)
    """
    if names("type", attribute):
        return TYPE_WEIGHT
    of_what = _pattern("kind").sub("", attribute)
    if of_what == attribute:
        return 0.0
    kind = type_tree().head_type(of_what)
    is_whole = not of_what or of_what in load_toml("product_attributes.toml")["whole"]
    is_meant = kind is not None and (of_what in spoken or kind in spoken)
    return TYPE_WEIGHT if is_whole or is_meant else 0.0
