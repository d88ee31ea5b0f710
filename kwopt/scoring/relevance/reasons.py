"""What the facts can say to a word, and the codes of the reasons why a keyword does not fit."""

from collections.abc import Mapping
from enum import IntEnum

from kwopt.language.roles import Role


class Verdict(IntEnum):
    """What the facts say to a word; the larger, the worse for a keyword that holds it."""

    NEUTRAL = 0
    STATED = 1
    UNSTATED = 2
    UNKNOWN = 3  # unlisted, and not in the product's text
    DENIED = 4


REASONS = (
    "accessory", "age", "brand", "colour", "gender", "material", "occasion", "other", "season", "spec",
    "style", "type",
)  # fmt: skip
"""Why a keyword does not fit, or not surely; the codes of the graded data."""

GRAVEST = ("age", "brand", "gender")
"""Reasons told before all others where several facts deny a keyword: for whom, before what it is like."""

REASON_OF_ROLE: Mapping[Role, str] = {
    Role.TYPE: "type",
    Role.BRAND: "brand",
    Role.PERSON: "brand",
    Role.SEASON: "season",
    Role.MATERIAL: "material",
    Role.COLOUR: "colour",
    Role.STYLE: "style",
    Role.OCCASION: "occasion",
    Role.PATTERN: "style",
    Role.BODY: "spec",
    Role.CUT: "spec",
    Role.FEATURE: "spec",
    Role.SPEC: "spec",
    Role.MODEL: "spec",
    Role.YEAR: "spec",
    Role.PLACE: "other",
    Role.NAVIGATION: "other",
    Role.COMMERCE: "other",
    Role.CLAIM: "other",
    Role.AUDIENCE: "age",
    Role.OPINION: "other",
    Role.NEWNESS: "other",
    Role.FUNCTION: "other",
}
"""Reason code of a role; of the audience's, the gender has its own."""

NEVER_IN_TITLES = frozenset({Role.NAVIGATION, Role.COMMERCE, Role.PERSON, Role.CLAIM})
"""Roles whose words look for a shop, an offer or a star, or claim what only the seller can vouch for: without
his approval, titles earn nothing by them."""
