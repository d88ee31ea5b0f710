"""One product's whole way: from its keyword table to titles, fields, today's title and bids.

Every step is one call of the room that does it, made when its result is first asked for: a page shows titles
before it needs bids. Owns no arithmetic, and no text but that of notices.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from kwopt.bids import BidResult
from kwopt.models import Notice, Product, Settings
from kwopt.pages.pricing import Bids, Earnings, bids_of
from kwopt.products import product_notices
from kwopt.rules import Marketplace
from kwopt.rules import marketplace as marketplace_named
from kwopt.scoring import score_keywords
from kwopt.scoring.questions.missing import MissingFact, missing_facts
from kwopt.tables import KeywordTable
from kwopt.tables.scored import by_rank
from kwopt.titles import Audit, TitleResult
from kwopt.titles.auditing.desk import TitleDesk, title_desk
from kwopt.titles.fields import ComposedField, compose_fields

__all__ = ["Earnings", "Study", "study"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
    """A keyword table, a product, and all that kwopt finds. Get one from `study`.

    Parameters
    ----------
    scored
        The keywords with their scores for this product, in the order of the table.
    facts
        Open questions, most demand first.
    desk
        The solved title job: reads any text against it.
    """

    table: KeywordTable
    product: Product
    marketplace: Marketplace
    settings: Settings
    scored: pd.DataFrame
    facts: tuple[MissingFact, ...]
    desk: TitleDesk
    earnings: Earnings = field(default_factory=Earnings)
    effort: str = "full"

    @property
    def titles(self) -> TitleResult:
        """The titles, best first; without any, its notices say why."""
        return self.desk.result

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The scored keywords, best first."""
        return by_rank(self.scored)

    @cached_property
    def fields(self) -> Mapping[str, ComposedField]:
        """The other fields of the marketplace by name, to go with the first title; empty without a title."""
        if not self.titles.titles:
            return {}
        return compose_fields(
            self.scored, self.product, marketplace=self.marketplace, title=self.titles.titles[0].text,
            settings=self.settings, effort=self.effort,
        )  # fmt: skip

    @cached_property
    def audit(self) -> Audit | None:
        """What today's title reaches, and the edits that pay; None if the product has no title yet."""
        return self.desk.audit(self.product.title) if self.product.title else None

    @property
    def bids(self) -> BidResult | None:
        """What a click on each keyword may cost, best keywords first; None where `why_no_bids` says why."""
        return self._bids.result

    @property
    def why_no_bids(self) -> Notice | None:
        """Why there are no bids: the product's price or cost is missing, or the table tells no rates."""
        return self._bids.why_none

    @cached_property
    def notices(self) -> list[Notice]:
        """All that the seller should know, each once: of product, files, rules, titles and bids."""
        found = [
            *product_notices(self.product),
            *self.table.reading_notices,
            *self.age_notices,
            *self.titles.notices,
            *(self.audit.notices if self.audit else ()),
            *(self.bids.notices if self.bids else ()),
            *([self.why_no_bids] if self.why_no_bids else ()),
        ]
        return [notice for place, notice in enumerate(found) if notice not in found[:place]]

    @property
    def age_notices(self) -> list[Notice]:
        """A notice where the marketplace's rules were seen too long before the day of the study."""
        return self.marketplace.age_notices(self.settings.as_of)

    @cached_property
    def _bids(self) -> Bids:
        return bids_of(self.ranked, table=self.table, product=self.product, earnings=self.earnings)


def study(
    table: KeywordTable,
    product: Product,
    *,
    marketplace: str | Marketplace = "taobao",
    settings: Settings | None = None,
    n: int = 1,
    effort: str = "full",
    earnings: Earnings | None = None,
) -> Study:
    """Score the keywords of a table for a product and solve its titles; what follows waits till it is asked.

    Parameters
    ----------
    marketplace, settings, n, effort
        As `kwopt.compose_titles` takes them.
    earnings
        What an order earns, where the product's figures do not say it.

    Returns
    -------
    Study
        Without a title, and without bids, its notices say why: that is no error.

    Raises
    ------
    TitleError
        If the required words cannot stand in a title together.
    SettingError
        If there is no such marketplace or effort.

    Examples
    --------
    >>> from kwopt.tables import read_keywords
    >>> frame = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> found = study(read_keywords(frame), Product(name="改良旗袍", attributes={"袖长": "短袖"}))
    >>> found.titles.titles[0].text, found.bids, found.why_no_bids.code
    ('改良旗袍短袖', None, 'bids.no_rates')
    """
    chosen = settings or Settings()
    market = marketplace if isinstance(marketplace, Marketplace) else marketplace_named(marketplace)
    scored = score_keywords(table, product, chosen)
    desk = title_desk(scored, product, marketplace=market, n=n, settings=chosen, effort=effort)
    return Study(
        table=table, product=product, marketplace=market, settings=chosen, scored=scored,
        facts=tuple(missing_facts(scored, product, chosen)), desk=desk, earnings=earnings or Earnings(),
        effort=effort,
    )  # fmt: skip
