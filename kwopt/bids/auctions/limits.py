"""What platforms allow as a bid: smallest bids and the increases they make by themselves.

All figures are data (`kwopt/resources/bid_limits.toml`, with source and date). A platform or a currency that
is not listed there is unknown, which is not the same as without limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kwopt.resources import load_toml


@dataclass(frozen=True)
class BidLimits:
    """Limits of one platform's bids per click; increases as fractions of the bid.

    `smallest` has one amount per currency; `dynamic_increase` is what the platform may add in real time,
    `placement_increase` the most that a seller can add for a placement; None where there is no fixed one.
    """

    smallest: Mapping[str, float]
    source: str
    source_date: date
    confidence: str
    dynamic_increase: float | None = None
    placement_increase: float | None = None


def marketplace_limits(marketplace: str | None) -> BidLimits | None:
    """Return the limits of a marketplace ("amazon"); None where they are not known.

    Examples
    --------
    >>> marketplace_limits("amazon").dynamic_increase, marketplace_limits("taobao")
    (1.0, None)
    """
    known = load_toml("bid_limits.toml").get(marketplace or "")
    return BidLimits(**known) if known else None


def smallest_bid(marketplace: str | None, currency: str | None) -> float | None:
    """Return the smallest bid per click that a marketplace takes; None where it is not known.

    A word whose safe ceiling lies below it cannot be bid for without risk.

    Examples
    --------
    >>> smallest_bid("amazon", "USD"), smallest_bid("amazon", None), smallest_bid("taobao", "CNY")
    (0.02, None, None)
    """
    limits = marketplace_limits(marketplace)
    return limits.smallest.get(currency or "") if limits else None
