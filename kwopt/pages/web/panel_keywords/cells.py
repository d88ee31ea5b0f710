"""Rows of the keywords table as texts: which columns there are, and how each figure is written.

Owns no order and no choice of rows; the same columns stand in the terminal under the same names.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kwopt import columns as c
from kwopt.numerals import MISSING, amount, count, missing, percent

Say = Callable[..., str]
Record = Mapping[str, Any]

FITS = "fits"
BARRED = "barred"
"""Shown in place of "fits" where a keyword fits and may not earn in a title."""

_IF_CONFIRMED = "if_confirmed"


MARKET, REPORT = "market", "report"
"""Kinds of keywords: those that a market table knows, and those that only an advertising report names."""


@dataclass(frozen=True)
class Heading:
    """One column: its name in `kwopt.columns`, its label's code, how it is set, what writes its figure."""

    column: str
    label: str
    kind: str = "number"
    written: Callable[[Any], str] = amount
    judged: bool = False  # only there where a product was judged
    of: str | None = None  # "market": only where searches are known; "report": only where they are not
    defined: str = ""  # what `kwopt.pages.definitions` calls the figure; else a text of the page explains it


HEADINGS = (
    Heading(c.RANK, "col_rank", "rank", count),
    Heading(c.KEYWORD, "col_keyword", "keyword", str),
    Heading(c.RELEVANCE_CLASS, "col_class", "class", judged=True, defined="class"),
    Heading(c.SCORE, "col_score", of=MARKET, defined="score"),
    Heading(c.SEARCH_VOLUME, "col_searches", written=count, of=MARKET, defined="searches"),
    Heading(c.LISTING_COUNT, "col_listings", written=count, of=MARKET, defined="listings"),
    Heading(c.OPPORTUNITY, "col_opportunity", of=MARKET, defined="opportunity"),
    Heading(c.CLICKS, "col_clicks", written=count, of=REPORT),
    Heading(c.ORDERS, "col_orders", of=REPORT),
    Heading(c.CONVERSION, "col_conversion", written=percent, of=MARKET, defined="conversion"),
    Heading(c.CONVERSION, "col_orders_per_click", written=percent, of=REPORT, defined="orders_per_click"),
    Heading(c.WORTH, "col_worth", of=MARKET, defined="worth"),
    Heading(c.REASON, "col_reason", "reason", judged=True),
)
"""What a seller looks for, from left to right."""

ASCENDING_FIRST = (c.RANK, c.KEYWORD, c.RELEVANCE_CLASS, c.REASON)
"""Columns of which the first is the smallest; of figures the largest comes first."""


class Mark(NamedTuple):
    """A list of the seller's words, and the icon of its button."""

    list: str
    icon: str


APPROVE = "approve"

MARKS = (Mark("require", "push_pin"), Mark("ban", "block"), Mark(APPROVE, "verified"))
"""What a row's buttons do with its keyword; what fits anyway needs no approval."""


def kind_of(records: Sequence[Record]) -> str:
    """Return which kind of keywords a page shows: advertised ones only where searches are known of none.

    >>> kind_of([{"search_volume": None, "clicks": 3.0}]), kind_of([])
    ('report', 'market')
    """
    searched = any(not missing(record[c.SEARCH_VOLUME]) for record in records)
    clicked = any(not missing(record[c.CLICKS]) for record in records)
    return REPORT if clicked and not searched else MARKET


def headings(
    say: Say, *, judged: bool, kind: str = MARKET, meanings: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return the columns as the table takes them, those of another kind of keywords left out.

    Without a product, those of relevance are left out too. `meanings` has those of defined figures.
    """
    return [
        {
            "name": heading.column,
            "label": say(f"cli.{heading.label}"),
            "kind": heading.kind,
            "help": meanings.get(heading.defined, "")
            if heading.defined
            else say(f"page_keywords.help_{heading.column}"),
        }
        for heading in HEADINGS
        if (judged or not heading.judged) and heading.of in (None, kind)
    ]


def rows(
    records: Sequence[Record], first: int, say: Say, lists: Mapping[str, Collection[str]]
) -> list[dict[str, Any]]:
    """Return scored records as the table takes them.

    Parameters
    ----------
    records
        Scored keywords as `kwopt.payloads.scored_records` makes them.
    first
        Place of the first record in the whole list, from 1.
    lists
        The seller's words by name of the list.
    """
    return [
        {
            "place": first + number,
            "keyword": record[c.KEYWORD],
            "kind": class_of(record),
            "cells": {heading.column: _cell(record, heading, say) for heading in HEADINGS},
            "beside": {c.CONVERSION: interval(record)},
            "marks": _marks(record, say, lists),
        }
        for number, record in enumerate(records)
    ]


def class_of(record: Record) -> str:
    """Return a keyword's class, "barred" where it fits and may not earn; nothing without a product.

    >>> class_of({"relevance_class": "fits", "eligible": False}), class_of({"relevance_class": None})
    ('barred', '')
    """
    name = record[c.RELEVANCE_CLASS] or ""
    return BARRED if name == FITS and not record[c.ELIGIBLE] else name


def interval(record: Record) -> str:
    """Return the range of a keyword's conversion.

    >>> interval({"conversion_low": 0.0411, "conversion_high": 0.0468})
    '4.11–4.68%'
    """
    low, high = record[c.CONVERSION_LOW], record[c.CONVERSION_HIGH]
    return "" if missing(low) or missing(high) else f"{percent(low).removesuffix('%')}–{percent(high)}"


def _cell(record: Record, heading: Heading, say: Say) -> str:
    if heading.column == c.RELEVANCE_CLASS:
        name = class_of(record)
        return say(f"cli.class_{name}") if name else ""
    if heading.column == c.REASON:
        return str((record[c.REASON] or {}).get("text", ""))
    if heading.column == c.RANK and missing(record[c.WORTH]):
        return MISSING  # nothing ranks what has no worth
    text = heading.written(record[heading.column])
    # A worth that holds only if the facts are confirmed must not look like one that counts.
    return f"({text})" if heading.column == c.WORTH and record[c.WORTH_REASON] == _IF_CONFIRMED else text


def _marks(record: Record, say: Say, lists: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    keyword, judged = record[c.KEYWORD], class_of(record)
    if not judged:
        return []
    return [
        {
            "list": mark.list,
            "icon": mark.icon,
            "set": keyword in lists.get(mark.list, ()),
            "label": say(f"page_keywords.mark_{mark.list}", keyword=keyword),
        }
        for mark in MARKS
        if mark.list != APPROVE or judged != FITS or keyword in lists.get(APPROVE, ())
    ]
