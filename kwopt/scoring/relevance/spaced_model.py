"""Probability that a keyword of a language with spaces fits: a logistic model on a few readable features.

Weights stand in `resources/relevance_english.toml`; `benchmarks/fit_relevance_english.py` fits them on rated
pairs of English products and queries.
"""

from functools import cache

import numpy as np

from kwopt.scoring.relevance.logistic import Weights, logistic_probability, shipped_weights, side_by_side
from kwopt.scoring.relevance.own_types import TypeMatch
from kwopt.scoring.relevance.spaced import SpacedEvidence
from kwopt.scoring.words.rows import FloatArray

FEATURES = (
    "named_share", "akin_share", "mentioned_share", "rarest_unsaid", "numbers_unsaid", "type_own",
    "type_other", "denied",
)  # fmt: skip
MOST_NUMBERS = 2
MOST_DENIED = 2
"""More contradictions tell nothing more."""


def spaced_features(said: SpacedEvidence) -> FloatArray:
    """Return the model's features, shape (n_rows, n_features), in the order of `FEATURES`.

    `mentioned_share` is what attributes say of a keyword that names no such product: it goes with the
    product, or is built in.
    """
    columns = {
        "named_share": said.named_share,
        "akin_share": said.akin_share,
        "mentioned_share": said.elsewhere_share * (said.type_match != TypeMatch.SAME),
        "rarest_unsaid": said.rarest_unsaid,
        "numbers_unsaid": np.minimum(said.numbers_unsaid, MOST_NUMBERS),
        "type_own": said.type_match >= TypeMatch.NARROWER,
        "type_other": said.type_match == TypeMatch.OTHER,
        "denied": np.minimum(said.denied + (said.misfit >= 0), MOST_DENIED),
    }
    return side_by_side([columns[name] for name in FEATURES])


def spaced_probability(said: SpacedEvidence) -> FloatArray:
    """Return the probability that each row fits; without meaning for rows that are not spaced."""
    return logistic_probability(spaced_features(said), _weights())


@cache
def _weights() -> Weights:
    return shipped_weights("relevance_english.toml", FEATURES)
