"""Orders per click: own evidence first, then a labelled guess from the market, then the account."""

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.bids.rates.click_rates import click_rates, has_rates
from kwopt.bids.rates.market import SHOP_TO_MARKET_SPREAD, WORD_TO_MARKET_SPREAD, guessed, market_rates
from kwopt.scoring.rates.conversion import fit_conversion_prior, posterior


def made_up_market() -> pd.DataFrame:
    """Return a seeded market table of 60 words, all with two clicks a search but the last."""
    random = np.random.default_rng(6)
    return pd.DataFrame(
        {
            c.KEYWORD: [f"词{i}" for i in range(60)],
            c.SEARCH_VOLUME: random.integers(500, 9000, 60).astype(float),
            c.CLICK_THROUGH_RATE: [2.0] * 59 + [np.nan],
            c.BUYERS_PER_VISITOR: np.round(random.beta(2, 40, 60), 4),
        }
    )


def test_market_rate_is_divided_by_clicks_per_visitor() -> None:
    """The guess is v / (1 + t): a third at two clicks a search, half where the click rate is unknown."""
    frame = made_up_market()
    market = posterior(frame, fit_conversion_prior(frame, rate="buyers_per_visitor")).mean
    guess = guessed(market_rates(frame)).mean
    assert guess[:59] == pytest.approx(market[:59] / 3)
    assert guess[59] == pytest.approx(market[59] / 2)


def test_guess_is_wider_than_the_market_rate() -> None:
    """The guess's relative variance is at least that of the own-to-market factor, exp(s^2) - 1."""
    frame = made_up_market()
    guess = guessed(market_rates(frame))
    total = guess.alpha + guess.beta
    relative = (1 - guess.mean) / (guess.mean * (total + 1))
    assert (relative >= np.exp(SHOP_TO_MARKET_SPREAD**2 + WORD_TO_MARKET_SPREAD**2) - 1 - 1e-9).all()


def test_own_clicks_come_first() -> None:
    """A word with own clicks uses them, one without uses the market, one with neither the account."""
    frame = pd.DataFrame(
        {
            c.KEYWORD: ["own", "market", "neither"],
            c.CLICKS: [200.0, 0.0, np.nan],
            c.ORDERS: [10.0, 0.0, np.nan],
            c.BUYERS_PER_VISITOR: [0.3, 0.04, np.nan],
        }
    )
    rates = click_rates(frame)
    assert rates.source_names.tolist() == ["own_clicks", "market_guess", "account"]
    assert rates.count("market_guess") == 1
    assert rates.posterior.basis_names.tolist() == ["counts", "rate_only", "prior"]
    assert rates.posterior.mean[0] == pytest.approx(0.05, rel=0.1)


def test_without_any_clicks_all_is_guessed() -> None:
    """In a market table a word without a rate gets the market's average: there is no account."""
    frame = made_up_market()
    frame.loc[3, c.BUYERS_PER_VISITOR] = np.nan
    rates = click_rates(frame)
    assert rates.count("market_guess") == 60
    prior = fit_conversion_prior(frame, rate="buyers_per_visitor")
    assert rates.posterior.basis_names[3] == "prior"
    assert rates.posterior.mean[3] == pytest.approx(prior.mean / 3)


def test_rates_per_click_beside_searches_are_the_markets() -> None:
    """A tool's orders per click keep their mean, are labelled a guess, and get its wide margin."""
    stated = {c.KEYWORD: ["hammock", "tarp", "stake"], c.ORDERS_PER_CLICK: [0.05, 0.02, np.nan]}
    alone = click_rates(pd.DataFrame(stated))
    rates = click_rates(pd.DataFrame({**stated, c.SEARCH_VOLUME: [20000.0, 9000.0, 100.0]}))
    assert alone.source_names.tolist() == ["own_clicks", "own_clicks", "account"]
    assert rates.source_names.tolist() == ["market_guess"] * 3
    prior = fit_conversion_prior(pd.DataFrame(stated), rate="orders_per_click")
    assert rates.posterior.mean == pytest.approx(posterior(pd.DataFrame(stated), prior).mean)
    assert (rates.posterior.quantile(0.2)[:2] < alone.posterior.quantile(0.2)[:2]).all()


def test_a_rate_beside_own_spend_is_own() -> None:
    """Where a report's words bear searches of another file too, its rates stay the shop's own."""
    frame = pd.DataFrame(
        {
            c.KEYWORD: ["report and market", "market"],
            c.SEARCH_VOLUME: [500.0, 900.0],
            c.SPEND: [20.0, np.nan],
            c.ORDERS_PER_CLICK: [0.05, 0.02],
        }
    )
    assert click_rates(frame).source_names.tolist() == ["own_clicks", "market_guess"]


def test_the_markets_rate_per_click_needs_no_click_rate() -> None:
    """Where a row states both of the market's rates, that per click counts: it need not be divided."""
    frame = made_up_market()
    frame.loc[:, c.ORDERS_PER_CLICK] = [0.05] * 30 + [np.nan] * 30
    by_click, by_visitor = guessed(market_rates(frame)), guessed(market_rates(made_up_market()))
    assert by_click.mean[:30] == pytest.approx(0.05, rel=0.05)
    assert by_click.mean[30:] == pytest.approx(by_visitor.mean[30:])


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({c.CLICKS: [3], c.ORDERS: [0]}, True),
        ({c.ORDERS_PER_CLICK: [0.1]}, True),
        ({c.BUYERS_PER_VISITOR: [0.1]}, True),
        ({c.CLICKS: [3]}, False),
        ({c.BUYERS_PER_VISITOR: [np.nan]}, False),
        ({c.SEARCH_VOLUME: [9]}, False),
    ],
)
def test_has_rates(columns: dict[str, list[float]], told: bool) -> None:
    """A table says something of conversion through clicks with orders, a rate, or the market's rate."""
    assert has_rates(pd.DataFrame({c.KEYWORD: ["a"], **columns})) is told
