"""Demand against supply: market buyers, competition share, opportunity, worth, score.

Everything here depends on the row alone, given what was learned from the table: adding or dropping other
rows never changes a figure. Definitions:

    B = market buyers:   given; else S * t/(1+t) * v ("clicks"); else S * v ("searches")
    h = c0 / (C + c0)    the chance to be among the listings that a shopper can reach
    o = S / (C + c0)     opportunity: searches per listing
    w = r * B * h**g     worth

with S searches, C listings, t clicks per search, v buyers per visitor (shrunk), r relevance, c0 the
listings that a shopper can reach, g the weight of competition. t/(1+t) estimates visitors per searcher
from clicks per search, which may exceed 1.

References
----------
S. Roy's axioms of a keyword effectiveness index: more searches, higher; more listings, lower; the same
ratio and more searches, higher. They hold for every g in [0, 1].
"""

from dataclasses import dataclass

import numpy as np

from kwopt.scoring.words.labels import MISSING, Codes
from kwopt.scoring.words.rows import BoolArray, FloatArray

SHOP_PART_FLOOR = 0.05
"""Smallest part of the market's clicks that a kind of shop is credited with: no share is ever quite 0."""


REFERENCE_QUANTILE = 0.99
"""The worth that scores 50 is that of the best hundredth of what was learned from, relevance aside."""

BUYERS_BASES = ("given", "clicks", "searches")


@dataclass(frozen=True, eq=False)
class MarketBuyers:
    """Buyers per period and how each was found, as codes of `BUYERS_BASES`."""

    buyers: FloatArray
    basis: Codes


@dataclass(frozen=True, eq=False)
class Demand:
    """What rows are worth before a product is named; arrays of shape (n_rows,), `buyers_basis` codes."""

    buyers: FloatArray
    buyers_basis: Codes
    share: FloatArray
    opportunity: FloatArray
    worth: FloatArray

    def reference(self, learned_from: BoolArray | None) -> float:
        """Return the worth that scores 50: that of the best hundredth of some rows (None: of all)."""
        of_interest = self.worth if learned_from is None else self.worth[learned_from]
        known = of_interest[np.isfinite(of_interest)]
        return float(np.quantile(known, REFERENCE_QUANTILE)) if known.size else 0.0


def market_buyers(
    *, given: FloatArray, searches: FloatArray, clicks_per_search: FloatArray, conversion: FloatArray
) -> MarketBuyers:
    """Return `B` for each row; missing inputs are NaN, all of shape (n_rows,)."""
    visitors = searches * clicks_per_search / (1 + clicks_per_search)
    by_clicks, by_searches = visitors * conversion, searches * conversion
    choices = [~np.isnan(given), ~np.isnan(by_clicks), ~np.isnan(by_searches)]
    buyers = np.select(choices, [given, by_clicks, by_searches], np.nan)
    return MarketBuyers(buyers, np.select(choices, [0, 1, 2], MISSING))


def shop_part(tmall_share: FloatArray, shop_type: str | None, usual_share: float) -> FloatArray:
    """Return the part of each keyword's market that goes to shops of this type, 1 where none is given.

    Rows without a share get the table's usual one.
    """
    if shop_type is None:
        return np.ones_like(tmall_share)
    tmall = np.where(np.isnan(tmall_share), usual_share, tmall_share)
    part = tmall if shop_type == "tmall" else 1 - tmall
    return np.asarray(np.clip(np.nan_to_num(part, nan=1.0), SHOP_PART_FLOOR, 1.0))


def competition_share(listings: FloatArray, reachable: float) -> FloatArray:
    """Return `h`, NaN where listings are unknown.

    >>> competition_share(np.array([0.0, 5000.0]), 5000.0).tolist()
    [1.0, 0.5]
    """
    return np.asarray(reachable / (listings + reachable), dtype=np.float64)


def opportunity(searches: FloatArray, listings: FloatArray, reachable: float) -> FloatArray:
    """Return searches per listing, `S / (C + c0)`."""
    return np.asarray(searches / (listings + reachable))


def worth(buyers: FloatArray, share: FloatArray, competition: float) -> FloatArray:
    """Return `B * h**g`, before relevance; where supply is unknown, demand stands alone."""
    return buyers * np.where(np.isnan(share), 1.0, share) ** competition


def score_of(worth_of: FloatArray, reference: float) -> FloatArray:
    """Return `100 * sqrt(w) / (sqrt(w) + sqrt(w_ref))`, a figure from 0 to 100 for reading.

    >>> score_of(np.array([0.0, 4.0, np.nan]), 4.0).tolist()
    [0.0, 50.0, nan]
    """
    root = np.sqrt(worth_of)
    return 100 * root / (root + np.sqrt(reference)) if reference > 0 else np.where(root > 0, 100.0, root)
