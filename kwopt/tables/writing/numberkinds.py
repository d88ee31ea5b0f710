"""What writing needs to know of all numbers of a column: whether they are whole. Adds up over pieces."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

_LARGEST_WHOLE = 2.0**53  # beyond it, floats skip whole numbers


@dataclass(frozen=True)
class NumberKinds:
    """One mark a column: any number at all, all without parts, all small enough to be exact.

    Columns that hold no floats have no number, and all of theirs are whole. The kinds of pieces add up to
    those of the whole table:

    >>> one, two = (NumberKinds.of(pd.DataFrame({"a": [value]})) for value in (1.0, 2.5))
    >>> one.whole, (one + two).whole
    ((True,), (False,))
    """

    known: tuple[bool, ...]
    without_parts: tuple[bool, ...]
    exact: tuple[bool, ...]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "NumberKinds":
        """Return the kinds of a frame's columns."""
        found = [_kinds(frame.iloc[:, place]) for place in range(len(frame.columns))]
        return cls(*zip(*found, strict=True)) if found else cls((), (), ())

    def __add__(self, other: "NumberKinds") -> "NumberKinds":
        return NumberKinds(
            tuple(one or two for one, two in zip(self.known, other.known, strict=True)),
            tuple(one and two for one, two in zip(self.without_parts, other.without_parts, strict=True)),
            tuple(one and two for one, two in zip(self.exact, other.exact, strict=True)),
        )

    @property
    def whole(self) -> tuple[bool, ...]:
        """Columns whose floats may be written as whole numbers: 2053, not 2053.0."""
        return tuple(map(all, zip(self.known, self.without_parts, self.exact, strict=True)))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: list(getattr(self, name)) for name in ("known", "without_parts", "exact")}

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> "NumberKinds":
        """Return what `to_dict` gave."""
        return cls(*(tuple(found[name]) for name in ("known", "without_parts", "exact")))


def _kinds(values: pd.Series) -> tuple[bool, bool, bool]:
    if not pd.api.types.is_float_dtype(values.dtype):
        return False, True, True
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    known = numbers[~np.isnan(numbers)]
    return (
        known.size > 0,
        bool((known == np.rint(known)).all()),
        bool((np.abs(known) < _LARGEST_WHOLE).all()),
    )
