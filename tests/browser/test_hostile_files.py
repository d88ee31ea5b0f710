"""Files and fields of somebody who means harm: shown as text, never executed, never an element."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.browser.conftest import Visitors
from tests.browser.screen import TABS, Screen

ATTACKS = (
    "<img src=x onerror=window.harmed=1>",
    "<script>window.harmed=2</script>",
    "{{constructor.constructor('window.harmed=3')()}}",
    "<a href='javascript:window.harmed=4'>旗袍</a>",
    "</textarea></script><svg onload=window.harmed=5>",
    '=HYPERLINK("http://192.0.2.1/?x","旗袍")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
"""What pages have been harmed by: markup, template expressions of Vue, formulas of spreadsheets."""

FOUND = """() => {
  const odd = [...document.querySelectorAll("*")].filter((element) =>
    [...element.attributes].some((one) => /^on/i.test(one.name) || /^\\s*javascript:/i.test(one.value)));
  const made = ["img[src=x]", "svg[onload]", ".kw-columns script", "iframe", "svg a", "[href*='192.0']"];
  return [window.harmed ?? null, odd.length, document.querySelectorAll(made.join()).length];
}"""


def workbook(path: Path) -> None:
    """Write a workbook with attacks in its sheet's name, a header and its cells."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("<b onclick=x>词")
        sheet.write_row(0, 0, ["关键词", "搜索人气", "支付转化率", ATTACKS[0]])
        for row, attack in enumerate(ATTACKS, start=1):
            sheet.write_row(row, 0, [f"{attack}旗袍", 9_000 - row, "4%", ATTACKS[1]])
        sheet.write_row(len(ATTACKS) + 1, 0, ["改良旗袍", 5_000, "5%", ""])


def assert_unharmed(screen: Screen) -> None:
    """Check that nothing ran, and that nothing of the attacks became an element or an attribute."""
    assert screen.page.evaluate(FOUND) == [None, 0, 0]


@pytest.fixture(scope="module")
def screen(browser: Any, address: str) -> Iterator[Screen]:
    """Return a page; what is uploaded and typed in the first test leaves as files in the second."""
    visitors = Visitors(browser, address)
    yield visitors.open("en")
    visitors.close()


def test_a_hostile_workbook_and_product_stay_text(
    screen: Screen, artifacts: Path | None, tmp_path: Path
) -> None:
    """Markup in names, headers, cells and fields is read as it stands, on every tab."""
    screen.page.on("dialog", lambda dialog: dialog.dismiss())
    workbook(tmp_path / f"{ATTACKS[0]}.xlsx")
    screen.upload(tmp_path / f"{ATTACKS[0]}.xlsx")
    screen.see(".kw-file", "onerror=window.harmed=1>.xlsx")
    screen.open_folds()
    screen.see(".kw-file", "<b onclick=x>词")
    assert_unharmed(screen)
    screen.fill(
        name=f"改良旗袍{ATTACKS[0]}", title=ATTACKS[2], brand=ATTACKS[1], category=f"{ATTACKS[3]} > 旗袍",
        attributes=f"袖长：{ATTACKS[4]}\n{ATTACKS[0]}：{ATTACKS[2]}", selling_points=ATTACKS[0],
        price="200", cost="80",
    )  # fmt: skip
    screen.see_titles()
    for name in TABS:
        screen.open_tab(name)
        screen.picture(artifacts, f"hostile_{name}")
        assert_unharmed(screen)
    explain_all(screen)
    screen.open_tab("titles")
    screen.write_title("".join(ATTACKS))
    screen.see("#title-mirror", "onerror=window.harmed=1")
    assert_unharmed(screen)


def explain_all(screen: Screen) -> None:
    """Open the explanation of each keyword."""
    screen.open_tab("keywords")
    buttons = screen.page.locator("#keywords-table tbody th.keyword button")
    for place in range(buttons.count()):
        buttons.nth(place).click()
        screen.see(".kw-explained", buttons.nth(place).inner_text().strip())
        assert_unharmed(screen)
        screen.page.keyboard.press("Escape")
        screen.gone(".kw-explained")


def test_a_hostile_table_leaves_as_harmless_files(screen: Screen, browser: Any, tmp_path: Path) -> None:
    """Cells that a spreadsheet would take for formulas begin with an apostrophe; the report runs nothing."""
    screen.open_tab("downloads")
    with screen.download("keywords_csv", tmp_path).open(encoding="utf-8-sig", newline="") as saved:
        cells = [cell for row in csv.reader(saved) for cell in row]
    assert len([cell for cell in cells if cell.startswith(("'=", "'@"))]) >= 2
    assert [cell for cell in cells if cell.startswith(("=", "@"))] == []
    page = browser.new_page()
    page.goto(screen.download("report_html", tmp_path).as_uri())
    page.wait_for_load_state()
    assert page.evaluate("window.harmed ?? null") is None
    assert page.locator("img[src=x], svg[onload]").count() == 0
    page.close()
