"""Verdicts on the keywords of a report, with reasons and the bid to set."""
