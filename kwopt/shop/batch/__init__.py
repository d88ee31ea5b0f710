"""Titles and scores for every product of a catalog, resumable."""
