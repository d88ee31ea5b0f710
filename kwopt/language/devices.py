"""Device models in a text: which phones "适用iphone13pro max苹果12手机壳11" is made for.

Sellers write a series once and its model codes after it, before it or far from it, with or without spaces.
A code without a series of its own belongs to the last series named before it, else to the first one named.
What a model means for a keyword is decided in `kwopt.scoring.relevance.devices`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kwopt.resources import load_toml


class Device(NamedTuple):
    """A maker's series and the model code within it; an empty code is the whole series, both empty any."""

    maker: str
    series: str = ""
    model: str = ""


@dataclass(frozen=True)
class DeviceMention:
    """A device and where the text names it; code points, end exclusive."""

    device: Device
    start: int
    end: int


@dataclass(frozen=True)
class _Names:
    series: Mapping[str, tuple[str, str]]
    makers: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]
    endings: Mapping[str, str]
    pattern: re.Pattern[str]


_NUMERALS = {"六": "6", "七": "7", "八": "8", "十": "10", "十一": "11", "十二": "12", "十三": "13",
             "十四": "14", "十五": "15", "十六": "16", "十七": "17"}  # fmt: skip
_UNITS = "个件元年月天寸米套条只片张双款岁代色层克斤包支周毫厘度%"
"""Hanzi after a number that make it a measure: 12件 is no phone."""


@cache
def _names() -> _Names:
    data = load_toml("devices.toml")
    series = {
        word: (item["maker"], item["name"])
        for item in data["series"]
        for word in (*item.get("words", ()), *item.get("prefixes", ()))
    }
    prefixes = {word for item in data["series"] for word in item.get("prefixes", ())}
    makers = {word: maker for maker, words in data["makers"].items() for word in words}
    endings = {form.replace(" ", ""): meaning for form, meaning in data["endings"].items()}
    pattern = re.compile(
        f"{_name_pattern({*series, *makers} - prefixes, prefixes)}|{_code_pattern(set(data['endings']))}"
    )
    codes = {item["name"]: frozenset(item["codes"]) for item in data["series"] if "codes" in item}
    return _Names(series, makers, codes, endings, pattern)


def _name_pattern(words: set[str], prefixes: set[str]) -> str:
    return (
        rf"(?<!王者)(?P<name>(?:{_longest_first(words)})(?:手机(?![壳套膜保外]))?"
        r"(?= ?[\d十x]|[^a-z]|pro|plus|max|mini|$)"
        rf"|(?<![a-z])(?:{_longest_first(prefixes)})(?= ?\d))"
    )


def _code_pattern(endings: set[str]) -> str:
    ending = _longest_first(endings).replace(r"\ ", " ?")
    return (
        r"(?P<code>(?:(?<![\d.a-z])|(?<=iphone)|(?<=ip))(?:xs ?max|xsm|xs|xr|x)(?![a-z\d])"
        rf"|(?<![\d.])(?:\d{{1,3}}|十?[一二三四五六七八]|十)(?: ?(?:{ending}))?(?![\d.a-z{_UNITS}]))"
    )


def _longest_first(words: set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def may_name_device(word: str) -> bool:
    """Say whether a word in match form may belong to a device's name.

    >>> may_name_device("13pro"), may_name_device("苹果"), may_name_device("裙子")
    (True, True, False)
    """
    return word[0].isdigit() or _names().pattern.search(word) is not None


@lru_cache(maxsize=50_000)
def devices_in(text: str, series: str | None = None) -> tuple[DeviceMention, ...]:
    """Return the devices that a text in match form names, in order.

    Codes of a text that names neither series nor maker belong to `series`, by default to none.

    >>> [mention.device.model for mention in devices_in("适用iphone13pro max苹果12手机壳11")]
    ['', '13promax', '', '12', '11']
    """
    found = list(_names().pattern.finditer(text))
    named = [match["name"].removesuffix("手机") for match in found if match["name"]]
    if not named and series is None:
        return ()
    current, mentions = named[0] if named else series or "", []
    for match in found:
        if match["name"]:
            current = match["name"].removesuffix("手机")
            device: Device | None = _device_named(current)
        else:
            device = _device_coded(current, match["code"])
        if device is not None:
            mentions.append(DeviceMention(device, match.start(), match.end()))
    return tuple(mentions)


def _device_named(name: str) -> Device:
    names = _names()
    if name in names.makers:
        return Device(names.makers[name])
    return Device(*names.series[name])


def _device_coded(name: str, code: str) -> Device | None:
    """Return the model of a code after a series' name; None where the series has no such model."""
    names = _names()
    if name not in names.series:
        return None
    maker, series = names.series[name]
    model = _model(code)
    known = names.codes.get(series)
    stem = re.sub(r"(?<=\d)\D+$", "", model)
    return Device(maker, series, model) if known is None or {stem, model} & known else None


def _model(code: str) -> str:
    bare = code.replace(" ", "")
    digits = re.match(r"\d+|[一二三四五六七八十]+", bare)
    if digits is None:
        return {"xsm": "xsmax"}.get(bare, bare)
    number, ending = bare[: digits.end()], bare[digits.end() :]
    return _NUMERALS.get(number, number) + _names().endings.get(ending, "")
