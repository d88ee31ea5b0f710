"""A report as HTML: one strict document that stands alone, says everything as text, and loads nothing."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree, html

from kwopt.pages.report import Report, html_of, report_html, report_of
from kwopt.pages.study import Study
from tests.made_studies import MONEY, TODAY, made_study

LOADING = ("src", "srcset", "href", "action", "formaction", "poster", "data", "background")
"""Attributes by which a page may load something."""


def test_the_document_is_complete(page: etree._Element) -> None:
    """It states its language, its encoding and its title, and has one main heading."""
    assert page.get("lang") == "en-US"
    assert page.find("head/meta").get("charset") == "utf-8"
    assert page.findtext("head/title") == "改良旗袍 – Keyword and title report"
    assert [heading.text for heading in page.iter("h1")] == ["改良旗袍"]


def test_names_are_unique_and_links_lead_somewhere(page: etree._Element) -> None:
    """No two elements have one id; every link and label names one that is there."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = [link.removeprefix("#") for link in page.xpath("//a/@href | //@aria-labelledby | //@data-copy")]
    assert set(named) <= set(ids)


def test_headings_leave_no_level_out(page: etree._Element) -> None:
    """A heading is at most one level below the one before: a reader of headings gets lost else."""
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_row_headers(page: etree._Element) -> None:
    """Each table says what it is, which column is what, and which row is which."""
    for table in page.iter("table"):
        assert table.findtext("caption")
        width = len(table.findall("thead/tr/th[@scope='col']"))
        for row in table.findall("tbody/tr"):
            assert (len(row), row[0].get("scope")) == (width, "row")


def test_everything_is_there_without_script(page: etree._Element, told: Report) -> None:
    """Titles, keywords and definitions are texts of the document, none is put in by a script."""
    text = " ".join("".join(page.find("body/main").itertext()).split()).casefold()
    for card in told.titles:
        assert card.text.casefold() in text
    for group in told.definitions:
        assert all(item.text.casefold() in text for item in group.definitions)


def test_nothing_is_loaded(page: etree._Element) -> None:
    """No attribute names a place outside the file, and no style imports or draws one in."""
    for element in page.iter():
        assert all(element.get(name, "#").startswith("#") for name in LOADING)
    style = page.findtext("head/style")
    assert not re.search(r"url\(|@import|https?:", style)


def policy_of(tree: etree._Element) -> str:
    """Return the content security policy of a document."""
    return str(tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0])


def test_the_policy_names_exactly_the_scripts_and_styles(page: etree._Element) -> None:
    """Only what is in the file may run or style it: each by its SHA-256 fingerprint."""
    policy = policy_of(page)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for element in page.iter("script", "style"):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


@pytest.fixture(scope="module")
def drawn(whole: Study) -> str:
    """Return the report with pictures."""
    return report_html(whole)


def test_equal_studies_give_equal_bytes(drawn: str) -> None:
    """Two studies of equal inputs give one text, pictures included."""
    again = report_html(made_study(n=2, title=TODAY, **MONEY))
    assert again == drawn


def test_pictures_are_data_and_drawn_by_one_script(drawn: str) -> None:
    """Every picture has its place, its data as JSON, and a sentence for who has no scripts."""
    tree = html.document_fromstring(drawn)
    places = tree.xpath("//*[@data-figure]/@data-figure")
    assert len(places) == 6
    for name in [*places, "figure-config"]:
        data = tree.get_element_by_id(name)
        assert data.get("type") == "application/json"
        assert json.loads(data.text)
    assert len(tree.xpath("//noscript")) == len(places)
    assert [len(script.text) > 1e6 for script in tree.xpath("//script[not(@type)]")] == [True, False]
    assert "default-src 'none'" in policy_of(tree)


def test_a_small_file_has_no_pictures_and_no_plotly(told: Report) -> None:
    """Without pictures the file is small enough to be sent by any messenger, and says nothing of scripts."""
    text = html_of(told)
    assert len(text.encode()) < 200_000
    assert "data-figure=" not in text
    assert "Plotly" not in text.partition("<script>")[0]


def test_chinese_pages_say_that_they_are(whole: Study) -> None:
    """The language of the document is that of its texts."""
    chinese = replace(whole, settings=replace(whole.settings, lang="zh"))
    assert '<html lang="zh-CN">' in html_of(report_of(chinese, figures=False))
