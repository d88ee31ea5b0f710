"""What the name of a material says beyond the material: 纯棉 (pure cotton) more than 棉, 棉质 no more.

Names that say the same are data (`resources/material_names.toml`). Which words name which material, the
lexicon says.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kwopt.resources import load_toml

PURE = "纯"
"""Begins the name of what is of one material and nothing else: 纯棉."""


def name_beyond(word: str, materials: Sequence[str]) -> str | None:
    """Return the name under which a word says more than its materials; None if it says no more.

    Parameters
    ----------
    word
        In match form.
    materials
        The canonical materials that it is listed under, the main one first.

    Examples
    --------
    >>> name_beyond("全棉", ["棉"]), name_beyond("重磅真丝", ["桑蚕丝"]), name_beyond("棉质", ["棉"])
    ('纯棉', '重磅真丝', None)
    """
    name = _canonical(word)
    if any(name in material for material in map(_canonical, materials)):
        return None
    return PURE + materials[0] if _pure().match(word) and word not in _same() else name


def said_pure(text: str) -> list[str]:
    """Return the names before or after a share of 100 % in a text in match form.

    >>> said_pure("面料:棉100% 里料:涤纶90%"), said_pure("100%桑蚕丝")
    (['棉'], ['桑蚕丝'])
    """
    return [before or after for before, after in _WHOLE.findall(text)]


_WHOLE = re.compile(r"([一-鿿]+)[\s:：]*100(?:\.0+)?%|(?<![\d.])100(?:\.0+)?%\s*([一-鿿]+)")


@cache
def _pure() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(load_toml('material_names.toml')['pure'])})(?=.)")


@cache
def _same() -> Mapping[str, str]:
    """Return the canonical name of each listed one."""
    listed = load_toml("material_names.toml")["same"]
    return {name: canonical for canonical, others in listed.items() for name in (canonical, *others)}


def _canonical(word: str) -> str:
    """Return the name that says the same as a word, without what may close it."""
    if word in _same():
        return _same()[word]
    ending = next((end for end in load_toml("material_names.toml")["endings"] if word.endswith(end)), "")
    stem = word.removesuffix(ending) or word
    return _same().get(stem, stem)
