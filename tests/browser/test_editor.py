"""The title under the seller's hands: what each key changes, swaps, undo, words to keep and to ban."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import Visitors
from tests.browser.screen import Screen

TITLES = "[...document.querySelectorAll('[id^=title-text-]')]"


@pytest.fixture(scope="module")
def screen(browser: Any, address: str) -> Iterator[Screen]:
    """Return a page with the sample; the tests of this module go on from one another's state."""
    visitors = Visitors(browser, address)
    screen = visitors.open("en")
    screen.try_sample()
    yield screen
    visitors.close()


def test_every_key_changes_counter_and_reach(screen: Screen) -> None:
    """Hanzi count two, letters one; a keyword's last character brings its reach."""
    screen.write_title("")
    screen.see_width(0)
    editor = screen.page.locator("#title-editor")
    editor.press_sequentially("改良旗")
    screen.see_width(6)
    before = screen.reach()
    editor.press_sequentially("袍")
    screen.see_width(8)
    screen.see("#title-words", "改良旗袍")
    assert screen.reach() > before
    editor.press_sequentially("a")
    screen.see_width(9)


def test_an_input_method_is_not_disturbed(screen: Screen) -> None:
    """While pinyin is being composed nothing is counted; the chosen hanzi are, where they were put."""
    screen.write_title("旗袍")
    screen.see_width(4)
    editor = screen.page.locator("#title-editor")
    editor.press("End")
    keyboard = screen.page.context.new_cdp_session(screen.page)
    for typed in ("d", "du", "duan", "duanxiu"):
        place = len(typed)
        keyboard.send(
            "Input.imeSetComposition", {"text": typed, "selectionStart": place, "selectionEnd": place}
        )
    assert screen.edited() == "旗袍duanxiu"
    screen.see_width(4)
    keyboard.send("Input.insertText", {"text": "短袖"})
    screen.see_width(8)
    assert screen.edited() == "旗袍短袖"


def test_one_click_swaps_and_undo_takes_back(screen: Screen) -> None:
    """A change that is offered does to the title what it says, and "undo" brings the text back."""
    screen.press("#title-edit-today")
    screen.see("#alternative-1")
    today, before = screen.edited(), screen.reach()
    screen.press("#alternative-1")
    screen.wait("(text) => document.querySelector('#title-editor').value !== text", today)
    screen.wait(
        "(before) => parseFloat(document.querySelector('#title-reach').innerText.match(/[\\d.]+/)) > before",
        before,
    )
    screen.press("#title-undo")
    screen.wait("(text) => document.querySelector('#title-editor').value === text", today)


def test_banned_words_go_and_kept_words_stay(screen: Screen) -> None:
    """Proposals are made anew without a banned word and with a kept one; releasing brings the first back."""
    screen.press("#title-reset")
    first = screen.titles()
    assert any("国风" in title for title in first)
    screen.press("[aria-label='Ban 国风']")
    screen.see("#title-rules", "国风")
    screen.wait(f"(word) => {TITLES}.every((title) => !title.innerText.includes(word))", "国风")
    screen.see_proof()
    assert screen.titles()
    screen.press("[aria-label='Release \"国风\"']")
    screen.wait(f"(first) => {TITLES}[0].innerText === first", first[0])
    screen.see_proof()
    screen.press("[aria-label='Keep 夏季']")
    screen.see("#title-rules", "夏季")
    screen.wait(f"(word) => {TITLES}.every((title) => title.innerText.includes(word))", "夏季")
    screen.see_proof()
