"""Bids: what a click may cost, from unit economics and uncertain conversion rates."""

from kwopt.bids.ceilings import BidResult, bid_ceilings, bid_result
from kwopt.bids.economics import UnitEconomics

__all__ = ["BidResult", "UnitEconomics", "bid_ceilings", "bid_result"]
