"""The report in a real browser: pictures are drawn, nothing is asked of a network, no text of a file runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kwopt.pages.report import report_html
from tests.made_studies import MONEY, TODAY, made_study

PHONE, DESK = 390, 1280  # px

ATTACK = "旗袍</script><img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a report whose product is called what a hostile file would call it."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    found = made_study(n=2, **MONEY, name=ATTACK, title=f"{TODAY}{ATTACK}")
    path.write_text(report_html(found), encoding="utf-8")
    return path


def shown(browser: Any, report: Path, width: int, **options: Any) -> Iterator[Any]:
    """Show the report until its tests are done; nothing may be asked, said or broken meanwhile."""
    context, complaints = browser.new_context(viewport={"width": width, "height": 900}, **options), []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda asked: asked.url == report.as_uri() or complaints.append(asked.url))
    page.goto(report.as_uri())
    yield page
    context.close()
    assert not complaints


@pytest.fixture(scope="module")
def desk(browser: Any, report: Path) -> Iterator[Any]:
    """Show the report on a desk, its policy in force."""
    yield from shown(browser, report, DESK, permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture(scope="module")
def phone(browser: Any, report: Path) -> Iterator[Any]:
    """Show the report on a phone; its policy would keep axe's own script out."""
    yield from shown(browser, report, PHONE, bypass_csp=True)


@pytest.fixture(scope="module")
def plain(browser: Any, report: Path) -> Iterator[Any]:
    """Show the report where scripts are switched off."""
    yield from shown(browser, report, DESK, java_script_enabled=False)


def test_every_picture_is_drawn_and_no_text_runs(desk: Any, artifacts: Path | None) -> None:
    """The policy lets plotly draw all six pictures, and nothing of the file becomes an element."""
    desk.wait_for_function("document.querySelectorAll('[data-figure] .main-svg').length >= 6")
    assert desk.locator("[data-figure]").count() == 6
    assert desk.locator("img").count() == 0
    assert desk.locator("h1").inner_text() == ATTACK
    if artifacts:
        desk.screenshot(path=artifacts / "report.png", full_page=True)


@pytest.mark.parametrize(("window", "width"), [("desk", DESK), ("phone", PHONE)])
def test_the_page_is_as_wide_as_its_window(request: pytest.FixtureRequest, window: str, width: int) -> None:
    """Only tables move sideways, on a phone too."""
    page = request.getfixturevalue(window)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_title_is_copied_by_keyboard(desk: Any) -> None:
    """The button beside a title copies it whole, and says so."""
    desk.locator("button[data-copy=title-1]").focus()
    desk.keyboard.press("Enter")
    desk.locator("button[data-copy=title-1]", has_text="Copied").wait_for()
    assert desk.evaluate("navigator.clipboard.readText()") == desk.locator("#title-1").inner_text()


def test_without_scripts_everything_but_pictures_is_there(plain: Any) -> None:
    """Titles and tables are shown, a sentence stands for each picture, and no button does nothing."""
    assert plain.locator("#title-1").is_visible()
    assert plain.locator("figure p").count() == 6
    assert plain.locator("button").first.is_hidden()


def test_axe_finds_nothing_to_object_to(phone: Any, axe: Any) -> None:
    """Labels, contrast, headings, landmarks and tables pass the rules of axe."""
    found = axe.run(phone)
    assert [problem["id"] for problem in found.response["violations"]] == []


def test_it_prints_on_paper_of_a4(desk: Any, artifacts: Path | None) -> None:
    """The printed page has A4's size in points (595 x 842), and tables that fit its width."""
    printed = desk.pdf(prefer_css_page_size=True, path=artifacts and artifacts / "report.pdf")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 695, "height": 980})  # A4 less its margins, at 96 px to the inch
    assert desk.evaluate("document.documentElement.scrollWidth") == 695
