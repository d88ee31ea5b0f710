"""Targets of advertising: a wanted ROAS or ACOS, a share of profit to keep; checks and what they allow.

Owns when a target can be held and what it leaves per order. Where profit and sales of an order come from is
`economics.unit_economics`'. ROAS is sales per unit of spend, ACOS = 1 / ROAS is spend per unit of sales.
"""

import math

from kwopt.errors import BidError, SettingError
from kwopt.models import Notice

HIGHEST_ACOS = 2.0
"""A target ACOS above 200 % is taken for a percentage given as a plain number (25 for 25 %)."""


def check_targets(*, target_roas: float | None = None, profit_kept: float = 0.0) -> None:
    """Refuse targets outside their range.

    Raises
    ------
    SettingError
        Unless the target ROAS is above 0 and finite, and the share of profit kept from 0 to below 1.

    Examples
    --------
    >>> check_targets(target_roas=4.0, profit_kept=0.3)
    >>> check_targets(profit_kept=30)
    Traceback (most recent call last):
    kwopt.errors.SettingError: profit_kept must be from 0 to below 1 (0.3 for 30 %); found 30
    """
    if target_roas is not None and not 0 < target_roas < math.inf:
        raise SettingError(
            "errors.bad_value", name="target_roas", expected="above 0 and finite", value=target_roas
        )
    if not 0 <= profit_kept < 1:
        raise SettingError(
            "errors.bad_value", name="profit_kept", expected="from 0 to below 1 (0.3 for 30 %)",
            value=profit_kept,
        )  # fmt: skip


def roas_of_acos(target_acos: float) -> float:
    """Return the ROAS that is the same target as `target_acos`, a fraction: 1 / ACOS.

    Raises
    ------
    SettingError
        Unless it is above 0 and at most `HIGHEST_ACOS`.

    Examples
    --------
    >>> roas_of_acos(0.25)
    4.0
    """
    if not 0 < target_acos <= HIGHEST_ACOS:
        raise SettingError(
            "errors.bad_value", name="target_acos", expected="above 0 and at most 2 (0.25 for 25 %)",
            value=target_acos,
        )  # fmt: skip
    return 1 / target_acos


def allowed(
    profit_per_order: float, revenue: float | None, *, target_roas: float | None, profit_kept: float
) -> float:
    """Return what may be spent per order: min(profit * (1 - profit_kept), revenue / target_roas).

    Of an order that earns nothing no share can be kept: its loss is returned as it is.

    Raises
    ------
    BidError
        For a target ROAS without revenue.

    Examples
    --------
    >>> allowed(80.0, 200.0, target_roas=2.0, profit_kept=0.0)  # 100 would lose 20: the profit holds
    80.0
    """
    left = profit_per_order - profit_kept * max(profit_per_order, 0.0)
    if target_roas is None:
        return left
    if revenue is None:
        raise BidError("bids.target_needs_price", value=target_roas)
    return min(left, revenue / target_roas)


def target_notices(break_even_roas: float | None, target_roas: float | None) -> tuple[Notice, ...]:
    """Return the warning that a target ROAS lies below break-even, where it does.

    Such a target would lose money on every order; the profit is the limit then, not the target.

    Examples
    --------
    >>> [notice.code for notice in target_notices(2.5, 2.0)], target_notices(2.5, 4.0)
    (['bids.target_below_break_even'], ())
    """
    if target_roas is None or break_even_roas is None or target_roas >= break_even_roas:
        return ()
    figures = {"target": round(target_roas, 2), "break_even": round(break_even_roas, 2)}
    return (Notice("bids.target_below_break_even", "warning", figures),)
