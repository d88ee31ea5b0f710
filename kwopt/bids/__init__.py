"""Bids: what a click may cost, from unit economics and uncertain conversion rates."""

from kwopt.bids.ceilings import bid_ceilings, bid_result
from kwopt.bids.economics import UnitEconomics
from kwopt.bids.result import BidResult

__all__ = ["BidResult", "UnitEconomics", "bid_ceilings", "bid_result"]
