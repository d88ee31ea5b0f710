"""Shrunk conversion: evidence by basis, edge cases, and independence from other rows."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt import columns as c
from kwopt.scoring.rates.conversion import ConversionPrior, fit_conversion_prior, posterior, shrink
from kwopt.scoring.rates.visitors import VisitorScale

CLICKS_PRIOR = ConversionPrior(1.0, 9.0, "orders_per_click")
MARKET_PRIOR = ConversionPrior(
    1.0, 9.0, "buyers_per_visitor", {"a.csv": VisitorScale(step=1e-4)}, {"a.csv": 40.0}, 0.5
)


def market(**row: float) -> pd.DataFrame:
    """Return a table of one market row from "a.csv"."""
    return pd.DataFrame([{c.KEYWORD: "旗袍", c.SOURCE_FILE: "a.csv", **row}])


def made_up_market(rows: int = 300) -> pd.DataFrame:
    """Return a seeded table with rates, volumes, gaps and two source files."""
    random = np.random.default_rng(4)
    volume = np.round(random.lognormal(7, 1, rows))
    visitors = np.maximum(1, np.rint(volume * 0.08)).astype(int)
    rates = np.round(random.binomial(visitors, random.beta(1, 12, rows)) / visitors, 4)
    return pd.DataFrame(
        {
            c.KEYWORD: [f"词{i}" for i in range(rows)],
            c.SEARCH_VOLUME: np.where(random.random(rows) < 0.1, np.nan, volume),
            c.CLICK_THROUGH_RATE: np.where(random.random(rows) < 0.1, np.nan, random.uniform(0, 2, rows)),
            c.BUYERS_PER_VISITOR: np.where(random.random(rows) < 0.1, np.nan, rates),
            c.SOURCE_FILE: np.where(random.random(rows) < 0.5, "a.csv", "b.csv"),
        }
    )


@pytest.mark.parametrize(
    ("row", "mean", "basis"),
    [
        ({c.CLICKS: 90, c.ORDERS: 9}, 0.1, "counts"),  # (1 + 9) / (10 + 90)
        ({c.CLICKS: 90, c.ORDERS: 0}, 0.01, "counts"),  # (1 + 0) / (10 + 90)
        ({c.CLICKS: 2, c.ORDERS: 5}, 0.25, "counts"),  # 5 orders count as 2: (1 + 2) / (10 + 2)
        ({c.CLICKS: 10, c.ORDERS: 2.5}, 0.175, "counts"),  # fractions are allowed: 3.5 / 20
        ({c.CLICKS: 0, c.ORDERS: 0}, 0.1, "prior"),
        ({c.CLICKS: 0, c.ORDERS: 3}, 0.1, "prior"),  # orders without clicks tell no rate
        ({c.CLICKS: np.nan, c.ORDERS: 3}, 0.1, "prior"),
        ({c.CLICKS: -5, c.ORDERS: 0}, 0.1, "prior"),  # impossible counts are unknown
        ({c.CLICKS: 10, c.ORDERS_PER_CLICK: 0.2}, 0.15, "rate_and_volume"),  # (1 + 2) / (10 + 10)
        ({c.ORDERS_PER_CLICK: 0.5}, 0.1666667, "rate_only"),  # 50 % betrays 1 of 2: (1 + 1) / (10 + 2)
        ({c.ORDERS_PER_CLICK: 3.0}, 0.1818182, "rate_only"),  # counts as 100 %, 1 of 1: 2 / 11
        ({}, 0.1, "prior"),
    ],
)
def test_clicks_and_orders(row: dict[str, float], mean: float, basis: str) -> None:
    """Orders per click is shrunk by what the row holds; expected means stand beside each row."""
    found = shrink(pd.DataFrame([{c.KEYWORD: "旗袍", **row}]), CLICKS_PRIOR).iloc[0]
    assert found[c.CONVERSION] == pytest.approx(mean, rel=1e-6)
    assert found[c.CONVERSION_BASIS] == basis


@pytest.mark.parametrize(
    ("row", "mean", "basis"),
    [
        # S = 2000, t = 1: V = 1000, 0.15 V = 150 visitors; (1 + 15) / (10 + 150)
        ({c.SEARCH_VOLUME: 2000, c.CLICK_THROUGH_RATE: 1, c.BUYERS_PER_VISITOR: 0.1}, 0.1, "rate_and_volume"),
        # the same without t: the table's 0.5 visitors a search stand in
        ({c.SEARCH_VOLUME: 2000, c.BUYERS_PER_VISITOR: 0.1}, 0.1, "rate_and_volume"),
        # 0 of 150 visitors: 1 / 160
        (
            {c.SEARCH_VOLUME: 2000, c.CLICK_THROUGH_RATE: 1, c.BUYERS_PER_VISITOR: 0},
            0.00625,
            "rate_and_volume",
        ),
        # V = 100, 15 visitors, but 2.78 % betrays 36: (1 + 36 * .0278) / 46
        (
            {c.SEARCH_VOLUME: 200, c.CLICK_THROUGH_RATE: 1, c.BUYERS_PER_VISITOR: 0.0278},
            0.0434957,
            "rate_and_volume",
        ),
        # nobody clicked: 0 of 0 tells nothing
        ({c.SEARCH_VOLUME: 2000, c.CLICK_THROUGH_RATE: 0, c.BUYERS_PER_VISITOR: 0}, 0.1, "prior"),
        # 2.78 % alone: (1 + 36 * .0278) / 46; 0 alone: the file's 40 visitors, 1 / 50
        ({c.BUYERS_PER_VISITOR: 0.0278}, 0.0434957, "rate_only"),
        ({c.BUYERS_PER_VISITOR: 0}, 0.02, "rate_only"),
        # 30 buyers at 10 % are 300 visitors: (1 + 30) / 310
        ({c.MARKET_BUYERS: 30, c.BUYERS_PER_VISITOR: 0.1}, 0.1, "counts"),
        ({c.SEARCH_VOLUME: 2000, c.CLICK_THROUGH_RATE: 1}, 0.1, "prior"),
    ],
)
def test_market_rates(row: dict[str, float], mean: float, basis: str) -> None:
    """Payers per visitor is shrunk by visitors that are estimated, never by the index itself."""
    found = shrink(market(**row), MARKET_PRIOR).iloc[0]
    assert found[c.CONVERSION] == pytest.approx(mean, rel=1e-4)
    assert found[c.CONVERSION_BASIS] == basis


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_chunks_give_the_same_bytes(size: int) -> None:
    """Given the prior, a row's result does not depend on the rows beside it."""
    frame = made_up_market()
    prior = fit_conversion_prior(frame)
    whole = shrink(frame, prior)
    parts = pd.concat([shrink(frame[start : start + size], prior) for start in range(0, len(frame), size)])
    assert whole.index.equals(parts.index)
    for name in (c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH):
        assert whole[name].to_numpy().tobytes() == parts[name].to_numpy().tobytes()
    assert whole[c.CONVERSION_BASIS].tolist() == parts[c.CONVERSION_BASIS].tolist()


def test_order_of_rows_leaves_the_prior_alone() -> None:
    """Shuffled rows give an equal prior."""
    frame = made_up_market()
    assert fit_conversion_prior(frame) == fit_conversion_prior(frame.sample(frac=1, random_state=9))


def test_frame_is_left_alone() -> None:
    """Fitting and shrinking change nothing in the caller's frame."""
    frame = made_up_market()
    before = frame.copy(deep=True)
    shrink(frame, fit_conversion_prior(frame))
    pd.testing.assert_frame_equal(frame, before)


@given(st.floats(1, 1e6), st.floats(0, 1), st.floats(0.05, 50), st.floats(0.5, 500))
def test_interval_holds_the_mean_between_raw_and_prior(
    clicks: float, rate: float, alpha: float, beta: float
) -> None:
    """The mean lies between raw rate and prior mean, and the interval is a proper one."""
    prior = ConversionPrior(alpha, beta, "orders_per_click")
    row = shrink(pd.DataFrame({c.CLICKS: [clicks], c.ORDERS: [clicks * rate]}), prior).iloc[0]
    low, high = sorted((rate, prior.mean))
    assert low - 1e-9 <= row[c.CONVERSION] <= high + 1e-9
    assert 0 <= row[c.CONVERSION_LOW] < row[c.CONVERSION_HIGH] <= 1


def test_more_evidence_narrows_the_interval() -> None:
    """At one rate, ten times the clicks give a narrower interval."""
    frame = pd.DataFrame({c.CLICKS: [10.0, 100, 1000, 10000], c.ORDERS: [1.0, 10, 100, 1000]})
    found = shrink(frame, CLICKS_PRIOR)
    assert (found[c.CONVERSION_HIGH] - found[c.CONVERSION_LOW]).is_monotonic_decreasing


def test_level_is_the_share_inside() -> None:
    """The interval of level 0.8 leaves a tenth on each side."""
    frame = pd.DataFrame({c.CLICKS: [90.0], c.ORDERS: [9.0]})
    found = posterior(frame, CLICKS_PRIOR)  # Beta(10, 90)
    row = shrink(frame, CLICKS_PRIOR).iloc[0]
    # SciPy 1.15 gives one value and an array of them last bits apart
    assert row[c.CONVERSION_LOW] == pytest.approx(found.quantile(0.1)[0], rel=1e-12)
    assert row[c.CONVERSION_HIGH] == pytest.approx(found.quantile(0.9)[0], rel=1e-12)


def test_rate_is_chosen_by_what_the_table_holds() -> None:
    """Market rates come first, then clicks and orders; asking for one overrides."""
    both = pd.DataFrame({c.CLICKS: [9], c.ORDERS: [1], c.BUYERS_PER_VISITOR: [0.1]})
    assert fit_conversion_prior(both).rate == c.BUYERS_PER_VISITOR
    assert fit_conversion_prior(both, rate="orders_per_click").rate == c.ORDERS_PER_CLICK
    assert fit_conversion_prior(both[[c.CLICKS, c.ORDERS]]).rate == c.ORDERS_PER_CLICK


def test_empty_table_gives_an_empty_result() -> None:
    """No rows give no rows, with all columns."""
    empty = pd.DataFrame({c.KEYWORD: pd.Series([], dtype="str")})
    found = shrink(empty, fit_conversion_prior(empty))
    assert len(found) == 0
    assert list(found) == [c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH, c.CONVERSION_BASIS]


def test_unknown_file_uses_the_assumption() -> None:
    """A row from a file that the prior has not seen is scaled by the assumed 0.15."""
    row = market(**{c.SEARCH_VOLUME: 2000, c.CLICK_THROUGH_RATE: 1, c.BUYERS_PER_VISITOR: 0.1})
    prior = ConversionPrior(1.0, 9.0, "buyers_per_visitor", {"a.csv": VisitorScale(factor=0.5)})
    strange = row.assign(**{c.SOURCE_FILE: "new.csv"})
    assert posterior(row, prior).alpha[0] == pytest.approx(1 + 50)  # 0.5 * 1000 visitors at 10 %
    assert posterior(strange, prior).alpha[0] == pytest.approx(1 + 15)


def test_real_table_tells_its_visitors(real_data: object) -> None:
    """The real table betrays 0.1 to 0.3 visitors per index-implied visitor."""
    table = pd.read_csv(f"{real_data}/keywords_taobao.csv", encoding="utf-8")
    frame = pd.DataFrame(
        {
            c.SEARCH_VOLUME: table["搜索人气"].astype(float),
            c.CLICK_THROUGH_RATE: table["点击率"] / 100,
            c.BUYERS_PER_VISITOR: table["支付转化率"] / 100,
        }
    )
    prior = fit_conversion_prior(frame)
    scale = prior.scales[""]
    assert scale.basis == "granularity"
    assert 0.1 < scale.visitors(np.array([300.0]))[0] / 300 < 0.3
    assert 0.05 < prior.mean < 0.15
