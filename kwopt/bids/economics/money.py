"""Amounts rounded the safe way to what a currency can express: bids down, costs up.

A bid that is rounded up could lose money, a cost that is rounded down could hide it. An amount that is a
whole number of units but for the noise of binary fractions stays what it is; any other moves.
"""

import re

import numpy as np

from kwopt.errors import SettingError
from kwopt.scoring.rates.credible import Floats

_DECIMALS = {
    **dict.fromkeys(
        (
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
            "XOF", "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}  # fmt: skip
"""Decimals of the currencies that do not have two (ISO 4217, minor units)."""

_NOISE = 1e-9
"""Of the smallest unit: what sums and products of 16 digits leave over (of large amounts, the last bits)."""

_NOISE_DECIMALS = 9
"""Decimals that an amount is told with at most: a millionth of the finest currency's unit."""


def decimals(currency: str | None) -> int:
    """Return how many decimals amounts of `currency` have; two where it is not known.

    >>> decimals("CNY"), decimals("JPY"), decimals(None)
    (2, 0, 2)
    """
    if currency is not None and not re.fullmatch("[A-Z]{3}", currency):
        raise SettingError(
            "errors.bad_value", name="currency", expected="three capital letters (CNY)", value=currency
        )
    return _DECIMALS.get(currency or "", 2)


def rounded_down(amounts: Floats, currency: str | None) -> Floats:
    """Return `amounts` (not negative) rounded down to the smallest unit of `currency`: for bids.

    >>> rounded_down(np.array([0.29, 0.299, 1.0]), "CNY")
    array([0.29, 0.29, 1.  ])
    """
    units, scale = _units(amounts, currency)
    return np.floor(units) / scale


def rounded_up(amounts: Floats, currency: str | None) -> Floats:
    """Return `amounts` (not negative) rounded up to the smallest unit of `currency`: for costs.

    >>> rounded_up(np.array([0.29, 0.291, 1.0]), "CNY")
    array([0.29, 0.3 , 1.  ])
    """
    units, scale = _units(amounts, currency)
    return np.ceil(units) / scale


def without_noise(amounts: Floats) -> Floats:
    """Return sums and differences of amounts, without what binary fractions leave over; no cent is rounded.

    >>> float(0.3 - 0.1), without_noise(np.array([0.3 - 0.1]))
    (0.19999999999999998, array([0.2]))
    """
    return np.round(amounts, _NOISE_DECIMALS)


def _units(amounts: Floats, currency: str | None) -> tuple[Floats, float]:
    """Return amounts in smallest units, whole ones freed of noise, and how many units make one."""
    scale = 10.0 ** decimals(currency)
    units = np.asarray(amounts, dtype=np.float64) * scale
    nearest = np.round(units)
    with np.errstate(invalid="ignore"):  # an amount without end stays what it is
        noise = np.maximum(_NOISE, 8 * np.spacing(np.abs(units)))
        return np.where(np.abs(units - nearest) <= noise, nearest, units), scale
