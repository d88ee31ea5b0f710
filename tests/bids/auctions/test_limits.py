"""Limits of platforms' bids: data that is complete, and silence where nothing is known."""

from datetime import date

import pytest

from kwopt.bids.auctions.limits import marketplace_limits, smallest_bid
from kwopt.bids.economics.money import decimals
from kwopt.resources import load_toml


@pytest.mark.parametrize("marketplace", sorted(load_toml("bid_limits.toml")))
def test_every_entry_has_source_and_possible_figures(marketplace: str) -> None:
    """Each platform states source, date and positive amounts in whole units of known currencies."""
    limits = marketplace_limits(marketplace)
    assert limits is not None
    assert limits.source
    assert isinstance(limits.source_date, date)
    assert limits.confidence in "ABCD"
    for currency, amount in limits.smallest.items():
        assert amount > 0
        assert round(amount, decimals(currency)) == amount


@pytest.mark.parametrize(
    ("marketplace", "currency", "expected"),
    [
        ("amazon", "USD", 0.02),  # Amazon Ads API, bid constraints by marketplace
        ("amazon", "JPY", 2),
        ("amazon", "CHF", None),
        ("amazon", None, None),
        ("taobao", "CNY", None),
        (None, "USD", None),
    ],
)
def test_smallest_bid(marketplace: str | None, currency: str | None, expected: float | None) -> None:
    """What is not listed is unknown, not free."""
    assert smallest_bid(marketplace, currency) == expected
