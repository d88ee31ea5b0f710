"""Without a mouse: the whole way by Tab, Enter and Space, with the focus always to be seen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visitors
from tests.browser.screen import Screen

MOST_STOPS = 200
"""Presses of Tab in which anything must be reached."""

FOCUS = """async () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  await Promise.allSettled(element.getAnimations().map((one) => one.finished));
  const rings = [element, element.closest(".q-field")];
  const seen = rings.filter(Boolean).some((ring) => {
    const style = getComputedStyle(ring);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || ring.classList.contains("q-field--focused");
  });
  const box = element.getBoundingClientRect();
  const shown = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { id: element.id, said: element.outerHTML.slice(0, 200), seen: seen && shown };
}"""


def tab_to(screen: Screen, wanted: str) -> list[str]:
    """Press Tab until an element has the focus; return where it went, each with its focus in sight."""
    stops: list[str] = []
    for _ in range(MOST_STOPS):
        screen.page.keyboard.press("Tab")
        focus = screen.page.evaluate(FOCUS)
        if focus is None:
            continue
        assert focus["seen"], f"nobody sees the focus at {focus['said']}"
        stops.append(focus["id"])
        if focus["id"] == wanted:
            return stops
    raise AssertionError(f"{wanted} is not reached by Tab; stops: {stops}")


@pytest.fixture(scope="module")
def screen(browser: Any, address: str) -> Iterator[Screen]:
    """Return a page with the sample, chosen by keyboard; the tests go on from one another's state."""
    visitors = Visitors(browser, address)
    screen = visitors.open("en")
    tab_to(screen, "try-sample")
    screen.page.keyboard.press("Enter")
    screen.see_titles()
    screen.see_proof()
    yield screen
    visitors.close()


def test_a_title_is_copied_by_keyboard_alone(screen: Screen, artifacts: Path | None) -> None:
    """A title is edited and copied; the order of stops is that of the screen."""
    stops = tab_to(screen, "title-copy-1")
    assert stops.index("product-name") < stops.index("competition") < stops.index("title-copy-1")
    screen.picture(artifacts, "keyboard")
    screen.page.keyboard.press("Space")
    screen.see(".kt-said", screen.say("page_titles.copied"))
    assert screen.clipboard() == screen.title()
    tab_to(screen, "title-editor")
    screen.page.keyboard.press("Control+a")
    screen.page.keyboard.insert_text("旗袍")
    screen.see_width(4)
    screen.page.keyboard.press("Enter")
    assert screen.edited() == "旗袍"
    tab_to(screen, "title-copy-edited")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_function("async () => (await navigator.clipboard.readText()) === '旗袍'")


def test_tabs_dialogs_and_sorting_need_no_mouse(screen: Screen) -> None:
    """Tabs, headings that sort, and an explanation open by key; Escape leads back to where one was."""
    keyboard = screen.page.keyboard
    screen.page.locator("#tab-titles").focus()
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    screen.see("#keywords-table tbody tr")
    tab_to(screen, "sort-search_volume")
    keyboard.press("Enter")
    screen.see("#keywords-table [aria-sort=descending] #sort-search_volume")
    screen.see("#keywords-table tbody tr", "旗袍")
    tab_to_explained(screen)
    keyboard.press("Enter")
    screen.see(".kw-explained")
    assert screen.page.evaluate("document.activeElement.closest('.kw-explained') !== null")
    keyboard.press("Escape")
    screen.gone(".kw-explained")
    assert screen.page.evaluate("document.activeElement.getAttribute('aria-haspopup')") == "dialog"


def tab_to_explained(screen: Screen) -> None:
    """Press Tab until a button that explains a keyword has the focus."""
    for _ in range(MOST_STOPS):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("document.activeElement.getAttribute('aria-haspopup')") == "dialog":
            return
    raise AssertionError("no keyword can be explained by keyboard")


def test_the_focus_is_never_trapped(screen: Screen) -> None:
    """Tab goes through the whole page and leaves it at its end."""
    screen.open_tab("titles")
    screen.page.locator("#language").focus()
    seen = []
    for _ in range(MOST_STOPS):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("document.activeElement === document.body"):
            break
        seen.append(screen.page.evaluate("document.activeElement.id"))
    else:
        raise AssertionError(f"Tab never leaves the page: {seen[-5:]}")
    assert "title-editor" in seen
