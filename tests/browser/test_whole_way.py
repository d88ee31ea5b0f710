"""From a table to a copied title and the files: what a seller comes for, on a sample and on a real table."""

import csv
import zipfile
from pathlib import Path

from tests.browser.conftest import Open
from tests.browser.screen import TABS, Screen

PRODUCT = {
    "name": "改良旗袍", "category": "女装 > 旗袍",
    "attributes": "袖长：短袖\n领型：立领\n风格：新中式\n适用季节：夏季\n适用性别：女\n裙长：中长款",
}  # fmt: skip
"""A product as a seller types it."""


def copied(screen: Screen) -> str:
    """Copy the first proposal; return what was copied."""
    screen.press("#title-copy-1")
    screen.see(".kt-said", screen.say("page_titles.copied"))
    return screen.clipboard()


def walk_tabs(screen: Screen, artifacts: Path | None) -> None:
    """Look into every tab, and say what an order earns where bids ask for it."""
    for place, name in enumerate(TABS[1:], start=4):
        if name == "bids":
            screen.press("#tab-bids")
            screen.page.locator("#bids-profit").fill("30")
        screen.open_tab(name)
        screen.picture(artifacts, f"real_{place}_{name}")


def test_the_sample_leads_to_a_copied_title_and_all_files(
    open_page: Open, artifacts: Path | None, tmp_path: Path
) -> None:
    """One click on the sample and one on "copy" are enough; every file that is offered can be saved."""
    screen = open_page("en")
    screen.picture(artifacts, "sample_1_welcome")
    screen.try_sample()
    best = screen.title()
    screen.picture(artifacts, "sample_2_titles")
    assert copied(screen) == best
    screen.open_tab("downloads")
    with zipfile.ZipFile(screen.download("everything_zip", tmp_path)) as everything:
        names = everything.namelist()
        told = [
            everything.read(name).decode("utf-8-sig") for name in names if name.endswith((".csv", ".html"))
        ]
    assert {Path(name).suffix for name in names} >= {".csv", ".xlsx", ".html", ".json"}
    assert sum(best in text for text in told) >= 2  # the table of titles, and the report


def test_a_real_table_leads_to_a_copied_title_and_files(
    open_page: Open, real_data: Path, artifacts: Path | None, tmp_path: Path
) -> None:
    """A real export and a few typed facts give titles within the limit, and a file with every keyword."""
    screen = open_page("zh")
    screen.upload(real_data / "keywords_taobao.csv")
    screen.see(".kw-file")
    screen.picture(artifacts, "real_1_table")
    screen.fill(**PRODUCT)
    screen.see_titles()
    screen.picture(artifacts, "real_2_product")
    best = screen.title()
    assert 0 < len(best.encode("gb18030")) <= 60  # a hanzi has two bytes there, as it has two units of width
    screen.picture(artifacts, "real_3_titles")
    assert copied(screen) == best
    walk_tabs(screen, artifacts)
    with screen.download("keywords_csv", tmp_path).open(encoding="utf-8-sig", newline="") as saved:
        rows = list(csv.DictReader(saved))
    assert len(rows) == 39_360
