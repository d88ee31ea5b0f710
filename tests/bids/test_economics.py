"""Unit economics: each part by hand, and what is refused."""

import pytest

from kwopt.bids import UnitEconomics
from kwopt.errors import BidError, SettingError
from kwopt.models import Product


def test_each_part_by_hand() -> None:
    """All parts of a product with discount, fees and refunds.

    R = 239 - 20 = 219; commission = 219 * .05 = 10.95; what an order earns before shipping and fees:
    219 - 10.95 - 82 = 126.05; refund reserve = .2 * (126.05 + 7) = 26.61; profit = 126.05 - 5.5 - 1.5 - 26.61
    = 92.44; break-even ROAS = 219 / 92.44.
    """
    product = Product(
        name="旗袍", price=239, discount=20, cost=82, shipping=5.5, other_fees=1.5, commission_rate=0.05,
        refund_rate=0.2, refund_cost=7,
    )  # fmt: skip
    economics = UnitEconomics.of_product(product)
    assert economics.commission == pytest.approx(10.95)
    assert economics.refund_reserve == pytest.approx(26.61)
    assert economics.profit_per_order == pytest.approx(92.44)
    assert economics.revenue == 219
    assert economics.break_even_roas == pytest.approx(219 / 92.44)


def test_parts_add_up() -> None:
    """Profit is price less every part that is shown."""
    product = Product(name="x", price=50, discount=3, cost=20, shipping=4, other_fees=1, refund_rate=0.1)
    parts = UnitEconomics.of_product(product).to_dict()
    profit = parts.pop("profit_per_order")
    assert profit == pytest.approx(parts.pop("price") - sum(parts.values()))


def test_loss_has_no_break_even() -> None:
    """A product that loses on every order has no break-even ROAS."""
    economics = UnitEconomics.of_product(Product(name="x", price=10, cost=12))
    assert economics.profit_per_order == -2
    assert economics.break_even_roas is None


@pytest.mark.parametrize(
    ("figures", "lacking"),
    [({}, "price, cost"), ({"price": 9.0}, "cost"), ({"cost": 9.0}, "price")],
)
def test_lacking_figures_are_named(figures: dict[str, float], lacking: str) -> None:
    """Without price or cost the profit cannot be known, and is not guessed."""
    with pytest.raises(BidError) as caught:
        UnitEconomics.of_product(Product(name="旗袍", **figures))  # type: ignore[arg-type]
    assert str(caught.value) == (
        f'the product "旗袍" does not state {lacking}: without it no profit per order can be computed; '
        "add it, or state the profit itself"
    )


@pytest.mark.parametrize("profit", [float("nan"), float("inf")])
def test_stated_profit_must_be_finite(profit: float) -> None:
    """A profit that is no number is refused."""
    with pytest.raises(SettingError, match="profit_per_order must be a finite number"):
        UnitEconomics.of_profit(profit)


def test_stated_profit_has_no_parts() -> None:
    """A stated profit leaves every part unknown, not 0."""
    parts = UnitEconomics.of_profit(38).to_dict()
    assert parts.pop("profit_per_order") == 38.0
    assert set(parts.values()) == {None}
