"""Demand shared out among the similar products of a shop, so that titles do not chase the same words."""
