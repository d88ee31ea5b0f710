"""What every figure means, in the reader's language, with the settings in force filled in: one place for all.

Owns which figures are defined and in which order; the texts stand in the section "definitions" of messages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kwopt.bids.ceilings import MAX_LOSS_PROBABILITY
from kwopt.bids.rates.precision import WITHIN
from kwopt.locales import Lang
from kwopt.models import SHOP_STRENGTHS, Settings
from kwopt.numerals import count, percent
from kwopt.pages.wording import Wording
from kwopt.scoring.market.demand import REFERENCE_QUANTILE
from kwopt.scoring.rates.conversion import DEFAULT_LEVEL
from kwopt.titles.auditing.audited import LOW_RISK, MEDIUM_RISK

GROUPS: Mapping[str, tuple[str, ...]] = {
    "keywords": (
        "relevance", "class", "searches", "listings", "opportunity", "share", "conversion", "market_buyers",
        "worth", "score", "question",
    ),
    "titles": (
        "length", "credit", "coverage", "fluency", "reach", "proof", "cost", "word", "wasted", "missed",
        "edit", "risk", "finding",
    ),
    "bids": (
        "profit", "orders_per_click", "market_guess", "ceiling", "ceiling_range", "safe_ceiling",
        "clicks_needed", "break_even", "verdict",
    ),
}  # fmt: skip
"""Names of the defined figures by what they are about, in the order in which a reader meets them."""


@dataclass(frozen=True)
class Definition:
    """A figure: its name in the code, what it is called, and what it means, in one to three sentences."""

    name: str
    term: str
    text: str


@dataclass(frozen=True)
class DefinitionGroup:
    """Figures that are about the same thing."""

    name: str
    heading: str
    definitions: tuple[Definition, ...]


def definitions(
    lang: Lang = "en",
    *,
    settings: Settings | None = None,
    max_loss_probability: float = MAX_LOSS_PROBABILITY,
) -> tuple[DefinitionGroup, ...]:
    """Return the definitions of all figures, for the settings in force.

    Examples
    --------
    >>> [group.name for group in definitions()]
    ['keywords', 'titles', 'bids']
    >>> definitions("zh")[0].definitions[0].term
    '相关度'
    """
    wording = Wording(lang, "definitions")
    params = _params(settings or Settings(), max_loss_probability)
    return tuple(
        DefinitionGroup(
            group, wording.own(f"group_{group}"), tuple(_defined(name, wording, params) for name in names)
        )
        for group, names in GROUPS.items()
    )


def definition(name: str, lang: Lang = "en", *, settings: Settings | None = None) -> Definition:
    """Return the definition of one figure, for the settings in force.

    >>> definition("share", settings=Settings(shop_strength="new")).text[:29]
    '1,500 / (listings + 1,500): t'
    """
    return _defined(name, Wording(lang, "definitions"), _params(settings or Settings(), MAX_LOSS_PROBABILITY))


def meanings(names: Iterable[str], lang: Lang = "en", *, settings: Settings | None = None) -> dict[str, str]:
    """Return what figures mean by their names, for the settings in force: to stand beside them on a page.

    >>> meanings(["listings"])["listings"][:40]
    'How many goods compete under the keyword'
    """
    return {name: definition(name, lang, settings=settings).text for name in names}


def _defined(name: str, wording: Wording, params: Mapping[str, Any]) -> Definition:
    return Definition(name, wording.own(name), wording.own(f"{name}_text", **params))


def _params(settings: Settings, max_loss_probability: float) -> dict[str, Any]:
    phrase, ordered, anyhow = map(percent, settings.match_credits)
    strengths = {f"{name}_shop": count(listings) for name, listings in SHOP_STRENGTHS.items()}
    return {
        "phrase": phrase, "ordered": ordered, "any": anyhow, "g": f"{settings.competition:g}",
        "c0": count(settings.reachable_listings), "level": percent(DEFAULT_LEVEL),
        "best": percent(round(1 - REFERENCE_QUANTILE, 9)), "chance": percent(max_loss_probability),
        "within": percent(WITHIN), "low": percent(LOW_RISK), "medium": percent(MEDIUM_RISK), **strengths,
    }  # fmt: skip
