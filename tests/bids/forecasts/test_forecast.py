"""Forecasts: expectations by hand, intervals against known distributions, and hostile input."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kwopt.bids.forecasts.draws import Drift
from kwopt.bids.forecasts.forecast import forecast
from kwopt.errors import BidError, SettingError
from kwopt.models import Product

STILL = Drift(0.0, 0.0, 0.0)
MUCH = 10_000_000
"""Clicks of evidence beside which neither prior nor posterior matter: the rate is known."""


def known(rate: float = 0.1, planned: float = 1000, **more: float) -> dict[str, object]:
    """Return an entrance whose orders per click are known to be `rate`."""
    figures = {"entrance": "搜索", "clicks": MUCH, "orders": rate * MUCH, "planned_clicks": planned}
    return figures | more


def codes(found) -> list[str]:
    """Return the codes of the notices."""
    return [notice.code for notice in found.notices]


def test_expectations_are_products_along_the_funnel() -> None:
    """Each measure is the product along the funnel; profit counts later purchases and the clicks' cost."""
    row = {
        "entrance": "直通车",
        "impressions": 100 * MUCH,
        "clicks": MUCH,
        "orders": MUCH / 20,
        "spend": 2 * MUCH,
    }
    found = forecast(
        pd.DataFrame([row | {"planned_impressions": 20_000}]),
        value_per_order=50.0, profit_per_order=30.0, purchases_per_buyer=1.5,
    )  # fmt: skip
    one = found.entrances.iloc[0]
    # 20,000 x 1 % = 200 clicks; x 5 % = 10 orders; x 1.5 = 15 purchases; x 50 = 750; spend 200 x 2 = 400;
    # profit 15 x 30 - 400 = 50
    expected = {"clicks": 200, "orders": 10, "purchases": 15, "sales": 750, "spend": 400, "profit": 50}
    for name, value in expected.items():
        assert one[name] == pytest.approx(value, rel=1e-3)
        assert found.total[name] == one[name]


def test_interval_is_that_of_the_binomial_where_the_rate_is_known() -> None:
    """Without drift, 1,000 clicks at a known 10 % bring Binomial(1000, .1) orders."""
    row = forecast(pd.DataFrame([known()]), drift=STILL).entrances.iloc[0]
    # standard deviation sqrt(1000 x .1 x .9) = 9.49; 80 % lie within 1.2816 of them: 87.8 to 112.2
    assert row["orders_low"] == pytest.approx(87.8, abs=1.5)
    assert row["orders_high"] == pytest.approx(112.2, abs=1.5)


def test_drift_widens_by_its_standard_deviation() -> None:
    """With a million clicks the count's own chance is nothing: the range is the log-normal change's."""
    table = pd.DataFrame([known(planned=1_000_000)])
    row = forecast(table, drift=Drift(0.0, 0.2, 0.0)).entrances.iloc[0]
    # 100,000 x exp(-.2^2 / 2 +- 1.2816 x .2): 75,860 and 126,660
    assert row["orders_low"] == pytest.approx(75_860, rel=0.02)
    assert row["orders_high"] == pytest.approx(126_660, rel=0.02)


def test_planned_ends_become_a_range() -> None:
    """Low and high of the plan are the ends of an interval of the same level, as logarithms."""
    table = pd.DataFrame([known(planned=1e6, planned_clicks_low=8e5, planned_clicks_high=1.25e6)])
    row = forecast(table, drift=STILL).entrances.iloc[0]
    # log(1.25 / .8) / (2 x 1.2816) = .1741; 1e6 x exp(-.1741^2 / 2 +- .2231): 787,900 and 1,231,200
    assert row["clicks_low"] == pytest.approx(787_900, rel=0.02)
    assert row["clicks_high"] == pytest.approx(1_231_200, rel=0.02)


def test_total_is_of_sums_and_not_the_sum_of_ends() -> None:
    """Of 16 equal entrances the total's range is 4 times one's, not 16 times, unless all change together."""
    table = pd.DataFrame([known(entrance=str(number)) for number in range(16)])
    one = forecast(table, drift=STILL)
    width = one.total["orders_high"] - one.total["orders_low"]
    # sqrt(16) x 2 x 1.2816 x 9.49 = 97.3
    assert width == pytest.approx(97.3, rel=0.08)
    together = forecast(table, drift=Drift(0.0, 0.0, 0.2)).total
    # 1,600 orders that change together: 1600 x 2 x 1.2816 x .2 = 820 and a little
    assert together["orders_high"] - together["orders_low"] == pytest.approx(830, rel=0.08)


def test_same_input_same_forecast_whatever_the_order() -> None:
    """Neither the order of rows nor the other rows change what is drawn for an entrance."""
    table = pd.DataFrame(
        [known(0.1, entrance="搜索"), known(0.1, entrance="直播"), known(0.1, entrance="推荐")]
    )
    first, again = forecast(table), forecast(table.iloc[::-1])
    pd.testing.assert_frame_equal(
        first.entrances, again.entrances.iloc[::-1].reset_index(drop=True), check_exact=False, rtol=1e-6
    )
    assert first.to_dict() == forecast(table).to_dict()


def test_value_of_few_orders_is_drawn_towards_all() -> None:
    """One order of 300 beside 99 of 100: (300 + 102) / 2, and its sales are less certain."""
    table = pd.DataFrame({
        "entrance": ["a", "b"], "clicks": [1000, 10], "orders": [99, 1], "sales": [9900.0, 300.0],
        "planned_clicks": [1000, 1000],
    })  # fmt: skip
    values = forecast(table).entrances["value_per_order"]
    # all: 10,200 / 100 = 102; a: (9900 + 102) / 100
    assert values.tolist() == pytest.approx([100.02, 201.0])


def test_repeat_orders_of_a_product_are_counted_once() -> None:
    """Repeat orders come as purchases; the profit of each is that of a first order."""
    product = Product(name="旗袍", price=100, cost=60, repeat_orders=0.5)
    found = forecast(pd.DataFrame([known()]), product=product)
    # 100 orders, 150 purchases of 100, 40 each
    assert found.purchases_per_buyer == 1.5
    assert found.total["sales"] == pytest.approx(15_000, rel=1e-3)
    assert found.total["profit"] == pytest.approx(6_000, rel=1e-3)


def test_weakest_step_is_named_with_its_price() -> None:
    """Half the clicks of the others cost as many orders as there are."""
    table = pd.DataFrame({
        "entrance": ["搜索", "推荐"], "impressions": [1e6, 1e6], "clicks": [40_000, 20_000],
        "orders": [2000, 1000],
    })  # fmt: skip
    weak = forecast(table).weakest
    assert (weak.entrance, weak.step) == ("推荐", "click_through_rate")
    assert (weak.others, weak.orders_lost) == (0.04, pytest.approx(1000, rel=0.01))
    assert forecast(table.assign(clicks=30_000, orders=1500)).weakest is None


def test_entrance_without_evidence_gets_the_others_rates_and_a_wide_range() -> None:
    """An unknown entrance is forecast from the others, and its range is wider than theirs."""
    rows = [known(0.02 + 0.02 * number, entrance=str(number), clicks=5000) for number in range(5)]
    rows = [row | {"orders": row["clicks"] * (0.02 + 0.02 * place)} for place, row in enumerate(rows)]
    found = forecast(pd.DataFrame([*rows, {"entrance": "new", "planned_clicks": 1000}]))
    last, middle = found.entrances.iloc[5], found.entrances.iloc[2]
    assert last["conversion_basis"] == "prior"
    assert 20 < last["orders"] < 100  # between the lowest and the highest of the others
    assert last["orders_high"] - last["orders_low"] > middle["orders_high"] - middle["orders_low"]
    assert "bids.forecast_rates_of_others" in codes(found)


def test_impossible_counts_are_said_and_survived() -> None:
    """More clicks than impressions: the funnel begins at clicks; more orders than clicks: one a click."""
    table = pd.DataFrame({
        "entrance": ["直播", "搜索", "负"], "impressions": [100, 0, -5], "clicks": [500, 0, np.inf],
        "orders": [900, 0, 1],
    })  # fmt: skip
    found = forecast(table, value_per_order=1.0)
    live, search, negative = (found.entrances.iloc[place] for place in range(3))
    assert (live["clicks"], live["impressions"]) == (500, pytest.approx(np.nan, nan_ok=True))
    assert live["orders"] <= 500
    assert (search["clicks"], search["orders_high"]) == (0, 0)
    assert np.isnan(negative["orders"])
    wanted = ("clicks_above_impressions", "orders_above_clicks", "odd_figures", "no_plan")
    assert {f"bids.forecast_{name}" for name in wanted} <= set(codes(found))


def test_ranges_hold_expectations_and_nothing_is_negative() -> None:
    """On made accounts of all sizes low <= expected <= high, counts from 0 on, clicks at most impressions."""
    random = np.random.RandomState(7)
    impressions = random.choice([0, 3, 50, 2000, 300_000], 60)
    clicks = random.binomial(impressions, 0.05)
    table = pd.DataFrame({
        "entrance": [f"e{place}" for place in range(60)], "impressions": impressions, "clicks": clicks,
        "orders": random.binomial(clicks, 0.1), "spend": clicks * 1.5,
    })  # fmt: skip
    found = forecast(table, value_per_order=20.0, profit_per_order=8.0).entrances
    for name in ("clicks", "orders", "purchases", "sales", "spend", "profit"):
        assert (found[f"{name}_low"] <= found[name]).all()
        assert (found[name] <= found[f"{name}_high"]).all()
        assert name == "profit" or (found[f"{name}_low"] >= 0).all()
    assert (found["clicks_high"] <= found["impressions"]).all()


def test_rows_of_one_entrance_are_added_up() -> None:
    """Days add up; where a row lacks impressions, the entrance's funnel begins at clicks."""
    days = pd.DataFrame({
        "entrance": ["搜索", "搜索 ", "直播", "直播"], "impressions": [100, 300, 100, np.nan],
        "clicks": [10, 30, 5, 95], "orders": [1, 2, 1, 9],
    })  # fmt: skip
    found = forecast(days, value_per_order=1.0).entrances
    assert found["entrance"].tolist() == ["搜索", "直播"]
    assert found["impressions"].tolist()[0] == 400
    assert np.isnan(found["impressions"].tolist()[1])
    assert found["clicks"].tolist()[1] == 100


def test_frame_given_stays_as_it_is() -> None:
    """The caller's frame is not written to."""
    table = pd.DataFrame([known()])
    before = table.copy()
    forecast(table)
    pd.testing.assert_frame_equal(table, before)


def test_without_a_value_no_sales_are_claimed() -> None:
    """Value of an order unknown: orders are forecast, sales are not, and a notice says so."""
    found = forecast(pd.DataFrame([known()]))
    assert np.isnan(found.total["sales"])
    assert found.to_dict()["total"]["sales"] is None
    assert "bids.forecast_no_value" in codes(found)


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"words": ["a"]}, "no_entrances"),
        ({"entrance": [None]}, "no_rows"),
        ({"entrance": ["a"], "orders_per_click": [0.1]}, "no_volume"),
        ({"entrance": ["a"], "impressions": [10]}, "no_click_rates"),
        ({"entrance": ["a"], "clicks": [10]}, "no_conversion"),
    ],
)
def test_what_cannot_be_forecast_is_refused(columns: dict[str, list[object]], code: str) -> None:
    """Each thing without which there is no forecast has its own error."""
    with pytest.raises(BidError) as caught:
        forecast(pd.DataFrame(columns))
    assert caught.value.code == f"bids.forecast_{code}"


@pytest.mark.parametrize(
    "settings",
    [
        {"level": 1.0},
        {"value_per_order": 0.0},
        {"purchases_per_buyer": 0.5},
        {"impressions_scale": float("nan")},
    ],
)
def test_settings_outside_their_range_are_refused(settings: dict[str, float]) -> None:
    """Numbers that mean nothing are refused before anything is computed."""
    with pytest.raises(SettingError):
        forecast(pd.DataFrame([known()]), **settings)


def test_profit_is_stated_or_of_a_product_not_both() -> None:
    """Two profits contradict each other."""
    with pytest.raises(BidError, match="profit"):
        forecast(pd.DataFrame([known()]), profit_per_order=1.0, product=Product(name="x", price=2, cost=1))


def test_intervals_hold_what_came_in_a_real_account(real_data: Path) -> None:
    """The daily account: 80 % intervals from the first two thirds of the days hold 75 to 90 % of the rest."""
    report = pd.read_csv(real_data / "ppc" / "uk_dustsheet.csv").rename(
        columns={"Impressions": "impressions", "Clicks": "clicks", "7 Day Total Orders (#)": "orders"}
    )
    days = np.sort(report["Date"].unique())
    early = report["Date"] < days[len(days) * 2 // 3]
    past, later = (
        rows.groupby("Campaign Name")[["impressions", "clicks", "orders"]].sum()
        for rows in (report[early], report[~early])
    )
    table = past.reindex(later.index).assign(planned_impressions=later["impressions"])
    found = forecast(table.rename_axis("entrance").reset_index(), value_per_order=1.0).entrances
    came = later["orders"].to_numpy()
    held = (found["orders_low"] <= came) & (came <= found["orders_high"])
    assert 0.75 <= held.mean() <= 0.9
