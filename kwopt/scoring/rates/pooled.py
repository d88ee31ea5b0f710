"""Rates of keywords that learn from one another: of a report, as things stand today.

Joins what a row holds (`kwopt.scoring.rates.conversion`: its evidence), what keywords share (`levels`) and
the model (`pooling`). Knows nothing of money.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.special import expit, logit

from kwopt import columns as c
from kwopt.language.normalize import match_forms
from kwopt.language.segment import SegmenterSpec
from kwopt.scoring.rates.conversion import (
    ConversionPrior,
    Posterior,
    Rate,
    evidence,
    fit_conversion_prior,
)
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.levels import WEEKS, Features, Ints, Keywords, Levels, learn_levels
from kwopt.scoring.rates.numbers import nonnegative
from kwopt.scoring.rates.pooling import Pooling, fit_pooling

_TELLING = (*c.NUMERIC, *c.REPORT_GROUPS, c.SOURCE_FILE)

PERIODS_AHEAD = 1.0
"""Weeks for which a rate is meant: so far a rate that moves from week to week may stray further."""


@dataclass(frozen=True, eq=False)
class PooledRates:
    """What a table teaches of the rates of its keywords, and of keywords like them: frozen.

    `seen` holds the keywords whose counts were learned from, as `kwopt.language.normalize` writes them.

    Examples
    --------
    >>> words = ["red mug", "blue mug", "red cup", "blue cup", "red pot", "blue pot"]
    >>> report = pd.DataFrame({"keyword": words, "clicks": 400, "orders": [40, 10, 40, 10, 40, 10]})
    >>> rates = fit_pooled_rates(report)
    >>> new = pd.DataFrame({"keyword": ["red kettle", "blue kettle"]})
    >>> rates.posterior(new).mean.round(2).tolist()
    [0.1, 0.03]
    """

    reading: ConversionPrior
    levels: Levels
    pooling: Pooling
    seen: frozenset[str]

    @property
    def spreads(self) -> Mapping[str, float]:
        """Standard deviation of the log-odds that each level accounts for."""
        return dict(zip(self.levels.names, self.pooling.spreads, strict=True))

    def posterior(
        self, frame: pd.DataFrame, *, rows: pd.DataFrame | None = None, market: Floats | None = None
    ) -> Posterior:
        """Return the posterior of the rate of each row of `frame`, one row a keyword.

        Rows without evidence get what their words and groups suggest. A keyword whose counts were learned
        from gets what the others say of it, so that its own evidence, added then, counts once.

        Parameters
        ----------
        frame
            Canonical columns; left unchanged.
        rows
            The report's rows, several a keyword, with `kwopt.columns.REPORT_GROUPS` and clicks; by default
            `frame` itself. Rows of keywords that `frame` lacks are left out.
        market
            Log-odds of the market's orders per click, shape (len(frame),); NaN where unknown.
        """
        found = evidence(frame, self.reading)
        keywords = _keywords(frame, found.visitors, rows, market, self.levels.spec)
        features = self.levels.features(keywords)
        seen = np.fromiter((text in self.seen for text in keywords.texts), dtype=bool, count=len(frame))
        alpha, beta = self.pooling.prior_by_others(features.then, found.orders * seen, found.visitors * seen)
        then = Posterior(alpha + found.orders, beta + found.visitors - found.orders, found.basis)
        return self._today(then, features)

    def _today(self, then: Posterior, features: Features) -> Posterior:
        """Return rates as they stand after the last week, and may move in the weeks to come."""
        if features.now is features.then:
            return then
        moved = csr_array(features.now - features.then)
        shift = moved @ self.pooling.coefficients[1:]
        weekly = self.spreads[WEEKS] ** 2 * PERIODS_AHEAD
        doubt = moved.multiply(moved @ self.pooling.covariance[1:, 1:]).sum(axis=1) + weekly
        mean, total = then.mean, then.alpha + then.beta
        moved_mean = expit(logit(mean) + shift)
        variance = 1 / (total * mean * (1 - mean)) + doubt
        strength = 1 / (variance * moved_mean * (1 - moved_mean))
        return replace(then, alpha=moved_mean * strength, beta=(1 - moved_mean) * strength)


def fit_pooled_rates(
    frame: pd.DataFrame,
    *,
    rows: pd.DataFrame | None = None,
    market: Floats | None = None,
    rate: Rate | None = "orders_per_click",
    spec: SegmenterSpec | None = None,
) -> PooledRates:
    """Learn the rates of a table's keywords: what words, groups, weeks and clicks tell of them.

    Parameters
    ----------
    frame
        Canonical columns, one row a keyword; left unchanged. The order of rows tells nothing.
    rows, market
        As in `PooledRates.posterior`.
    rate
        The rate that is estimated; None as for `fit_conversion_prior`.
    spec
        How keywords are cut into words.
    """
    order = _canonical_order(frame, market)
    frame = frame.iloc[order]
    reading = fit_conversion_prior(frame, rate=rate)
    found = evidence(frame, reading)
    market = None if market is None else market[order]
    keywords = _keywords(frame, found.visitors, rows, market, spec or SegmenterSpec())
    levels = learn_levels(keywords)
    features = levels.features(keywords)
    pooling = fit_pooling(found.orders, found.visitors, features.then, features.levels)
    counted = np.flatnonzero(found.visitors > 0).tolist()
    return PooledRates(reading, levels, pooling, frozenset(keywords.texts[place] for place in counted))


def _canonical_order(frame: pd.DataFrame, market: Floats | None) -> Ints:
    """Return the rows' places by keyword; rows of one keyword by all that tells of rates."""
    forms = pd.Series(match_forms(frame[c.KEYWORD].astype(str).tolist()), dtype=object)
    if forms.is_unique:
        return np.argsort(forms.to_numpy(), kind="stable")
    told = [forms, *(frame[name] for name in _TELLING if name in frame.columns)]
    keys = [pd.factorize(column.astype(str), sort=True)[0] for column in told]
    return np.lexsort([*([] if market is None else [market]), *reversed(keys)])


def _keywords(
    frame: pd.DataFrame, visitors: Floats, rows: pd.DataFrame | None, market: Floats | None,
    spec: SegmenterSpec,
) -> Keywords:  # fmt: skip
    texts = match_forms(frame[c.KEYWORD].astype(str).tolist())
    unknown = np.full(len(frame), np.nan)
    impressions = nonnegative(frame, c.IMPRESSIONS)
    level = unknown if market is None else market
    if rows is None:
        return Keywords(texts, visitors, frame, np.arange(len(frame)), impressions, level, spec)
    of_rows = match_forms(rows[c.KEYWORD].astype(str).tolist())
    first = pd.Series(np.arange(len(texts)), index=texts)
    owner = first[~first.index.duplicated()].reindex(of_rows).fillna(-1).to_numpy(dtype=np.int64)
    known = owner >= 0
    return Keywords(texts, visitors, rows[known], owner[known], impressions, level, spec)
