"""The best keywords of a report, and the questions that others wait for."""

from collections.abc import Iterable, Mapping
from typing import Any

from kwopt import columns as c
from kwopt.numerals import MISSING, amount, count, missing, percent
from kwopt.pages.report.records import Table
from kwopt.pages.report.rows import Rule, table_of
from kwopt.pages.sentences.titles import asked
from kwopt.pages.study import Study
from kwopt.pages.wording import Wording
from kwopt.payloads import frame_records
from kwopt.scoring.relevance.relevance import FITS, WRONG, class_counts
from kwopt.tables.scored import rates_are_of_visitors

SHOWN = 100
"""Keywords that are listed: more than anybody reads, as many as people ask for."""

QUESTIONS_SHOWN = 20
UNFIT_SHOWN = 10

Row = Mapping[str, Any]


def keyword_table(study: Study, wording: Wording) -> Table | None:
    """Return the best keywords that fit or may fit; None where there are none."""
    rows = _rows(study)
    if not rows:
        return None
    rules: list[Rule[Row]] = [
        Rule(wording.say("col_keyword"), lambda row: str(row[c.KEYWORD]), figures=False),
        Rule(wording.say("col_class"), lambda row: class_of(row, wording), _reason, figures=False),
        Rule(wording.say("col_searches"), lambda row: count(row[c.SEARCH_VOLUME])),
        Rule(wording.say("col_listings"), lambda row: count(row[c.LISTING_COUNT]),
             lambda row: _listing_basis(row, wording)),
        Rule(wording.say("col_opportunity"), lambda row: amount(row[c.OPPORTUNITY])),
        Rule(wording.say(_rate(study)), lambda row: percent(row[c.CONVERSION]),
             lambda row: percent_range(row[c.CONVERSION_LOW], row[c.CONVERSION_HIGH])),
        Rule(wording.say("col_worth"), lambda row: amount(row[c.WORTH])),
        Rule(wording.say("col_score"), lambda row: amount(row[c.SCORE])),
    ]  # fmt: skip
    return table_of("keywords", wording.own("keywords_caption", count=len(rows)), rules, rows)


def _rows(study: Study) -> list[Row]:
    ranked = study.ranked
    return [*frame_records(ranked[ranked[c.RELEVANCE_CLASS] != WRONG].head(SHOWN))]


def _rate(study: Study) -> str:
    """Return the heading of conversion: a market's is of visitors, that of own reports of clicks."""
    return "col_conversion" if rates_are_of_visitors(study.scored) else "col_orders_per_click"


def unfit_table(study: Study, wording: Wording) -> Table | None:
    """Return the most searched keywords that do not fit, so that the seller sees why; None without any."""
    unfit = study.scored[study.scored[c.RELEVANCE_CLASS] == WRONG]
    if unfit.empty:
        return None
    most = unfit.sort_values(c.SEARCH_VOLUME, ascending=False, kind="stable", na_position="last")
    rules: list[Rule[Row]] = [
        Rule(wording.say("col_keyword"), lambda row: str(row[c.KEYWORD]), figures=False),
        Rule(wording.say("col_reason"), lambda row: str(row[c.REASON] or MISSING), figures=False),
        Rule(wording.say("col_searches"), lambda row: count(row[c.SEARCH_VOLUME])),
    ]
    rows = frame_records(most.head(UNFIT_SHOWN))
    return table_of("unfit", wording.own("unfit_caption"), rules, rows, wide=False)


def class_of(row: Row, wording: Wording) -> str:
    """Return a keyword's class; one that fits and may not earn in a title is marked."""
    if row[c.RELEVANCE_CLASS] == FITS and not row[c.ELIGIBLE]:
        return wording.say("class_barred")
    return wording.term("class", row[c.RELEVANCE_CLASS])


def _reason(row: Row) -> str:
    """Return why a keyword does not simply fit; that it agrees with the facts need not be said each time."""
    return "" if row[c.RELEVANCE_CLASS] == FITS and not row[c.REASON_CODE] else str(row[c.REASON] or "")


def _listing_basis(row: Row, wording: Wording) -> str:
    basis = row[c.LISTING_BASIS]
    return "" if basis in (None, "given") else wording.own(f"listing_{basis}")


def percent_range(low: Any, high: Any) -> str:
    """Return an interval of fractions as percent; nothing where it is not known.

    >>> percent_range(0.031, 0.059), percent_range(None, None)
    ('3.10%–5.90%', '')
    """
    return "" if missing(low) or missing(high) else f"{percent(low)}{MISSING}{percent(high)}"


def keywords_told(study: Study, wording: Wording) -> Iterable[str]:
    """Yield how many keywords fit, may fit and do not."""
    counts = {name: count(number) for name, number in class_counts(study.scored).items()}
    yield wording.say("class_counts", **counts)


def questions(study: Study, wording: Wording) -> tuple[str, ...]:
    """Return the questions that most searches wait for."""
    return tuple(asked(fact, wording) for fact in study.facts[:QUESTIONS_SHOWN])
