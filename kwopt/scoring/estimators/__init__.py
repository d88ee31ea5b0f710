"""The scikit-learn faces of scoring: keywords, their rates, and shrinkage of counts."""
