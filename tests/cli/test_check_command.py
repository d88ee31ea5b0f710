"""`kwopt check`: findings, exit codes, lists of words, stdin."""

import re
from pathlib import Path

import pandas as pd
import pytest


def test_check_findings_make_exit_code_1_with_document(document) -> None:
    """A finding of level error gives exit code 1, the document still on stdout; titles are a list."""
    found = document("check", "全网最低价真丝旗袍", exit_code=1)
    assert found["ok"] is False
    assert set(found["titles"][0]) >= {"text", "index", "width", "limit", "unit", "ok", "findings"}
    assert found["titles"][0]["findings"][0]["level"] == "error"
    assert document("check", "改良旗袍")["ok"] is True


def test_check_reads_lines_of_stdin(document) -> None:
    """A dash stands for the lines of stdin, each with its row; blank lines are none."""
    titles = document("check", "-", stdin="改良旗袍\n\n国风旗袍\r\n".encode())["titles"]
    assert [(title["text"], title["row"]) for title in titles] == [("改良旗袍", 1), ("国风旗袍", 3)]


def test_check_takes_the_sellers_lists(document) -> None:
    """--ban makes a word an error, --approve takes a finding away."""
    assert document("check", "改良旗袍", "--ban", "改良", exit_code=1)["ok"] is False
    assert document("check", "全网最低价旗袍", "--approve", "全网最低价")["ok"] is True


def test_check_without_titles_is_an_error(call) -> None:
    """Nothing to check is said so."""
    result = call("check", "-", stdin=b"\n")
    assert (result.exit_code, result.stderr) == (1, "error: there is no title to check; state at least one\n")


@pytest.mark.usefixtures("few_keywords")
def test_composed_titles_are_judged_as_when_composed(document) -> None:
    """A title that `kwopt title` composed has the same findings under `kwopt check`."""
    product = ("--product", "qipao.toml")
    titles = document("title", "qipao_keywords.csv", *product, "-n", "3", "--as-of", "2026-05-20")["titles"]
    checked = document("check", *(title["text"] for title in titles), *product)["titles"]
    assert [title["findings"] for title in checked] == [title["findings"] for title in titles]


@pytest.mark.parametrize("text", ["", " ", "ﬁne 旗袍", "旗袍  女", "A字裙\t连衣裙", "Ｖ领旗袍", "旗袍" * 200])
def test_any_text_can_be_checked(document, text: str) -> None:
    """Ligatures, doubled spaces, tabs and full-width letters change places, and stop nothing."""
    result = document("check", "改良旗袍", text, exit_code=1 if text.strip() in ("", "旗袍" * 200) else 0)
    assert len(result["titles"]) == 2


def test_every_key_of_a_checked_title_is_there(document) -> None:
    """A title from no file has null for file and row; settings name the language."""
    found = document("check", "改良旗袍")
    assert (found["titles"][0]["file"], found["titles"][0]["row"]) == (None, None)
    assert found["settings"]["lang"] == "en"


def test_check_reads_titles_of_a_table(document, here: Path) -> None:
    """The column of titles is found by its header; each title has the row that a spreadsheet shows."""
    (here / "shop.csv").write_text("价格,宝贝标题\n39,改良旗袍\n45,\n59,全网最低价旗袍\n", encoding="gbk")
    found = document("check", "shop.csv", exit_code=1)
    assert [(item["text"], item["file"], item["row"], item["ok"]) for item in found["titles"]] == [
        ("改良旗袍", "shop.csv", 2, True),
        ("全网最低价旗袍", "shop.csv", 4, False),
    ]
    assert "cli.blank_titles" in [notice["code"] for notice in found["notices"]]
    assert found["inputs"][0]["file"] == "shop.csv"


@pytest.mark.parametrize("header", ["标题", "商品标题", "宝贝标题", "title", "Item Name", "item_name"])
def test_check_knows_headers_of_titles(document, here: Path, header: str) -> None:
    """The usual headers of a title column are known, in a workbook too."""
    pd.DataFrame({"ID": [1, 2], header: ["改良旗袍", "真丝旗袍"]}).to_excel(here / "shop.xlsx", index=False)
    found = document("check", "shop.xlsx")
    assert [(item["text"], item["row"]) for item in found["titles"]] == [("改良旗袍", 2), ("真丝旗袍", 3)]


def test_check_reads_a_list_and_a_named_column(document, here: Path) -> None:
    """A .txt holds a title a line, marks of UTF-8 aside; --column names a column of any header."""
    (here / "list.txt").write_text("改良旗袍\n\n真丝旗袍, 短袖\n", encoding="utf-8-sig")
    titles = document("check", "list.txt")["titles"]
    assert [(item["text"], item["row"]) for item in titles] == [("改良旗袍", 1), ("真丝旗袍, 短袖", 3)]
    (here / "odd.csv").write_text("编号,文案\n1,改良旗袍\n", encoding="utf-8")
    assert document("check", "--file", "odd.csv", "--column", "文案")["titles"][0]["text"] == "改良旗袍"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("odd.csv", "编号,文案,价\n1,改良旗袍,3\n".encode(), r"odd.csv.*编号, 文案, 价.*--column"),
        ("empty.csv", b"", "empty.csv.*empty"),
        ("empty.txt", b"", "empty.txt.*empty"),
        ("nul.txt", b"abc\0def\n", "nul.txt"),
    ],
)
def test_check_says_why_a_file_cannot_be_checked(
    call, here: Path, name: str, content: bytes, message: str
) -> None:
    """No column of titles, nothing in the file, or no text: each is a sentence, and nothing is printed."""
    (here / name).write_bytes(content)
    result = call("check", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search(message, result.stderr)
    assert "Traceback" not in result.stderr


def test_check_holds_a_field_against_the_title_of_its_row(document, here: Path) -> None:
    """Search terms are found by their header, and words of the row's own title are pointed out."""
    lines = "item_name,generic_keyword\nSteel Bottle,steel flask\nGlass Jar,canister\n"
    (here / "listings.csv").write_text(lines, encoding="utf-8")
    found = document("check", "listings.csv", "-m", "amazon", "--field", "search_terms")
    assert found["field"] == "search_terms"
    assert [[item["text"] for item in title["findings"]] for title in found["titles"]] == [["steel"], []]
    alone = document(
        "check", "steel flask", "-m", "amazon", "--field", "search_terms", "--title", "Steel Jar"
    )
    assert [item["code"] for item in alone["titles"][0]["findings"]] == ["rules.repeats_other_field"]


def test_check_reads_tags_as_values(document) -> None:
    """Tags in one text are checked one by one, at their places; a tag that stands twice is refused."""
    title = document("check", "mug, gift, Mug", "-m", "etsy", "--field", "tags", exit_code=1)["titles"][0]
    assert (title["width"], title["limit"]) == (4, 20)
    assert [(item["code"], item["span"]) for item in title["findings"]] == [
        ("rules.duplicate_value", [11, 14])
    ]


def test_check_takes_own_rules_from_a_file(document, call, here: Path) -> None:
    """--marketplaces lays rules over the shipped ones; a key that no rule has is refused with the nearest."""
    (here / "own.toml").write_text("[taobao.title]\nmax = 6\n", encoding="utf-8")
    found = document("check", "改良旗袍", "--marketplaces", "own.toml", exit_code=1)
    assert found["titles"][0]["limit"] == 6
    assert found["titles"][0]["findings"][0]["source"] == "user setting"
    (here / "own.toml").write_text("[taobao.title]\nmaxx = 6\n", encoding="utf-8")
    result = call("check", "改良旗袍", "--marketplaces", "own.toml")
    message = 'error: own.toml: unknown rule of title "maxx"; did you mean "max"?\n'
    assert (result.exit_code, result.stderr) == (1, message)


def test_check_shows_of_many_titles_those_with_findings(call, here: Path) -> None:
    """Of 30 titles only the two with findings are drawn, and a table counts them by rule."""
    lines = [f"改良旗袍女款式{place}" for place in range(28)]
    (here / "many.txt").write_text("\n".join([*lines, "全网最低价旗袍", "包邮旗袍"]), encoding="utf-8")
    result = call("check", "many.txt")
    assert result.exit_code == 1
    assert "改良旗袍女款式" not in result.stdout
    assert "30 titles: 1 with errors, 1 with remarks alone, 28 without findings" in result.stdout
    assert "taobao.title.cn_promotion" in result.stdout


def test_check_writes_a_row_a_finding(call, here: Path) -> None:
    """A table has file and row of each title, and one without findings too."""
    (here / "list.txt").write_text("改良旗袍\n包邮旗袍\n", encoding="utf-8")
    assert call("check", "list.txt", "-o", "found.csv").exit_code == 0
    rows = pd.read_csv(here / "found.csv")
    assert rows["row"].tolist() == [1, 2]
    assert rows["rule"].fillna("").tolist() == ["", "taobao.title.cn_promotion"]


def test_check_remarks_on_titles_that_repeat(document) -> None:
    """A title that stands twice is remarked once, case aside."""
    found = document("check", "A字裙", "a字裙", "改良旗袍")
    repeated = [notice for notice in found["notices"] if notice["code"] == "cli.titles_repeat"]
    assert [notice["params"] for notice in repeated] == [{"count": 1, "examples": ["A字裙"]}]


def test_check_tells_the_age_of_rules(document) -> None:
    """Rules that were seen long before the day asked for are a warning that names date and source."""
    codes = {
        notice["code"]: notice for notice in document("check", "改良旗袍", "--as-of", "2029-01-01")["notices"]
    }
    assert codes["rules.old_data"]["level"] == "warning"
    assert "2026-10-03" in codes["rules.old_data"]["message"]


def test_check_takes_broken_characters(document, call, here: Path) -> None:
    """Half of a surrogate pair, as a shell passes bytes on, is a finding and not a traceback."""
    title = document("check", "旗袍\udcff", exit_code=1)["titles"][0]
    assert [item["code"] for item in title["findings"]] == ["rules.control_character"]
    assert call("check", "旗袍\udcff").exit_code == 1
    assert call("check", "旗袍\udcff", "-o", "found.csv").exit_code == 1
    assert pd.read_csv(here / "found.csv")["title"].tolist() == ["旗袍?"]


def test_check_names_the_columns_there_are(call, here: Path) -> None:
    """A column that is not there is an error that names those that are."""
    (here / "shop.csv").write_text("编号,标题\n1,改良旗袍\n", encoding="utf-8")
    result = call("check", "shop.csv", "--column", "文案")
    assert result.stderr == 'error: shop.csv: there is no column "文案"; headers found: 编号, 标题\n'


def test_numbers_are_read_as_they_are_written(document, here: Path) -> None:
    """A column of numbers gives 12, not 12.0."""
    (here / "shop.csv").write_text("编号,标题\n12,改良旗袍\n", encoding="utf-8")
    assert document("check", "shop.csv", "--column", "编号")["titles"][0]["text"] == "12"


def test_brands_of_others_are_named_by_the_seller(document) -> None:
    """A title with a brand that the seller names as another's is an error, one without it is none."""
    found = document("check", "耐克同款运动鞋男", "--foreign-brand", "耐克", exit_code=1)["titles"][0]
    assert [(item["code"], item["span"]) for item in found["findings"]] == [("rules.foreign_brand", [0, 2])]
    assert document("check", "红色运动鞋男", "--foreign-brand", "耐克")["titles"][0]["ok"]
