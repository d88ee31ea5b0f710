"""A phone held upright: the page is as wide as the screen, and whatever can be touched can be reached.

The walk is axe's as well: Chinese and narrow, where `test_accessibility` is English and wide.
"""

import os
from pathlib import Path
from typing import Any

from tests.browser.accessible import NO_CONTRAST, broken
from tests.browser.conftest import Open
from tests.browser.screen import TABS, Screen

WIDTH, HEIGHT = 390, 844  # CSS pixels of an iPhone 14

OUT_OF_REACH = """(width) => {
  const inScroller = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
    return false;
  };
  const controls = "a, button, input, select, textarea, summary, [role=tab], [tabindex='0']";
  return [...document.querySelectorAll(controls)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([element, box]) => box.width > 2 && (box.left < -1 || box.right > width + 1))
    .filter(([element, box]) => !inScroller(element))
    .map(([element, box]) => `${element.outerHTML.slice(0, 120)} ${box.left} to ${box.right}`);
}"""
"""Controls that stand beyond the screen's sides, but those in a part that scrolls."""


def assert_fits(screen: Screen) -> None:
    """Check that nothing has to be scrolled sideways but tables."""
    screen.wait("(width) => document.documentElement.scrollWidth <= width", WIDTH)
    assert screen.page.evaluate(OUT_OF_REACH, WIDTH) == []


def test_a_phone_shows_everything(open_page: Open, axe: Any, artifacts: Path | None, tmp_path: Path) -> None:
    """From the welcome to every tab, with folds open and a title edited, the page is never wider."""
    screen = open_page("zh", width=WIDTH, height=HEIGHT, has_touch=True, is_mobile=True)
    assert_fits(screen)
    found = broken(screen, axe, "welcome", rules=NO_CONTRAST)
    (tmp_path / "broken.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    screen.upload(tmp_path / "broken.csv")
    screen.see(".kw-trouble")
    assert_fits(screen)
    found += broken(screen, axe, "problem", rules=NO_CONTRAST)
    screen.page.locator("#try-sample").tap()
    screen.see_titles()
    screen.open_folds()
    assert_fits(screen)
    for name in TABS:
        screen.open_tab(name)
        assert_fits(screen)
        found += broken(
            screen, axe, name, part=None if name == "titles" else ".kw-results", rules=NO_CONTRAST
        )
        screen.picture(artifacts, f"phone_{name}")
    screen.open_tab("keywords")
    screen.page.locator("#keywords-table tbody th.keyword button").first.tap()
    screen.see(".kw-explained")
    assert_fits(screen)
    found += broken(screen, axe, "explained", part=".kw-explained", rules=NO_CONTRAST)
    screen.picture(artifacts, "phone_explained")
    screen.page.keyboard.press("Escape")
    screen.open_tab("titles")
    screen.write_title("2026夏季新款" * 9)
    screen.see_width(108)  # nine times four digits and four hanzi: 9 * (4 + 8)
    assert_fits(screen)
    assert found == [], os.linesep.join(found)
