"""Numbers as the terminal shows them: those of `kwopt.numerals`, and numbers of orders."""

from typing import Any

from kwopt.numerals import MISSING, amount, count, missing, money, percent

__all__ = ["MISSING", "amount", "count", "missing", "money", "orders", "percent"]


def orders(value: Any) -> str:
    """Return a number of orders, with decimals where it has any.

    >>> orders(3.0), orders(1.33), orders(None)
    ('3', '1.33', '–')
    """
    from kwopt.bids.advice.advice import (
        orders_text,  # imported here: pandas must not slow `kwopt --help` down
    )

    return MISSING if missing(value) else orders_text(float(value))
