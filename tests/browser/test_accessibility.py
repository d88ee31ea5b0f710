"""What axe says to every tab and state: no violation of WCAG 2.2 A or AA.

In English on a wide screen here, in Chinese on a phone in `test_small_screens`: no rule of axe looks at the
language and the width together.
"""

import os
from pathlib import Path
from typing import Any

from tests.browser.accessible import broken
from tests.browser.conftest import Open
from tests.browser.screen import TABS


def test_axe_finds_nothing(open_page: Open, axe: Any, artifacts: Path | None, tmp_path: Path) -> None:
    """Names, roles, contrast, headings: of the welcome, of a problem, of each tab, of an explanation."""
    screen = open_page("en")
    found = broken(screen, axe, "welcome")
    (tmp_path / "broken.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    screen.upload(tmp_path / "broken.csv")
    screen.see(".kw-trouble")
    found += broken(screen, axe, "problem")
    screen.press("#try-sample")
    screen.see_titles()
    screen.open_folds()
    for name in TABS:
        screen.open_tab(name)
        found += broken(screen, axe, name, part=None if name == "titles" else ".kw-results")
        screen.picture(artifacts, f"axe_{name}")
    screen.open_tab("keywords")
    screen.press("#keywords-table tbody th.keyword button")
    screen.see(".kw-explained")
    screen.wait("() => document.getAnimations().every((one) => one.playState !== 'running')")
    found += broken(screen, axe, "explained", part=".kw-explained")
    screen.picture(artifacts, "axe_explained")
    assert found == [], os.linesep.join(found)
