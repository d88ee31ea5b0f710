"""A phone held upright: the page is as wide as the screen, and whatever can be touched can be reached."""

from pathlib import Path

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


def test_a_phone_shows_everything(open_page: Open, artifacts: Path) -> None:
    """From the welcome to every tab, with folds open and a title edited, the page is never wider."""
    screen = open_page("zh", width=WIDTH, height=HEIGHT, has_touch=True, is_mobile=True)
    assert_fits(screen)
    screen.page.locator("#try-sample").tap()
    screen.see_titles()
    screen.page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    assert_fits(screen)
    for name in TABS:
        screen.open_tab(name)
        assert_fits(screen)
        screen.picture(artifacts, f"phone_{name}")
    screen.open_tab("keywords")
    screen.page.locator("#keywords-table tbody th.keyword button").first.tap()
    screen.see(".kw-explained")
    assert_fits(screen)
    screen.picture(artifacts, "phone_explained")
    screen.page.keyboard.press("Escape")
    screen.open_tab("titles")
    screen.write_title("2026夏季新款" * 9)
    screen.see_width(108)  # nine times four digits and four hanzi: 9 * (4 + 8)
    assert_fits(screen)
