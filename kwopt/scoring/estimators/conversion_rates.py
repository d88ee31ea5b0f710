"""The scikit-learn face of keywords' rates: fit learns from a table, transform shrinks, predict guesses.

Owns what may be given and what is refused. What keywords tell of one another is
`kwopt.scoring.rates.pooled`'s matter; market and own rates beside each other are
`kwopt.bids.rates.click_rates`'.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from kwopt import columns as c
from kwopt.errors import SettingError, TableError
from kwopt.language.segment import SegmenterSpec
from kwopt.scoring.rates.conversion import DEFAULT_LEVEL, Rate, evidence, intervals
from kwopt.scoring.rates.credible import Floats
from kwopt.scoring.rates.numbers import as_numbers, first_text
from kwopt.scoring.rates.pooled import fit_pooled_rates
from kwopt.scoring.stated import stated_figures
from kwopt.tables import KeywordTable

RATES = (c.ORDERS_PER_CLICK, c.BUYERS_PER_VISITOR)


class ConversionRates(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Estimate conversion rates of keywords that learn from one another: account, words and groups, keyword.

    A row's figures depend on the row and on what `fit` learned, never on the other rows of the call. A
    keyword that `fit` has seen gets what the others say of it and then the row's counts: they count once.

    Parameters
    ----------
    rate
        "orders_per_click", "buyers_per_visitor", or None: payers per visitor where the table has any, else
        orders per click.
    level
        Share of the posterior inside the interval, above 0 and below 1.
    user_words
        Words to keep whole when keywords are cut.

    Attributes
    ----------
    account_rate_ : float
        Orders per visitor of all rows together.
    strength_ : float
        Visitors' worth of what words and groups say of a keyword.
    spreads_ : dict of str to float
        Standard deviation of the log-odds that each level accounts for.
    rate_ : str
        The rate that was learned.
    rates_ : PooledRates
        All that was learned.

    Examples
    --------
    >>> words = ["red mug", "blue mug", "red cup", "blue cup", "red pot", "blue pot"]
    >>> report = pd.DataFrame({"keyword": words, "clicks": 400, "orders": [40, 10, 40, 10, 40, 10]})
    >>> rates = ConversionRates().fit(report)
    >>> rates.transform(report.head(1)).round(2).values.tolist()
    [[0.1, 0.08, 0.12, 'counts']]
    >>> rates.predict(["red kettle", "blue kettle"]).round(2).tolist()
    [0.1, 0.03]
    """

    def __init__(
        self, rate: Rate | None = None, *, level: float = DEFAULT_LEVEL, user_words: tuple[str, ...] = ()
    ) -> None:
        self.rate = rate
        self.level = level
        self.user_words = user_words

    def fit(self, X: KeywordTable | pd.DataFrame, y: Any = None) -> "ConversionRates":  # noqa: ARG002, N803
        """Learn from a table, one row a keyword; a report's own rows tell of ad groups, match types and days.

        Raises
        ------
        TableError
            If it is no table, lacks keywords or rates, or holds a text where a number belongs.
        SettingError
            For a `rate` or `level` outside what it may be.
        """
        self._check_settings()
        frame, rows = _checked(X)
        pooled = fit_pooled_rates(frame, rows=rows, rate=self.rate, spec=SegmenterSpec(words=self.user_words))
        found = evidence(frame, pooled.reading)
        if not found.visitors.any():
            raise TableError("scoring.no_rates", columns=tuple(map(str, frame.columns)))
        self.rates_, self.rate_ = pooled, pooled.reading.rate
        self.account_rate_ = float(found.orders.sum() / found.visitors.sum())
        self.strength_ = pooled.pooling.strength
        self.spreads_ = {name: float(spread) for name, spread in pooled.spreads.items()}
        return self

    def transform(self, X: KeywordTable | pd.DataFrame) -> pd.DataFrame:  # noqa: N803
        """Return conversion, its interval and what it rests on for each row, with the index of the rows.

        Rows without evidence get what their words and groups suggest, on the basis "prior".
        """
        check_is_fitted(self)
        frame, rows = _checked(X)
        return intervals(self.rates_.posterior(frame, rows=rows), frame.index, level=self.level)

    def predict(self, keywords: Iterable[str]) -> Floats:
        """Return the expected rate of terms of which nothing is counted, as their words suggest it.

        Parameters
        ----------
        keywords
            Texts, length n.

        Returns
        -------
        array
            Shape (n,).
        """
        check_is_fitted(self)
        frame = pd.DataFrame({c.KEYWORD: pd.Series(_texts(keywords), dtype=object)})
        return self.rates_.posterior(frame).mean

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:  # noqa: ARG002
        """Return the names of the columns that `transform` gives; they do not follow the input's."""
        return np.array([c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH, c.CONVERSION_BASIS], dtype=object)

    def _check_settings(self) -> None:
        if self.rate is not None and self.rate not in RATES:
            raise SettingError("errors.unknown_choice", what="rate", value=self.rate, choices=RATES)
        if not 0 < self.level < 1:
            raise SettingError(
                "errors.bad_value", name="level", expected="above 0 and below 1", value=self.level
            )


def _checked(source: KeywordTable | pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return the frame, and the rows of a report where there are any."""
    rows = source.report_rows if isinstance(source, KeywordTable) else None
    frame = source.frame if isinstance(source, KeywordTable) else source
    if not isinstance(frame, pd.DataFrame):
        raise TableError("scoring.not_a_table", value=type(source).__name__)
    frame = stated_figures(frame)
    if c.KEYWORD not in frame.columns:
        raise TableError("scoring.no_keyword_column", columns=[str(name) for name in frame.columns])
    _check_keywords(frame[c.KEYWORD])
    return frame.assign(**{name: _numeric(frame[name]) for name in c.NUMERIC if name in frame.columns}), rows


def _check_keywords(keywords: pd.Series) -> None:
    missing = np.flatnonzero(keywords.isna())
    if len(missing):
        raise TableError("scoring.keyword_missing", row=int(missing[0]) + 1, count=len(missing))


def _numeric(values: pd.Series) -> pd.Series:
    """Return a column as numbers; a text among them is refused, for missing is another thing."""
    row = first_text(values)
    if row is not None:
        raise TableError(
            "scoring.not_numbers", row=row + 1, column=str(values.name), value=str(values.iloc[row])
        )
    return as_numbers(values)


def _texts(keywords: Iterable[str]) -> list[str]:
    if isinstance(keywords, (str, bytes, pd.DataFrame, KeywordTable)) or not isinstance(keywords, Iterable):
        raise TableError("scoring.texts_needed", value=type(keywords).__name__)
    texts = list(keywords)
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise TableError("scoring.text_needed", row=row + 1, value=str(text))
    return texts
