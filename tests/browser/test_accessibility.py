"""What axe says to every tab and state: no violation of WCAG 2.2 A or AA, wide and on a phone."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, missing
from tests.browser.screen import TABS, Screen

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

NOT_OURS: dict[str, str] = {}
"""Rules of axe that NiceGUI or Quasar break and nobody can mend from outside, and why: none."""

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def axe() -> Any:
    """Return the checker of accessibility; skips where it is not installed."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing('this test needs axe: pip install -e ".[test]"')
    return Axe()


def violations(screen: Screen, axe: Any, state: str, part: str | None = None) -> list[str]:
    """Return what is wrong in a state, an element a line: in a part of the wide page, and on a whole phone.

    Contrast, which takes most of the time, is looked at once: colours do not hang on the width.
    """
    found = broken(screen, axe, f"{state}, wide", part=part)
    screen.page.set_viewport_size(PHONE)
    found += broken(screen, axe, f"{state}, phone", rules={"color-contrast": {"enabled": False}})
    screen.page.set_viewport_size(WIDE)
    return found


def broken(screen: Screen, axe: Any, state: str, *, part: str | None = None, rules: Any = None) -> list[str]:
    """Return the elements that break a rule, with what to do about each."""
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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_nothing(open_page: Open, axe: Any, artifacts: Path, tmp_path: Path, lang: str) -> None:
    """Names, roles, contrast, headings: of the welcome, of a problem, of each tab, of an explanation."""
    screen = open_page(lang)
    found = violations(screen, axe, "welcome")
    (tmp_path / "broken.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    screen.upload(tmp_path / "broken.csv")
    screen.see(".kw-trouble")
    found += violations(screen, axe, "problem")
    screen.press("#try-sample")
    screen.see_titles()
    screen.page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    for name in TABS:
        screen.open_tab(name)
        found += violations(screen, axe, name, None if name == "titles" else ".kw-results")
        screen.picture(artifacts, f"axe_{name}")
    screen.open_tab("keywords")
    screen.press("#keywords-table tbody th.keyword button")
    screen.see(".kw-explained")
    screen.wait("() => document.getAnimations().every((one) => one.playState !== 'running')")
    found += violations(screen, axe, "explained", ".kw-explained")
    screen.picture(artifacts, "axe_explained")
    assert found == [], os.linesep.join(found)
