"""Bids from odd counts: fractions of orders, orders without clicks, corrections below zero."""

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.bids import BidResult, bid_result
from kwopt.bids.rates.click_rates import click_rates

REPORT = pd.DataFrame(
    {
        c.KEYWORD: ["shared", "corrected", "returned", "late", "plain"],
        c.CLICKS: [40.0, 50.0, 30.0, 0.0, 80.0],
        c.ORDERS: [1.33, 0.17, -1.0, 1.0, 4.0],
        c.SPEND: [20.0, 25.0, 15.0, 0.0, 40.0],
    }
)


@pytest.fixture(scope="module")
def result() -> BidResult:
    """Bids of the report at a profit of 12 an order."""
    return bid_result(REPORT, profit_per_order=12.0)


def test_fractions_of_orders_count(result: BidResult) -> None:
    """1.33 orders are 1.33 orders: in the frame, in the profit, and in sums."""
    assert result.frame[c.ORDERS].tolist() == [1.33, 0.17, -1.0, 1.0, 4.0]
    assert result.frame[c.PROFIT].iloc[0] == pytest.approx(1.33 * 12 - 20)
    assert result.totals is not None
    assert result.totals[c.ORDERS] == pytest.approx(5.5)


def test_orders_below_zero_count_for_the_profit_only(result: BidResult) -> None:
    """A keyword with -1 orders has the profit of -1 orders, and the rate of a keyword without evidence."""
    row = result.frame.iloc[2]
    assert row[c.PROFIT] == -12 - 15
    assert (row[c.CONVERSION_BASIS], row[c.CONVERSION_SOURCE]) == ("prior", "account")
    assert 0 < row[c.CONVERSION] < 1
    assert "bids.orders_below_zero" in {notice.code for notice in result.notices}


def test_orders_without_clicks_count_for_the_profit_only(result: BidResult) -> None:
    """An order of an earlier click is earned, and says nothing of the clicks to come."""
    row = result.frame.iloc[3]
    assert (row[c.PROFIT], row[c.CONVERSION_BASIS]) == (12.0, "prior")


def test_reasons_show_fractions() -> None:
    """A sentence speaks of 0.17 orders, not of 0."""
    sentences = bid_result(REPORT, profit_per_order=40.0).reasons("en")
    assert "0.17 orders" in sentences[1]


def test_more_orders_of_a_word_never_lower_its_rate() -> None:
    """The rate grows with a fraction of an order as it does with a whole one."""
    means = [
        click_rates(REPORT.assign(**{c.ORDERS: [orders, 0.17, 0.0, 1.0, 4.0]})).posterior.mean[0]
        for orders in (0.0, 0.33, 1.0, 1.33, 2.0)
    ]
    assert np.all(np.diff(means) > 0)


def test_rates_alone_are_told() -> None:
    """Without clicks or searches it is said how far the rates are trusted, and why."""
    words = pd.DataFrame({c.KEYWORD: ["a", "b"], c.ORDERS_PER_CLICK: [0.03, 0.05]})
    notice = next(item for item in bid_result(words, profit_per_order=12.0).notices if "alone" in item.code)
    assert (notice.code, notice.params["count"]) == ("bids.rates_alone", 2)


@pytest.mark.parametrize("frame", [{c.ORDERS_PER_CLICK: [0.0, 0.0]}, {c.CLICKS: [0, 0], c.ORDERS: [0, 0]}])
def test_what_rests_on_nothing_is_told(frame: dict[str, list[float]]) -> None:
    """Rates of 0 alone, and clicks of 0, tell nothing: the usual rate is assumed, and said so."""
    words = pd.DataFrame({c.KEYWORD: ["a", "b"], **frame})
    codes = [notice.code for notice in bid_result(words, profit_per_order=12.0).notices]
    assert codes == ["bids.nothing_known"]
