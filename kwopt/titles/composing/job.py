"""One product, its scored keywords and a marketplace, understood: where composing and auditing both start.

Owns what is checked and looked up before any title is sought, and what is said where none can be.
"""

from dataclasses import dataclass
from functools import cached_property
from types import NoneType

import pandas as pd

from kwopt import columns as c
from kwopt.arguments import check_kind
from kwopt.errors import TableError, TitleError
from kwopt.language.normalize import match_form
from kwopt.language.segment import Segmenter, SegmenterSpec, segmenter
from kwopt.models import Notice, Product, Settings
from kwopt.rules import FieldRule, Marketplace
from kwopt.rules import marketplace as marketplace_named
from kwopt.scoring.facts.facts import ProductFacts, product_facts
from kwopt.scoring.relevance.relevance import FITS
from kwopt.titles.words.shorttitle import naming_words
from kwopt.titles.words.vocabulary import Composition, build_composition, eligible_keywords

_BARRED_SHOWN = 3  # keywords that a notice names


@dataclass(frozen=True, eq=False, kw_only=True)
class TitleJob:
    """What a title is wanted for. Get one from `title_job`, which checks the scored columns.

    `field_name` is the field of the marketplace that the title stands in.
    """

    scored: pd.DataFrame
    product: Product
    settings: Settings
    market: Marketplace
    cutter: Segmenter
    field_name: str = "title"

    @cached_property
    def facts(self) -> ProductFacts:
        """The facts of the product."""
        return product_facts(self.product, self.cutter)

    @property
    def field(self) -> FieldRule:
        """The rule of the field that the title stands in."""
        return self.market.field(self.field_name)

    @property
    def must_earn(self) -> bool:
        """Whether a text that covers no keyword is of no use: a title; a short one still names the thing."""
        return self.field is self.market.title

    @property
    def candidates(self) -> int:
        """Scored keywords."""
        return len(self.scored)

    @cached_property
    def eligible(self) -> int:
        """Keywords from which a title may earn."""
        return int((self.scored[c.ELIGIBLE].astype(bool) & (self.scored[c.WORTH] > 0)).sum())

    @cached_property
    def keywords(self) -> tuple[tuple[str, float], ...]:
        """Keywords from which a title may earn, with their worth, best first."""
        return eligible_keywords(self.scored)

    @cached_property
    def category_words(self) -> tuple[str, ...]:
        """Words that name the thing, where the field wants one of them; none where it does not."""
        if self.field.category_word is None:
            return ()
        known = {word for keyword, _ in self.keywords for word in self.cutter.words(match_form(keyword))}
        return naming_words(sorted(known | self.facts.words), self.facts)

    def composition(self) -> Composition:
        """Return the title problem with what its answer needs."""
        return build_composition(
            self.scored, self.product, self.facts,
            field=self.field, segmenter=self.cutter, settings=self.settings,
        )  # fmt: skip

    def nothing_to_earn(self) -> Notice:
        """Return why there is no title: no keyword fits, or every one that does is barred from titles."""
        fits = self.scored[c.ELIGIBLE].astype(bool)
        if c.RELEVANCE_CLASS in self.scored.columns:
            fits |= self.scored[c.RELEVANCE_CLASS] == FITS
        fitting = self.scored[fits]
        if fitting.empty:
            return Notice("titles.nothing_fits", "warning", {"product": self.product.label})
        best = fitting.sort_values([c.WORTH, c.KEYWORD], ascending=[False, True])[c.KEYWORD].tolist()
        return self._about("titles.all_barred", best)

    def nothing_can_stand(self) -> Notice:
        """Return that keywords fit, but that no title can be made of their words."""
        return self._about("titles.nothing_stands", [keyword for keyword, _ in self.keywords])

    def _about(self, code: str, keywords: list[str]) -> Notice:
        examples = keywords[:_BARRED_SHOWN]
        return Notice(
            code, "warning", {"product": self.product.label, "count": len(keywords), "examples": examples}
        )


def title_job(
    scored: pd.DataFrame, product: Product, *, marketplace: str | Marketplace, settings: Settings | None
) -> TitleJob:
    """Return the job of writing, or of auditing, a title.

    Raises
    ------
    TableError
        If the frame was not scored, or came back from a file as texts.
    SettingError
        If there is no such marketplace, or an argument is of another kind.
    """
    check_kind(scored, pd.DataFrame, name="scored", expected="the frame that score_keywords returns")
    check_kind(product, Product, name="product", expected="a product (read_product makes one)")
    check_kind(settings, (Settings, NoneType), name="settings", expected="Settings(...)")
    missing = [name for name in (c.KEYWORD, c.WORTH, c.ELIGIBLE) if name not in scored.columns]
    if missing:
        raise TableError("titles.not_scored", columns=missing)
    _check_words(product)
    for name in (c.WORTH, c.ELIGIBLE):
        if pd.api.types.is_string_dtype(scored[name]) and len(scored):
            raise TableError("titles.scored_as_text", column=name, value=str(scored[name].iloc[0]))
    settings = settings or Settings()
    cutter = segmenter(SegmenterSpec(words=(*settings.user_words, *whole_words(product))))
    market = marketplace_named(marketplace)
    return TitleJob(scored=scored, product=product, settings=settings, market=market, cutter=cutter)


def _check_words(product: Product) -> None:
    """Raise a TitleError if a word must stand in the title and must not."""
    forbidden = set(map(match_form, product.forbidden_words))
    both = [word for word in product.required_words if match_form(word) in forbidden]
    if both:
        raise TitleError("titles.required_and_forbidden", words=both)


def whole_words(product: Product) -> tuple[str, ...]:
    """Return the required words that stay whole in the title; a text with spaces is required word by word."""
    return tuple(text for text in product.required_words if " " not in match_form(text))
