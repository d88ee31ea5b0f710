"""Titles for a product: the job stated, solved, filled with facts, checked against the rules."""
