"""Frozen records that pass between rooms: product, settings, notices, findings, proofs, titles.

Their field names are the JSON's. None of them reads or writes anything.
"""

from kwopt.models.fields import fields_of
from kwopt.models.notices import Finding, Level, Notice
from kwopt.models.product import PRODUCT_AMOUNTS, PRODUCT_RATES, Product
from kwopt.models.settings import SHOP_STRENGTHS, Settings
from kwopt.models.titles import CoveredKeyword, MatchKind, Proof, Title, TitleToken

__all__ = [
    "PRODUCT_AMOUNTS",
    "PRODUCT_RATES",
    "SHOP_STRENGTHS",
    "CoveredKeyword",
    "Finding",
    "Level",
    "MatchKind",
    "Notice",
    "Product",
    "Proof",
    "Settings",
    "Title",
    "TitleToken",
    "fields_of",
]
