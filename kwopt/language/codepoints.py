"""The characters of many texts as one array of numbers: questions to each text at the price of one pass.

Owns the array and where each text ends. What the characters mean is for others to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

_NEWLINE = ord("\n")


@dataclass(frozen=True, eq=False)
class CodePoints:
    """Code points of some texts, a newline after each; the texts themselves hold none.

    `points` has shape (n_characters + n_texts,); `ends` is the place of each text's newline.
    """

    points: npt.NDArray[np.uint32]
    ends: IntArray

    @classmethod
    def of(cls, texts: Sequence[str]) -> "CodePoints":
        r"""Return the code points of texts without newlines.

        >>> CodePoints.of(["a夏", ""]).points.tolist() == [ord(one) for one in "a夏\n\n"]
        True
        """
        joined = "\n".join(texts) + "\n" if texts else ""
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        return cls(points, np.flatnonzero(points == _NEWLINE))

    @property
    def lengths(self) -> IntArray:
        """Characters of each text."""
        return np.diff(self.ends, prepend=-1) - 1

    def counts(self, marked: BoolArray) -> IntArray:
        """Return how many marked characters each text holds; `marked` has the shape of `points`."""
        return np.diff(np.searchsorted(np.flatnonzero(marked), self.ends), prepend=0)

    def between(self, first: str, last: str) -> BoolArray:
        """Return which characters lie from `first` to `last`, both included.

        >>> CodePoints.of(["a夏", "b"]).between("a", "z").tolist()
        [True, False, False, True, False]
        """
        # Numbers below the first wrap round to huge ones: one comparison instead of two.
        return self.points - np.uint32(ord(first)) <= np.uint32(ord(last) - ord(first))
