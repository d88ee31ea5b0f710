"""The command line's texts: both languages say the same things with the same parameters."""

import re
from pathlib import Path

import pytest

import kwopt.cli
from kwopt.bids.rates import SOURCES
from kwopt.language.widths import UNITS
from kwopt.payloads import CLASSES
from kwopt.resources import load_text, load_toml

SOURCE_CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(kwopt.cli.__file__).parent.rglob("*.py"))
)


def texts(lang: str) -> dict[str, str]:
    """Return the section of the command line."""
    section: dict[str, str] = load_toml(f"messages.{lang}.toml")["cli"]
    return section


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    """No text is missing in one of the languages."""
    assert list(texts("en")) == list(texts("zh"))


@pytest.mark.parametrize("name", list(texts("en")))
def test_both_languages_take_the_same_parameters(name: str) -> None:
    """A text names the same parameters in both languages."""
    taken = [sorted(set(re.findall(r"\{(\w+)\}", texts(lang)[name]))) for lang in ("en", "zh")]
    assert taken[0] == taken[1]


def test_every_text_that_is_said_exists() -> None:
    """Each literal name that the code says stands in the messages."""
    said = set(re.findall(r'\.say\(\s*"(\w+)"', SOURCE_CODE)) | set(re.findall(r'"cli\.(\w+)"', SOURCE_CODE))
    assert said - set(texts("en")) == set()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("class", CLASSES),
        ("unit", tuple(UNITS)),
        ("verdict", ("raise", "keep", "lower", "pause", "wait")),
        ("source", SOURCES),
        ("match", ("phrase", "ordered", "any")),
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
