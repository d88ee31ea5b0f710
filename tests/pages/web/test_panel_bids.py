"""Tests of the bids' table: its columns, its cells, what an order earns."""

from typing import Any

import pytest

from kwopt import columns as c
from kwopt.pages.web.panel_bids.panel import percent_typed
from kwopt.pages.web.panel_bids.rows import bid_cells, bid_columns, is_guessed, profit_parts, profit_text
from kwopt.pages.wording import Wording

WORDING = Wording("en", "page_bids")


def row(**changes: Any) -> dict[str, Any]:
    """Return a row of the order `bids`."""
    return {
        c.KEYWORD: "旗袍女", c.SAFE_CEILING: 0.7, c.CEILING: 1.592, c.CEILING_LOW: 0.47, c.CEILING_HIGH: 3.0,
        c.MARKET_CPC: None, c.CONVERSION: 0.02371, c.CONVERSION_LOW: 0.007, c.CONVERSION_HIGH: 0.0448,
        c.CLICKS_NEEDED: 1703, c.CONVERSION_SOURCE: "market_guess",
    } | changes  # fmt: skip


def bids(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return an answer of the order `bids`: 168 paid, 62 cost, 106 left."""
    return {
        "mode": "keywords", "currency": "CNY", "break_even_roas": 1.585, "keywords": list(rows),
        "unit_economics": {"profit_per_order": 106.0, "price": 168.0, "discount": 0.0, "cost": 62.0},
    } | changes  # fmt: skip


def test_a_row_says_ceilings_rates_and_basis() -> None:
    """Money has two decimals, rates one; an interval has both its ends."""
    found = bids(row())
    cells = bid_cells(found, bid_columns(found), WORDING)
    assert cells == [
        ["旗袍女", "0.70", "1.59", "0.47–3.00", "2.4%", "0.7%–4.5%", "1,703", "market guess"]
    ]  # fmt: skip


def test_market_prices_have_a_column_where_one_is_known() -> None:
    """A table without prices shows no empty column of them."""
    without, priced = bids(row()), bids(row(), row(**{c.MARKET_CPC: 1.2}))
    assert c.MARKET_CPC not in [column.name for column in bid_columns(without)]
    assert c.MARKET_CPC in [column.name for column in bid_columns(priced)]


def test_a_report_shows_advice_first() -> None:
    """What to do stands beside the keyword, and why right after the figures that it is about."""
    names = [column.name for column in bid_columns(bids(mode="report"))]
    assert names[:5] == [c.KEYWORD, c.VERDICT, c.SUGGESTED_BID, c.PAID_CPC, c.REASON]


def test_guesses_are_known_as_such() -> None:
    """One row that is guessed from the market is enough."""
    own = row(**{c.CONVERSION_SOURCE: "own_clicks"})
    assert is_guessed(bids(own, row()))
    assert not is_guessed(bids(own))


def test_profit_is_told_with_its_currency_and_break_even() -> None:
    """Sales of 1.585 for each unit spent leave nothing."""
    assert profit_text(bids(), WORDING) == "Profit per order 106.00 CNY · break-even ROAS 1.58"


def test_parts_of_a_stated_profit_are_none() -> None:
    """Who states the profit need not be told how it comes about."""
    stated = {"profit_per_order": 30.0, "price": None, "cost": None}
    assert profit_parts(bids(unit_economics=stated), WORDING) == []
    assert [amount for _, amount in profit_parts(bids(), WORDING)] == ["106.00", "168.00", "62.00"]


@pytest.mark.parametrize(
    ("typed", "read"), [("20", "20%"), (" 20 %", "20%"), ("5％", "5%"), ("", None), ([1], "[1]%")]
)
def test_a_chance_is_typed_in_percent(typed: Any, read: str | None) -> None:
    """The field asks for percent: 1 is one in a hundred, never certainty."""
    assert percent_typed(typed) == read
