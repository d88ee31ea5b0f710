"""The command line's texts: both languages say the same things with the same parameters."""

import re

import click
import pytest

from kwopt.bids.advice.verdicts import VERDICTS
from kwopt.bids.campaigns.layouts import layouts
from kwopt.bids.rates.click_rates import SOURCES
from kwopt.cli.main import COMMANDS, cli
from kwopt.cli.options import UPLOAD_FORMATS
from kwopt.language.widths import UNITS
from kwopt.resources import load_text, load_toml
from kwopt.scoring.relevance.relevance import CLASSES
from kwopt.titles.coverage.matching import KINDS
from kwopt.titles.coverage.segmenters import NAMES


def texts(lang: str) -> dict[str, str]:
    """Return the section of the command line."""
    section: dict[str, str] = load_toml(f"messages.{lang}.toml")["cli"]
    return section


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    """No text is missing in one of the languages."""
    assert list(texts("en")) == list(texts("zh"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("class", CLASSES),
        ("unit", tuple(UNITS)),
        ("verdict", VERDICTS),
        ("purpose", ("earn", "explore")),
        ("source", SOURCES),
        ("match", KINDS),
        ("segmenter", NAMES),
        ("finding", ("error", "warning", "needs_proof")),
        ("level", ("info", "warning", "error")),
        ("status", ("used", "kept", "ignored")),
        ("measure", tuple(sorted(set(re.findall(r'\bunit = "([^"]+)"', load_text("formats.toml")))))),
    ],
)
def test_words_of_results_have_names(kind: str, words: tuple[str, ...]) -> None:
    """Every word that other rooms put into results has a name on screen in both languages."""
    for lang in ("en", "zh"):
        lacking = [word for word in words if f"{kind}_{word.replace(' ', '_')}" not in texts(lang)]
        assert lacking == []


def test_help_shows_the_same_examples_in_both_languages(call) -> None:
    """The Chinese help has Chinese text, and the examples of the English one."""
    for command in COMMANDS:
        told = {lang: call(command, "--help", "--lang", lang).stdout for lang in ("en", "zh")}
        found = {lang: re.findall(r"^ +(kwopt .*)$", text, flags=re.M) for lang, text in told.items()}
        assert found["en"] == found["zh"]
        assert "示例：" in told["zh"]
        assert "本帮助" in told["zh"]


def test_language_may_stand_before_the_command(call) -> None:
    """`kwopt --lang zh score` speaks Chinese, as `kwopt score --lang zh` does."""
    assert call("--lang", "zh", "score", "nowhere.csv").stderr.startswith("错误：")
    assert "先试试" in call("--lang", "zh", "--help").stdout


def test_every_option_has_help() -> None:
    """No option of any command is without a sentence."""
    group = click.Context(cli)
    commands = [cli.get_command(group, name) for name in COMMANDS]
    options = [param for command in commands for param in command.params if isinstance(param, click.Option)]
    assert {f"option_{param.name}" for param in options} <= set(texts("en"))


def test_the_upload_formats_offered_are_the_layouts() -> None:
    """Help names the layouts without reading them; both lists are one."""
    assert tuple(layouts()) == UPLOAD_FORMATS
