"""Rows of a table: keywords tidied, rows that are no keywords told apart, repeated ones merged."""
