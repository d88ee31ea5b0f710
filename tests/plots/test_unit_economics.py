"""The figure of one order: its bars lead from the price to the profit."""

from dataclasses import fields

import pytest

from kwopt.bids import UnitEconomics
from kwopt.errors import SettingError
from kwopt.models import Product
from kwopt.plots import unit_economics_plot
from kwopt.plots.wording import Wording

PRODUCT = Product(
    name="旗袍", price=239, discount=20, cost=95, shipping=6, commission_rate=0.05, refund_rate=0.2,
    packaging=2, payment_fee_rate=0.006, tax_rate=0.01, repeat_orders=0.2,
)  # fmt: skip


def test_bars_add_up_to_the_profit() -> None:
    """Every part of the economics is drawn: the fall ends where the profit's bar ends."""
    economics = UnitEconomics.of_product(PRODUCT)
    bars = unit_economics_plot(economics).data[0]
    assert sum(bars.x[:-1]) == pytest.approx(economics.profit_per_order)
    assert bars.x[-1] == economics.profit_per_order
    assert bars.measure == ("absolute", *["relative"] * (len(bars.x) - 2), "absolute")


def test_every_part_has_its_place() -> None:
    """A part that the economics learn is drawn, in the order in which they name it."""
    made = dict.fromkeys([item.name for item in fields(UnitEconomics)], 2.0) | {"price": 99.0}
    figure = unit_economics_plot(UnitEconomics(**made))
    named = [label.split("  ")[0] for label in figure.layout.yaxis.ticktext]
    wanted = [
        "price",
        *[name for name in made if name not in ("price", "profit_per_order")],
        "profit_per_order",
    ]
    assert named == [Wording("en").term("part", name) for name in wanted]
    assert figure.data[0].x == (99.0, *[-2.0] * 9, 2.0, 2.0)  # nine parts are spent, later orders earn


def test_amounts_by_hand() -> None:
    """239 - 95 - 6 = 138; parts of 0 are left out."""
    economics = UnitEconomics.of_product(Product(name="旗袍", price=239, cost=95, shipping=6))
    figure = unit_economics_plot(economics, currency="CNY", lang="zh")
    assert figure.data[0].x == (239.0, -95.0, -6.0, 138.0)
    labels = ("售价  239.00", "成本  −95.00", "运费  −6.00", "每单利润  138.00")
    assert figure.layout.yaxis.ticktext == labels
    assert figure.layout.xaxis.title.text == "每单（CNY）"


def test_a_given_profit_stands_alone() -> None:
    """Where only the profit is known, nothing is made up."""
    for economics in (UnitEconomics.of_profit(38), UnitEconomics.of_profit(38, price=100)):
        figure = unit_economics_plot(economics)
        assert figure.data[0].x == (38.0,)
        assert figure.layout.title.subtitle.text == "Only the profit was given, not what it is made of."


def test_a_loss_is_said() -> None:
    """An order that loses money says so; its bar goes below 0: 100 - 120 = -20."""
    figure = unit_economics_plot(UnitEconomics.of_product(Product(name="x", price=100, cost=120)))
    assert figure.data[0].x == (100.0, -120.0, -20.0)
    assert "An order loses money" in figure.layout.title.subtitle.text


def test_a_wrong_currency_is_refused() -> None:
    """A currency has three letters."""
    with pytest.raises(SettingError, match="yuan"):
        unit_economics_plot(UnitEconomics.of_profit(38), currency="yuan")
