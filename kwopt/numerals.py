"""Numbers as a person reads them on a screen or a page. Files and documents never pass through here.

What is below nothing has a true minus sign ("−"); what rounds to nothing has none.
"""

import math
from typing import Any

MISSING = "–"

_EXACT_FROM = 1000.0
"""From here on a figure is shown without decimals."""


def amount(value: Any) -> str:
    """Return a figure with three significant digits, whole from 1,000 on.

    >>> amount(12345.6), amount(3.14159), amount(-0.01234), amount(0), amount(float("nan"))
    ('12,346', '3.14', '−0.0123', '0', '–')
    """
    if missing(value):
        return MISSING
    number = float(value)
    if number == 0 or abs(number) >= _EXACT_FROM:
        return _rounded(number, 0)
    digits = 2 - math.floor(math.log10(abs(number)))
    text = _rounded(number, max(digits, 0))
    return text.rstrip("0").rstrip(".") if "." in text and number == round(number) else text


def percent(value: Any) -> str:
    """Return a fraction as percent with three significant digits.

    >>> percent(0.0438), percent(1), percent(None)
    ('4.38%', '100%', '–')
    """
    return MISSING if missing(value) else f"{amount(100 * float(value))}%"


def tenths(value: float | None) -> str:
    """Return a fraction as percent with one decimal: figures of a column stay comparable at a glance.

    >>> tenths(0.38912), tenths(0.00451), tenths(None)
    ('38.9%', '0.5%', '–')
    """
    return MISSING if missing(value) else f"{_rounded(100 * float(value or 0.0), 1)}%"


def count(value: Any) -> str:
    """Return a whole number with separators.

    >>> count(86214.0), count(-0.2)
    ('86,214', '0')
    """
    return MISSING if missing(value) else _rounded(float(value), 0)


def orders(value: Any) -> str:
    """Return a number of orders: whole, or with up to two decimals where conversions are shared out.

    Google credits a part of a conversion to each click that led to it, so reports hold 1.33 conversions.

    >>> orders(4.0), orders(1.33), orders(1204.5), orders(None)
    ('4', '1.33', '1,204.5', '–')
    """
    return MISSING if missing(value) else _rounded(float(value), 2).rstrip("0").rstrip(".")


def money(value: Any) -> str:
    """Return an amount of money with two decimals.

    >>> money(1.8), money(-1234.5), money(None)
    ('1.80', '−1,234.50', '–')
    """
    return MISSING if missing(value) else _rounded(float(value), 2)


def signed_money(value: float) -> str:
    """Return a change of money: what is taken off with a minus, what is added with a plus.

    >>> signed_money(-20.0), signed_money(3.5)
    ('−20.00', '+3.50')
    """
    return money(value) if value < 0 else f"+{money(value)}"


def missing(value: Any) -> bool:
    """Say whether there is no figure: None, NaN or pandas' NA."""
    return value is None or type(value).__name__ == "NAType" or value != value


def _rounded(number: float, decimals: int) -> str:
    text = f"{abs(number):,.{decimals}f}"
    return f"−{text}" if number < 0 and text.strip("0.") else text
