"""Rounding down to a currency's smallest unit, safe against binary fractions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.bids.money import decimals, rounded_down
from kwopt.errors import SettingError


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (0.29, "CNY", 0.29),  # 0.29 * 100 is 28.999999999999996
        (0.57, "CNY", 0.57),  # 0.57 * 100 is 56.99999999999999
        (0.299, "CNY", 0.29),
        (1.999999, "USD", 1.99),
        (99.9, "JPY", 99.0),
        (0.0199, "KWD", 0.019),
        (1.239, None, 1.23),
        (0.0, "CNY", 0.0),
        (0.009, "CNY", 0.0),
    ],
)
def test_rounded_down(amount: float, currency: str | None, expected: float) -> None:
    """Amounts go down to the unit below, and stay where they are a whole number of units."""
    assert rounded_down(np.array([amount]), currency)[0] == expected


@given(st.integers(0, 10**7))
def test_whole_units_stay(cents: int) -> None:
    """Rounding an amount of whole cents changes nothing."""
    assert rounded_down(np.array([cents / 100]), "CNY")[0] == cents / 100


@given(st.floats(0, 1e5))
def test_never_up_and_less_than_a_unit_down(amount: float) -> None:
    """The result is at most the amount (to a millionth of a unit) and less than one unit below it."""
    found = rounded_down(np.array([amount]), "CNY")[0]
    assert found <= amount + 1e-8
    assert amount - found < 0.01 + 1e-8


def test_missing_stays_missing() -> None:
    """An unknown amount is not 0."""
    assert np.isnan(rounded_down(np.array([np.nan]), "CNY")[0])


@pytest.mark.parametrize("currency", ["cny", "RMB¥", "yuan"])
def test_currency_is_three_capitals(currency: str) -> None:
    """What is no currency code is refused with an example."""
    with pytest.raises(SettingError, match="three capital letters"):
        decimals(currency)
