"""Rows that are no keywords of their file's kind, and what is said of them."""

import io

import pandas as pd
import pytest

from kwopt.tables import KeywordTable, read_keywords

BULK = ["Product", "Entity", "Operation", "Keyword Text", "Clicks", "Orders", "Spend"]
CEREBRO = ["Keyword Phrase", "Cerebro IQ Score", "Search Volume", "Competing Products"]
REPORT = ["Customer Search Term", "Currency", "Impressions", "Clicks", "Spend", "7 Day Total Orders (#)"]


def table_of(headers: list[str], *rows: list[object]) -> KeywordTable:
    """Return the table of some rows, having checked that they add up."""
    table = read_keywords(pd.DataFrame(rows, columns=headers, dtype=object))
    assert table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused
    return table


def refused(table: KeywordTable) -> list[tuple[str, int]]:
    """Return code and count of what was refused."""
    return [(record.code, record.count) for record in table.refusals]


def test_other_entities() -> None:
    """Campaigns and negative keywords of a bulk sheet are refused, the commonest named first."""
    table = table_of(
        BULK,
        ["SP", "Campaign", "", "", 9, 1, 4],
        ["SP", "KEYWORD ", "", "bike bell", 5, 1, 2],
        ["SP", "Negative Keyword", "", "cheap bell", 0, 0, 0],
        ["SP", "Negative Keyword", "", "free bell", 0, 0, 0],
        ["SP", None, "", "odd bell", 0, 0, 0],
    )
    assert table.frame["keyword"].tolist() == ["bike bell"]
    (record,) = table.refusals
    assert (record.code, record.count) == ("tables.rows_of_other_kinds", 4)
    assert record.text() == (
        '4 rows are no keywords by their column "Entity" (Negative Keyword, Campaign, -) and were refused'
    )
    assert record.text("zh") == "有 4 行按“Entity”列（Negative Keyword、Campaign、-）不是关键词，已排除"
    assert [example["row"] for example in record.examples] == [1, 3, 4, 5]


def test_other_entities_need_their_column() -> None:
    """A table of another format may have a column of that name."""
    table = table_of(["keyword", "search_volume", "Entity"], ["bell", 5, "Campaign"])
    assert table.rows_refused == 0


@pytest.mark.parametrize(
    "text", ["B0ABCDE123", "b0abcde123", 'asin="B0ABCDE123"', "asin-expanded=B0ABCDE123"]
)
def test_asins_are_no_keywords_of_research(text: str) -> None:
    """What Amazon calls a product is nothing that shoppers type."""
    table = table_of(CEREBRO, ["bike bell", 50, 900, 30], [text, 1, 10, 3])
    assert table.frame["keyword"].tolist() == ["bike bell"]
    assert refused(table) == [("tables.asin_rows", 1)]


@pytest.mark.parametrize("text", ["b0abcde12", "b0abcde1234", "x b0abcde123", "asin finder"])
def test_what_only_resembles_asins_stays(text: str) -> None:
    """An ASIN has ten characters, and stands alone."""
    assert refused(table_of(CEREBRO, ["bike bell", 50, 900, 30], [text, 1, 10, 3])) == []


def test_asins_stay_in_reports() -> None:
    """In a report on advertisements an ASIN has cost money: its row is kept."""
    table = table_of(REPORT, ["b0abcde123", "USD", 90, 3, 1.5, 0], ["bell", "USD", 10, 1, 0.5, 1])
    assert table.rows_kept == 2


def test_other_currencies() -> None:
    """Money of several currencies cannot be added: rows in another one than most are refused."""
    table = table_of(
        REPORT,
        ["bell", "EUR", 10, 1, 0.5, 1],
        ["bell", "USD", 10, 1, 0.5, 1],
        ["horn", "USD", 10, 2, 1, 1],
        ["lamp", None, 10, 2, 1, 1],
    )
    assert table.frame["keyword"].tolist() == ["bell", "horn", "lamp"]
    assert table.currency == "USD"
    (record,) = table.refusals
    assert record.text() == (
        "1 row is in EUR, the report is in USD: money of several currencies cannot be added, so it was"
        " refused; export each account by itself"
    )
    assert record.examples == ({"row": 1, "value": "bell | EUR | 10 | 1 | 0.5 | 1"},)


def test_first_of_equal_currencies() -> None:
    """Of two currencies with as many rows the one that stands first is kept."""
    rows = [["bell", "GBP", 10, 1, 0.5, 1], ["horn", "EUR", 10, 1, 0.5, 1]]
    assert table_of(REPORT, *rows).frame["keyword"].tolist() == ["bell"]


def test_currencies_without_money_of_the_shop() -> None:
    """Searches are searches in any currency: a research table keeps its rows."""
    table = table_of(["Keyword", "Currency", "Avg. monthly searches"], ["bell", "EUR", 5], ["horn", "USD", 9])
    assert table.rows_kept == 2


def test_sums_beside_an_empty_keyword() -> None:
    """A sum may stand in the first column while the keyword's is empty or a dash."""
    headers = ["Campaign", "Search term", "Impr.", "Clicks", "Cost", "Ad group"]
    table = table_of(
        headers,
        ["c", "bell", 10, 1, 0.5, "g"],
        ["Total: Account", " --", 10, 1, 0.5, ""],
        ["", None, 10, 1, 0.5, "总计"],
        ["c", "", 4, 1, 0.5, "g"],
    )
    assert refused(table) == [("tables.total_rows", 2), ("tables.rows_without_keyword", 1)]


def read_text(text: str) -> KeywordTable:
    """Return the table of a CSV text."""
    return read_keywords(io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    "note",
    [
        "Source: Etsy USA, 2026",
        "数据来源：生意参谋",
        "\n© 2026 Tool Ltd.",
        "\nAll figures are estimates of the last thirty days and come without warranty",
        "\n\nVisit www.example.com",
    ],
)
def test_notes_below_the_table(note: str) -> None:
    """One cell alone below the table is a note if it begins like one, or reads like one below a blank row."""
    table = read_text(f"Keywords,Avg Searches,Etsy Competition\nbell,50,900\nhorn,20,40\n{note}\n")
    assert table.frame["keyword"].tolist() == ["bell", "horn"]
    assert refused(table) == [("tables.note_rows", 1)]


@pytest.mark.parametrize("word", ["bell of brass", "\nbell of brass", "note paper", "\nsource book"])
def test_keywords_without_figures_are_no_notes(word: str) -> None:
    """A keyword of which nothing is known stays, below a blank row too."""
    table = read_text(f"Keywords,Avg Searches,Etsy Competition\nbell,50,900\n{word}\n")
    assert table.frame["keyword"].tolist() == ["bell", word.strip()]


def test_notes_in_a_bare_list() -> None:
    """In a table with nothing but keywords no row can be told to be a note."""
    table = read_text("keyword,search_volume\nbell,\nSource: brass,\n")
    assert table.rows_kept == 2


def test_sum_above_notes() -> None:
    """A bare word for sums is the last row, whatever notes stand below it."""
    table = read_text("Keywords,Avg Searches,Etsy Competition\nbell,50,900\nTotal,50,900\n\nSource: Etsy\n")
    assert refused(table) == [("tables.total_rows", 1), ("tables.note_rows", 1)]


def test_large_bulk_sheets_are_quick() -> None:
    """Rows without a keyword are looked at by column: 50,000 of them take no longer than keywords do."""
    rows = [["SP", "Campaign", "", None, 1, 0, 0.5]] * 50_000 + [["SP", "Keyword", "", "bell", 1, 0, 0.5]]
    table = table_of(BULK, *rows)
    assert refused(table) == [("tables.rows_of_other_kinds", 50_000)]


def test_dashes_are_no_keywords() -> None:
    """An export writes a dash where it keeps the term to itself; in a list of one's own it may be meant."""
    table = table_of(REPORT, ["-", "USD", 10, 1, 0.5, 1], ["bell", "USD", 10, 1, 0.5, 1])
    assert refused(table) == [("tables.rows_without_keyword", 1)]
    own = table_of(["keyword", "note"], ["-", "x"], ["--", "x"], ["bell", "x"])
    assert own.frame["keyword"].tolist() == ["-", "bell"]
