"""What a column of figures betrays of itself, by which its scale, signs and ends of ranges are decided.

A long file is read in pieces. What its pieces betray adds up to what the whole betrays, and each piece is
then read as the whole decides.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from kwopt.tables.values.cellcolumns import Cells
from kwopt.tables.values.decimal_signs import NO_SIGNS, Signs


@dataclass(frozen=True)
class Sizes:
    """How many sizes above 0 lie within a limit, and how many beyond it, with those next to it."""

    within: int = 0
    beyond: int = 0
    largest_within: float = -math.inf
    smallest_beyond: float = math.inf

    @classmethod
    def of(cls, values: np.ndarray, limit: float) -> "Sizes":
        """Return the sizes of some values.

        >>> Sizes.of(np.array([0.5, -2.0, 0.0, np.nan]), 1.0)
        Sizes(within=1, beyond=1, largest_within=0.5, smallest_beyond=2.0)
        """
        sizes = np.abs(values)
        within = sizes[(sizes > 0) & (sizes <= limit)]
        beyond = sizes[sizes > limit]
        return cls(
            len(within),
            len(beyond),
            float(within.max(initial=-math.inf)),
            float(beyond.min(initial=math.inf)),
        )

    def __add__(self, other: "Sizes") -> "Sizes":
        """Return the sizes of two pieces of a column together."""
        return Sizes(
            self.within + other.within,
            self.beyond + other.beyond,
            max(self.largest_within, other.largest_within),
            min(self.smallest_beyond, other.smallest_beyond),
        )

    def median_beyond(self, limit: float) -> bool:
        """Whether their median lies beyond the limit: that of an even number is the mean of the middle two.

        >>> Sizes.of(np.array([2.0, 5.0]), 3.0).median_beyond(3.0)
        True
        """
        if self.within == self.beyond:
            return self.beyond > 0 and (self.largest_within + self.smallest_beyond) / 2 > limit
        return self.beyond > self.within


_NO_SIZES = Sizes()


@dataclass(frozen=True)
class ColumnEvidence:
    """What the cells of a column betray.

    Parameters
    ----------
    signs
        What dots and commas part.
    sizes
        Those of ratios without a percent sign.
    signed, ended
        Whether some cell bears a percent sign; whether some is a range or a bound.
    currencies
        Those that cells name.
    """

    signs: Signs = NO_SIGNS
    sizes: Sizes = _NO_SIZES
    signed: bool = False
    ended: bool = False
    currencies: frozenset[str] = frozenset()

    @classmethod
    def of(cls, cells: Cells, limit: float | None) -> "ColumnEvidence":
        """Return what cells betray; `limit` is the size beyond which a ratio is percent, None for others."""
        sizes = _NO_SIZES if limit is None else Sizes.of(cells.value[~cells.percent], limit)
        signed, ended = bool(cells.percent.any()), cells.has_ends
        return cls(cells.signs, sizes, signed, ended, frozenset(cells.currencies))

    def __add__(self, other: "ColumnEvidence") -> "ColumnEvidence":
        """Return what two pieces of a column betray together."""
        return ColumnEvidence(
            self.signs | other.signs,
            self.sizes + other.sizes,
            self.signed or other.signed,
            self.ended or other.ended,
            self.currencies | other.currencies,
        )


@dataclass(frozen=True)
class Decided:
    """What is decided of the columns of figures of a whole file, of which pieces are read.

    Parameters
    ----------
    commas
        Whether some amount or rate bears a decimal comma.
    columns
        What each column betrays, by its place.
    checks
        How its ratios relate to their parts (`ratios.RatioCheck`).
    """

    commas: bool
    columns: dict[int, ColumnEvidence]
    checks: tuple[Any, ...] = ()
