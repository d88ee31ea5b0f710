"""Visitors beside one another, and one visitor over time: what each sees, what a reload keeps."""

import re
from pathlib import Path

from tests.browser.conftest import Open

MINE = "改良旗袍"
THEIRS = [["关键词", "搜索人气", "在线商品数"], ["保温杯不锈钢", "900", "50"], ["儿童保温杯", "800", "40"]]


def test_visitors_do_not_see_each_other(open_page: Open, address: str, tmp_path: Path) -> None:
    """Each has a table and titles of its own; no address that one used gives another what it held."""
    first, second = open_page("en"), open_page("en")
    answered: list[str] = []
    first.page.on("response", lambda response: answered.append(response.url))
    first.write_and_upload(
        tmp_path / "secret.csv",
        [["关键词", "搜索人气", "在线商品数"], [f"{MINE}短袖", "900", "50"], [f"{MINE}夏季", "800", "40"]],
    )
    second.write_and_upload(tmp_path / "cups.csv", THEIRS)
    for screen, name in ((first, f"{MINE}短袖"), (second, "儿童保温杯")):
        screen.see(".kw-file")
        screen.fill(name=name, attributes="适用季节：夏季")
        screen.see_titles()
    first.open_tab("downloads")
    first.download("keywords_csv", tmp_path)
    assert MINE in first.everything()
    assert "保温杯" not in first.everything()
    for text in (MINE, "secret.csv"):
        assert text not in second.everything()
    guesses = [f"{address}/{folder}secret.csv" for folder in ("", "downloads/", "_nicegui/auto/static/0/")]
    for url in sorted({*answered, *guesses}):
        answer = second.page.request.get(url, fail_on_status_code=False)
        assert MINE.encode() not in answer.body()
        assert url in answered or answer.status == 404


def test_a_reload_and_another_language_keep_the_work(open_page: Open, artifacts: Path | None) -> None:
    """Table, product, settings, tab and the text in the editor are still there, in either language."""
    screen = open_page("en")
    screen.press("#try-sample")
    screen.see_titles()
    screen.write_title("旗袍短袖夏季")
    screen.see_width(12)
    screen.press("[aria-label='Ban 夏季']")
    screen.see("#title-rules", "夏季")
    screen.press("#language")
    screen.page.wait_for_url(re.compile("/zh$"))
    screen.lang = "zh"
    screen.see_width(12)
    screen.see_proof()
    screen.see("#title-rules", "夏季")
    screen.picture(artifacts, "switched")
    assert screen.edited() == "旗袍短袖夏季"
    screen.gone("[id^=title-text-]:has-text('夏季')")
    assert screen.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert not re.search(r"Proposal|Keywords|Settings", screen.everything())
    titles = screen.titles()
    screen.page.reload()
    screen.see_width(12)
    screen.see_titles()
    assert screen.edited() == "旗袍短袖夏季"
    assert screen.titles() == titles
    assert "qipao_keywords.csv" in screen.everything()
