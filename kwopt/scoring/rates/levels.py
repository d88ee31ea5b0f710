"""What keywords share, as columns of a pooling: words, campaigns, ad groups, match types, weeks, clicks.

Owns which of these are known well enough to learn from, and what a keyword holds of each. The model in which
they are used is `kwopt.scoring.rates.pooling`'s.

Weeks stand for the account's rate as it moves: column i says which share of a keyword's clicks came in the
last i + 1 weeks, so that the coefficients are weekly changes (a random walk) and a column of ones is today.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.days import WEEK, as_days, periods_before
from kwopt.scoring.rates.keyword_words import by_length, membership, words_by_keyword
from kwopt.scoring.rates.numbers import numbers

Ints = NDArray[np.int64]

GROUPS = (c.CAMPAIGN, c.AD_GROUP, c.MATCH_TYPE)
"""Columns whose values are levels; by name, so that ad groups of one name in many campaigns are one."""

WORDS, WEEKS, POPULARITY, MARKET = "words", "weeks", "popularity", "market"

_FEWEST_KEYWORDS = 3
_MOST_WORDS, _MOST_VALUES = 250, 100
_MOST_PERIODS = 52
_LEAST_DATED = 0.99
"""Share of clicks whose day must be told for weeks to be learned; the others count as of the last week."""


@dataclass(frozen=True, eq=False)
class Keywords:
    """Distinct keywords and the rows of a report that they come from.

    Parameters
    ----------
    texts
        Keywords, length n.
    visitors
        Behind each keyword's rate, shape (n,); 0 where nothing is known.
    rows
        Report rows, any number of them a keyword, with any of `kwopt.columns.REPORT_GROUPS`.
    owner
        The keyword of each row, shape (len(rows),).
    impressions, market
        Impressions and log-odds of the market's orders per click of each keyword, shape (n,); NaN where
        unknown.
    spec
        How keywords are cut into words.
    """

    texts: Sequence[str]
    visitors: Floats
    rows: pd.DataFrame
    owner: Ints
    impressions: Floats
    market: Floats
    spec: SegmenterSpec = field(default_factory=SegmenterSpec)

    @cached_property
    def words(self) -> pd.DataFrame:
        """`words_by_keyword`: cut once, for learning and for use."""
        return words_by_keyword(self.texts, self.spec)


@dataclass(frozen=True, eq=False)
class Features:
    """Columns of a pooling, shape (n, p): as the counts came about (`then`), and as things stand (`now`)."""

    then: csr_array
    now: csr_array
    levels: Ints


@dataclass(frozen=True)
class Levels:
    """What was found worth a column; frozen.

    `last_day` and `days` cut a daily report's time into `periods`; there is one period where days are not
    told. `impressions_mean` (of their logarithms) and `market_mean` are None where no keyword has any.
    """

    words: tuple[str, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    last_day: str | None = None
    days: int = WEEK
    periods: int = 1
    impressions_mean: float | None = None
    market_mean: float | None = None
    spec: SegmenterSpec = field(default_factory=SegmenterSpec)

    @property
    def names(self) -> tuple[str, ...]:
        """Name of each level, in the order of their numbers."""
        market = (MARKET,) if self.market_mean is not None else ()
        weeks = (WEEKS,) if self.periods > 1 else ()
        return (WORDS, *(name for name, _ in self.groups), POPULARITY, *market, *weeks)

    def features(self, keywords: Keywords) -> Features:
        """Return what each keyword holds of each level."""
        blocks = [by_length(membership(keywords.words, self.words, len(keywords.texts)))]
        weights = _weights(keywords)
        for name, values in self.groups:
            blocks.append(_shared_out(weights @ _one_hot(keywords.rows, name, values), weights))
        blocks.append(self._popularity(keywords))
        if self.market_mean is not None:
            blocks.append(csr_array(_around(keywords.market, self.market_mean)[:, None]))
        if self.periods == 1:
            then = hstack(blocks, format="csr")
            return Features(then, then, _level_of_columns(blocks))
        weeks = _shared_out(weights @ self._recent(keywords.rows), weights)
        then, now = hstack([*blocks, weeks], format="csr"), hstack([*blocks, _ones(weeks)], format="csr")
        return Features(then, now, _level_of_columns([*blocks, weeks]))

    def _popularity(self, keywords: Keywords) -> csr_array:
        """Return how much a keyword is clicked and, where told, shown, as half a logarithm each."""
        columns = [np.log1p(keywords.visitors)]
        if self.impressions_mean is not None:
            columns.append(_around(np.log1p(keywords.impressions), self.impressions_mean))
        return csr_array(np.column_stack(columns) / 2)

    def _recent(self, rows: pd.DataFrame) -> csr_array:
        """Return whether each row lies in the last 1, 2, ... periods, all of them excepted."""
        periods = np.zeros(len(rows), dtype=np.int64)
        if c.DATE in rows.columns:
            periods = periods_before(rows[c.DATE], self.last_day, self.days)
        return csr_array((periods[:, None] <= np.arange(self.periods - 1)).astype(np.float64))


def learn_levels(keywords: Keywords) -> Levels:
    """Return the levels of a report: words of several keywords, groups and weeks, where there are such.

    Only keywords with visitors teach. Of words and of each group those with most visitors are kept.
    """
    told = keywords.visitors > 0
    groups = [(name, _values(keywords, name, told)) for name in GROUPS if name in keywords.rows.columns]
    last_day, days, periods = _periods(keywords, told)
    return Levels(
        words=_shared_words(keywords, told),
        groups=tuple((name, values) for name, values in groups if len(values) > 1),
        last_day=last_day, days=days, periods=periods,
        impressions_mean=_mean(np.log1p(keywords.impressions)[told]),
        market_mean=_mean(keywords.market[told]), spec=keywords.spec,
    )  # fmt: skip


def _level_of_columns(blocks: Sequence[csr_array]) -> Ints:
    return np.repeat(np.arange(len(blocks)), [block.shape[1] for block in blocks])


def _ones(block: csr_array) -> csr_array:
    return csr_array(np.ones(block.shape))


def _mean(values: Floats) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None


def _around(values: Floats, mean: float) -> Floats:
    """Return how far values lie above their mean; 0 where they are not known."""
    return np.where(np.isfinite(values), values - mean, 0.0)


def _shared_words(keywords: Keywords, told: NDArray[np.bool_]) -> tuple[str, ...]:
    found = keywords.words[told[keywords.words["owner"]]]
    owner = found["owner"].to_numpy(dtype=np.int64)
    return _best(found["word"], owner, keywords.visitors[owner], _MOST_WORDS, _FEWEST_KEYWORDS)


def _values(keywords: Keywords, name: str, told: NDArray[np.bool_]) -> tuple[str, ...]:
    texts = _as_texts(keywords.rows[name])
    known = texts.notna().to_numpy() & told[keywords.owner]
    owner = keywords.owner[known]
    return _best(texts[known], owner, keywords.visitors[owner], _MOST_VALUES, 1)


def _as_texts(values: pd.Series) -> pd.Series:
    """Return a column's values as texts, numbers (of campaigns) among them; missing ones stay missing."""
    return values.astype(object).map(str, na_action="ignore")


def _best(values: pd.Series, owner: Ints, visitors: Floats, most: int, fewest: int) -> tuple[str, ...]:
    """Return the values of at least `fewest` keywords with most visitors, ties by name."""
    frame = pd.DataFrame({"value": values.to_numpy(), "owner": owner, "visitors": visitors})
    distinct = frame.drop_duplicates(["value", "owner"])
    sums = distinct.groupby("value", sort=True)["visitors"].agg(["size", "sum"])
    wide = sums[sums["size"] >= fewest]
    return tuple(wide.sort_values("sum", ascending=False, kind="stable").index[:most])


def _weights(keywords: Keywords) -> csr_array:
    """Return the clicks of each keyword in each row, shape (n, rows); 1 in each where it has none."""
    clicks = _clicks(keywords.rows)
    n = len(keywords.texts)
    clicked = np.bincount(keywords.owner, clicks, minlength=n) > 0
    weights = np.where(clicked[keywords.owner], clicks, 1.0)
    return csr_array((weights, (keywords.owner, np.arange(len(weights)))), shape=(n, len(weights)))


def _shared_out(sums: csr_array, weights: csr_array) -> csr_array:
    """Return sums of clicks as shares of each keyword's: whole numbers are added before they are divided."""
    totals = np.maximum(weights.sum(axis=1), np.finfo(float).tiny)
    return csr_array(diags_array(1 / totals) @ sums)


def _clicks(rows: pd.DataFrame) -> Floats:
    clicks = numbers(rows, c.CLICKS)
    return np.where((clicks > 0) & np.isfinite(clicks), clicks, 0.0)


def _one_hot(rows: pd.DataFrame, name: str, values: tuple[str, ...]) -> csr_array:
    """Return which of the values each row holds, shape (rows, n_values); none where it holds another."""
    texts = _as_texts(rows[name]) if name in rows.columns else [None] * len(rows)
    codes = pd.Index(values, dtype=object).get_indexer(pd.Index(texts, dtype=object))
    known = np.flatnonzero(codes >= 0)
    return csr_array((np.ones(len(known)), (known, codes[known])), shape=(len(rows), len(values)))


def _periods(keywords: Keywords, told: NDArray[np.bool_]) -> tuple[str | None, int, int]:
    """Return last day, days a period and periods; one period where rows are not of single days."""
    if c.DATE not in keywords.rows.columns:
        return None, WEEK, 1
    found = as_days(keywords.rows[c.DATE])
    clicks = np.where(told[keywords.owner], _clicks(keywords.rows), 0.0)
    dated = (clicks > 0) & ~np.isnat(found)
    if not dated.any() or clicks[dated].sum() < _LEAST_DATED * clicks.sum():
        return None, WEEK, 1
    last_day = str(found[dated].max())
    span = int((found[dated].max() - found[dated].min()).astype(np.int64)) + 1
    days = max(WEEK, -(-span // _MOST_PERIODS))
    return last_day, days, -(-span // days)
