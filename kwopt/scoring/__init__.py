"""Scoring: keywords and one product become relevance, conversion, opportunity, worth and score."""

from kwopt.scoring.estimator import KeywordScorer
from kwopt.scoring.index import KeywordIndex
from kwopt.scoring.missing import MissingFact, missing_facts
from kwopt.scoring.score import score, score_keywords

__all__ = ["KeywordIndex", "KeywordScorer", "MissingFact", "missing_facts", "score", "score_keywords"]
