"""Chance: what the coming period may bring, drawn many times for each entrance and added up for the total.

One draw of an entrance:

    plan       given, or times a factor with mean 1 where a low and a high are stated
    ctr, cvr   from their beta distributions, times what rates change between periods
    clicks     Binomial(plan, ctr)
    orders     Binomial(clicks, cvr)
    purchases  orders + Poisson(orders * later purchases per order)
    sales      purchases of mean value v, v itself drawn; gamma, so never below 0
    spend      clicks * cost per click + fixed cost
    profit     purchases * profit of each - spend

Entrances are independent but for the shared part of the change between periods, so the total's interval
comes from sums of draws and not from sums of ends. Drawing is simple where quadrature is not: profit may be
negative, sales are sums of random length, and the total joins all. `RandomState` draws, because its streams
are frozen across versions of NumPy (NEP 19); each entrance has a stream of its own, seeded by its name, so
that neither order nor company of rows changes what is drawn for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from kwopt import columns as c
from kwopt.bids.forecasts.funnel import Funnel
from kwopt.bids.forecasts.values import OrderValues
from kwopt.errors import SettingError
from kwopt.scoring.rates.credible import Floats

MEASURES = (c.CLICKS, c.ORDERS, c.PURCHASES, c.SALES, c.SPEND, c.PROFIT)

MOST_DRAWS = 4_000
"""Ends of an 80 % interval are off by some 3 % of its half-width (standard error)."""

_FEWEST_DRAWS = 500
_DRAWS_IN_ALL = 2_000_000  # some two seconds
_SEED = 20_261_122  # any fixed number
_LARGEST_COUNT = 2**31 - 1  # beyond, a binomial count is its mean for every purpose


@dataclass(frozen=True)
class Drift:
    """How much rates change from one period to the next: standard deviations of their logarithms.

    The defaults make 80 % intervals hold 78 to 93 % of later orders on the one daily account at hand, where
    those without drift hold 60 to 87 % (`benchmarks/forecast.py`, 2026-11-22): a judgement, until more
    accounts tell.

    Parameters
    ----------
    click_through, conversion
        Of one entrance, apart from what all share.
    shared
        Common to all entrances (season, price, competitors), for each of the two rates.

    Raises
    ------
    SettingError
        For a negative, infinite or missing value.
    """

    click_through: float = 0.4
    conversion: float = 0.2
    shared: float = 0.2

    def __post_init__(self) -> None:
        for name in ("click_through", "conversion", "shared"):
            value = getattr(self, name)
            if not 0 <= value <= 2:
                raise SettingError(
                    "errors.bad_value", name=f"drift.{name}", expected="0 or more", value=value
                )


@dataclass(frozen=True)
class Drawn:
    """Lower and upper ends of each measure: of entrances, shape (n,), and of the total."""

    low: Mapping[str, Floats]
    high: Mapping[str, Floats]
    total_low: Mapping[str, float]
    total_high: Mapping[str, float]


def drawn(
    funnel: Funnel, values: OrderValues, *, later: float, profit: float, drift: Drift, level: float
) -> Drawn:
    """Return intervals that hold `level` of the draws, half of the rest on each side.

    Parameters
    ----------
    later
        Further purchases per order, 0 or more.
    profit
        Before advertising, of each purchase; NaN if unknown.
    """
    draws = int(np.clip(_DRAWS_IN_ALL // len(funnel.entrances), _FEWEST_DRAWS, MOST_DRAWS))
    shared = np.random.RandomState(_SEED)
    common = [_factor(shared.standard_normal(draws), drift.shared) for _ in range(2)]
    totals = {name: np.zeros(draws) for name in MEASURES}
    ends = {name: np.full((2, len(funnel.entrances)), np.nan) for name in MEASURES}
    levels = ((1 - level) / 2, (1 + level) / 2)
    for place in np.flatnonzero(np.isfinite(funnel.expected_clicks)).tolist():
        one = _one_entrance(funnel, values, place, later=later, profit=profit, drift=drift, common=common)
        for name, sample in one.items():
            ends[name][:, place] = _ends(sample, levels)
            totals[name] += sample
    total = {name: _ends(sample, levels) for name, sample in totals.items()}
    return Drawn(
        {name: both[0] for name, both in ends.items()}, {name: both[1] for name, both in ends.items()},
        {name: float(both[0]) for name, both in total.items()},
        {name: float(both[1]) for name, both in total.items()},
    )  # fmt: skip


def _one_entrance(
    funnel: Funnel, values: OrderValues, place: int, *, later: float, profit: float, drift: Drift,
    common: list[Floats],
) -> dict[str, Floats]:  # fmt: skip
    random = np.random.RandomState(crc32(funnel.entrances[place].encode("utf-8", "replace")) ^ _SEED)
    draws = len(common[0])

    def rate(alpha: Floats, beta: Floats, changes: float, together: Floats) -> Floats:
        """Return the rate of the coming period."""
        drawn_rate = random.beta(alpha[place], beta[place], draws)
        changed = drawn_rate * _factor(random.standard_normal(draws), changes) * together
        return np.asarray(np.minimum(changed, 1.0))

    plan_factor = _factor(random.standard_normal(draws), float(funnel.plan_spread[place]))
    if np.isnan(funnel.impressions[place]):
        clicks = np.rint(funnel.clicks[place] * plan_factor)
    else:
        found = funnel.click_through
        through = rate(found.alpha, found.beta, drift.click_through, common[0])
        clicks = _binomial(random, np.rint(funnel.impressions[place] * plan_factor), through)
    sold = funnel.conversion
    orders = _binomial(random, clicks, rate(sold.alpha, sold.beta, drift.conversion, common[1]))
    more = random.poisson(np.minimum(orders * later, _LARGEST_COUNT)).astype(np.float64)
    spend = clicks * funnel.cost_per_click[place] + funnel.fixed_cost[place]
    return {
        c.CLICKS: clicks, c.ORDERS: orders, c.PURCHASES: orders + more,
        c.SALES: _sales(random, orders + more, values, place), c.SPEND: spend,
        c.PROFIT: (orders + more) * profit - spend,
    }  # fmt: skip


def _factor(normal: Floats, spread: float) -> Floats:
    """Return factors with mean 1 and log-normal spread."""
    return np.asarray(np.exp(spread * normal - spread * spread / 2))


def _binomial(random: np.random.RandomState, trials: Floats, rate: Floats) -> Floats:
    if trials.max(initial=0.0) > _LARGEST_COUNT:
        return np.asarray(trials * rate)
    return random.binomial(trials.astype(np.int64), rate).astype(np.float64)


def _sales(random: np.random.RandomState, purchases: Floats, values: OrderValues, place: int) -> Floats:
    mean = values.mean[place]
    if values.spread == 0 or np.isnan(mean):
        return np.asarray(purchases * mean)
    certainty = 1 / values.uncertainty[place] ** 2
    average = mean * random.standard_gamma(certainty, len(purchases)) / certainty
    spread = values.spread**2
    return np.asarray(average * spread * random.standard_gamma(purchases / spread))


def _ends(sample: Floats, levels: tuple[float, float]) -> Floats:
    """Return the ends that draws took: whole numbers where counts are drawn."""
    ordered = np.sort(sample)
    places = [max(int(np.ceil(level * len(sample))) - 1, 0) for level in levels]
    return np.asarray(ordered[places])
