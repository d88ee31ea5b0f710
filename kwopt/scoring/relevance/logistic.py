"""A logistic model: weights fitted elsewhere and shipped as data, summed so that bytes are equal.

Which features a model has, its owner says (`kwopt.scoring.relevance.relevance`,
`kwopt.scoring.relevance.spaced_model`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from kwopt.resources import load_toml
from kwopt.scoring.words.rows import FloatArray

Weights = tuple[float, tuple[float, ...]]
"""The intercept and the weight of each feature, in log-odds."""


def shipped_weights(file: str, features: Sequence[str]) -> Weights:
    """Return the weights of a resource, in the order of `features`."""
    fitted = load_toml(file)
    return fitted["intercept"], tuple(fitted["weights"][name] for name in features)


def side_by_side(columns: Sequence[npt.NDArray[Any]]) -> FloatArray:
    """Return columns as floats, shape (n_rows, n_columns), each in one piece of memory.

    >>> side_by_side([np.array([True, False]), np.array([2, 3])]).tolist()
    [[1.0, 2.0], [0.0, 3.0]]
    """
    table = np.empty((len(columns), len(columns[0])))
    for place, column in enumerate(columns):
        table[place] = column
    return table.T


def logistic_probability(columns: FloatArray, weights: Weights) -> FloatArray:
    """Return the logistic of weighted features (n_rows, n_features), added in a fixed order: no BLAS.

    >>> logistic_probability(np.array([[0.0], [2.0]]), (-2.0, (1.0,))).round(3).tolist()
    [0.119, 0.5]
    """
    log_odds, by_feature = weights
    total = np.full(len(columns), log_odds)
    for place, weight in enumerate(by_feature):
        total += weight * columns[:, place]
    found: FloatArray = 1 / (1 + np.exp(-total))
    return found
