"""Auctions: expected price, the bid that keeps the place, the bid below a ceiling."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwopt.bids.auctions.auction import base_bid, combined_increase, expected_cpc, lowest_winning_bid
from kwopt.errors import SettingError

CENTS = st.integers(1, 5000).map(lambda cents: cents / 100)
QUALITIES = st.integers(1, 10).map(float)


@pytest.mark.parametrize(
    ("bid", "next_bid", "next_quality", "own_quality", "expected"),
    [
        (2.0, 1.2, 8, 10, 0.97),  # 1.2 * 8 / 10 + .01
        (2.0, 1.2, 10, 8, 1.51),  # a worse quality pays more: 1.5 + .01
        (0.96, 1.2, 8, 10, 0.96),  # the formula gives .97: never above the own bid
        (0.95, 1.2, 8, 10, np.nan),  # .95 * 10 < 1.2 * 8: the place is lost
        (2.0, 0.0, 8, 10, 0.01),  # nobody below: the increment
        (2.0, np.nan, 8, 10, np.nan),
        (2.0, 1.2, np.nan, 10, np.nan),
        (np.nan, 1.2, 8, 10, np.nan),
    ],
)
def test_price_by_quality(
    bid: float, next_bid: float, next_quality: float, own_quality: float, expected: float
) -> None:
    """The price is the next bid times the ratio of qualities plus 0.01, at most the own bid."""
    found = expected_cpc(bid, next_bid=next_bid, next_quality=next_quality, own_quality=own_quality)
    assert float(found) == pytest.approx(expected, nan_ok=True)


def test_price_without_quality() -> None:
    """Without qualities the price is the next bid plus the increment; rows are independent."""
    found = expected_cpc(np.array([1.5, 1.0, 3.0]), next_bid=np.array([1.2, 1.1, 2.0]), increment=0.05)
    assert found == pytest.approx([1.25, np.nan, 2.05], nan_ok=True)


@settings(max_examples=60)
@given(CENTS, CENTS, QUALITIES, QUALITIES)
def test_price_lies_between_match_and_bid(
    bid: float, next_bid: float, next_quality: float, own: float
) -> None:
    """A kept place costs at least what matches the next advertiser and at most the own bid."""
    price = float(expected_cpc(bid, next_bid=next_bid, next_quality=next_quality, own_quality=own))
    match = next_bid * next_quality / own
    assert np.isnan(price) or match - 1e-9 <= price <= bid
    assert np.isnan(price) == (bid < match - 1e-9)


@settings(max_examples=60)
@given(CENTS, QUALITIES, QUALITIES)
def test_lowest_winning_bid_keeps_the_place_and_a_cent_less_does_not(
    next_bid: float, next_quality: float, own: float
) -> None:
    """The bid is the least in whole cents with `bid * own >= next * theirs`."""
    qualities = {"next_quality": next_quality, "own_quality": own}
    bid = float(lowest_winning_bid(next_bid=next_bid, currency="CNY", **qualities))
    assert np.isfinite(expected_cpc(bid, next_bid=next_bid, **qualities))
    assert np.isnan(expected_cpc(max(bid - 0.01, 0.0), next_bid=next_bid, **qualities))


@pytest.mark.parametrize(
    ("ceiling", "increase", "currency", "expected"),
    [
        (1.0, 1.0, "USD", 0.5),
        (1.05, 1.0, "USD", 0.52),  # .525 down
        (1.0, 0.0, "USD", 1.0),
        (1.0, 9.0, "USD", 0.1),  # a placement of 900 %: ten times the bid
        (33.0, 1.0, "JPY", 16.0),
        (np.nan, 1.0, "USD", np.nan),
        (0.0, 1.0, "USD", 0.0),
    ],
)
def test_base_bid_by_hand(ceiling: float, increase: float, currency: str, expected: float) -> None:
    """A bid raised by the largest increase stays at or below the ceiling."""
    found = float(base_bid(ceiling, largest_increase=increase, currency=currency))
    assert found == pytest.approx(expected, nan_ok=True)


@settings(max_examples=60)
@given(st.floats(0, 1000), st.floats(0, 20))
def test_raised_base_bid_stays_below_the_ceiling(ceiling: float, increase: float) -> None:
    """No increase up to the largest lifts the base bid above the ceiling."""
    assert float(base_bid(ceiling, largest_increase=increase)) * (1 + increase) <= ceiling + 1e-8


def test_increases_multiply() -> None:
    """Up to 100 % upon a placement's 900 % is twenty times the bid: an increase of 19."""
    assert combined_increase(9.0, 1.0) == pytest.approx(19.0)
    assert combined_increase() == 0.0


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({"next_bid": -1.0}, "next_bid must be 0 or more; found -1.0"),
        ({"next_bid": np.inf}, "next_bid must be 0 or more; found inf"),
        (
            {"next_bid": 1.0, "next_quality": [8.0, 0.0], "own_quality": 9.0},
            "next_quality must be above 0; found 0.0",
        ),
        (
            {"next_bid": 1.0, "own_quality": 9.0},
            "quality scores count only in relation to each other: next_quality is missing; "
            "give both or neither",
        ),
        ({"next_bid": "cheap"}, "next_bid must be a finite number; found cheap"),
        ({"next_bid": 1.0, "increment": -0.01}, "increment must be 0 or more; found -0.01"),
    ],
)
def test_impossible_figures_are_named(figures: dict[str, Any], sentence: str) -> None:
    """An amount below 0, a quality of 0, or half a pair of qualities gets one sentence."""
    with pytest.raises(SettingError) as caught:
        expected_cpc(1.0, **figures)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("increase", [-0.5, np.inf, np.nan])
def test_increase_is_not_negative(increase: float) -> None:
    """A platform that lowers bids needs no smaller base bid, and an endless increase allows none."""
    with pytest.raises(SettingError, match="largest_increase must be 0 or more"):
        base_bid(1.0, largest_increase=increase)
