"""Device models in titles and queries, as sellers and shoppers write them."""

import pytest

from kwopt.language.devices import Device, devices_in, may_name_device
from kwopt.language.normalize import match_form


def models(text: str, series: str | None = None) -> list[str]:
    """Return series and model of each device that a text names with a model."""
    mentions = devices_in(match_form(text), series)
    return [f"{found.device.series} {found.device.model}" for found in mentions if found.device.model]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("iPhone 15 Pro Max 手机壳", ["iphone 15promax"]),
        ("手机壳苹果新款14", ["iphone 14"]),
        ("苹果十二的手机壳", ["iphone 12"]),
        ("适用苹果11/12mini/xs max/XR", ["iphone 11", "iphone 12mini", "iphone xsmax", "iphone xr"]),
        ("7P/8plus苹果软壳", ["iphone 7plus", "iphone 8plus"]),
        ("opporeno8pro手机壳", ["reno 8pro"]),
        ("华为mate60 pro+ p70 nova12", ["mate 60pro+", "p 70", "nova 12"]),
        ("红米note12 手机膜", ["红米note 12"]),
        ("苹果手机壳 2件装", []),
        ("王者荣耀50手机壳", []),
        ("雪纺连衣裙12", []),
    ],
)
def test_models_in_a_text(text: str, expected: list[str]) -> None:
    """A code belongs to the series named before it, else to the first one named; measures are no models."""
    assert models(text) == expected


def test_codes_alone_belong_to_the_series_given() -> None:
    """A product made for one series only lends it to a query that names none."""
    assert models("13pro手机壳", "iphone") == ["iphone 13pro"]
    assert models("13pro手机壳") == []


def test_a_maker_alone_is_a_mention() -> None:
    """A maker without a model stands for all its devices; the word 手机 (phone) belongs to its name."""
    (mention,) = devices_in("苹果手机新款")
    assert (mention.device, mention.start, mention.end) == (Device("苹果"), 0, 4)
    (mention,) = devices_in("苹果手机壳")
    assert mention.end == 2


def test_words_that_may_name_a_device() -> None:
    """The cheap question never says no to a word of a device's name."""
    assert all(map(may_name_device, ("iphone", "13pro", "xr", "mate60", "荣耀", "十二")))
    assert not any(map(may_name_device, ("连衣裙", "透明", "max裙")))
