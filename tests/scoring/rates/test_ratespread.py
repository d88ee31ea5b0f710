"""Visitors behind rates alone: what granularity and spread tell, held against tables with known visitors."""

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.scoring.rates.conversion import evidence, fit_conversion_prior, posterior
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.ratespread import visitors_of_spread

MEAN, STRENGTH, WORDS = 0.04, 40.0, 400


def made_up(visitors: int, step: float, strength: float = STRENGTH) -> tuple[pd.DataFrame, Floats]:
    """Return a table of rates alone, printed to `step`, and the true rates behind them."""
    random = np.random.RandomState(5)
    truth = random.beta(MEAN * strength, (1 - MEAN) * strength, WORDS)
    each = np.maximum(np.rint(visitors * np.exp(random.normal(0, 0.3, WORDS))), 1).astype(int)
    printed = np.floor(random.binomial(each, truth) / each / step + 0.5) * step
    return pd.DataFrame({c.BUYERS_PER_VISITOR: printed}), truth


@pytest.mark.parametrize("step", [1e-4, 1e-3, 1e-2, 5e-2])
@pytest.mark.parametrize("visitors", [20, 60, 300, 2000])
def test_intervals_hold_the_truth(visitors: int, step: float) -> None:
    """However coarsely rates are printed, 80 % intervals hold 55 to 97 % of true rates, and means are right.

    Taking each rate for the fewest visitors that can show it, they held 17 % of them (steps of 1 %, 2,000
    visitors), around a mean that was a third too low. At 20 visitors, printed finely, rates of 0 are taken
    for somewhat fewer visitors than they have.
    """
    frame, truth = made_up(visitors, step)
    found = posterior(frame, fit_conversion_prior(frame))
    held = np.mean((found.quantile(0.1) <= truth) & (truth <= found.quantile(0.9)))
    assert 0.55 <= held <= 0.97
    assert found.mean.mean() == pytest.approx(truth.mean(), rel=0.15)


@pytest.mark.parametrize("visitors", [5, 20, 60])
def test_denominators_that_tell_go_first(visitors: int) -> None:
    """Where rates reduce to few visitors, these are the evidence: the median word has what it truly has."""
    frame, _ = made_up(visitors, 1e-4)
    assert visitors_of_spread(frame[c.BUYERS_PER_VISITOR].to_numpy()) == 0
    behind = evidence(frame, fit_conversion_prior(frame)).visitors
    assert np.median(behind) == pytest.approx(visitors, rel=0.15)


@pytest.mark.parametrize("strength", [40.0, 400.0])
@pytest.mark.parametrize("visitors", [300, 2000])
def test_the_spread_never_claims_more_than_twice_the_truth(visitors: int, strength: float) -> None:
    """It is at most 2 / (1 / strength + 1 / visitors), the harmonic mean: below twice the visitors."""
    frame, _ = made_up(visitors, 1e-2, strength)
    claimed = visitors_of_spread(frame[c.BUYERS_PER_VISITOR].to_numpy())
    assert claimed == pytest.approx(2 / (1 / strength + 1 / visitors), rel=0.3)
    assert claimed < 2 * visitors


@pytest.mark.parametrize("rates", [[], [0.03], [0.03] * 500, [0.0] * 500, [0.03, 0.05] * 200])
def test_rates_that_hardly_differ_tell_nothing(rates: list[float]) -> None:
    """No rate, one, equal ones, all 0, two values: their spread may be made, and is not used."""
    assert visitors_of_spread(np.array(rates)) == 0


@pytest.mark.parametrize("rates", [[0.03], [0.03] * 60, [0.0] * 60, [1.0] * 60, [0.1234567891] * 60])
@pytest.mark.parametrize("column", [c.BUYERS_PER_VISITOR, c.ORDERS_PER_CLICK])
def test_odd_files_have_sound_intervals(rates: list[float], column: str) -> None:
    """Each posterior lies between 0 and 1, with an interval around its mean that has some width."""
    frame = pd.DataFrame({column: rates})
    found = posterior(frame, fit_conversion_prior(frame))
    low, high = found.quantile(0.1), found.quantile(0.9)
    assert ((low >= 0) & (low < found.mean) & (found.mean < high) & (high <= 1)).all()


def test_counts_and_volumes_are_not_overruled() -> None:
    """Rates that come with clicks have the evidence of their clicks, whatever their spread."""
    frame, _ = made_up(300, 1e-2)
    rates = frame[c.BUYERS_PER_VISITOR].to_numpy()
    counted = pd.DataFrame({c.ORDERS_PER_CLICK: rates, c.CLICKS: 10.0})
    assert (evidence(counted, fit_conversion_prior(counted)).visitors == 10).all()
