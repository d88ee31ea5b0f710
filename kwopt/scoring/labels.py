"""Columns of few distinct texts, held as codes: cheap to compute, cheap to turn into a column."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]

MISSING = -1
"""The code of a missing text."""


def labelled(codes: Codes, names: Sequence[str]) -> Any:
    """Return the text column whose entries are `names` at `codes`; `MISSING` gives a missing text.

    >>> list(labelled(np.array([1, 0, -1]), ("fits", "wrong")))
    ['wrong', 'fits', nan]
    """
    return pd.array(list(names), dtype="str").take(codes, allow_fill=True)
