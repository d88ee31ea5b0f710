"""Conversion rates that do not lie: empirical-Bayes shrinkage with credible intervals.

Owns what a rate of few visitors is worth: the prior that is learned from a table, the evidence behind each
row, the posterior. Knows nothing of relevance, worth or bids.

Model. A word's true rate is drawn from Beta(alpha, beta), its orders k from Binomial(n, rate); alpha and beta
are learned from the table (`kwopt.scoring.rates.betafit`). Given them a row's posterior is
Beta(alpha + k, beta + n - k): it depends on that row alone.

Evidence n of a row, by what the row holds (its `conversion_basis`):

- `counts`: clicks and orders; or paying buyers and their rate, n = buyers / rate.
- `rate_and_volume`: a rate and clicks; or a rate and searches, where n comes from the granularity of the
  file's rates (`kwopt.scoring.rates.visitors`), never from the index alone.
- `rate_only`: the fewest visitors that can show the printed rate; for a rate of 0 the median of the file's.
  Where the file's denominators are silent, at least what the spread of its rates admits (`rate_evidence`).
- `prior`: nothing; the interval is the prior's.

Orders above clicks (late orders of earlier clicks, several orders of one buyer) count as one order a click,
so that a rate never passes 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kwopt import columns as c
from kwopt.scoring.rates.betafit import fitted_beta, rough_moments
from kwopt.scoring.rates.credible import Floats, beta_quantile, beta_quantiles
from kwopt.scoring.rates.numbers import nonnegative
from kwopt.scoring.rates.ratespread import visitors_of_spread
from kwopt.scoring.rates.visitors import VisitorScale, fit_visitor_scale, smallest_denominators

Rate = Literal["buyers_per_visitor", "orders_per_click"]

BASES = ("prior", "rate_only", "rate_and_volume", "counts")
DEFAULT_LEVEL = 0.8
"""Share of the posterior that lies between `conversion_low` and `conversion_high`."""

_LEAST_STRENGTH = 0.1
"""Least strength of a widened rate: no beta distribution of its mean is wider than one of strength 0."""

DEFAULT_VISITORS_PER_SEARCH = 0.5
"""t / (1 + t) for one click a search, where a row has no click rate and its table has none either."""


@dataclass(frozen=True)
class ConversionPrior:
    """What a table tells of rates in general: all that is learned, frozen.

    Parameters
    ----------
    alpha, beta
        Of the beta distribution from which the words' true rates come.
    rate
        The column that is shrunk: "buyers_per_visitor", or "orders_per_click" with clicks and orders.
    scales
        For each source file (sorted), how searches become visitors behind its rates.
    zero_evidence
        For each source file, the visitors behind a rate of 0 that comes without any volume.
    rate_evidence
        For each source file, the fewest visitors behind any rate that comes without volume; 0 where the
        rates themselves tell.
    visitors_per_search
        Used where a row has searches but no click rate.
    """

    alpha: float
    beta: float
    rate: Rate = "buyers_per_visitor"
    scales: Mapping[str, VisitorScale] = field(default_factory=dict)
    zero_evidence: Mapping[str, float] = field(default_factory=dict)
    rate_evidence: Mapping[str, float] = field(default_factory=dict, kw_only=True)
    visitors_per_search: float = DEFAULT_VISITORS_PER_SEARCH

    @property
    def mean(self) -> float:
        """Mean of the rates."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def strength(self) -> float:
        """Visitors' worth of the prior: a row with as many is shrunk half-way to the mean."""
        return self.alpha + self.beta


@dataclass(frozen=True)
class Evidence:
    """Orders and visitors behind each row's rate, both 0 where nothing is known; `basis` indexes `BASES`."""

    orders: Floats
    visitors: Floats
    basis: NDArray[np.int64]


@dataclass(frozen=True)
class Posterior:
    """Beta posterior of each row's rate, shape (n,); `basis` indexes `BASES`."""

    alpha: Floats
    beta: Floats
    basis: NDArray[np.int64]

    @property
    def mean(self) -> Floats:
        """Posterior mean of each rate."""
        return self.alpha / (self.alpha + self.beta)

    def widened(self, relative: Floats | float) -> "Posterior":
        """Return rates times an independent factor of mean 1, of which nothing but its variance is known.

        The product is replaced by the beta distribution with its mean and variance.

        Parameters
        ----------
        relative
            Variance of the factor, one a row or one for all.
        """
        mean, total = self.mean, self.alpha + self.beta
        own = (1 - mean) / (mean * (total + 1))  # variance / mean^2 of a beta distribution
        strength = np.maximum((1 - mean) / (mean * ((1 + own) * (1 + relative) - 1)) - 1, _LEAST_STRENGTH)
        return Posterior(mean * strength, (1 - mean) * strength, self.basis)

    def quantile(self, probability: float) -> Floats:
        """Return the quantile of each rate at `probability`."""
        return beta_quantile(self.alpha, self.beta, probability)

    @property
    def basis_names(self) -> pd.api.extensions.ExtensionArray:
        """Name of each row's basis."""
        return pd.array(BASES, dtype="str").take(self.basis)


def fit_conversion_prior(frame: pd.DataFrame, *, rate: Rate | None = None) -> ConversionPrior:
    """Learn from a table how rates are spread, and how many visitors stand behind its printed rates.

    Parameters
    ----------
    frame
        Canonical columns, any of them missing; left unchanged. The order of rows tells nothing.
    rate
        The rate to shrink. By default the market's payers per visitor where the table has any, else
        orders per click.

    Examples
    --------
    >>> report = pd.DataFrame({"clicks": [100, 50, 200, 4], "orders": [10, 5, 20, 0]})
    >>> prior = fit_conversion_prior(report)
    >>> prior.rate, round(prior.mean, 2)
    ('orders_per_click', 0.1)
    """
    chosen = rate or _rate_of(frame)
    per_search = _visitors_per_search(frame)
    rates = nonnegative(frame, chosen)
    scales, zero_evidence, rate_evidence = {}, {}, {}
    mean, strength = rough_moments(rates)
    volume = _index_visitors(frame, per_search)
    counted = np.isfinite(nonnegative(frame, c.CLICKS if chosen == c.ORDERS_PER_CLICK else c.MARKET_BUYERS))
    for file, rows in _rows_by_file(frame).items():
        scales[file] = fit_visitor_scale(rates[rows], volume[rows], mean, strength)
        least = smallest_denominators(rates[rows], scales[file].step)
        zero_evidence[file] = float(np.nanmedian(least)) if np.isfinite(least).any() else 0.0
        rate_evidence[file] = visitors_of_spread(rates[rows & np.isnan(volume) & ~counted])
    vague = ConversionPrior(1.0, 1.0, chosen, scales, zero_evidence, per_search, rate_evidence=rate_evidence)
    found = evidence(frame, vague)
    told = found.visitors > 0
    alpha, beta = fitted_beta(found.orders[told], found.visitors[told])
    return replace(vague, alpha=alpha, beta=beta)


def shrink(frame: pd.DataFrame, prior: ConversionPrior, *, level: float = DEFAULT_LEVEL) -> pd.DataFrame:
    """Return the shrunk conversion of each row with its credible interval and what it rests on.

    Parameters
    ----------
    frame
        Canonical columns; left unchanged.
    prior
        Learned by `fit_conversion_prior`, from this table or another.
    level
        Share of the posterior inside the interval, half of the rest on each side.

    Returns
    -------
    DataFrame
        `conversion`, `conversion_low`, `conversion_high`, `conversion_basis`, with the index of `frame`.

    Examples
    --------
    >>> one = shrink(pd.DataFrame({"clicks": [90], "orders": [9]}), ConversionPrior(1, 9, "orders_per_click"))
    >>> one[["conversion", "conversion_basis"]].values.tolist()
    [[0.1, 'counts']]
    """
    return intervals(posterior(frame, prior), frame.index, level=level)


def intervals(found: Posterior, index: pd.Index, *, level: float = DEFAULT_LEVEL) -> pd.DataFrame:
    """Return a posterior as the columns that `shrink` describes."""
    low, high = beta_quantiles(found.alpha, found.beta, ((1 - level) / 2, (1 + level) / 2))
    return pd.DataFrame(
        {
            c.CONVERSION: found.mean,
            c.CONVERSION_LOW: low,
            c.CONVERSION_HIGH: high,
            c.CONVERSION_BASIS: found.basis_names,
        },
        index=index,
    )


def posterior(frame: pd.DataFrame, prior: ConversionPrior) -> Posterior:
    """Return the posterior of each row's rate; what other rows are in `frame` changes nothing."""
    found = evidence(frame, prior)
    return Posterior(prior.alpha + found.orders, prior.beta + (found.visitors - found.orders), found.basis)


def _rate_of(frame: pd.DataFrame) -> Rate:
    if np.isfinite(nonnegative(frame, c.BUYERS_PER_VISITOR)).any():
        return cast(Rate, c.BUYERS_PER_VISITOR)
    counted = np.isfinite(nonnegative(frame, c.CLICKS)) & np.isfinite(nonnegative(frame, c.ORDERS))
    if counted.any() or np.isfinite(nonnegative(frame, c.ORDERS_PER_CLICK)).any():
        return cast(Rate, c.ORDERS_PER_CLICK)
    return cast(Rate, c.BUYERS_PER_VISITOR)


def _rows_by_file(frame: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    """Return which rows come from each source file, the files sorted; "" where none is named."""
    if c.SOURCE_FILE not in frame.columns:
        return {"": np.ones(len(frame), dtype=bool)} if len(frame) else {}
    codes, names = pd.factorize(frame[c.SOURCE_FILE])
    files = {name: codes == code for code, name in enumerate(names.tolist())}
    nameless = (codes < 0) | files.get("", False)
    return dict(sorted((files | ({"": nameless} if nameless.any() else {})).items()))


def _visitors_per_search(frame: pd.DataFrame) -> float:
    clicks_per_search = nonnegative(frame, c.CLICK_THROUGH_RATE)
    known = clicks_per_search[np.isfinite(clicks_per_search)]
    return float(np.median(known / (1 + known))) if known.size else DEFAULT_VISITORS_PER_SEARCH


def _index_visitors(frame: pd.DataFrame, per_search: float) -> Floats:
    clicks_per_search = nonnegative(frame, c.CLICK_THROUGH_RATE)
    share = np.where(np.isfinite(clicks_per_search), clicks_per_search / (1 + clicks_per_search), per_search)
    return nonnegative(frame, c.SEARCH_VOLUME) * share


def evidence(frame: pd.DataFrame, prior: ConversionPrior) -> Evidence:
    """Return the orders and visitors behind each row's rate, as the module's table of bases says."""
    rates = np.minimum(nonnegative(frame, prior.rate), 1.0)
    least, scaled = _visitors_behind(frame, prior, rates)
    nothing = np.full(len(frame), np.nan)
    if prior.rate == c.ORDERS_PER_CLICK:
        clicks, orders = nonnegative(frame, c.CLICKS), nonnegative(frame, c.ORDERS)
        counted_orders, counted = np.minimum(orders, clicks), np.where(np.isfinite(orders), clicks, np.nan)
        measured = clicks
    else:
        counted_orders = nonnegative(frame, c.MARKET_BUYERS)
        counted = np.divide(counted_orders, rates, out=nothing.copy(), where=rates > 0)
        measured = np.where(rates > 0, np.maximum(scaled, least), scaled)
    known = np.isfinite(rates)
    choices = (
        (np.isfinite(counted) & np.isfinite(counted_orders), counted, counted_orders),
        (known & np.isfinite(measured), measured, rates * measured),
        (known, least, rates * least),
    )
    return _first_that_holds(choices)


def _first_that_holds(
    choices: tuple[tuple[NDArray[np.bool_], Floats, Floats], ...],
) -> Evidence:
    """Return for each row the first choice (counts, rate and volume, rate only) that holds with visitors."""
    size = len(choices[0][0])
    orders, visitors, basis = np.zeros(size), np.zeros(size), np.zeros(size, dtype=np.int64)
    for step, (holds, its_visitors, its_orders) in enumerate(choices):
        taken = holds & (basis == 0) & (its_visitors > 0)
        visitors = np.where(taken, its_visitors, visitors)
        orders = np.where(taken, its_orders, orders)
        basis = np.where(taken, len(BASES) - 1 - step, basis)
    return Evidence(orders, visitors, basis)


def _visitors_behind(frame: pd.DataFrame, prior: ConversionPrior, rates: Floats) -> tuple[Floats, Floats]:
    """Return for each row the fewest visitors its printed rate betrays, and those its searches imply."""
    least, scaled = np.full(len(frame), np.nan), np.full(len(frame), np.nan)
    volume = _index_visitors(frame, prior.visitors_per_search)
    for name, rows in _rows_by_file(frame).items():
        scale = prior.scales.get(name, VisitorScale())
        betrayed = smallest_denominators(rates[rows], scale.step)
        zero = np.where(np.isnan(volume[rows]), prior.zero_evidence.get(name, 0.0), 0.0)
        alone = np.where(np.isnan(volume[rows]), prior.rate_evidence.get(name, 0.0), 0.0)
        least[rows] = np.maximum(np.where(rates[rows] == 0, zero, betrayed), alone)
        scaled[rows] = scale.visitors(volume[rows])
    return least, scaled
