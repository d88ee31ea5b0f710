"""What all figures share: colours with contrast, fonts with hanzi, two languages, no button to a server."""

import itertools
import re

import pytest

from kwopt.bids import UnitEconomics
from kwopt.errors import SettingError
from kwopt.plots import figure_config, palette, unit_economics_plot
from kwopt.resources import load_toml

MARKS = (*palette.VERDICTS.values(), *palette.SOURCES.values(), palette.PRICE)
COLORS = sorted({mark.color for mark in MARKS} | {palette.BAND, palette.VERMILLION})
RELEVANCE = [color for _, color in palette.RELEVANCE]
OKABE_ITO = {
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
}  # fmt: skip


SEEN = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
"""What linear red, green and blue look like: Machado, Oliveira and Fernandes, "A physiologically-based model
for simulation of color vision deficiency", 2009, severity 1.0. Each row adds up to 1: grey stays grey."""


def linear(color: str) -> list[float]:
    """Return linear red, green and blue of "#RRGGBB" (WCAG 2.2, definition of relative luminance)."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]


def luminance(color: str) -> float:
    """Return the relative luminance of "#RRGGBB" (WCAG 2.2)."""
    return brightness(linear(color))


def brightness(channels: list[float]) -> float:
    """Return the luminance of linear red, green and blue."""
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(color: str, eyes: str) -> list[float]:
    """Return linear red, green and blue as eyes that lack one kind of cone see them."""
    channels = linear(color)
    mixed = (sum(part * channel for part, channel in zip(row, channels, strict=True)) for row in SEEN[eyes])
    return [min(1.0, max(0.0, value)) for value in mixed]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula() -> None:
    """Black on white is 21 to 1; #767676 on white 4.54 to 1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    # 0x76 / 255 = 0.4627; ((0.4627 + 0.055) / 1.055) ^ 2.4 = 0.1812; 1.05 / (0.1812 + 0.05) = 4.54.
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("color", COLORS + RELEVANCE)
def test_marks_stand_out(color: str) -> None:
    """Marks have a contrast of 3 to 1 against the background (WCAG 2.2, 1.4.11)."""
    assert contrast(color, palette.BACKGROUND) >= 3


@pytest.mark.parametrize("color", [palette.TEXT, palette.QUIET_TEXT])
def test_text_is_legible(color: str) -> None:
    """Text has a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    assert contrast(color, palette.BACKGROUND) >= 4.5


def test_colours_are_those_for_the_colour_blind() -> None:
    """Every colour of a mark is one of Okabe and Ito's eight, or grey."""
    assert {mark.color for mark in MARKS} <= OKABE_ITO | {palette.BAND}


@pytest.mark.parametrize("kinds", [palette.VERDICTS, palette.SOURCES])
def test_no_two_kinds_share_colour_or_symbol(kinds: dict[str, palette.Mark]) -> None:
    """Whoever sees no colour tells them by the symbol."""
    for one, other in itertools.combinations(kinds.values(), 2):
        assert one.color != other.color
        assert one.symbol != other.symbol


def test_relevance_darkens_all_the_way() -> None:
    """The scale of relevance has one direction also in grey, and no class of it shares a symbol."""
    steps = [luminance(color) for color in RELEVANCE]
    assert steps == sorted(steps, reverse=True)
    assert contrast(RELEVANCE[0], RELEVANCE[-1]) >= 3
    assert len(set(palette.CLASSES.values())) == len(palette.CLASSES)


@pytest.mark.parametrize("eyes", SEEN)
def test_relevance_darkens_for_all_eyes(eyes: str) -> None:
    """Whoever lacks one kind of cone reads the scale in the same direction, at a contrast of 3 to 1."""
    steps = [brightness(seen(color, eyes)) for color in RELEVANCE]
    assert steps == sorted(steps, reverse=True)
    assert (steps[0] + 0.05) / (steps[-1] + 0.05) >= 3


@pytest.mark.parametrize(("lang", "locale"), [("en", "en-US"), ("zh", "zh-CN")])
def test_figures_are_shown_without_logo_and_server(lang: str, locale: str) -> None:
    """Pages show figures in their language, as wide as their place, and nothing leads elsewhere."""
    config = figure_config(lang)
    assert (config["locale"], config["responsive"], config["displaylogo"]) == (locale, True, False)
    assert not config["showSendToCloud"]
    assert "sendChartToCloud" in config["modeBarButtonsToRemove"]
    assert config["locales"][locale]["dictionary"]["Download plot as a PNG"]
    assert figure_config(lang)["modeBarButtonsToRemove"] is not config["modeBarButtonsToRemove"]


def test_a_config_needs_a_language() -> None:
    """A language that does not exist is refused."""
    with pytest.raises(SettingError, match='unknown lang "fr"'):
        figure_config("fr")


def test_figures_name_fonts_with_hanzi_and_send_nothing() -> None:
    """Fonts of Windows, macOS and Linux with hanzi are named; no button sends the chart to a server."""
    layout = unit_economics_plot(UnitEconomics.of_profit(38)).layout.template.layout
    for font in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC"):
        assert font in layout.font.family
    assert "sendChartToCloud" in layout.modebar.remove


def test_both_languages_say_the_same_things() -> None:
    """Every text of figures stands in both languages with the same parameters."""
    english, chinese = (load_toml(f"messages.{lang}.toml")["plots"] for lang in ("en", "zh"))
    assert english.keys() == chinese.keys()
    for name, text in english.items():
        parameters = set(re.findall(r"\{(\w+)\}", text)) | set(re.findall(r"\[(\w+):", text))
        assert set(re.findall(r"\{(\w+)\}", chinese[name])) == parameters
