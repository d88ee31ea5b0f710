"""What a report says: the study's own results, in the reader's words."""

import re
from dataclasses import replace

import pytest

from kwopt.pages.report import Report, report_of
from kwopt.pages.report.records import Table
from kwopt.pages.study import Study
from tests.made_studies import MONEY, keywords, made_study


def texts(table: Table | None) -> list[list[str]]:
    """Return the texts of a table's cells."""
    assert table is not None
    return [[cell.text for cell in row] for row in table.rows]


def test_titles_can_be_copied_and_are_proven(told: Report, whole: Study) -> None:
    """Each title stands whole, with its length beside the limit, and a proof in words."""
    assert [card.text for card in told.titles] == [title.text for title in whole.titles.titles]
    first = dict(told.titles[0].figures)
    assert first["length"] == f"{whole.titles.titles[0].width} / 60 width units (a hanzi is 2)"
    assert told.titles[0].proof.startswith("proof: ")
    assert [name for name, _ in told.titles[1].figures][-1] == "less than the first title"


def test_coverage_stands_side_by_side(told: Report, whole: Study) -> None:
    """A covered keyword has one row, and says for each title how it is matched and what that counts."""
    assert told.covered is not None
    assert [column.heading for column in told.covered.columns][2:] == ["title 1", "title 2"]
    best = max(whole.titles.titles[0].coverage, key=lambda item: item.worth)
    row = next(row for row in told.covered.rows if row[0].text == best.keyword)
    names = {"phrase": ("phrase", "100%"), "ordered": ("in order", "85%"), "any": ("any order", "70%")}
    assert (row[2].text, row[2].note) == names[best.match]


def test_keywords_that_do_not_fit_are_not_among_the_best(told: Report) -> None:
    """The skirt (马面裙) is searched often and is no dress: it is not listed; silk (真丝) waits."""
    rows = {row[0]: row for row in texts(told.keywords)}
    assert set(rows) == {"改良旗袍", "旗袍短袖", "新中式旗袍", "旗袍女夏季", "真丝旗袍", "旗袍"}
    assert rows["真丝旗袍"][1] == "may fit"
    assert any("真丝" in question for question in told.questions)


def test_figures_have_units_and_percent(told: Report) -> None:
    """Conversion is percent with its range beneath, searches are whole numbers with separators."""
    assert told.keywords is not None
    row = next(row for row in told.keywords.rows if row[0].text == "旗袍")
    assert (row[2].text, row[3].text) == ("20,000", "900,000")
    assert re.fullmatch(r"\d\.\d\d%", row[5].text)
    assert re.fullmatch(r"\d\.\d\d%–\d\.\d\d%", row[5].note)


def test_money_is_told_from_price_to_profit(told: Report) -> None:
    """Of a price of 200 the cost of 120 is taken off, 80 is left; break-even is 200 / 80 = 2.5."""
    assert texts(told.bids.economics) == [
        ["price", "200.00"], ["cost", "−120.00"], ["profit per order", "80.00"],
    ]  # fmt: skip
    assert any("ROAS of 2.50" in line for line in told.bids.told)
    assert "(CNY)" in (told.bids.table or told.settings).caption


def test_no_bid_is_told_for_a_keyword_that_does_not_fit(told: Report) -> None:
    """A ceiling for another product's keyword would invite to bid on it."""
    assert "马面裙" not in [row[0] for row in texts(told.bids.table)]


def test_without_money_the_reason_stands_in_place_of_bids() -> None:
    """A product without price and cost has a report all the same, which asks for them."""
    bids = report_of(made_study(), figures=False).bids
    assert (bids.economics, bids.table) == (None, None)
    assert "price, cost" in bids.remarks[0].text


def test_todays_title_has_steps_and_words(told: Report, whole: Study) -> None:
    """The audit of today's title is told: its edits in order, its words, the keywords that it leaves."""
    assert told.today is not None
    assert whole.audit is not None
    assert [step.text for step in told.today.edits] == [edit.text for edit in whole.audit.edits]
    assert [table.name for table in told.today.tables] == ["today-words", "today-missed"]


def test_where_nothing_fits_the_report_says_so() -> None:
    """Without a title there is a reason, no empty table, and the file's account all the same."""
    told = report_of(
        made_study(name="陶瓷马克杯", category=("杯子",), attributes={"材质": "陶瓷"}), figures=False
    )
    assert (told.titles, told.covered, told.fields) == ((), None, ())
    assert told.titles_told == "no title: no keyword that fits the product may earn"
    assert any("陶瓷马克杯" in remark.text for remark in told.title_remarks)
    assert told.files


def test_settings_and_inputs_are_printed(whole: Study) -> None:
    """Every setting stands with its name in words; inputs with their fingerprints; options besides."""
    inputs = [{"file": "a.csv", "sheet": "词表", "sha256": "00ff"}]
    told = report_of(whole, options={"n": 2, "require": ("旗袍",)}, inputs=inputs, figures=False)
    settings = dict(texts(told.settings))
    assert (settings["judged for the day"], settings["marketplace"]) == ("2026-05-20", "Taobao")
    assert settings["listings that a shopper can reach"] == "5,000"
    assert (settings["titles wanted"], settings["required words"]) == ("2", "旗袍")
    assert texts(told.inputs) == [["a.csv [词表]", "00ff"]]


def test_a_report_without_demand_tells_no_worth() -> None:
    """A bare list of keywords has a report: what is not known is a dash, not a zero."""
    told = report_of(made_study(keywords("keyword"), **MONEY), figures=False)
    assert {row[2] for row in texts(told.keywords)} == {"–"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_left_in_the_other_language(whole: Study, lang: str) -> None:
    """Headings of a Chinese report hold hanzi, those of an English one none."""
    other = replace(whole, settings=replace(whole.settings, lang=lang))
    headings = [*report_of(other, figures=False).texts.values()]
    assert all(bool(re.search("[一-鿿]", text)) is (lang == "zh") for text in headings)
