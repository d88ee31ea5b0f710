"""`kwopt match`: readings, keywords that hang on the segmenter, and the three forms of the result."""

import csv
import io

import pytest

TITLE = "国风旗袍女夏季"
KEYWORDS = "搜索词,搜索人气\n旗袍女,900\n夏季旗袍,500\n国风女旗袍,400\n女夏装,300\n毛衣,200\n"


@pytest.fixture
def table(here) -> str:
    """Return the name of a small table of keywords."""
    (here / "few.csv").write_text(KEYWORDS, encoding="utf-8")
    return "few.csv"


def test_document_holds_each_title_and_keyword(document, table) -> None:
    """Every keyword has its kind under each segmenter; titles are a list, also for one."""
    found = document("match", TITLE, "-k", table)
    assert (found["schema"], found["product"], found["measure"]) == ("kwopt.match/1", None, "search_volume")
    names = [item["name"] for item in found["segmenters"]]
    assert names == ["kwopt", "guessing", "jieba", "jieba_hmm", "longest"]
    (title,) = found["titles"]
    assert [item["keyword"] for item in title["keywords"]] == [
        "旗袍女",
        "夏季旗袍",
        "国风女旗袍",
        "女夏装",
        "毛衣",
    ]
    kinds = [item["kinds"]["kwopt"] for item in title["keywords"]]
    # 国风/旗袍/女/夏季: 旗袍女 stands in it; 夏季/旗袍 and 国风/女/旗袍 in another order; 装 and 毛衣 do not.
    assert kinds == ["phrase", "any", "any", "none", "none"]
    assert all(list(item["kinds"]) == names for item in title["keywords"])


def test_readings_sum_searches_by_credit(document, table) -> None:
    """Without a product a keyword counts its searches: 900 x 1 + (500 + 400) x 0.7 = 1,530."""
    (title,) = document("match", TITLE, "-k", table, "--segmenter", "kwopt")["titles"]
    (reading,) = title["segmenters"]
    assert (reading["words"], reading["covered"]) == (["国风", "旗袍", "女", "夏季"], 3)
    assert reading["value"] == pytest.approx(1530)
    assert (title["robust_share"], title["spread"]) == (1, 0)
    assert title["counts"] == {"keywords": 5, "met": 3, "hanging": 0, "lost": 0, "gained": 0}


@pytest.mark.usefixtures("few_keywords")
def test_with_a_product_only_what_may_earn_counts(document) -> None:
    """With a product the keywords are those that may earn in its title, with their worth."""
    arguments = ("-k", "qipao_keywords.csv", "--as-of", "2026-05-20", "--product", "qipao.toml")
    found = document("match", TITLE, *arguments)
    composed = document("title", "qipao_keywords.csv", *arguments[2:])
    assert found["measure"] == "worth"
    assert found["titles"][0]["counts"]["keywords"] == composed["eligible"]
    assert "毛衣" not in [item["keyword"] for item in found["titles"][0]["keywords"]]


@pytest.mark.usefixtures("few_keywords")
def test_the_reference_reports_what_a_composed_title_reports(document) -> None:
    """The first segmenter gives a composed title the coverage value that `kwopt title` states for it."""
    arguments = ("--product", "qipao.toml", "--as-of", "2026-05-20")
    (title,) = document("title", "qipao_keywords.csv", *arguments)["titles"]
    (matched,) = document("match", title["text"], "-k", "qipao_keywords.csv", *arguments)["titles"]
    assert matched["segmenters"][0]["value"] == pytest.approx(title["coverage_value"])
    assert matched["segmenters"][0]["covered"] == len(title["coverage"])


def test_table_marks_what_hangs(call, here) -> None:
    """老爹鞋 (chunky shoe) is two words to jieba, which covers 厚底鞋 by its 鞋; the mark says so."""
    (here / "shoes.csv").write_text("搜索词,搜索人气\n厚底鞋,900\n老爹鞋,500\n", encoding="utf-8")
    shown = call("match", "厚底老爹鞋女", "-k", "shoes.csv").stdout
    lines = {line.split()[0]: line for line in shown.splitlines() if line.strip()}
    assert "may be gained" in lines["厚底鞋"]
    assert "may be" not in lines["老爹鞋"]
    assert "2 of 2 keywords are covered under some segmenter; 1 depends on which one: 0 that kwopt" in shown


def test_rows_are_one_a_title_and_keyword(call, table) -> None:
    """CSV has one row for each pair, with one column for each segmenter."""
    result = call("match", TITLE, "毛衣女", "-k", table, "--segmenter", "kwopt", "--segmenter", "bigrams",
                  "--format", "csv")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(result.stdout.lstrip("\ufeff"))))
    assert len(rows) == 2 * 5
    assert list(rows[0])[:5] == ["title", "keyword", "search_volume", "match_kwopt", "match_bigrams"]
    # 毛衣女 holds 毛衣 alone.
    assert [row["match_kwopt"] for row in rows[5:]] == ["none", "none", "none", "none", "phrase"]


def test_lines_of_stdin_are_titles(document, table) -> None:
    """A dash stands for the lines of stdin."""
    found = document("match", "-", "-k", table, stdin="国风旗袍\n毛衣女\n".encode())
    assert [title["title"] for title in found["titles"]] == ["国风旗袍", "毛衣女"]


def test_spaced_titles_have_segmenters_of_their_own(document) -> None:
    """A title without hanzi is held against segmenters that differ in word forms."""
    found = document("match", "Insulated Water Bottles 32 oz", "-k", "bottle_keywords.csv")
    assert [item["name"] for item in found["segmenters"]] == ["kwopt", "words", "parts", "lemmas", "stems"]
    kinds = {item["keyword"]: item["kinds"] for item in found["titles"][0]["keywords"]}
    assert kinds["insulated water bottle"]["words"] == "characters"
    assert kinds["insulated water bottle"]["lemmas"] == "ordered"


def test_unknown_segmenter_names_those_that_there_are(call, table) -> None:
    """A misspelt name is an error that lists the choices."""
    result = call("match", TITLE, "-k", table, "--segmenter", "ik")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'unknown segmenter "ik"; choose one of: kwopt, guessing, exact' in result.stderr


def test_nothing_that_may_earn_is_said(call, table, here) -> None:
    """A product that no keyword of the table fits gets a remark and an empty list."""
    (here / "pot.toml").write_text('name = "不锈钢汤锅"\ncategory = ["厨具", "汤锅"]\n', encoding="utf-8")
    result = call("match", TITLE, "-k", table, "--product", "pot.toml", "--as-of", "2026-05-20")
    assert result.exit_code == 0
    assert "warning: no keyword of the table may earn in a title of 不锈钢汤锅" in result.stderr
    assert "0 of 0 keywords are covered" in result.stdout


def test_keywords_are_required(call) -> None:
    """Without a table there is nothing to hold a title against."""
    result = call("match", TITLE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: the option --keywords is missing")
