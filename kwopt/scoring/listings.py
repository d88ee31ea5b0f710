"""Listing counts: as given, derived from a ratio, or imputed from kindred keywords.

A count is missing more often than it is 0: exports mask it. It is then taken from the keywords with the
same words in another order, else from those with the same head word, else from the whole table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kwopt.language.roles import Role
from kwopt.scoring.rows import FloatArray, TokenizedRows

GIVEN, DERIVED, IMPUTED, UNKNOWN = "given", "derived", "imputed", ""


@dataclass(frozen=True)
class ListingStatistics:
    """Median listing counts by bag of words, by head word, and of the whole table (NaN: none known)."""

    by_words: Mapping[int, float]
    by_head: Mapping[str, float]
    overall: float


@dataclass(frozen=True, eq=False)
class Listings:
    """Listing counts and how each was found."""

    counts: FloatArray
    basis: np.ndarray[tuple[int], np.dtype[np.object_]]


def stated_listings(counts: FloatArray, searches: FloatArray, ratio: FloatArray) -> Listings:
    """Return the counts that the table states, or implies as `S / ratio`; NaN elsewhere."""
    with np.errstate(divide="ignore", invalid="ignore"):
        derived = np.where(ratio > 0, searches / ratio, np.nan)
    stated = np.where(np.isnan(counts), derived, counts)
    basis = np.select([~np.isnan(counts), ~np.isnan(derived)], [GIVEN, DERIVED], UNKNOWN)
    return Listings(stated, basis.astype(object))


def fit_listing_statistics(rows: TokenizedRows, stated: FloatArray) -> ListingStatistics:
    """Learn the medians from the rows whose count is known."""
    known = ~np.isnan(stated)
    if known.all() or not known.any():
        return ListingStatistics({}, {}, float(np.median(stated)) if stated.size and known.all() else np.nan)
    bags, heads = bag_of_words(rows), head_words(rows)
    frame = pd.DataFrame({"bag": bags[known], "head": heads[known], "count": stated[known]})
    by_words = frame.groupby("bag")["count"].median()
    by_head = frame[frame["head"] != ""].groupby("head")["count"].median()
    return ListingStatistics(by_words.to_dict(), by_head.to_dict(), float(np.median(stated[known])))


def impute_listings(stated: Listings, rows: TokenizedRows, learned: ListingStatistics) -> Listings:
    """Return the listings with the unknown counts filled in from what was learned."""
    unknown = np.flatnonzero(np.isnan(stated.counts))
    if not unknown.size or np.isnan(learned.overall):
        return stated
    counts, basis = stated.counts.copy(), stated.basis.copy()
    bags, heads = bag_of_words(rows), head_words(rows)
    for row in unknown.tolist():
        by_head = learned.by_head.get(heads[row], learned.overall)
        counts[row] = learned.by_words.get(int(bags[row]), by_head)
        basis[row] = IMPUTED
    return Listings(counts, basis)


def bag_of_words(rows: TokenizedRows) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return a number for each row that is equal for equal words in any order."""
    hashes = pd.util.hash_array(np.array(rows.vocabulary.words, dtype=object))
    running = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(hashes[rows.word_of], dtype=np.uint64)])
    return running[rows.start[1:]] - running[rows.start[:-1]]


def head_words(rows: TokenizedRows) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Return the head word of each row: its last product type, "" where it names none."""
    words = np.array([*rows.vocabulary.words, ""], dtype=object)
    heads: np.ndarray[tuple[int], np.dtype[np.object_]] = words[rows.last(rows.vocabulary.having(Role.TYPE))]
    return heads
