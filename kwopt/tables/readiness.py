"""What a table is good for, what is still missing for scoring, titles and bids, and how to get it."""

from collections.abc import Container, Sequence

from kwopt import columns
from kwopt.models import Notice

_LIKELY_SHOWN = 4  # headers that a remark suggests


def ready_for(there: Container[str]) -> dict[str, bool]:
    """Return what the columns at hand suffice for.

    >>> ready_for({"keyword", "search_volume"})
    {'score': True, 'title': True, 'bid': False}
    """
    demand = columns.SEARCH_VOLUME in there
    rates = columns.ORDERS_PER_CLICK in there or columns.BUYERS_PER_VISITOR in there
    return {"score": demand, "title": demand, "bid": _has_own_sales(there) or rates}


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
    shown = list(likely[:_LIKELY_SHOWN])
    if not ready["score"] and ready["bid"] and (_has_own_sales(there) or columns.SPEND in there):
        found.append(Notice("tables.todo_report", "info", file=file))
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
