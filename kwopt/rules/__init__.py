"""What a title may say: marketplaces as data, the advertising law, and the checks of both."""

from kwopt.rules.check import CheckedTitle, TitleCheck, check_title
from kwopt.rules.fieldrule import FieldRule
from kwopt.rules.law import law_findings
from kwopt.rules.marketplaces import (
    Marketplace,
    marketplace,
    marketplace_names,
    with_own_rules,
)

__all__ = [
    "CheckedTitle",
    "FieldRule",
    "Marketplace",
    "TitleCheck",
    "check_title",
    "law_findings",
    "marketplace",
    "marketplace_names",
    "with_own_rules",
]
