"""Sentences of messages: parameters are filled in, in the language asked for."""

import re
from pathlib import Path

from kwopt.messages import message
from kwopt.resources import load_toml

PACKAGE = Path(__file__).parent.parent / "kwopt"


def test_what_was_expected_is_said_in_chinese() -> None:
    """A sentence in Chinese holds no English phrase of what a value must be."""
    params = {"name": "shop_strength", "expected": "above 0", "value": -3}
    assert message("errors.bad_value", params, "zh") == "shop_strength 应为 大于 0 的数；实际为 -3"
    assert message("errors.bad_value", params) == "shop_strength must be above 0; found -3"


def test_one_thing_is_singular() -> None:
    """English sentences count: one row repeats, two rows repeat."""
    params = {"count": 1, "keywords": 1}
    assert message("tables.duplicates_merged", params).startswith("1 row repeats 1 keyword with")
    params = {"count": 3, "keywords": 2}
    assert message("tables.duplicates_merged", params).startswith("3 rows repeat 2 keywords with")


def test_every_phrase_of_what_is_expected_has_a_translation() -> None:
    """Each phrase in words that the code states stands in the Chinese phrase book."""
    stated = {
        phrase
        for module in PACKAGE.rglob("*.py")
        for phrase in re.findall(r'expected="([^"]*[a-z]{2} [^"≥]*)"', module.read_text(encoding="utf-8"))
    }
    assert stated
    assert stated <= set(load_toml("messages.zh.toml")["expected"])
