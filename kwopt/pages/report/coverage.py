"""Which keywords the titles of a report cover, and how, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kwopt.models import CoveredKeyword, Title
from kwopt.numerals import MISSING, amount, count, percent
from kwopt.pages.report.records import Table
from kwopt.pages.report.rows import Rule, table_of
from kwopt.pages.wording import Wording

SHOWN = 40
"""Keywords that are listed: those behind them add little."""

TITLES_SHOWN = 5
"""Titles that have a column: more do not fit on paper."""


@dataclass(frozen=True)
class _Row:
    """A keyword, its worth, and how each title covers it; None where it does not."""

    keyword: str
    worth: float
    covered: tuple[CoveredKeyword | None, ...]


def coverage_table(titles: Sequence[Title], wording: Wording) -> Table | None:
    """Return the keywords that any title covers, the most worthy first; None where there are none."""
    rows = _rows(titles[:TITLES_SHOWN])
    if not rows:
        return None
    rules: list[Rule[_Row]] = [
        Rule(wording.say("col_keyword"), lambda row: row.keyword, figures=False),
        Rule(wording.say("col_worth"), lambda row: amount(row.worth)),
        *(_column(place, title.rank, wording) for place, title in enumerate(titles[:TITLES_SHOWN])),
    ]
    return table_of("covered", wording.own("covered_caption"), rules, rows[:SHOWN])


def more_covered(titles: Sequence[Title], wording: Wording) -> str:
    """Return how many covered keywords are not listed; nothing where all are."""
    more = len(_rows(titles[:TITLES_SHOWN])) - SHOWN
    return wording.own("more_covered", count=count(more)) if more > 0 else ""


def _rows(titles: Sequence[Title]) -> list[_Row]:
    found = [{item.keyword: item for item in title.coverage} for title in titles]
    worth = {keyword: item.worth for items in found for keyword, item in items.items()}
    order = sorted(worth, key=lambda keyword: (-worth[keyword], keyword))
    return [_Row(keyword, worth[keyword], tuple(items.get(keyword) for items in found)) for keyword in order]


def _column(place: int, rank: int, wording: Wording) -> Rule[_Row]:
    heading = wording.own("title_number", rank=rank)
    return Rule(heading, partial(_match, place, wording), partial(_credit, place), figures=False)


def _match(place: int, wording: Wording, row: _Row) -> str:
    item = row.covered[place]
    return wording.term("match", item.match) if item else MISSING


def _credit(place: int, row: _Row) -> str:
    item = row.covered[place]
    return percent(item.credit) if item else ""
