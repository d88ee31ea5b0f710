"""Keyword lists of any length, scored block by block in bounded memory; `pipeline` has the whole way."""
