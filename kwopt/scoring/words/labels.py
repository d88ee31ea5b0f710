"""Columns of few distinct texts, held as codes: cheap to compute, cheap to turn into a column."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Codes = npt.NDArray[np.int64]

MISSING = -1
"""The code of a missing text."""

_TEXT = pa.large_string()


def labelled(codes: Codes, names: "Sequence[str] | pa.Array") -> Any:
    """Return the text column whose entries are `names` at `codes`; `MISSING` gives a missing text.

    >>> list(labelled(np.array([1, 0, -1]), ("fits", "wrong")))
    ['wrong', 'fits', nan]
    """
    known = names if isinstance(names, pa.Array) else _as_array(tuple(names))
    missing = codes < 0
    places = pa.array(codes, mask=missing if missing.any() else None)
    return pd.array(known.take(places), dtype="str")


def texts_in_arrow(texts: Sequence[str]) -> pa.Array:
    """Return texts as one Arrow array, to be made once where many columns are labelled with them."""
    return pa.array(texts, type=_TEXT)


@lru_cache(maxsize=64)
def _as_array(names: tuple[str, ...]) -> pa.Array:
    return texts_in_arrow(names)
