"""What a table is good for, what is still missing for scoring, titles and bids, and how to get it."""

import re
from collections.abc import Container, Sequence

from kwopt import columns
from kwopt.models import Notice
from kwopt.tables.planning.suggestions import may_count_searches

_LIKELY_SHOWN = 4  # headers that a remark suggests


def ready_for(there: Container[str]) -> dict[str, bool]:
    """Return what the columns at hand suffice for.

    >>> ready_for({"keyword", "search_volume"})
    {'score': True, 'title': True, 'bid': False}
    """
    demand = columns.SEARCH_VOLUME in there
    rates = columns.ORDERS_PER_CLICK in there or columns.BUYERS_PER_VISITOR in there
    return {"score": demand, "title": demand, "bid": _has_own_sales(there) or rates or has_own_visits(there)}


def has_own_visits(there: Container[str]) -> bool:
    """Return whether the columns say how many of the shop's own visitors from search bought.

    >>> has_own_visits({"own_visitors", "own_buyers"}), has_own_visits({"own_visitors"})
    (True, False)
    """
    counted = columns.OWN_VISITORS in there and columns.OWN_BUYERS in there
    return counted or columns.OWN_BUYERS_PER_VISITOR in there


def _has_own_sales(there: Container[str]) -> bool:
    return columns.CLICKS in there and columns.ORDERS in there


def still_to_do(there: Container[str], file: str, likely: Sequence[str] = ()) -> tuple[Notice, ...]:
    """Return what the user may add, for what it is needed, and which command serves the table as it is.

    Parameters
    ----------
    there
        Columns at hand.
    likely
        Headers of figures that nothing is known of: one of them may be what is missing.
    """
    ready = ready_for(there)
    found = []
    shown = [header for header in likely if may_count_searches(header)][:_LIKELY_SHOWN]
    if not ready["score"] and columns.SPEND in there and not ready["bid"]:
        return (_todo_orders(file, likely[:_LIKELY_SHOWN]),)
    if not ready["score"] and ready["bid"] and (_has_own_sales(there) or columns.SPEND in there):
        found.append(Notice("tables.todo_report", "info", {"named": typed_name(file)}, file=file))
    elif not ready["score"] and has_own_visits(there):
        found.append(Notice("tables.todo_own_visitors", "info", {"named": typed_name(file)}, file=file))
    elif not ready["score"]:
        code = "tables.todo_demand_likely" if shown else "tables.todo_demand"
        found.append(Notice(code, "warning", {"likely": shown} if shown else {}, file=file))
    elif columns.LISTING_COUNT not in there and columns.DEMAND_SUPPLY_RATIO not in there:
        found.append(Notice("tables.todo_listings", "info", file=file))
    elif columns.LISTING_COUNT not in there:
        found.append(Notice("tables.listings_derived", "info", file=file))
    if not ready["bid"]:
        found.append(Notice("tables.todo_bid", "info", file=file))
    return tuple(found)


def _todo_orders(file: str, likely: Sequence[str]) -> Notice:
    """Return what a report lacks that says what was spent, but not what came of it."""
    code = "tables.todo_orders_likely" if likely else "tables.todo_orders"
    return Notice(code, "warning", {"likely": list(likely)} if likely else {}, file=file)


def typed_name(file: str) -> str:
    """Return a file's name as it is typed in a command: in quotes where it holds more than plain characters.

    >>> typed_name("2026 console.csv"), typed_name("报表.csv")
    ('"2026 console.csv"', '报表.csv')
    """
    return file if re.fullmatch(r"[\w./\\:-]+", file) else f'"{file}"'
