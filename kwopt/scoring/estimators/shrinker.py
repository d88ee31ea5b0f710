"""The scikit-learn face of pooling: counts and features go in, shrunk rates with intervals come out.

Owns what scikit-learn asks of an estimator of numbers. The model is `kwopt.scoring.rates.pooling`'s; keywords
and their words are `kwopt.scoring.estimators.conversion_rates`' matter.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted, check_non_negative, validate_data

from kwopt import columns as c
from kwopt.errors import SettingError, TableError
from kwopt.scoring.rates.conversion import DEFAULT_LEVEL
from kwopt.scoring.rates.credible import Floats, beta_quantile
from kwopt.scoring.rates.pooling import fit_pooling

_COUNTS = 2
"""Columns of counts before the features: visitors, orders."""

_MOST_VISITORS, _LARGEST_FEATURE = 1e12, 1e6
"""Beyond these the arithmetic of 16 digits ends; coefficients are thought to be of some tenths."""

_ONE_LEVEL = "features"


class RateShrinker(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Shrink rates of few visitors towards what their features and all other rows suggest.

    The columns of `X` are visitors (clicks), orders, and any number of features: membership of words or
    groups, shares, logarithms; on scales of about 1. Counts are 0 or more; fractions are allowed; orders
    above visitors count as visitors; rows without visitors teach nothing, and get what their features
    suggest. Missing values are refused.

    A row that `fit` has seen gets what the others say of it and then its own counts, so that they count once.
    For any other row, all that was learned comes before its counts. So a row's result depends on the row and
    on what `fit` learned, never on the other rows of the call.

    Parameters
    ----------
    level
        Share of the posterior between `low` and `high`, above 0 and below 1.
    column_levels
        The level of each feature, by any name, shape (p,): how far coefficients spread is learned for each
        level. None: all features are of one level.

    Attributes
    ----------
    strength_ : float
        Visitors' worth of a row's expected rate.
    spreads_ : dict of str to float
        Standard deviation of the coefficients of each level, in log-odds.
    pooling_ : Pooling
        All that was learned.
    seen_ : frozenset of bytes
        The rows that were learned from.
    n_features_in_ : int
        Columns of X, the two counts included.

    Examples
    --------
    >>> clicks, group = np.full(40, 100.0), np.arange(40) % 2
    >>> X = np.column_stack([clicks, np.where(group, 4.0, 16.0), np.eye(2)[group]])
    >>> shrinker = RateShrinker().fit(X)
    >>> shrinker.transform([[0, 0, 1, 0], [0, 0, 0, 1]])[:, 0].round(2).tolist()
    [0.16, 0.04]
    """

    def __init__(self, level: float = DEFAULT_LEVEL, column_levels: Sequence[Any] | None = None) -> None:
        self.level = level
        self.column_levels = column_levels

    def fit(self, X: ArrayLike, y: Any = None) -> "RateShrinker":  # noqa: ARG002, N803
        """Learn from counts and features, shape (n, 2 + p).

        Raises
        ------
        ValueError
            For what scikit-learn refuses: missing or infinite values, fewer than 2 columns, negative counts.
        SettingError
            For a `level` outside 0 to 1, or `column_levels` of another length than the features.
        TableError
            For features beyond a million: they are to be scaled.
        """
        rows = self._checked(X, reset=True)
        if not 0 < self.level < 1:
            raise SettingError(
                "errors.bad_value", name="level", expected="above 0 and below 1", value=self.level
            )
        names, numbers = self._levels(rows.shape[1] - _COUNTS)
        self.pooling_ = fit_pooling(*_counts(rows), _features(rows), numbers)
        self.strength_ = self.pooling_.strength
        self.spreads_ = dict(zip(names, map(float, self.pooling_.spreads), strict=True))
        self.seen_ = frozenset(row.tobytes() for row in rows)
        return self

    def transform(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the mean of each row's rate and the ends of its interval, shape (n, 3)."""
        check_is_fitted(self)
        rows = self._checked(X, reset=False)
        orders, visitors = _counts(rows)
        seen = np.fromiter((row.tobytes() in self.seen_ for row in rows), dtype=bool, count=len(rows))
        alpha, beta = self.pooling_.prior_by_others(_features(rows), orders * seen, visitors * seen)
        alpha, beta = alpha + orders, beta + (visitors - orders)
        ends = [beta_quantile(alpha, beta, (1 + side * self.level) / 2) for side in (-1, 1)]
        return np.column_stack([alpha / (alpha + beta), *ends])

    def get_feature_names_out(self, input_features: ArrayLike | None = None) -> NDArray[np.object_]:
        """Return the names of the columns that `transform` gives; they do not follow the input's."""
        check_is_fitted(self)
        if input_features is not None and len(np.asarray(input_features)) != self.n_features_in_:
            raise ValueError(f"input_features should have length equal to {self.n_features_in_}")
        return np.array([c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH], dtype=object)

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.positive_only = True
        return tags

    def _checked(self, X: ArrayLike, *, reset: bool) -> Floats:  # noqa: N803
        """Return X as floats, the counts 0 or more; 0 has one sign, so that equal rows have equal bytes."""
        least = _COUNTS if reset else 1  # of another number of columns than in fit, scikit-learn speaks first
        found = validate_data(self, X, reset=reset, dtype=np.float64, ensure_min_features=least)
        check_non_negative(found[:, :_COUNTS], type(self).__name__)
        limits = np.repeat([_MOST_VISITORS, _LARGEST_FEATURE], [_COUNTS, found.shape[1] - _COUNTS])
        beyond = np.argwhere(np.abs(found) > limits)
        if len(beyond):
            row, column = beyond[0].tolist()
            raise TableError(
                "scoring.too_large",
                row=row,
                column=str(column),
                value=found[row, column],
                limit=limits[column],
            )
        return np.ascontiguousarray(found) + 0.0

    def _levels(self, count: int) -> tuple[list[str], NDArray[np.int64]]:
        """Return the levels' names, and the number of that of each of `count` features."""
        given = [_ONE_LEVEL] * count if self.column_levels is None else list(map(str, self.column_levels))
        if len(given) != count:
            raise SettingError("scoring.column_levels", count=count, value=len(given))
        names, numbers = np.unique(np.array(given, dtype=object), return_inverse=True)
        return names.tolist(), np.asarray(numbers, dtype=np.int64)


def _counts(rows: Floats) -> tuple[Floats, Floats]:
    """Return orders, of which no more are counted than visitors, and visitors."""
    return np.minimum(rows[:, 1], rows[:, 0]), rows[:, 0]


def _features(rows: Floats) -> csr_array:
    return csr_array(rows[:, _COUNTS:])
