"""Scoring: keywords and one product become relevance, conversion, opportunity, worth and score.

The estimators load on first use: scikit-learn takes longer to import than 100,000 keywords to score.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kwopt.scoring.index import KeywordIndex
from kwopt.scoring.questions.missing import MissingFact, missing_facts
from kwopt.scoring.score import score, score_keywords

if TYPE_CHECKING:
    from kwopt.scoring.estimators.conversion_rates import ConversionRates as ConversionRates
    from kwopt.scoring.estimators.estimator import KeywordScorer as KeywordScorer
    from kwopt.scoring.estimators.shrinker import RateShrinker as RateShrinker

_ESTIMATORS = {
    "ConversionRates": "kwopt.scoring.estimators.conversion_rates",
    "KeywordScorer": "kwopt.scoring.estimators.estimator",
    "RateShrinker": "kwopt.scoring.estimators.shrinker",
}

__all__ = [
    "ConversionRates", "KeywordIndex", "KeywordScorer", "MissingFact", "RateShrinker", "missing_facts",
    "score", "score_keywords",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _ESTIMATORS:
        raise AttributeError(f"module 'kwopt.scoring' has no attribute {name!r}")
    value = getattr(import_module(_ESTIMATORS[name]), name)
    globals()[name] = value
    return value
