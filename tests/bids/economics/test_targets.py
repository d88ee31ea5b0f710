"""Targets: what they allow per order, and what is no target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.bids import UnitEconomics
from kwopt.bids.economics.targets import check_targets, roas_of_acos, target_notices
from kwopt.errors import BidError, SettingError
from kwopt.models import Product

ECONOMICS = UnitEconomics.of_product(Product(name="x", price=200, cost=120))  # profit 80, break-even 2.5


@pytest.mark.parametrize(
    ("target_roas", "profit_kept", "expected"),
    [
        (None, 0.0, 80.0),
        (4.0, 0.0, 50.0),  # 200 / 4
        (2.0, 0.0, 80.0),  # 200 / 2 = 100 would lose 20 an order
        (2.5, 0.0, 80.0),  # break-even itself
        (None, 0.25, 60.0),  # 80 * .75
        (4.0, 0.25, 50.0),  # the lower of 60 and 50
        (3.0, 0.5, 40.0),  # the lower of 40 and 66.67
    ],
)
def test_allowance_by_hand(target_roas: float | None, profit_kept: float, expected: float) -> None:
    """The lower of what the target and the profit leave holds."""
    assert ECONOMICS.allowance(target_roas=target_roas, profit_kept=profit_kept) == expected


@given(st.floats(-500, 500), st.floats(0.1, 20), st.floats(0, 0.99))
def test_targets_never_allow_more(profit: float, target_roas: float, profit_kept: float) -> None:
    """No target allows more than the profit, a stricter one never more than a milder one."""
    economics = UnitEconomics.of_profit(profit, price=150.0)
    with_target = economics.allowance(target_roas=target_roas)
    with_both = economics.allowance(target_roas=target_roas, profit_kept=profit_kept)
    assert with_both <= with_target <= profit
    assert economics.allowance(target_roas=target_roas + 1) <= with_target


def test_a_loss_is_not_made_smaller_by_keeping_a_share() -> None:
    """Of an order that loses 10 nothing can be kept: the allowance stays -10."""
    assert UnitEconomics.of_profit(-10.0).allowance(profit_kept=0.5) == -10.0


@pytest.mark.parametrize("target", [0.0, -1.0, float("inf"), float("nan")])
def test_target_roas_is_above_nothing(target: float) -> None:
    """A target ROAS of 0, below, or without end is refused."""
    with pytest.raises(SettingError, match="target_roas must be above 0 and finite"):
        check_targets(target_roas=target)


@pytest.mark.parametrize("kept", [-0.1, 1.0, 30.0, float("nan")])
def test_share_kept_is_a_fraction(kept: float) -> None:
    """All of the profit, more, or less than nothing cannot be kept."""
    with pytest.raises(SettingError, match="profit_kept must be from 0 to below 1"):
        ECONOMICS.allowance(profit_kept=kept)


def test_target_needs_a_price() -> None:
    """Without the price a target ROAS cannot be held; the sentence says what to give."""
    with pytest.raises(BidError) as caught:
        UnitEconomics.of_profit(38).allowance(target_roas=4.0)
    assert str(caught.value).startswith("a target ROAS (4.0) needs the price of an order beside its profit")
    assert "--product" in caught.value.text("zh")


@pytest.mark.parametrize("acos", [0.0, -0.2, 25.0, float("nan")])
def test_target_acos_is_a_fraction(acos: float) -> None:
    """25 for 25 % is refused with the fraction that is meant."""
    with pytest.raises(SettingError, match=r"target_acos must be above 0 and at most 2 \(0.25 for 25 %\)"):
        roas_of_acos(acos)


def test_target_acos_is_the_same_target() -> None:
    """An ACOS of 20 % is a ROAS of 5."""
    assert roas_of_acos(0.2) == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("break_even", "target", "codes"),
    [
        (2.5, 2.0, ["bids.target_below_break_even"]),
        (2.5, 2.5, []),
        (2.5, 3.0, []),
        (2.5, None, []),
        (None, 2.0, []),
    ],
)
def test_target_below_break_even_is_told(
    break_even: float | None, target: float | None, codes: list[str]
) -> None:
    """A target that loses money gets a warning with both figures; any other none."""
    notices = target_notices(break_even, target)
    assert [notice.code for notice in notices] == codes
    assert all("break-even (2.5)" in notice.to_dict()["message"] for notice in notices)
