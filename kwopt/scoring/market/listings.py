"""Listing counts: as given, derived from a ratio, or imputed from kindred keywords.

A count is missing more often than it is 0: exports mask it. It is then taken from the keywords with the
same words in another order, else from those with the same head word, else from the whole table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kwopt.scoring.words.labels import MISSING, Codes
from kwopt.scoring.words.rows import FloatArray, TokenizedRows

LISTING_BASES = ("given", "derived", "imputed")
GIVEN, DERIVED, IMPUTED = range(3)


@dataclass(frozen=True)
class ListingStatistics:
    """Median listing counts by bag of words, by head word, and of the whole table (NaN: none known)."""

    by_words: Mapping[int, float]
    by_head: Mapping[str, float]
    overall: float


@dataclass(frozen=True, eq=False)
class Listings:
    """Listing counts and how each was found, as codes of `LISTING_BASES`."""

    counts: FloatArray
    basis: Codes


def stated_listings(counts: FloatArray, searches: FloatArray, ratio: FloatArray) -> Listings:
    """Return the counts that the table states, or implies as `S / ratio`; NaN elsewhere."""
    with np.errstate(divide="ignore", invalid="ignore"):
        derived = np.where(ratio > 0, searches / ratio, np.nan)
    stated = np.where(np.isnan(counts), derived, counts)
    basis = np.select([~np.isnan(counts), ~np.isnan(derived)], [GIVEN, DERIVED], MISSING)
    return Listings(stated, basis)


def fit_listing_statistics(rows: TokenizedRows, stated: FloatArray) -> ListingStatistics:
    """Learn the medians from the rows whose count is known."""
    known = ~np.isnan(stated)
    if known.all() or not known.any():
        return ListingStatistics({}, {}, float(np.median(stated)) if stated.size and known.all() else np.nan)
    bags, medians = _medians(rows.bags[known], stated[known])
    has_head = known & (rows.heads >= 0)
    heads, by_head = _medians(rows.heads[has_head], stated[has_head])
    words = [rows.vocabulary.words[place] for place in heads.tolist()]
    return ListingStatistics(
        by_words=dict(zip(bags.tolist(), medians.tolist(), strict=True)),
        by_head=dict(zip(words, by_head.tolist(), strict=True)),
        overall=float(np.median(stated[known])),
    )


def _medians(keys: npt.NDArray[Any], counts: FloatArray) -> tuple[npt.NDArray[Any], FloatArray]:
    """Return the distinct keys, ascending, and the median count of each."""
    order = np.lexsort((counts, keys))
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))[: len(keys)]
    size = np.diff(np.append(first, len(keys)))
    medians: FloatArray = (counts[first + (size - 1) // 2] + counts[first + size // 2]) / 2
    return keys[first], medians


def impute_listings(stated: Listings, rows: TokenizedRows, learned: ListingStatistics) -> Listings:
    """Return the listings with the unknown counts filled in from what was learned."""
    unknown = np.flatnonzero(np.isnan(stated.counts))
    if not unknown.size or np.isnan(learned.overall):
        return stated
    counts, basis = stated.counts.copy(), stated.basis.copy()
    bags, heads = rows.bags, _head_words(rows)
    for row in unknown.tolist():
        by_head = learned.by_head.get(heads[row], learned.overall)
        counts[row] = learned.by_words.get(int(bags[row]), by_head)
        basis[row] = IMPUTED
    return Listings(counts, basis)


def _head_words(rows: TokenizedRows) -> npt.NDArray[np.object_]:
    """Return the head word of each row, "" where it names no product type."""
    return np.array([*rows.vocabulary.words, ""], dtype=object)[rows.heads]
