"""Tests of the keyword list's view, cells and word lists: what needs no browser."""

from typing import Any

import pytest

from kwopt import columns as c
from kwopt.locales import LANGUAGES
from kwopt.messages import message
from kwopt.pages.bench.keywords import DEFINED
from kwopt.pages.definitions import meanings
from kwopt.pages.web.panel_keywords import cells, view


def say(code: str, /, **params: Any) -> str:
    """Return an English sentence."""
    return message(code, params, "en")


RECORD = {
    c.KEYWORD: "<b>改良旗袍</b>", c.RANK: 3, c.SCORE: 29.638, c.WORTH: 174.55, c.WORTH_REASON: None,
    c.RELEVANCE_CLASS: "fits", c.ELIGIBLE: True, c.SEARCH_VOLUME: 48312.0, c.LISTING_COUNT: None,
    c.CLICKS: None, c.ORDERS: None, c.OPPORTUNITY: 0.4718,
    c.CONVERSION: 0.04397, c.CONVERSION_LOW: 0.0411, c.CONVERSION_HIGH: 0.0468,
    c.REASON: {"code": "fits", "words": [], "text": "fits the facts"},
}  # fmt: skip


def row_of(**changes: Any) -> dict[str, Any]:
    """Return the row of the record above with other values."""
    return cells.rows([RECORD | changes], 1, say, {"require": ["<b>改良旗袍</b>"]})[0]


def test_figures_are_written_as_in_the_terminal() -> None:
    """Counts have separators, rates are percent, others three digits; what is missing is a dash, never 0."""
    row = row_of()
    written = [row["cells"][name] for name in (c.RANK, c.SCORE, c.SEARCH_VOLUME, c.LISTING_COUNT)]
    assert written == ["3", "29.6", "48,312", "–"]
    assert (row["cells"][c.CONVERSION], row["beside"][c.CONVERSION]) == ("4.40%", "4.11–4.68%")


def test_a_keyword_stays_the_text_that_it_is() -> None:
    """Signs of markup in a file's keyword are neither taken away nor escaped: the table shows text only."""
    assert row_of()["cells"][c.KEYWORD] == row_of()["keyword"] == "<b>改良旗袍</b>"


def test_class_is_told_in_words() -> None:
    """A keyword that fits and may not earn in a title says so."""
    assert row_of()["cells"][c.RELEVANCE_CLASS] == "fits"
    assert row_of(**{c.ELIGIBLE: False})["cells"][c.RELEVANCE_CLASS] == say("cli.class_barred")


def test_worth_that_waits_for_a_fact_is_bracketed() -> None:
    """What a keyword would be worth if a fact were confirmed does not look like worth."""
    assert row_of(**{c.WORTH_REASON: "if_confirmed"})["cells"][c.WORTH] == "(175)"


def test_marks_show_the_lists_a_keyword_stands_on() -> None:
    """The buttons of a row are pressed where its keyword is on the list."""
    assert [(mark["list"], mark["set"]) for mark in row_of()["marks"]] == [
        ("require", True), ("ban", False),
    ]  # fmt: skip


def test_only_what_does_not_fit_yet_can_be_approved() -> None:
    """A keyword that fits and may earn needs nobody's word."""
    for changes in ({c.RELEVANCE_CLASS: "possible"}, {c.ELIGIBLE: False}):
        assert [mark["list"] for mark in row_of(**changes)["marks"]] == ["require", "ban", "approve"]


def test_without_a_product_nothing_is_judged() -> None:
    """Rows have neither class nor marks, and their columns are left out."""
    row = row_of(**{c.RELEVANCE_CLASS: None, c.REASON: None})
    assert (row["cells"][c.RELEVANCE_CLASS], row["cells"][c.REASON], row["marks"]) == ("", "", [])
    names = [heading["name"] for heading in cells.headings(say, judged=False, meanings={})]
    assert c.RELEVANCE_CLASS not in names
    assert c.REASON not in names


def test_an_advertising_report_shows_clicks_and_orders() -> None:
    """Of keywords without searches nothing is ranked; what is known of them is shown instead."""
    advertised = RECORD | {c.SEARCH_VOLUME: None, c.WORTH: None, c.CLICKS: 40.0, c.ORDERS: 1.33}
    kind = cells.kind_of([advertised])
    columns = cells.headings(say, judged=False, kind=kind, meanings={})
    found = {heading["name"]: heading["label"] for heading in columns}
    assert list(found) == [c.RANK, c.KEYWORD, c.CLICKS, c.ORDERS, c.CONVERSION]
    assert found[c.CONVERSION] == "orders per click"
    shown = cells.rows([advertised], 1, say, {})[0]["cells"]
    assert [shown[name] for name in (c.RANK, c.CLICKS, c.ORDERS)] == ["–", "40", "1.33"]


@pytest.mark.parametrize("kind", [cells.MARKET, cells.REPORT])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_has_a_label_and_a_meaning(lang: str, kind: str) -> None:
    """No heading lacks its text in either language; what is defined anywhere is not said anew."""
    found = cells.headings(
        lambda code, **params: message(code, params, lang), judged=True, kind=kind,
        meanings=meanings(DEFINED, lang),
    )  # fmt: skip
    assert all(heading["label"] and heading["help"] for heading in found)


def test_sorting_again_turns_the_order() -> None:
    """A column's first order is the useful one; pressing it again turns it, and the first page is shown."""
    once = view.View(page=4).sorted_by(c.SEARCH_VOLUME)
    assert (once.sort, once.descending, once.page) == (c.SEARCH_VOLUME, True, 1)
    assert not once.sorted_by(c.SEARCH_VOLUME).descending


def test_a_filter_leads_to_the_first_page() -> None:
    """The page of another list means nothing in a filtered one."""
    paged = view.View(page=4)
    assert paged.searching("旗袍").page == paged.only("fits").page == 1


def test_all_classes_are_no_filter() -> None:
    """Rows without any class are part of the whole list too."""
    assert view.View().choice() == {"search": "", "classes": []}
    assert view.View().only("possible").choice()["classes"] == ["possible"]


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (2, 2), (9, 3)])
def test_no_page_beyond_the_list(asked: int, shown: int) -> None:
    """120 rows are three pages of 50."""
    assert view.View().on_page(asked, 120).page == shown
