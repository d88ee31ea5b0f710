"""The README in Chinese says what the one in English says."""

import re
from collections.abc import Callable

import pytest

from tests.sources import PACKAGE

ROOT = PACKAGE.parent
FILES = {"en": "README.md", "zh": "README.zh.md"}
TEXTS = {lang: (ROOT / name).read_text(encoding="utf-8") for lang, name in FILES.items()}
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RESULTS = re.compile(r"<!-- results -->.*<!-- end of results -->", re.DOTALL)


def commands(text: str) -> list[str]:
    """Return the commands that are shown, without what cuts their output, which names its headings."""
    blocks = [body.partition("\n")[0] if kind == "console" else body for kind, body in FENCED.findall(text)]
    return [re.sub(r" \| sed .*", "", block) for block in blocks]


def links(text: str) -> list[str]:
    """Return the files to which a page leads, with one name for both languages."""
    found = re.findall(r"\]\(([^)#]+)\)", RESULTS.sub("", text))
    return [re.sub(r"^docs/(en|zh)/", "docs/", link) for link in found if not link.startswith("README")]


def numbers(text: str) -> list[str]:
    """Return the numbers of the sentences, sorted: a language may turn a sentence round."""
    sentences = re.sub(r"`[^`]*`|\]\([^)]*\)", "", FENCED.sub("", RESULTS.sub("", text)))
    return sorted(re.findall(r"\d[\d.,]*\d|\d", sentences))


@pytest.mark.parametrize("told", [commands, links, numbers], ids=lambda told: told.__name__)
def test_both_readmes_tell_the_same(told: Callable[[str], list[str]]) -> None:
    """Commands, links and numbers of the two are equal, and so is the number of their sections."""
    assert told(TEXTS["zh"]) == told(TEXTS["en"])
    assert TEXTS["zh"].count("\n## ") == TEXTS["en"].count("\n## ")


@pytest.mark.parametrize("lang", TEXTS)
def test_links_lead_somewhere(lang: str) -> None:
    """Every file to which a README leads is there."""
    found = re.findall(r"\]\(([^)#:]+)\)", TEXTS[lang])
    assert [link for link in found if not (ROOT / link).exists()] == []
