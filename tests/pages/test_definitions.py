"""Definitions: every figure has a name and a meaning in both languages, with the settings in force."""

import pytest

from kwopt.models import Settings
from kwopt.pages.definitions import GROUPS, definitions
from kwopt.resources import load_toml


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_text_is_used_and_complete(lang) -> None:
    """The section of messages holds a name and a text for each figure, a heading for each group, no more."""
    names = [name for group in GROUPS.values() for name in group]
    wanted = {*names, *(f"{name}_text" for name in names), *(f"group_{name}" for name in GROUPS)}
    assert set(load_toml(f"messages.{lang}.toml")["definitions"]) == wanted
    texts = [item.text for group in definitions(lang) for item in group.definitions]
    assert not [text for text in texts if "{" in text or not text.endswith((".", "。"))]


def test_settings_in_force_are_filled_in() -> None:
    """Weight of competition, reachable listings, credits and the chance of loss are those of the call."""
    settings = Settings(competition=0.25, shop_strength="new", match_credits=(1.0, 0.5, 0.25))
    found = definitions("en", settings=settings, max_loss_probability=0.1)
    told = {item.name: item.text for group in found for item in group.definitions}
    assert "power of 0.25" in told["worth"]
    assert told["share"].startswith("1,500 / (listings + 1,500)")
    assert "50%" in told["credit"]
    assert "at most 10%" in told["safe_ceiling"]
