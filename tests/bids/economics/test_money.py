"""Rounding to a currency's smallest unit, the safe way, whole amounts left alone."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.bids.economics.money import decimals, rounded_down, rounded_up
from kwopt.errors import SettingError
from kwopt.scoring.rates.credible import Floats


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
        (0.2899999, "CNY", 0.28),  # a hundred-thousandth of a cent below is below
        (1234567.0, "RWF", 1234567.0),
    ],
)
def test_rounded_down(amount: float, currency: str | None, expected: float) -> None:
    """Amounts go down to the unit below, and stay where they are a whole number of units."""
    assert rounded_down(np.array([amount]), currency)[0] == expected


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (0.29, "CNY", 0.29),
        (0.07, "CNY", 0.07),  # .07 * 100 is 7.000000000000001
        (0.291, "CNY", 0.3),
        (0.001, "CNY", 0.01),
        (99.1, "JPY", 100.0),
        (0.0191, "KWD", 0.02),
        (0.0, "CNY", 0.0),
    ],
)
def test_rounded_up(amount: float, currency: str, expected: float) -> None:
    """Costs go up to the unit above, and stay where they are a whole number of units."""
    assert rounded_up(np.array([amount]), currency)[0] == expected


@pytest.mark.parametrize("rounded", [rounded_down, rounded_up])
@given(cents=st.integers(0, 10**7))
def test_whole_units_stay(rounded: Callable[..., Floats], cents: int) -> None:
    """Rounding an amount of whole cents changes nothing, nor does the noise of a sum that makes it."""
    assert rounded(np.array([cents / 100]), "CNY")[0] == cents / 100
    assert rounded(np.array([cents / 300 + cents / 300 + cents / 300]), "CNY")[0] == cents / 100


@given(st.floats(0, 1e5))
def test_down_and_up_enclose_the_amount(amount: float) -> None:
    """Bids stay at or below, costs at or above, both by less than a unit (to a billionth of one)."""
    (down,), (up,) = (rounded(np.array([amount]), "CNY") for rounded in (rounded_down, rounded_up))
    assert down - 1e-10 <= amount <= up + 1e-10
    assert up - down < 0.01 + 1e-10


@pytest.mark.parametrize("rounded", [rounded_down, rounded_up])
def test_missing_stays_missing(rounded: Callable[..., Floats]) -> None:
    """An unknown amount is not 0, and one without end stays so."""
    assert np.isnan(rounded(np.array([np.nan]), "CNY")[0])
    assert np.isinf(rounded(np.array([np.inf]), "CNY")[0])


@pytest.mark.parametrize("currency", ["cny", "RMB¥", "yuan"])
def test_currency_is_three_capitals(currency: str) -> None:
    """What is no currency code is refused with an example."""
    with pytest.raises(SettingError, match="three capital letters"):
        decimals(currency)
