"""kwopt: rank search words and compose marketplace titles with a proof of how good they are.

Public names load on first use, so that `import kwopt` stays instant.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kwopt.version import __version__

if TYPE_CHECKING:
    from kwopt.bids import bid_ceilings as bid_ceilings
    from kwopt.bids.forecasts.forecast import forecast as forecast
    from kwopt.models import Product as Product
    from kwopt.models import Settings as Settings
    from kwopt.products import read_product as read_product
    from kwopt.rules import check_title as check_title
    from kwopt.scoring import ConversionRates as ConversionRates
    from kwopt.scoring import KeywordIndex as KeywordIndex
    from kwopt.scoring import KeywordScorer as KeywordScorer
    from kwopt.scoring import RateShrinker as RateShrinker
    from kwopt.scoring import missing_facts as missing_facts
    from kwopt.scoring import score_keywords as score_keywords
    from kwopt.scoring.score import score as score
    from kwopt.tables import KeywordTable as KeywordTable
    from kwopt.tables import read_keywords as read_keywords
    from kwopt.titles import Audit as Audit
    from kwopt.titles import audit_title as audit_title
    from kwopt.titles import compose_titles as compose_titles
    from kwopt.titles.coverage.simulation import simulate_matching as simulate_matching
    from kwopt.titles.fields import compose_fields as compose_fields

_HOMES = {
    "Audit": "kwopt.titles",
    "ConversionRates": "kwopt.scoring",
    "KeywordIndex": "kwopt.scoring",
    "KeywordScorer": "kwopt.scoring",
    "KeywordTable": "kwopt.tables",
    "Product": "kwopt.models",
    "RateShrinker": "kwopt.scoring",
    "Settings": "kwopt.models",
    "audit_title": "kwopt.titles",
    "bid_ceilings": "kwopt.bids",
    "check_title": "kwopt.rules",
    "compose_fields": "kwopt.titles.fields",
    "compose_titles": "kwopt.titles",
    "forecast": "kwopt.bids.forecasts.forecast",
    "missing_facts": "kwopt.scoring",
    "read_keywords": "kwopt.tables",
    "read_product": "kwopt.products",
    "score": "kwopt.scoring",
    "score_keywords": "kwopt.scoring",
    "simulate_matching": "kwopt.titles.coverage.simulation",
}

__all__ = ["__version__", *sorted(_HOMES)]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kwopt' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
