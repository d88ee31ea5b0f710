"""Unit economics: each part by hand, how parts move the profit, and what is refused."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwopt.bids import UnitEconomics
from kwopt.errors import BidError, SettingError
from kwopt.models import Product

RATES = st.floats(0, 1)
AMOUNTS = st.floats(0, 1000)


@st.composite
def products(draw: st.DrawFn) -> Product:
    """Draw a product with every part of an order."""
    price = draw(st.floats(1, 1000))
    return Product(
        name="x", price=price, discount=draw(RATES) * price, cost=draw(AMOUNTS), shipping=draw(AMOUNTS),
        packaging=draw(AMOUNTS), other_fees=draw(AMOUNTS), commission_rate=draw(RATES),
        payment_fee_rate=draw(RATES), tax_rate=draw(RATES), refund_rate=draw(RATES),
        refund_cost=draw(AMOUNTS), repeat_orders=draw(st.floats(0, 5)),
    )  # fmt: skip


def test_each_part_by_hand() -> None:
    """All parts of the contract's formula: a product with discount, fees and refunds.

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
    assert economics.break_even_acos == pytest.approx(92.44 / 219)


def test_further_parts_by_hand() -> None:
    """Packaging, payment fee, tax and further orders.

    R = 200; commission 10 (5 %), payment fee 2 (1 %), tax 4 (2 %). A refund (10 %) saves commission, tax and
    goods: reserve = .1 * (200 - 10 - 4 - 80 + 4) = 11. First order: 200 - 10 - 2 - 4 - 80 - 6 - 3 - 11 = 84;
    a quarter of a further order earns 21 more: 105.
    """
    economics = UnitEconomics.of_product(
        Product(
            name="旗袍", price=200, cost=80, shipping=6, packaging=3, commission_rate=0.05,
            payment_fee_rate=0.01, tax_rate=0.02, refund_rate=0.1, refund_cost=4, repeat_orders=0.25,
        )
    )  # fmt: skip
    assert economics.packaging == 3
    assert economics.payment_fee == pytest.approx(2)
    assert economics.tax == pytest.approx(4)
    assert economics.refund_reserve == pytest.approx(11)
    assert economics.repeat_profit == pytest.approx(21)
    assert economics.profit_per_order == pytest.approx(105)


def test_a_price_with_vat_inside() -> None:
    """20 % VAT inside a price of 120 is 20, entered as the share 0.2 / 1.2."""
    economics = UnitEconomics.of_product(Product(name="x", price=120, cost=50, tax_rate=0.2 / 1.2))
    assert economics.tax == pytest.approx(20)
    assert economics.profit_per_order == pytest.approx(50)


def test_an_order_that_always_comes_back() -> None:
    """With every order refunded, what is spent either way is all that remains.

    The reserve takes R - commission - tax - cost back, so -(shipping 6 + packaging 3 + payment fee 2 +
    return 4) = -15 remains.
    """
    product = Product(
        name="x", price=200, cost=80, shipping=6, packaging=3, payment_fee_rate=0.01, commission_rate=0.05,
        tax_rate=0.02, refund_rate=1, refund_cost=4,
    )  # fmt: skip
    assert UnitEconomics.of_product(product).profit_per_order == pytest.approx(-15)


@settings(max_examples=60)
@given(products())
def test_parts_add_up(product: Product) -> None:
    """Profit is price less every part that is shown, plus what further orders earn."""
    parts = UnitEconomics.of_product(product).to_dict()
    profit, earned = parts.pop("profit_per_order"), parts.pop("price") + parts.pop("repeat_profit")
    assert profit == pytest.approx(earned - sum(parts.values()), abs=1e-6)


@settings(max_examples=60)
@given(products())
def test_the_contracts_formula_holds_without_further_parts(product: Product) -> None:
    """Where packaging, payment fee, tax and further orders are 0, the published formula holds."""
    plain = replace(product, packaging=0, payment_fee_rate=0, tax_rate=0, repeat_orders=0)
    price, cost = plain.price or 0.0, plain.cost or 0.0
    kept = (price - plain.discount) * (1 - plain.commission_rate)
    reserve = plain.refund_rate * (kept - cost + plain.refund_cost)
    expected = kept - cost - plain.shipping - plain.other_fees - reserve
    found = UnitEconomics.of_product(plain)
    assert found.refund_reserve == pytest.approx(reserve, abs=1e-9)
    assert found.profit_per_order == pytest.approx(expected, abs=1e-9)


@settings(max_examples=60)
@given(
    products(),
    st.sampled_from(["cost", "shipping", "packaging", "other_fees", "refund_cost"]),
    st.floats(0.01, 100),
)
def test_what_costs_more_earns_less(product: Product, part: str, more: float) -> None:
    """More of any amount spent never raises the profit."""
    dearer = replace(product, **{part: getattr(product, part) + more})
    low, high = (UnitEconomics.of_product(one).profit_per_order for one in (dearer, product))
    assert low <= high + 1e-9


@settings(max_examples=60)
@given(products(), st.sampled_from(["commission_rate", "payment_fee_rate", "tax_rate"]), RATES)
def test_a_higher_rate_earns_less(product: Product, part: str, share: float) -> None:
    """A higher commission, fee or tax never raises the profit."""
    rate = getattr(product, part)
    dearer = replace(product, **{part: rate + share * (1 - rate)})
    low, high = (UnitEconomics.of_product(one).profit_per_order for one in (dearer, product))
    assert low <= high + 1e-9


@settings(max_examples=60)
@given(products())
def test_further_orders_multiply_the_first(product: Product) -> None:
    """The profit is that of a first order times one plus the further orders, a gain or a loss."""
    first = UnitEconomics.of_product(replace(product, repeat_orders=0))
    found = UnitEconomics.of_product(product).profit_per_order
    assert found == pytest.approx(first.profit_per_order * (1 + product.repeat_orders), abs=1e-6)


def test_no_further_orders_at_a_loss_are_plain_zero() -> None:
    """Nothing of a loss is 0, not -0, which JSON would show."""
    economics = UnitEconomics.of_product(Product(name="x", price=10, cost=12))
    assert str(economics.repeat_profit) == "0.0"


def test_loss_has_no_break_even() -> None:
    """A product that loses on every order has neither break-even ROAS nor ACOS."""
    economics = UnitEconomics.of_product(Product(name="x", price=10, cost=12))
    assert economics.profit_per_order == -2
    assert economics.break_even_roas is None
    assert economics.break_even_acos is None


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


def test_discount_above_price_has_no_profit() -> None:
    """Nobody is paid for buying: such a product is refused instead of bid for."""
    with pytest.raises(BidError, match=r"the discount 12 is above the price 10.*; check both"):
        UnitEconomics.of_product(Product(name="x", price=10, discount=12, cost=1))


@pytest.mark.parametrize("profit", [float("nan"), float("inf")])
def test_stated_profit_must_be_finite(profit: float) -> None:
    """A profit that is no number is refused."""
    with pytest.raises(SettingError, match="profit_per_order must be a finite number"):
        UnitEconomics.of_profit(profit)


@pytest.mark.parametrize("price", [0.0, -1.0, float("nan"), float("inf")])
def test_price_beside_a_stated_profit_is_above_nothing(price: float) -> None:
    """A price that no buyer pays is refused."""
    with pytest.raises(SettingError, match="price must be above 0"):
        UnitEconomics.of_profit(38.0, price=price)


def test_stated_profit_has_no_parts() -> None:
    """A stated profit leaves every part unknown, not 0."""
    parts = UnitEconomics.of_profit(38).to_dict()
    assert parts.pop("profit_per_order") == 38.0
    assert set(parts.values()) == {None}


def test_stated_profit_and_price_give_break_even() -> None:
    """Profit and price suffice for break-even: 38 of 152 is 25 %."""
    economics = UnitEconomics.of_profit(38, price=152)
    assert (economics.break_even_roas, economics.break_even_acos) == (4.0, 0.25)
