"""What a table is good for, and what is still missing for scoring, titles and bids."""

from collections.abc import Container

from kwopt import columns
from kwopt.models import Notice


def ready_for(there: Container[str]) -> dict[str, bool]:
    """Return what the columns at hand suffice for.

    >>> ready_for({"keyword", "search_volume"})
    {'score': True, 'title': True, 'bid': False}
    """
    demand = columns.SEARCH_VOLUME in there
    counts = columns.CLICKS in there and columns.ORDERS in there
    rates = columns.ORDERS_PER_CLICK in there or columns.BUYERS_PER_VISITOR in there
    return {"score": demand, "title": demand, "bid": counts or rates}


def still_to_do(there: Container[str], file: str) -> tuple[Notice, ...]:
    """Return what the user may add, and for what it is needed."""
    ready = ready_for(there)
    found = []
    if not ready["score"]:
        found.append(Notice("tables.todo_demand", "warning", file=file))
    elif columns.LISTING_COUNT not in there and columns.DEMAND_SUPPLY_RATIO not in there:
        found.append(Notice("tables.todo_listings", "info", file=file))
    elif columns.LISTING_COUNT not in there:
        found.append(Notice("tables.listings_derived", "info", file=file))
    if not ready["bid"]:
        found.append(Notice("tables.todo_bid", "info", file=file))
    return tuple(found)
