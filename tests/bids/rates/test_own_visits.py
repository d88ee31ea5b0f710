"""Orders per click from the shop's own visitors: one click each, and less wide than the market's."""

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.bids import bid_result
from kwopt.bids.rates.click_rates import ClickRates, click_rates, has_rates
from kwopt.bids.rates.market import Factor, learned_factor, scaled
from kwopt.bids.rates.own_visits import ADVERTISED_TO_FREE_SPREAD
from kwopt.scoring.rates.conversion import BASES, Evidence, Posterior
from kwopt.scoring.rates.credible import Floats

NONE = np.nan


def rates_of(**columns: list[float]) -> ClickRates:
    """Return the rates of keywords "词a", "词b" ... with these columns."""
    words = [f"词{letter}" for letter in "abcdef"[: len(next(iter(columns.values())))]]
    return click_rates(pd.DataFrame({c.KEYWORD: words, **columns}))


def relative_variance(rates: Posterior) -> Floats:
    """Return the variance of each rate over its squared mean: (1 - m) / (m (a + b + 1))."""
    return (1 - rates.mean) / (rates.mean * (rates.alpha + rates.beta + 1))


def test_a_visitor_of_the_shop_is_one_click() -> None:
    """2,000 buyers of 40,000 visitors are .05 orders per click, whatever searchers click in all shops."""
    rates = rates_of(own_visitors=[40_000.0], own_buyers=[2_000.0], click_through_rate=[3.0])
    assert rates.source_names.tolist() == ["own_visitors"]
    assert rates.posterior.basis_names.tolist() == ["counts"]
    assert rates.posterior.mean[0] == pytest.approx(0.05, rel=0.01)


def test_paid_clicks_may_convert_otherwise() -> None:
    """The margin is that of exp(.3^2) - 1 = .094, with 1/2,000 of the count itself: not the shop's .43."""
    rates = rates_of(own_visitors=[40_000.0], own_buyers=[2_000.0])
    expected = np.exp(ADVERTISED_TO_FREE_SPREAD**2) * (1 + 1 / 2_000) - 1
    assert relative_variance(rates.posterior)[0] == pytest.approx(expected, rel=0.01)


def test_own_clicks_go_first_and_the_account_last() -> None:
    """Own clicks, else own visitors, else the market, else what the account's words say."""
    rates = rates_of(
        clicks=[400.0, NONE, NONE, NONE], orders=[20.0, NONE, NONE, NONE],
        own_visitors=[900.0, 900.0, 300.0, NONE], own_buyers=[90.0, 90.0, NONE, NONE],
        buyers_per_visitor=[0.1, 0.1, 0.1, NONE],
    )  # fmt: skip
    assert rates.source_names.tolist() == ["own_clicks", "own_visitors", "market_guess", "account"]


def test_own_clicks_tell_how_free_ones_compare() -> None:
    """250 orders where free clicks promise 500: the factor is (s + 250) / (s + 500), s = 1 / (e^.09 - 1).

    s = 10.62, so .510: another keyword's .05 per free click becomes .0255.
    """
    rates = rates_of(
        clicks=[10_000.0, NONE], orders=[250.0, NONE],
        own_visitors=[40_000.0, 40_000.0], own_buyers=[2_000.0, 2_000.0],
    )  # fmt: skip
    assert rates.posterior.mean[1] == pytest.approx(0.0255, rel=0.02)


def test_the_market_is_guessed_as_the_shop_compares() -> None:
    """Own 5 % beside the market's 10 %: half of the market's rate is guessed where nothing else is known.

    The gamma prior's shape is 1 / (e^(.52^2) - 1) = 3.221; 80,000 clicks x .05 promise 4,000 buyers.
    """
    market = Posterior(np.array([5_000.0]), np.array([95_000.0]), np.array([BASES.index("counts")]))
    own = Evidence(np.array([2_000.0]), np.array([80_000.0]), np.array([BASES.index("counts")]))
    factor = learned_factor(market, own)
    assert factor.mean == pytest.approx((3.221 + 2_000) / (3.221 + 4_000), abs=1e-4)
    assert factor.relative == pytest.approx(1 / 2_003.221, abs=1e-6)


def test_a_keyword_with_a_market_rate_alone_follows_the_shop() -> None:
    """Its guess is the market's times the shop's factor, which `shop` tells."""
    market = {"buyers_per_visitor": [0.1, 0.04], "market_buyers": [9_000.0, 3_600.0]}
    alone = rates_of(**market)
    beside = rates_of(**market, own_visitors=[40_000.0, NONE], own_buyers=[1_000.0, NONE])
    assert beside.source_names.tolist() == ["own_visitors", "market_guess"]
    assert beside.shop is not None
    assert beside.shop.mean == pytest.approx(0.5, rel=0.01)
    assert beside.posterior.mean[1] == pytest.approx(alone.posterior.mean[1] * beside.shop.mean)
    assert relative_variance(beside.posterior)[1] < relative_variance(alone.posterior)[1]


def test_own_clicks_correct_how_the_shop_compares() -> None:
    """Own visitors say half of the market, own clicks a quarter: many clicks win, and `shop` is what is used.

    Prior mean .5 of shape 1 / .0947 = 10.6 (e^.09 times what 1,000 buyers leave open); 1,250 orders where
    100,000 clicks x .05 promise 5,000: (10.6 + 1,250) / (10.6 / .5 + 5,000) = .251.
    """
    rates = rates_of(
        buyers_per_visitor=[0.1, 0.1, 0.1], market_buyers=[9_000.0] * 3,
        own_visitors=[40_000.0, NONE, NONE], own_buyers=[1_000.0, NONE, NONE],
        clicks=[NONE, 100_000.0, NONE], orders=[NONE, 1_250.0, NONE],
    )  # fmt: skip
    assert rates.source_names.tolist() == ["own_visitors", "own_clicks", "market_guess"]
    assert rates.shop is not None
    assert rates.shop.mean == pytest.approx(0.251, rel=0.01)
    assert rates.posterior.mean[2] == pytest.approx(0.05 * 0.251, rel=0.01)


def test_without_a_keyword_of_both_the_shop_stays_unknown() -> None:
    """Own visitors of other keywords than the market's say nothing of how the shop compares."""
    market = {"buyers_per_visitor": [0.1, NONE], "market_buyers": [9_000.0, NONE]}
    alone = rates_of(**market)
    beside = rates_of(**market, own_visitors=[NONE, 40_000.0], own_buyers=[NONE, 2_000.0])
    assert beside.shop is None
    assert beside.source_names.tolist() == ["market_guess", "own_visitors"]
    assert beside.posterior.quantile(0.2)[0] == pytest.approx(alone.posterior.quantile(0.2)[0])


def test_rates_alone_are_trusted_little() -> None:
    """A rate without visitors rests on the fewest that can show it, and says so."""
    rates = rates_of(own_buyers_per_visitor=[0.05, 0.03, NONE])
    assert rates.posterior.basis_names.tolist() == ["rate_only", "rate_only", "prior"]
    assert rates.source_names.tolist() == ["own_visitors"] * 3
    counted = rates_of(own_visitors=[40_000.0], own_buyers=[2_000.0])
    assert relative_variance(rates.posterior)[0] > 2 * relative_variance(counted.posterior)[0]


def test_words_of_own_visitors_learn_from_one_another() -> None:
    """A keyword without visitors takes after those that share its word."""
    words = ["红 杯", "红 壶", "红 盘", "蓝 杯", "蓝 壶", "蓝 盘", "红 锅", "蓝 锅"]
    frame = pd.DataFrame({
        c.KEYWORD: words, c.OWN_VISITORS: [900.0] * 6 + [NONE] * 2,
        c.OWN_BUYERS: [90.0] * 3 + [9.0] * 3 + [NONE] * 2,
    })  # fmt: skip
    red, blue = click_rates(frame).posterior.mean[-2:]
    assert red > 3 * blue


def test_visitors_without_buyers_tell_nothing() -> None:
    """Visitors alone are no rate, and 0 of 0 is none either."""
    assert not has_rates(pd.DataFrame({c.KEYWORD: ["a"], c.OWN_VISITORS: [9.0]}))
    assert has_rates(pd.DataFrame({c.KEYWORD: ["a"], c.OWN_VISITORS: [9.0], c.OWN_BUYERS: [0.0]}))
    assert has_rates(pd.DataFrame({c.KEYWORD: ["a"], c.OWN_BUYERS_PER_VISITOR: [0.1]}))
    nothing = rates_of(own_visitors=[0.0], own_buyers=[0.0])
    assert nothing.posterior.basis_names.tolist() == ["prior"]


def test_a_product_of_rates_keeps_mean_and_variance() -> None:
    """Beta(2, 38) x 1/2 has mean .025 and the relative variance .95 / (.05 x 41) = .463."""
    half = scaled(Posterior(np.array([2.0]), np.array([38.0]), np.array([1])), Factor(0.5, 0.0))
    assert half.mean[0] == pytest.approx(0.025)
    assert relative_variance(half)[0] == pytest.approx(0.95 / (0.05 * 41))


def test_what_rests_on_own_visitors_is_said() -> None:
    """Counts of keywords by what their ceilings rest on, the factor, and buyers that outnumber visitors."""
    frame = pd.DataFrame({
        c.KEYWORD: ["a", "b", "d", "e"], c.OWN_VISITORS: [40_000.0, 10.0, NONE, NONE],
        c.OWN_BUYERS: [2_000.0, 12.0, NONE, NONE], c.BUYERS_PER_VISITOR: [0.1, NONE, 0.04, NONE],
    })  # fmt: skip
    found = {notice.code: notice.params for notice in bid_result(frame, profit_per_order=38.0).notices}
    assert found["bids.own_visitors"] == {"count": 2}
    assert found["bids.own_visitors_pooled"] == {"count": 1}
    assert found["bids.shop_compared"]["count"] == 1
    assert found["bids.buyers_above_visitors"] == {"count": 1}
