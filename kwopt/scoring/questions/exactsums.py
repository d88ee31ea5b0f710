"""Sums of floats without rounding: the same however the numbers are ordered or cut into pieces.

A float is a whole number times a power of two, so a sum of floats is one as well. It is held as an `int`, in
units of the smallest float, and rounded once, when it is read; `math.fsum` of all numbers gives the same.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

UNIT_EXPONENT = -1074
"""Exponent of the smallest float above 0, in which sums are counted (IEEE 754, binary64)."""

_DIGITS = 53  # of a float, in base 2 (IEEE 754, binary64)
_LOW_DIGITS = 26  # summed apart from the high ones, so that 2**36 of each fit into 64 bits


def exact_sum(values: npt.NDArray[np.float64]) -> int:
    """Return the sum of finite numbers in units of 2**-1074; add sums as they are.

    >>> as_float(exact_sum(np.array([1e16, 1.0, -1e16])))
    1.0
    """
    return exact_sums(values, np.zeros(len(values), dtype=np.int64), 1)[0]


def exact_sums(
    values: npt.NDArray[np.float64], group_of: npt.NDArray[np.int64], groups: int
) -> Sequence[int]:
    """Return the sums of groups of finite numbers; `group_of` says of each, from 0, which it belongs to.

    >>> [as_float(total) for total in exact_sums(np.array([1.0, 2.0, 0.5]), np.array([1, 0, 1]), 2)]
    [2.0, 1.5]
    """
    totals = [0] * groups
    if not len(values):
        return totals
    fractions, exponents = np.frexp(values)
    digits = np.ldexp(fractions, _DIGITS).astype(np.int64)
    order = np.lexsort((exponents, group_of))
    exponents, group_of, digits = exponents[order], group_of[order], digits[order]
    starts = np.flatnonzero(np.diff(exponents, prepend=exponents[0] - 1) | np.diff(group_of, prepend=-1))
    high = np.add.reduceat(digits >> _LOW_DIGITS, starts).tolist()
    low = np.add.reduceat(digits & ((1 << _LOW_DIGITS) - 1), starts).tolist()
    shifts = (exponents[starts] - _DIGITS - UNIT_EXPONENT).tolist()
    for group, shift, one, other in zip(group_of[starts].tolist(), shifts, high, low, strict=True):
        total = (one << _LOW_DIGITS) + other
        totals[group] += total << shift if shift >= 0 else total >> -shift  # what goes is 0: see the unit
    return totals


def as_float(total: int) -> float:
    """Return a sum as the float nearest to it; infinite where it is beyond all floats."""
    try:
        return total / (1 << -UNIT_EXPONENT)
    except OverflowError:
        return float("inf") if total > 0 else float("-inf")
