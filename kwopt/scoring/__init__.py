"""Scoring: keywords and one product become relevance, conversion, opportunity, worth and score."""

from kwopt.scoring.estimator import KeywordScorer
from kwopt.scoring.index import KeywordIndex
from kwopt.scoring.score import score, score_keywords

__all__ = ["KeywordIndex", "KeywordScorer", "score", "score_keywords"]
