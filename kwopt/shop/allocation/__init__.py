"""Demand shared out among the similar products of a shop, so that titles do not chase the same words."""

from kwopt.shop.allocation.allocate import allocate
from kwopt.shop.allocation.nearness import near_duplicates, near_pairs
from kwopt.shop.allocation.records import AllocatedTitle, Allocation, AllocationRules, ShopProduct

__all__ = [
    "AllocatedTitle", "Allocation", "AllocationRules", "ShopProduct", "allocate", "near_duplicates",
    "near_pairs",
]  # fmt: skip
