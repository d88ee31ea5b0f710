"""Files that a seller drops: corrected columns, wrong kinds, too large ones, work that is cancelled."""

from pathlib import Path

from tests.browser.conftest import UPLOAD_MB, Open
from tests.browser.screen import Rows

ODD: Rows = [
    ["买家搜的词", "热度甲", "宝贝乙"],
    *([f"旗袍{name}", str(9_000 - 100 * place), str(40_000 + place)] for place, name in enumerate(
        ("短袖", "改良", "夏季", "新中式", "连衣裙", "年轻款", "中长款", "立领"))),
]  # fmt: skip
"""A table whose headers no export has: what its columns mean must be said."""


def choose(page: object, label: str, option: str) -> None:
    """Choose an option of a field."""
    page.get_by_label(label, exact=True).click()  # type: ignore[attr-defined]
    page.get_by_role("option", name=option, exact=True).click()  # type: ignore[attr-defined]


def test_the_column_doctor_takes_corrections(open_page: Open, artifacts: Path | None, tmp_path: Path) -> None:
    """A meaning that is chosen holds at once, and is enough for titles; "undo" takes it back."""
    screen = open_page("en")
    screen.write_and_upload(tmp_path / "热词.csv", ODD)
    say = screen.say
    choose(screen.page, say("page_table.ask_keyword"), "买家搜的词")
    screen.see(".kw-file", "8 keywords to work with")
    choose(screen.page, "热度甲", say("page_table.meaning_search_volume"))
    screen.see(".kw-file", "You changed 2 columns")
    screen.picture(artifacts, "doctor")
    screen.fill(name="改良旗袍连衣裙", attributes="袖长：短袖\n适用季节：夏季")
    screen.see_titles()
    assert "旗袍" in screen.title()
    screen.press("#columns-undo")
    screen.see(".kw-file", "You changed 1 column")


def test_wrong_and_too_large_files_get_a_sentence(
    open_page: Open, artifacts: Path | None, tmp_path: Path, server_temp: Path
) -> None:
    """They are named, and a good file is taken after them; the server's limit holds for any sender."""
    screen = open_page("en")
    program, picture, large = (tmp_path / name for name in ("setup.exe", "scan.csv", "large.csv"))
    program.write_bytes(b"MZ\x90\x00")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    large.write_bytes(b"keyword,searches\n" + b"qipao,1\n" * (UPLOAD_MB * 2**17))
    before = kept(server_temp)
    screen.upload(program)
    screen.see(".kw-trouble", "setup.exe")
    screen.upload(large)
    screen.see(".kw-trouble >> text=large.csv", f"{UPLOAD_MB} MB")
    screen.upload(picture)
    screen.see(".kw-trouble >> text=scan.csv")
    screen.picture(artifacts, "refused")
    with screen.page.expect_request(lambda request: request.method == "POST") as sent:
        screen.write_and_upload(tmp_path / "good.csv", [["关键词", "搜索人气"], ["旗袍", "900"]])
    screen.see(".kw-file", "good.csv")
    too_much = bytes((UPLOAD_MB + 1) * 2**20)
    assert screen.page.request.post(sent.value.url, data=too_much).status == 413
    assert kept(server_temp) - before <= 2  # the good file, and the one whose problem may still be mended


def kept(folder: Path) -> int:
    """Return how many files a server keeps; nobody else may enter its folder."""
    assert [oct(path.stat().st_mode)[-3:] for path in folder.iterdir()] == ["700"]
    return len([path for path in folder.rglob("*") if path.is_file()])


def test_long_work_can_be_cancelled(open_page: Open, tmp_path: Path) -> None:
    """While it lasts titles are called old; cancelling leaves them and says so, and the page goes on."""
    screen = open_page("en")
    screen.write_and_upload(tmp_path / "short.csv", [["关键词", "搜索人气"], ["旗袍短袖", "900"]])
    screen.see(".kw-file")
    screen.fill(name="改良旗袍短袖")
    screen.see_titles()
    screen.see_proof()
    best = screen.title()
    screen.write_and_upload(tmp_path / "long.csv", [["关键词", "搜索人气"], *long_rows()])
    screen.see("#titles-state", screen.say("page_titles.updating"))
    screen.press("#cancel")
    screen.see("#problems", screen.say("page.cancelled"))
    screen.gone("#cancel")
    assert screen.title() == best
    screen.write_title("旗袍短袖")
    screen.see_width(8)
    screen.fill(name="旗袍连衣裙短袖")
    screen.gone("#problems .kw-problem")
    screen.see_titles()


def long_rows() -> list[list[str]]:
    """Return as many keywords as may be uploaded, all different: their reading can be seen."""
    endings = ("短袖", "夏季", "改良", "年轻款", "中长款", "女", "新款", "立领", "气质", "国风")
    pairs = [f"{first}{second}旗袍" for first in endings for second in endings]
    return [[f"{pair}{number}", "9"] for pair in pairs for number in range(UPLOAD_MB * 350)]
