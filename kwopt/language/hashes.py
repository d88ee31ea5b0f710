"""Numbers that stand for texts: the same on every machine, in every process and every version.

Python's own hashes differ from run to run, and those of libraries may change with them; whatever is learned
from the texts with the smallest hashes must not.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kwopt.language.codepoints import CodePoints

Hashes = npt.NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""Constants of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014)."""


def stable_hashes(texts: Sequence[str]) -> Hashes:
    """Return 64 bits for each text, equal for equal texts; among a million texts hardly any two are equal.

    The characters of a text, each times the number of its place (a multilinear hash [1]), are added up, and
    the sum is mixed with the length.

    Parameters
    ----------
    texts
        In match form, or at least without newlines.

    Returns
    -------
    array
        Shape (n_texts,).

    References
    ----------
    [1] Lemire, Kaser: Strongly universal string hashing is fast. The Computer Journal 57(11), 2014.

    Examples
    --------
    >>> one, other, same = stable_hashes(["旗袍", "袍旗", "旗袍"])
    >>> bool(one == same), bool(one == other)
    (True, False)
    """
    if not texts:
        return np.zeros(0, dtype=np.uint64)
    characters = CodePoints.of(texts)
    lengths = characters.lengths
    starts = characters.ends - lengths
    # The newline behind each text is counted with it: so no part is empty.
    place = np.arange(len(characters.points)) - np.repeat(starts, lengths + 1)
    of_place = _mixed(np.arange(int(lengths.max()) + 1, dtype=np.uint64))
    sums = np.add.reduceat(of_place[place] * characters.points, starts)
    return _mixed(sums + lengths.astype(np.uint64))


def _mixed(numbers: Hashes) -> Hashes:
    """Return the finalizer of SplitMix64 of each number: one bit changed changes half of them."""
    mixed = numbers + _GOLDEN
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    found: Hashes = mixed ^ (mixed >> np.uint64(31))
    return found
