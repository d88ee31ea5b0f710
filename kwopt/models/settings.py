"""What scoring and composing may be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from numbers import Real
from types import NoneType
from typing import Any

from kwopt.arguments import check_kind, words_of
from kwopt.errors import SettingError
from kwopt.locales import LANGUAGES, Lang
from kwopt.models.fields import fields_of

SHOP_STRENGTHS: Mapping[str, float] = {"new": 1_500.0, "growing": 5_000.0, "established": 30_000.0}
"""Listings that a shopper can reach (some result pages), by strength of the shop: `c0` of the share."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What scoring and composing may be told. Every field is printed with each result.

    Parameters
    ----------
    competition
        Exponent g of the competition share in worth: 0 ranks by demand alone, 1 by searches per listing.
    shop_strength
        "new", "growing", "established", or the number of listings c0 that a shopper can reach.
    as_of
        The day for which words are judged (past years, seasons). None: no year is in force, and words
        with a year count only where the product states that year.
    match_credits
        Credit of a keyword that a title covers as phrase, in order, in any order. Marketplaces publish
        none: the defaults are assumptions.
    user_words
        Words to keep whole when segmenting.
    lang
        Language of reasons: "en" or "zh".
    """

    competition: float = 0.5
    shop_strength: str | float = "growing"
    as_of: date | None = None
    match_credits: tuple[float, float, float] = (1.0, 0.85, 0.7)
    user_words: tuple[str, ...] = ()
    lang: Lang = "en"

    def __post_init__(self) -> None:
        object.__setattr__(self, "user_words", words_of(self.user_words))
        self._check_kinds()
        if not 0 <= self.competition <= 1:
            raise SettingError(
                "errors.bad_value", name="competition", expected="0 to 1", value=self.competition
            )
        phrase, ordered, anyhow = self.match_credits
        if not 1 >= phrase >= ordered >= anyhow >= 0:
            raise SettingError(
                "errors.bad_value", name="match_credits", expected="1 ≥ phrase ≥ ordered ≥ any ≥ 0",
                value=self.match_credits,
            )  # fmt: skip
        if not 0 < self.reachable_listings < float("inf"):  # so that NaN is refused too
            raise SettingError(
                "errors.bad_value", name="shop_strength", expected="above 0", value=self.shop_strength
            )

    def _check_kinds(self) -> None:
        check_kind(self.competition, Real, name="competition", expected="0 to 1", never=(bool,))
        check_kind(self.shop_strength, (str, Real), name="shop_strength", expected="above 0", never=(bool,))
        check_kind(self.as_of, (date, NoneType), name="as_of", expected="a date (datetime.date)")
        if self.lang not in LANGUAGES:
            raise SettingError("errors.unknown_choice", what="lang", value=self.lang, choices=LANGUAGES)

    @property
    def reachable_listings(self) -> float:
        """`c0`: listings among which a shopper can still meet this shop's."""
        if isinstance(self.shop_strength, str) and self.shop_strength in SHOP_STRENGTHS:
            return SHOP_STRENGTHS[self.shop_strength]
        try:
            return float(self.shop_strength)
        except ValueError as error:
            raise SettingError(
                "errors.unknown_choice", what="shop_strength", value=self.shop_strength,
                choices=(*SHOP_STRENGTHS, "N"),
            ) from error  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return all settings in force as JSON values."""
        return fields_of(self) | {
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "reachable_listings": self.reachable_listings,
            "match_credits": list(self.match_credits),
            "user_words": list(self.user_words),
        }
