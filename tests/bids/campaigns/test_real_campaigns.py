"""Real campaign reports: what must hold of every verdict, list, split and upload, whatever the account."""

from pathlib import Path

import numpy as np
import pytest

from kwopt import columns as c
from kwopt.bids import BidResult, bid_result
from kwopt.bids.campaigns.budget import split_budget
from kwopt.bids.campaigns.lists import by_verdict, wasting, worth_more
from kwopt.bids.campaigns.uploads import upload_rows
from kwopt.tables import KeywordTable, read_keywords

MARGINS = (0.3, 0.15, 0.05)


@pytest.fixture(scope="module", params=["uk_dustsheet", "us_apparel"])
def table(request: pytest.FixtureRequest, real_data: Path) -> KeywordTable:
    """Return a real report."""
    return read_keywords(real_data / "ppc" / f"{request.param}.csv")


@pytest.fixture(scope="module", params=MARGINS, ids=lambda margin: f"margin {margin}")
def result(request: pytest.FixtureRequest, table: KeywordTable) -> BidResult:
    """Return advice at a margin of sales."""
    average = table.frame[c.SALES].sum() / table.frame[c.ORDERS].sum()
    return bid_result(table, profit_per_order=request.param * average)


def test_verdicts_hold_what_they_promise(result: BidResult) -> None:
    """Raises stay below the safe ceiling, pauses have ten clicks, what is kept is below its ceiling."""
    for verdict, rows in result.frame.groupby(c.VERDICT):
        if verdict == "raise":
            assert (rows[c.SUGGESTED_BID] <= rows[c.SAFE_CEILING]).all()
            assert (rows[c.ORDERS] >= 3).all()
        if verdict == "pause":
            assert ((rows[c.CLICKS] >= 10) | (rows[c.ORDERS] >= 3)).all()
            assert (rows[c.SUGGESTED_BID] == 0).all()
            assert (rows[c.LOSS_PROBABILITY] > 0.85).all()
        if verdict == "keep":
            # ceilings are rounded down to the cent
            assert (rows[c.PAID_CPC] <= rows[c.CEILING] + 0.01).all()
        if verdict == "lower":
            assert (rows[c.SUGGESTED_BID] <= rows[c.SAFE_CEILING]).all()
            assert (rows[c.PAID_CPC] > rows[c.CEILING]).all()


def test_lists_and_sums_agree(result: BidResult) -> None:
    """Verdicts partition the report; waste and worth are parts of their verdicts."""
    sums = by_verdict(result)
    assert sum(part[c.SPEND] for part in sums.values()) == pytest.approx(result.frame[c.SPEND].sum())
    waste = wasting(result)
    assert waste[c.LOSS].is_monotonic_decreasing
    assert len(waste) <= sums["lower"]["keywords"] + sums["pause"]["keywords"]
    assert len(worth_more(result)) == sums["raise"]["keywords"]


def test_more_budget_never_earns_less(result: BidResult) -> None:
    """Without tests, expected profit rises with the budget, ever slower, and never above what it may cost."""
    profit = result.unit_economics.profit_per_order
    splits = [
        split_budget(result.frame, budget, profit_per_order=profit, explore_share=0.0)
        for budget in (0, 10, 50, 250, 1250, 6250)
    ]
    earned = np.array([split.expected_profit for split in splits])
    assert (np.diff(earned) >= -1e-9).all()
    assert (np.diff([split.marginal_return for split in splits]) <= 1e-9).all()
    assert all(split.spent <= split.budget + 1e-9 for split in splits)


def test_uploads_name_each_place_once(result: BidResult, table: KeywordTable) -> None:
    """One line a keyword, campaign and ad group; in Amazon's layout every line has its place and entity."""
    rows = table.report_rows
    assert rows is not None
    generic = upload_rows(result, rows).frame
    assert not generic.duplicated(["keyword", "campaign", "ad_group"]).any()
    assert set(generic["keyword"]) == set(result.frame[c.KEYWORD])
    amazon = upload_rows(result, rows, layout="amazon").frame
    assert amazon[["Entity", "Operation", "Campaign Name (Informational only)"]].notna().all(axis=None)
    new = amazon[amazon["Operation"] == "Create"].dropna(subset="Bid")
    assert not new.duplicated(["Keyword Text", "Product Targeting Expression"]).any()
