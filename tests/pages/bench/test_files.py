"""Figures and files of a bench: all kinds there are, under names that people know."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import BidError, SettingError, TitleError
from kwopt.pages.bench import Bench
from kwopt.pages.bench.figures import FIGURES
from kwopt.tables import read_keywords
from tests.made_bench import DAY, asked, sample_bench


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_figures_are_plain(bench: Bench, name: str) -> None:
    """A figure is what plotly takes: data, layout and how it is shown, of JSON's own types."""
    found = asked(bench, "figure", name=name, lang="zh")
    assert set(found) == {"data", "layout", "config"}
    assert found["data"]
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["config"]["locale"] == "zh-CN"


def test_a_figure_of_the_edited_title(bench: Bench) -> None:
    """Words and reach show the text that they are given."""
    said = json.dumps(asked(bench, "figure", name="words", text="提花旗袍"), ensure_ascii=False)
    assert "提花" in said
    assert "连衣裙" not in said


def test_an_unknown_figure(bench: Bench) -> None:
    """A figure that is not there is refused with the names of all."""
    with pytest.raises(SettingError, match='unknown figure "pie"; choose one of: market, words'):
        asked(bench, "figure", name="pie")


def moneyless() -> Bench:
    """Return a bench whose product has no price."""
    bench = sample_bench()
    content = {"name": "改良旗袍", "attributes": "袖长：短袖"}
    asked(bench, "score", content=content, settings={"as_of": DAY})
    return bench


@pytest.mark.parametrize("name", ["ceilings", "economics"])
def test_figures_of_money_need_money(name: str) -> None:
    """Without price and cost a figure of bids says what is missing."""
    with pytest.raises(BidError):
        asked(moneyless(), "figure", name=name)


def test_a_stated_profit_is_drawn() -> None:
    """Figures show the bids as they were asked for last."""
    bench = moneyless()
    asked(bench, "bids", profit_per_order="40")
    assert asked(bench, "figure", name="economics")["data"]


def downloaded(bench: Bench, kind: str, lang: str = "zh") -> dict[str, Any]:
    """Return a file of a bench."""
    return asked(bench, "download", kind=kind, lang=lang)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("keywords_csv", "改良旗袍连衣裙_关键词.csv"), ("keywords_xlsx", "改良旗袍连衣裙_关键词.xlsx"),
        ("bids_csv", "改良旗袍连衣裙_出价.csv"), ("bids_xlsx", "改良旗袍连衣裙_出价.xlsx"),
    ],
)  # fmt: skip
def test_tables_come_back(bench: Bench, kind: str, name: str) -> None:
    """Tables bear the product's name, hold all keywords best first, and can be read again."""
    file = downloaded(bench, kind)
    assert file["name"] == name
    table = read_keywords(io.BytesIO(file["content"]), name=file["name"])
    ranked = [row["keyword"] for row in asked(bench, "keywords", size=500)["rows"]]
    assert table.frame["keyword"].tolist() == ranked


def test_a_part_of_the_keywords_comes_back(bench: Bench) -> None:
    """What is searched for and filtered is what the file holds, and its name says that it is a part."""
    chosen = {"search": "短袖", "classes": ["fits"]}
    file = asked(bench, "download", kind="keywords_csv", lang="zh", **chosen)
    assert file["name"] == "改良旗袍连衣裙_筛选的关键词.csv"
    table = read_keywords(io.BytesIO(file["content"]), name=file["name"])
    shown = [row["keyword"] for row in asked(bench, "keywords", size=500, **chosen)["rows"]]
    assert 0 < len(shown) < 167
    assert table.frame["keyword"].tolist() == shown


def test_a_table_for_excel_has_a_mark(bench: Bench) -> None:
    """CSV begins with the mark by which Excel knows UTF-8."""
    assert downloaded(bench, "keywords_csv")["content"].startswith(b"\xef\xbb\xbf")


def test_titles_as_a_document(bench: Bench) -> None:
    """The document is that of `kwopt title`, with settings and inputs."""
    asked(bench, "titles", n=1)
    document = json.loads(downloaded(bench, "titles_json")["content"])
    assert document["schema"] == "kwopt.title/1"
    assert document["settings"]["as_of"] == DAY
    assert document["inputs"][0]["file"] == "qipao_keywords.csv"
    assert document["titles"][0]["text"] in downloaded(bench, "titles_csv")["content"].decode("utf-8-sig")


def test_formulas_are_disarmed(tmp_path: Path) -> None:
    """A keyword that a spreadsheet would compute is text in the file, and the notice says so."""
    path = tmp_path / "upload"
    path.write_text("关键词,搜索人气\n=cmd|x,90\n旗袍,80\n", encoding="utf-8")
    bench = Bench()
    asked(bench, "read", sources=[{"path": str(path), "name": "词.csv"}])
    file = downloaded(bench, "keywords_csv")
    assert "'=cmd|x" in file["content"].decode("utf-8-sig")
    assert file["notices"]
    assert file["name"] == "kwopt_关键词.csv"  # no product, no name


def test_a_name_of_a_product_is_no_path() -> None:
    """Signs that mean something to a system are no part of a file's name, and long names end."""
    bench = sample_bench()
    asked(bench, "score", content={"name": "../a/b:c*" + "旗" * 99}, settings={"as_of": DAY})
    assert downloaded(bench, "keywords_csv")["name"] == f"a_b_c_{'旗' * 21}_关键词.csv"


def test_files_of_titles_say_for_which_marketplace(bench: Bench) -> None:
    """Titles hold for the rules of one marketplace: its name stands in the file's."""
    assert downloaded(bench, "titles_csv")["name"] == "改良旗袍连衣裙_淘宝_标题.csv"
    assert downloaded(bench, "titles_csv", "en")["name"] == "改良旗袍连衣裙_taobao_titles.csv"


def test_files_without_what_they_hold() -> None:
    """A file of bids without bids, and of titles without a product, says what is missing."""
    with pytest.raises(BidError):
        downloaded(moneyless(), "bids_csv")
    bench = sample_bench()
    asked(bench, "score", settings={"as_of": DAY})
    with pytest.raises(TitleError):
        downloaded(bench, "titles_csv")
    with pytest.raises(SettingError, match='unknown file "exe"'):
        downloaded(bench, "exe", "en")


def test_everything_in_one_archive() -> None:
    """The archive holds each result once; what is not there is said in it; equal results, equal bytes."""
    bench = moneyless()
    file = downloaded(bench, "everything_zip")
    with zipfile.ZipFile(io.BytesIO(file["content"])) as archive:
        names = archive.namelist()
        missing = archive.read("未包含的内容.txt").decode("utf-8-sig")
    assert [name.rpartition("_")[2] for name in names[:-1]] == [
        "报告.html", "标题.csv", "标题.json", "关键词.xlsx",
    ]  # fmt: skip
    assert names[-1] == "未包含的内容.txt"
    assert missing.strip()
    assert downloaded(bench, "everything_zip")["content"] == file["content"]
