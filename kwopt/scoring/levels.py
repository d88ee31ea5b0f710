"""What keywords share, as columns of a pooling: words, campaigns, ad groups, match types, weeks, clicks.

Owns which of these are known well enough to learn from, and what a keyword holds of each. The model in which
they are used is `kwopt.scoring.pooling`'s.

Weeks stand for the account's rate as it moves: column i says which share of a keyword's clicks came in the
last i + 1 weeks, so that the coefficients are weekly changes (a random walk) and a column of ones is today.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack

from kwopt import columns as c
from kwopt.language.cutcolumn import END
from kwopt.language.english import lemma
from kwopt.language.normalize import match_forms
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.scoring.credible import Floats

Ints = NDArray[np.int64]

GROUPS = (c.CAMPAIGN, c.AD_GROUP, c.MATCH_TYPE)
"""Columns whose values are levels; by name, so that ad groups of one name in many campaigns are one."""

WORDS, WEEKS, POPULARITY, MARKET = "words", "weeks", "popularity", "market"

_FEWEST_KEYWORDS = 3
_MOST_WORDS, _MOST_VALUES = 250, 100
WEEK, _MOST_PERIODS = 7, 52
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PRODUCT_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{8,}")
CODE = "#"
"""Stands for every product code (b08xyz1234) searched for: each is another, but their searchers are alike."""


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
    """

    texts: Sequence[str]
    visitors: Floats
    rows: pd.DataFrame
    owner: Ints
    impressions: Floats
    market: Floats


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
        blocks = [_by_length(_membership(keywords.texts, self.words, self.spec))]
        weights = _weights(keywords)
        for name, values in self.groups:
            blocks.append(_shared_out(weights @ _one_hot(keywords.rows, name, values), weights))
        blocks.append(self._popularity(keywords))
        if self.market_mean is not None:
            blocks.append(csr_array(_around(keywords.market, self.market_mean)[:, None]))
        if self.periods == 1:
            then = hstack(blocks, format="csr")
            return Features(then, then, _numbers(blocks))
        weeks = _shared_out(weights @ self._recent(keywords.rows), weights)
        then, now = hstack([*blocks, weeks], format="csr"), hstack([*blocks, _ones(weeks)], format="csr")
        return Features(then, now, _numbers([*blocks, weeks]))

    def _popularity(self, keywords: Keywords) -> csr_array:
        """Return how much a keyword is clicked and, where told, shown, as half a logarithm each."""
        columns = [np.log1p(keywords.visitors)]
        if self.impressions_mean is not None:
            columns.append(_around(np.log1p(keywords.impressions), self.impressions_mean))
        return csr_array(np.column_stack(columns) / 2)

    def _recent(self, rows: pd.DataFrame) -> csr_array:
        """Return whether each row lies in the last 1, 2, ... periods, all of them excepted."""
        ages = np.zeros(len(rows), dtype=np.int64)
        if c.DATE in rows.columns:
            ages = _ages(rows[c.DATE], self.last_day, self.days)
        return csr_array((ages[:, None] <= np.arange(self.periods - 1)).astype(np.float64))


def learn_levels(keywords: Keywords, spec: SegmenterSpec | None = None) -> Levels:
    """Return the levels of a report: words of several keywords, groups and weeks, where there are such.

    Only keywords with visitors teach. Of words and of each group those with most visitors are kept.
    """
    spec = spec or SegmenterSpec()
    told = keywords.visitors > 0
    groups = [(name, _values(keywords, name, told)) for name in GROUPS if name in keywords.rows.columns]
    last_day, days, periods = _periods(keywords, told)
    return Levels(
        words=_shared_words(keywords, told, spec),
        groups=tuple((name, values) for name, values in groups if len(values) > 1),
        last_day=last_day, days=days, periods=periods,
        impressions_mean=_mean(np.log1p(keywords.impressions)[told]),
        market_mean=_mean(keywords.market[told]), spec=spec,
    )  # fmt: skip


def _numbers(blocks: Sequence[csr_array]) -> Ints:
    return np.repeat(np.arange(len(blocks)), [block.shape[1] for block in blocks])


def _ones(block: csr_array) -> csr_array:
    return csr_array(np.ones(block.shape))


def _mean(values: Floats) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None


def _around(values: Floats, mean: float) -> Floats:
    """Return how far values lie above their mean; 0 where they are not known."""
    return np.where(np.isfinite(values), values - mean, 0.0)


# Words.


def _words_by_keyword(texts: Sequence[str], spec: SegmenterSpec) -> pd.DataFrame:
    """Return each distinct `word` of each keyword (`owner`); what is no letter or digit is left out."""
    column = segmenter(spec).cut_column(match_forms([text.replace(END, " ") for text in texts]))
    owner: Ints = np.cumsum(column.is_end) - column.is_end
    forms = np.array([_form(word) for word in column.words], dtype=object)
    kept = np.array([form != "" for form in forms], dtype=bool)[column.numbers]
    found = pd.DataFrame({"owner": owner[kept], "word": forms[column.numbers[kept]]})
    return found.drop_duplicates(ignore_index=True)


def _form(word: str) -> str:
    if not (word[0].isalnum() or word[-1].isalnum()):
        return ""
    return CODE if _PRODUCT_CODE.fullmatch(word) else lemma(word)


def _shared_words(keywords: Keywords, told: NDArray[np.bool_], spec: SegmenterSpec) -> tuple[str, ...]:
    places = np.flatnonzero(told)
    found = _words_by_keyword([keywords.texts[place] for place in places.tolist()], spec)
    owner = found["owner"].to_numpy(dtype=np.int64)
    return _best(found["word"], owner, keywords.visitors[places][owner], _MOST_WORDS, _FEWEST_KEYWORDS)


def _membership(texts: Sequence[str], words: tuple[str, ...], spec: SegmenterSpec) -> csr_array:
    if not words:
        return csr_array((len(texts), 0))
    found = _words_by_keyword(texts, spec)
    codes = pd.Index(words).get_indexer(pd.Index(found["word"]))
    known = codes >= 0
    places = (found["owner"].to_numpy()[known], codes[known])
    return csr_array((np.ones(len(places[0])), places), shape=(len(texts), len(words)))


def _by_length(membership: csr_array) -> csr_array:
    """Return words weighed so that keywords of many known words stray as far as those of few."""
    count = np.maximum(membership.sum(axis=1), 1.0)
    return csr_array(diags_array(1 / np.sqrt(count)) @ membership)


# Groups.


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
    if c.CLICKS not in rows.columns:
        return np.zeros(len(rows))
    clicks = rows[c.CLICKS].to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where((clicks > 0) & np.isfinite(clicks), clicks, 0.0)


def _one_hot(rows: pd.DataFrame, name: str, values: tuple[str, ...]) -> csr_array:
    """Return which of the values each row holds, shape (rows, n_values); none where it holds another."""
    texts = _as_texts(rows[name]) if name in rows.columns else [None] * len(rows)
    codes = pd.Index(values, dtype=object).get_indexer(pd.Index(texts, dtype=object))
    known = np.flatnonzero(codes >= 0)
    return csr_array((np.ones(len(known)), (known, codes[known])), shape=(len(rows), len(values)))


# Weeks.


def _periods(keywords: Keywords, told: NDArray[np.bool_]) -> tuple[str | None, int, int]:
    """Return last day, days a period and periods; one period where rows are not of single days."""
    if c.DATE not in keywords.rows.columns:
        return None, WEEK, 1
    found = _as_days(keywords.rows[c.DATE])
    clicked = (_clicks(keywords.rows) > 0) & told[keywords.owner]
    if not clicked.any() or np.isnat(found).any():
        return None, WEEK, 1
    last_day = str(found[clicked].max())
    span = int((found[clicked].max() - found[clicked].min()).astype(np.int64)) + 1
    days = max(WEEK, -(-span // _MOST_PERIODS))
    return last_day, days, -(-span // days)


def ages_of_days(dates: pd.Series, days: int) -> Ints | None:
    """Return how many periods of some days before the last date each one lies; None unless all are days.

    >>> ages_of_days(pd.Series(["2026-08-01", "2026-08-10", "2026-08-11"]), 7).tolist()
    [1, 0, 0]
    """
    found = _as_days(dates)
    if not len(found) or np.isnat(found).any():
        return None
    return _ages(dates, str(found.max()), days)


def _ages(dates: pd.Series, last_day: str | None, days: int) -> Ints:
    """Return how many periods before the last one each day lies; 0 for later days, and what is no day."""
    found = _as_days(dates)
    ages = (np.datetime64(last_day) - found).astype(np.int64)
    return np.asarray(np.where(np.isnat(found), 0, np.maximum(ages, 0)) // days, dtype=np.int64)


def _as_days(dates: pd.Series) -> NDArray[np.datetime64]:
    """Return each ISO day; NaT where there is none, or several ("2026-08-10/2026-08-16")."""
    codes, distinct = pd.factorize(dates.astype(object))
    texts = [text if isinstance(text, str) and _DAY.fullmatch(text) else None for text in distinct]
    known = pd.to_datetime(pd.Series(texts, dtype=object), format="%Y-%m-%d", errors="coerce")
    return np.append(known.to_numpy().astype("datetime64[D]"), np.datetime64("NaT"))[codes]
