"""What axe, the checker of accessibility, objects to in a state of the page."""

from typing import Any

from tests.browser.screen import Screen

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

NOT_OURS: dict[str, str] = {}
"""Rules of axe that NiceGUI or Quasar break and nobody can mend from outside, and why: none."""

NO_CONTRAST = {"color-contrast": {"enabled": False}}
"""Contrast takes most of axe's time: a phone has the colours of the wide page, which is looked at."""


def broken(screen: Screen, axe: Any, state: str, *, part: str | None = None, rules: Any = None) -> list[str]:
    """Return the elements of the page, or of a part of it, that break a rule, with what to do about each."""
    options = {
        "runOnly": {"type": "tag", "values": LEVELS},
        "resultTypes": ["violations"],
        "rules": rules or {},
    }
    answer = axe.run(screen.page, context=part, options=options).response
    return [
        f"{state}: {rule['id']} {node['target']} {node['failureSummary']}"
        for rule in answer["violations"]
        if rule["id"] not in NOT_OURS
        for node in rule["nodes"]
    ]
