"""Words that waste money and words worth more: who is listed, in which order, with which figures."""

import pandas as pd
import pytest

from kwopt import bids
from kwopt import columns as c
from kwopt.bids.campaigns.lists import (
    WASTE,
    WORTH_MORE,
    by_verdict,
    waiting_loss,
    waste_total,
    wasting,
    worth_more,
)

# At a profit of 40 per order, rates Beta(1 + orders, 18 + clicks - orders):
ROWS = [
    ("good", 181, 19, 1.0),  # 20 of 200: earns 4.0 a click, costs 1.0
    ("dear", 181, 19, 9.0),  # earned 760, cost 1629
    ("dead", 80, 0, 2.0),  # earned nothing, cost 160
    ("new", 2, 0, 1.5),
    ("fair", 181, 19, 3.3),
]


@pytest.fixture
def result(advised, word):
    """Return advice on the rows."""
    return advised([word(*row) for row in ROWS])


def test_waste_is_sorted_by_loss(result) -> None:
    """The greatest loss comes first; words that wait or earn are not there."""
    waste = wasting(result)
    assert list(waste.columns) == list(WASTE)
    assert waste[c.KEYWORD].tolist() == ["dear", "dead"]
    assert waste[c.LOSS].tolist() == pytest.approx([1629 - 760, 160.0])
    assert waste[c.EARNED].tolist() == [760.0, 0.0]
    assert (waste[c.LOSS_PROBABILITY] > 0.99).all()


def test_waste_in_all(result) -> None:
    """Two words cost 1629 + 160 and brought 760."""
    assert waste_total(wasting(result)) == pytest.approx(
        {"keywords": 2, "spend": 1789.0, "earned": 760.0, "loss": 1029.0}
    )


def test_worth_more_shows_room_and_what_a_click_earns(result) -> None:
    """40 x 0.1 = 4.0 a click; the bid goes up a quarter to 1.25, so 2.75 is left."""
    more = worth_more(result)
    assert list(more.columns) == list(WORTH_MORE)
    assert more[c.KEYWORD].tolist() == ["good"]
    assert more[c.SUGGESTED_BID].tolist() == [1.25]
    assert more[c.EARNED_PER_CLICK].tolist() == pytest.approx([2.75])
    assert (more[c.ROOM] == more[c.SAFE_CEILING] - more[c.PAID_CPC]).all()


def test_verdicts_add_up_to_the_report(result) -> None:
    """Every word is in one verdict; all five are named, also without words."""
    sums = by_verdict(result)
    assert list(sums) == ["raise", "keep", "lower", "pause", "wait"]
    assert sum(part["keywords"] for part in sums.values()) == len(ROWS)
    assert sum(part["spend"] for part in sums.values()) == pytest.approx(result.frame[c.SPEND].sum())
    assert sums["wait"] == {"keywords": 1, "clicks": 2.0, "orders": 0.0, "spend": 3.0, "profit": -3.0}


def test_keywords_without_a_report_have_no_lists() -> None:
    """A market table has no spend: both lists are empty, with their columns."""
    market = bids.bid_result(
        pd.DataFrame({"keyword": ["旗袍"], "buyers_per_visitor": [0.04]}), profit_per_order=9
    )
    assert wasting(market).empty
    assert worth_more(market).empty
    assert by_verdict(market)["raise"]["keywords"] == 0


def test_one_click_is_never_waste(advised, word) -> None:
    """A single click without an order is no waste yet, whatever the account's rate."""
    assert wasting(advised([word("once", 1, 0, 5.0)])).empty


@pytest.mark.parametrize(
    ("words", "paid", "orders", "loses"),
    [
        (60, 3.0, 0, True),  # 240 clicks of 3.0 brought nothing, at a mean of 40 / 23 = 1.74 a click
        (60, 1.0, 0, False),  # at the mean they are worth their price
        (60, 3.0, 1, False),  # 60 orders of 40 earned more than 720
        (40, 3.0, 0, False),  # 160 clicks are too few to say so
    ],
)
def test_words_that_wait_may_lose_together(
    advised, word, words: int, paid: float, orders: int, loses: bool
) -> None:
    """Four clicks each prove nothing; all together may."""
    result = advised([word(f"word {place}", 4, orders, paid) for place in range(words)])
    assert by_verdict(result)["wait"]["keywords"] == words
    assert (waiting_loss(result) is not None) == loses
