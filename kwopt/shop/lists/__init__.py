"""Keyword lists of any length, scored block by block."""
