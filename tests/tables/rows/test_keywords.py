"""The keyword column: tidy texts, and rows that are no keywords."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.normalize import match_form
from kwopt.tables import read_keywords
from kwopt.tables.rows.keywords import tidy_keyword, tidy_keywords


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("旗袍", "旗袍"),
        (" 改良  旗袍 ", "改良 旗袍"),
        ("改良\u3000旗袍", "改良 旗袍"),
        ("改良\u00a0旗袍", "改良 旗袍"),
        ("改良\n旗袍\t女", "改良 旗袍 女"),
        ("\ufeff旗\u200b袍\x07", "旗袍"),
        ("V领 T恤", "V领 T恤"),
        ("Ａ字裙", "Ａ字裙"),
        ("'=1+1", "=1+1"),
        ("'90s dress", "'90s dress"),
        ("['旗袍 夏季']", "旗袍 夏季"),
        ('["女装"]', "女装"),
        ("['旗袍', '长裙']", "['旗袍', '长裙']"),
        ("['[\"旗袍\"]']", "旗袍"),
        ("\u200b ", ""),
    ],
)
def test_tidy_keyword(text: str, expected: str) -> None:
    """A keyword stays as written but for surplus spaces and invisible characters; case and width stay."""
    assert tidy_keyword(text) == expected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8)))
def test_column_is_tidied_like_single_texts(texts: list[str]) -> None:
    """The vectorized way tidies exactly the texts that need it."""
    found = tidy_keywords(pd.Series(texts, dtype="str"))
    assert found.texts.tolist() == [tidy_keyword(text) for text in texts]
    assert found.changed.tolist() == [tidy_keyword(text) != text for text in texts]


@given(st.lists(st.text("a9 旗A　'[]\u200b：ｖ\n", max_size=5)))
def test_plain_texts_are_their_own_identity(texts: list[str]) -> None:
    """What is called plain needs neither tidying nor folding."""
    found = tidy_keywords(pd.Series(texts, dtype="str"))
    plain = [text for text, is_plain in zip(texts, found.plain, strict=True) if is_plain]
    assert [tidy_keyword(text) for text in plain] == plain
    assert [match_form(text) for text in plain] == plain


@given(st.text(max_size=20))
def test_tidying_twice_changes_nothing(text: str) -> None:
    """Tidying is idempotent."""
    assert tidy_keyword(tidy_keyword(text)) == tidy_keyword(text)


def refusals(*rows: list[object]) -> list[tuple[str, int]]:
    """Return what is refused among rows of keyword and searches."""
    table = read_keywords(pd.DataFrame([["旗袍", 5], *rows], columns=["关键词", "搜索人气"], dtype=object))
    assert table.frame["keyword"].iloc[0] == "旗袍"
    return [(record.code, record.count) for record in table.refusals]


def test_rows_without_keyword_are_refused() -> None:
    """Figures without a keyword are refused, and their row is named."""
    table = read_keywords(pd.DataFrame({"关键词": ["旗袍", None, " \u200b"], "搜索人气": [5, 6, 7]}))
    (record,) = table.refusals
    assert (record.code, record.count) == ("tables.rows_without_keyword", 2)
    assert record.examples[0] == {"row": 2, "value": " | 6"}
    assert record.text() == "2 rows have no keyword and were refused"


def test_blank_rows_are_no_rows() -> None:
    """Rows without anything are neither read nor refused."""
    table = read_keywords(pd.DataFrame({"关键词": ["旗袍", None, ""], "搜索人气": [5, None, None]}))
    assert (table.rows_read, table.rows_refused) == (1, 0)


def test_repeated_headers_are_left_out() -> None:
    """A header row inside the data is listed; a keyword that reads like a header is not one."""
    assert refusals(["关键词", "搜索人气"]) == [("tables.header_repeated", 1)]
    assert refusals(["关键词", 7]) == []


@pytest.mark.parametrize("text", ["合计", "总计", "汇总", "Total: Account", "Razem: konto"])
def test_totals_are_left_out(text: str) -> None:
    """Rows of sums are no keywords."""
    assert refusals([text, 5], ["裙", 1]) == [("tables.total_rows", 1)]


def test_bare_total_counts_in_the_last_row_only() -> None:
    """Shoppers search for "total"; in the last row it is a sum."""
    assert refusals(["total", 5], ["裙", 1]) == []
    assert refusals(["裙", 1], ["Total", 6]) == [("tables.total_rows", 1)]


def test_footer_is_left_out() -> None:
    """The copyright line of Microsoft's reports is no keyword."""
    footer = "©2026 Microsoft Corporation. All rights reserved."
    assert refusals([footer, None]) == [("tables.total_rows", 1)]
