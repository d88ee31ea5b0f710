"""Scoring: keywords and one product become relevance, conversion, opportunity, worth and score."""

from kwopt.scoring.conversion_rates import ConversionRates
from kwopt.scoring.estimator import KeywordScorer
from kwopt.scoring.index import KeywordIndex
from kwopt.scoring.missing import MissingFact, missing_facts
from kwopt.scoring.score import score, score_keywords
from kwopt.scoring.shrinker import RateShrinker

__all__ = [
    "ConversionRates", "KeywordIndex", "KeywordScorer", "MissingFact", "RateShrinker", "missing_facts",
    "score", "score_keywords",
]  # fmt: skip
