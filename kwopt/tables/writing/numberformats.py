"""How figures look in a workbook: counts in thousands, rates as percent, money with two decimals.

Only the look: the cell holds the figure as it is, a rate as its fraction.
"""

import math

from kwopt import columns

WHOLE, TENTHS, NUMBERED, PERCENT, MONEY, PLAIN = "#,##0", "#,##0.0", "0", "0.00%", "#,##0.00", "General"
"""Number formats of Excel: counts, counts with parts, ranks, rates, amounts and scores, whatever else."""

LOOKS = (WHOLE, TENTHS, NUMBERED, PERCENT, MONEY, PLAIN)

_COUNTS = (*columns.COUNTS, columns.CLICKS_NEEDED)
_RATES = (
    *columns.RATIOS, columns.CONVERSION, columns.CONVERSION_LOW, columns.CONVERSION_HIGH, columns.SHARE,
)  # fmt: skip
_AMOUNTS = (
    columns.SPEND, columns.SALES, columns.MARKET_CPC, columns.CEILING, columns.CEILING_LOW,
    columns.CEILING_HIGH, columns.SAFE_CEILING, columns.PROFIT, columns.PAID_CPC,
)  # fmt: skip
_SCORES = (columns.SCORE, columns.WORTH, columns.RELEVANCE)
_NUMBERS = (columns.RANK, columns.SOURCE_ROW)


def _with_ends(names: tuple[str, ...], look: str) -> dict[str, str]:
    return {end: look for name in names for end in (name, columns.low(name), columns.high(name))}


_LOOKS = {
    **_with_ends(_COUNTS, WHOLE),
    **_with_ends(_RATES, PERCENT),
    **_with_ends(_AMOUNTS, MONEY),
    **dict.fromkeys(_SCORES, MONEY),
    **dict.fromkeys(_NUMBERS, NUMBERED),
}


def number_format(column: str, *, whole: bool = True) -> str:
    """Return Excel's number format for a column; counts that are not whole (conversions) show a tenth.

    >>> number_format("orders"), number_format("orders", whole=False), number_format("备注")
    ('#,##0', '#,##0.0', 'General')
    """
    look = _LOOKS.get(column, PLAIN)
    return TENTHS if look == WHOLE and not whole else look


def as_shown(value: object, look: str) -> str:
    """Return a figure as a spreadsheet shows it, to measure its width; texts as they are.

    >>> as_shown(12345.6, WHOLE), as_shown(0.0125, PERCENT)
    ('12,346', '1.25%')
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "" if value is None else str(value)
    if not math.isfinite(value):
        return ""
    return _SHOWN[look](value)


_SHOWN = {
    WHOLE: "{:,.0f}".format,
    TENTHS: "{:,.1f}".format,
    NUMBERED: "{:.0f}".format,
    PERCENT: "{:.2%}".format,
    MONEY: "{:,.2f}".format,
    PLAIN: "{:.6g}".format,
}
