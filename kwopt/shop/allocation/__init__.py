"""Demand shared out among the similar products of a shop, so that titles do not chase the same words."""

from kwopt.shop.allocation.allocate import allocate
from kwopt.shop.allocation.nearness import LEAST_WORDS, near_pairs
from kwopt.shop.allocation.records import AllocatedTitle, Allocation, AllocationRules, ShopProduct

__all__ = [
    "LEAST_WORDS", "AllocatedTitle", "Allocation", "AllocationRules", "ShopProduct", "allocate",
    "near_pairs",
]  # fmt: skip
