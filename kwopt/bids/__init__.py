"""Bids: what a click may cost, from unit economics and uncertain conversion rates.

In the order in which a click's money is reckoned: what an order earns (`economics`), how many orders a click
brings (`rates`), what is to be done with a word (`advice`), what becomes of a bid (`auctions`), ceilings with
all that is said of them (`result`, `ceilings`), whole reports (`campaigns`), the time to come (`forecasts`).
"""

from kwopt.bids.auctions.auction import expected_cpc, lowest_winning_bid
from kwopt.bids.ceilings import bid_ceilings, bid_result
from kwopt.bids.economics.unit_economics import UnitEconomics
from kwopt.bids.result import BidResult

__all__ = [
    "BidResult",
    "UnitEconomics",
    "bid_ceilings",
    "bid_result",
    "expected_cpc",
    "lowest_winning_bid",
]
