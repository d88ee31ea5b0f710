"""The page of columns names every column of the program, once, and says which commands write it."""

from docs.generate.columns import column_groups
from kwopt import columns

ENTRIES = [entry for group in column_groups() for entry in group["column"]]


def written_by(command):
    """Return the columns that the page says a command writes."""
    return {entry["name"] for entry in ENTRIES if command in entry["written_by"]}


def test_every_column_has_its_line():
    """A constant of `kwopt.columns` that is a text is the name of a column."""
    names = {value for name, value in vars(columns).items() if name.isupper() and isinstance(value, str)}
    assert sorted(entry["name"] for entry in ENTRIES) == sorted(names)


def test_columns_of_score_are_told():
    """All that scoring adds or passes on is said of `kwopt score`."""
    assert set(columns.SCORED) <= written_by("score")


def test_columns_of_bids_are_told():
    """All columns of bids, with a report of one's own or without, are said of `kwopt bid`."""
    assert {*columns.BIDS, *columns.REPORT_BIDS} <= written_by("bid")
