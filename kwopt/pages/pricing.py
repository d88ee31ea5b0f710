"""What clicks may cost for one product: bids, or the reason why there are none. Owns no arithmetic."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from kwopt.bids import BidResult, bid_result
from kwopt.bids.ceilings import MAX_LOSS_PROBABILITY
from kwopt.bids.rates.click_rates import ClickRates
from kwopt.errors import BidError
from kwopt.models import Level, Notice, Product
from kwopt.tables import KeywordTable

_NO_MONEY_FACTS = ("bids.lacks_figures", "bids.no_rates")
"""Why there are no bids where nothing is wrong: the product or the table says nothing of money."""


@dataclass(frozen=True, kw_only=True)
class Earnings:
    """What an order earns, and how much of it advertising may take; see `kwopt.bid_ceilings`.

    Parameters
    ----------
    profit_per_order
        Instead of the product's price and cost.
    """

    profit_per_order: float | None = None
    max_loss_probability: float = MAX_LOSS_PROBABILITY
    target_roas: float | None = None
    profit_kept: float = 0.0


class Bids(NamedTuple):
    """Bids, or the reason why there are none."""

    result: BidResult | None
    why_none: Notice | None


def bids_of(
    ranked: pd.DataFrame,
    *,
    table: KeywordTable,
    product: Product,
    earnings: Earnings | None = None,
    rates: ClickRates | None = None,
) -> Bids:
    """Return what a click on each keyword may cost, in the order of the keywords given.

    Parameters
    ----------
    ranked
        The scored keywords of `table`, best first.
    rates
        Those of an earlier result on the same keywords, where only earnings are others now.

    Raises
    ------
    SettingError
        For earnings outside what they may be.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> from kwopt.tables import read_keywords
    >>> table = read_keywords(pd.DataFrame({"keyword": ["旗袍"], "search_volume": [900.0]}))
    >>> product = Product(name="旗袍")
    >>> bids_of(score_keywords(table, product), table=table, product=product).why_none.code
    'bids.no_rates'
    """
    try:
        return Bids(_bid_result(ranked, table, product, earnings or Earnings(), rates), None)
    except BidError as error:
        level: Level = "info" if error.code in _NO_MONEY_FACTS else "warning"
        return Bids(None, Notice(error.code, level, error.params))


def _bid_result(
    ranked: pd.DataFrame, table: KeywordTable, product: Product, money: Earnings, rates: ClickRates | None
) -> BidResult:
    stated = money.profit_per_order is not None
    return bid_result(
        ranked,
        profit_per_order=money.profit_per_order,
        product=None if stated else product,
        price=_paid_for_an_order(product) if stated else None,
        max_loss_probability=money.max_loss_probability,
        currency=product.currency or table.currency,
        target_roas=money.target_roas,
        profit_kept=money.profit_kept,
        report_rows=table.report_rows,
        rates=rates,
    )


def _paid_for_an_order(product: Product) -> float | None:
    """Return what a buyer pays for an order, where the product says so."""
    if product.price is None or product.price <= product.discount:
        return None
    return product.price - product.discount
