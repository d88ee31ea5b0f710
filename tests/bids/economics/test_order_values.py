"""What an order of a keyword is worth: credibility between keyword, ad group and account; today's level."""

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.bids import bid_result
from kwopt.bids.economics.order_trend import value_today
from kwopt.bids.economics.order_values import account_value, order_values
from kwopt.errors import BidError, SettingError


def two_products() -> pd.DataFrame:
    """Return rows of an account that sells mugs at 10 and ovens at 100, each keyword on five days."""
    rows = [
        {
            c.KEYWORD: f"{thing} {word}", c.AD_GROUP: thing, c.CLICKS: 40.0, c.ORDERS: 4.0,
            c.SALES: 4 * price, c.SPEND: 8.0,
        }
        for thing, price in (("mug", 10.0), ("oven", 100.0))
        for word in ("red", "blue", "large", "small")
        for _ in range(5)
    ]  # fmt: skip
    new = [
        {
            c.KEYWORD: f"{thing} new",
            c.AD_GROUP: thing,
            c.CLICKS: 2.0,
            c.ORDERS: 0.0,
            c.SALES: 0.0,
            c.SPEND: 1.0,
        }
        for thing in ("mug", "oven")
    ]
    return pd.DataFrame([*rows, *new])


def summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a keyword."""
    return rows.groupby(c.KEYWORD, sort=False, as_index=False)[[c.CLICKS, c.ORDERS, c.SALES, c.SPEND]].sum()


def test_many_equal_orders_are_believed() -> None:
    """Twenty orders at 10 and at 100 each keep their own value, near enough."""
    rows = two_products()
    frame = summed(rows)
    values = dict(zip(frame[c.KEYWORD], order_values(frame, rows=rows).mean, strict=True))
    assert values["mug red"] == pytest.approx(10, abs=2)
    assert values["oven red"] == pytest.approx(100, abs=2)


def test_no_orders_get_the_ad_groups_value() -> None:
    """A word without orders is worth what its ad group's orders are, not the account's 55."""
    rows = two_products()
    frame = summed(rows)
    assert account_value(frame) == 55.0  # 160 orders, half at 10, half at 100
    values = dict(zip(frame[c.KEYWORD], order_values(frame, rows=rows).mean, strict=True))
    assert values["mug new"] < 15
    assert values["oven new"] > 95


def test_one_dear_order_is_noise() -> None:
    """One order at ten times the usual moves its word by less than half the way."""
    frame = pd.DataFrame({
        c.KEYWORD: [f"w{i}" for i in range(30)], c.ORDERS: [10.0] * 29 + [1.0],
        c.SALES: [100.0 + i % 3 for i in range(29)] + [100.0],
    })  # fmt: skip
    assert order_values(frame).mean[-1] < 55


def test_values_lie_between_own_and_account() -> None:
    """Without groups every value lies between the word's own mean and the account's."""
    random = np.random.default_rng(3)
    orders = random.integers(0, 20, 60).astype(float)
    frame = pd.DataFrame({
        c.KEYWORD: [f"w{i}" for i in range(60)], c.ORDERS: orders,
        c.SALES: orders * random.uniform(5, 50, 60),
    })  # fmt: skip
    values, account = order_values(frame).mean, account_value(frame)
    own = np.where(orders > 0, frame[c.SALES] / np.maximum(orders, 1), account)
    assert (values >= np.minimum(own, account) - 1e-9).all()
    assert (values <= np.maximum(own, account) + 1e-9).all()


def test_a_price_cut_is_followed() -> None:
    """After two weeks at 7 behind two at 10 today's order is worth 7; noise alone moves it little."""
    days = pd.Series([f"2026-08-{day:02}" for day in range(1, 29)])
    orders = np.full(28, 40.0)
    cut = value_today(np.repeat([10.0, 7.0], 14) * orders, orders, days, within=1.0)
    assert 8.5 * cut == pytest.approx(7.0, abs=0.1)
    random = np.random.default_rng(5)
    noisy = orders * (10 + random.normal(0, 1, 28) / np.sqrt(orders))
    assert value_today(noisy, orders, days, within=1.0) == pytest.approx(1.0, abs=0.02)


def test_spans_of_days_tell_no_trend() -> None:
    """Rows of several days leave values as they are."""
    dates = pd.Series(["2026-08-01/2026-08-07", "2026-08-08"])
    assert value_today(np.array([10.0, 70.0]), np.array([1.0, 10.0]), dates, within=1.0) == 1.0


def test_margin_prices_each_word_by_its_orders() -> None:
    """With a margin ceilings follow the value of orders: ovens may cost far more a click than mugs."""
    rows = two_products()
    result = bid_result(rows, margin=0.3)
    frame = result.frame.set_index(c.KEYWORD)
    assert result.unit_economics.profit_per_order == pytest.approx(0.3 * 55)
    assert result.break_even_acos == pytest.approx(0.3)
    assert frame.loc["oven red", c.CEILING] > 5 * frame.loc["mug red", c.CEILING]
    # 20 orders at 10, 30 % of them, less 40 spent: each keyword has five rows.
    assert frame.loc["mug red", c.PROFIT] == pytest.approx(0.3 * 200 - 40)
    np.testing.assert_allclose(result.profits, 0.3 * result.frame[c.VALUE_PER_ORDER])


@pytest.mark.parametrize("margin", [0, -0.3, 30, float("nan")])
def test_margin_is_a_share(margin: float) -> None:
    """A margin above 1 is refused: 30 is not 30 %."""
    with pytest.raises(SettingError, match="margin must be above 0 and at most 1"):
        bid_result(two_products(), margin=margin)


def test_margin_needs_sales() -> None:
    """Without sales a margin tells nothing, and the message says what to state instead."""
    with pytest.raises(BidError, match="state the profit of one order"):
        bid_result(two_products().drop(columns=c.SALES), margin=0.3)


def test_words_without_orders_are_least_sure() -> None:
    """Where words differ, one without orders is as uncertain as they differ, one of twenty much less."""
    orders = np.array([20.0] * 5 + [0.0])
    frame = pd.DataFrame({
        c.KEYWORD: list("abcdef"), c.ORDERS: orders, c.SALES: orders * np.array([10, 20, 30, 40, 50, 0])
    })  # fmt: skip
    doubt = order_values(frame).relative
    # The five means spread by 50 % of their mean: variance .25; 20 orders of spread .6 leave about .36 / 20.
    assert doubt[5] == pytest.approx(0.25, rel=0.25)
    assert doubt[0] == pytest.approx(0.36 / 20, rel=0.25)


def test_safe_ceiling_carries_the_doubt_of_values() -> None:
    """With a margin the safe ceiling lies lower beneath the ceiling than with the profit of each word."""
    rows = two_products()
    by_margin = bid_result(rows, margin=0.3).frame.set_index(c.KEYWORD)
    profit = 0.3 * by_margin.loc["oven new", c.VALUE_PER_ORDER]
    by_profit = bid_result(rows, profit_per_order=profit).frame.set_index(c.KEYWORD)
    one, other = by_margin.loc["oven new"], by_profit.loc["oven new"]
    assert one[c.CEILING] == pytest.approx(other[c.CEILING], abs=0.01)
    assert one[c.SAFE_CEILING] < other[c.SAFE_CEILING]
    assert one[c.CONVERSION_LOW] == other[c.CONVERSION_LOW]


def test_part_of_an_order_tells_no_value() -> None:
    """A hundredth of an order with sales of 500, as some attribution gives, makes no order of 50,000."""
    frame = pd.DataFrame({
        c.KEYWORD: ["a", "b", "c"], c.ORDERS: [10.0, 12.0, 0.01], c.SALES: [100.0, 120.0, 500.0]
    })  # fmt: skip
    assert order_values(frame).mean[2] == pytest.approx(account_value(frame))
