"""Amounts rounded down to what a currency can express."""

import re

import numpy as np

from kwopt.errors import SettingError
from kwopt.scoring.credible import Floats

_DECIMALS = {
    **dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
"""Decimals of the currencies that do not have two (ISO 4217)."""

_SLACK = 1e-6  # of the smallest unit: 0.29 is stored as 28.999999999999996 hundredths and must stay 0.29


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
    """Return `amounts` (not negative) rounded down to the smallest unit of `currency`.

    >>> rounded_down(np.array([0.29, 0.299, 1.0]), "CNY")
    array([0.29, 0.29, 1.  ])
    """
    units = 10.0 ** decimals(currency)
    return np.floor(np.asarray(amounts) * units + _SLACK) / units
