"""The order `bids`: what a click on each keyword may cost, a page at a time, or why that cannot be said."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.bids import BidResult
from kwopt.bids.ceilings import MAX_LOSS_PROBABILITY
from kwopt.errors import BidError, SettingError
from kwopt.language.normalize import match_forms
from kwopt.locales import Lang
from kwopt.pages.bench.state import Bench, Marks, Scores
from kwopt.pages.bench.views import View
from kwopt.pages.bench.wording import notice_records
from kwopt.pages.pricing import Earnings
from kwopt.payloads import Document, bid_body, plain
from kwopt.products.values import VALUE_READERS

Typed = str | float | None

_MONEY, _SHARE = VALUE_READERS["price"][1], VALUE_READERS["refund_rate"][1]


def bids(
    bench: Bench,
    *,
    profit_per_order: Typed = None,
    max_loss_probability: Typed = None,
    target_roas: Typed = None,
    profit_kept: Typed = None,
    classes: Sequence[str] = (),
    sort: str | None = None,
    descending: bool = False,
    search: str = "",
    page: int = 1,
    size: int = 50,
    lang: Lang = "en",
) -> Document:
    """Return bids with the rows of one page, in the order of rank unless another is asked for.

    Parameters
    ----------
    profit_per_order, max_loss_probability, target_roas, profit_kept
        As `kwopt.bid_ceilings` takes them, or as somebody typed them ("¥38", "20%"); None or empty: the
        product's own profit, and the usual.
    classes
        Classes of relevance to show; none: all.

    Returns
    -------
    dict
        The body of `kwopt bid` with the page's rows under `keywords`, `total` and `matching`; where there are
        no bids, `notices` alone say why (`keywords` is empty).

    Raises
    ------
    SettingError
        For a figure that cannot be read, or lies outside what it may be.
    TitleError
        Without a product.
    """
    earnings = earnings_of(
        profit_per_order=profit_per_order, max_loss_probability=max_loss_probability,
        target_roas=target_roas, profit_kept=profit_kept,
    )  # fmt: skip
    scores = bench.scores
    result, why_none = scores.bids(earnings)
    scores.earnings = earnings
    if result is None:
        found = [why_none] if why_none else []
        return {"total": 0, "matching": 0, "keywords": [], "notices": notice_records(found, lang)}
    view = View(sort=sort, descending=descending, search=search, page=page, size=size)
    forms = pd.Series(match_forms(result.frame[c.KEYWORD].tolist()) if search.strip() else [], dtype="str")
    places = view.found(result.frame, forms, _of_classes(result, classes))
    body = bid_body(result, lang, places=view.of_page(places).tolist())
    document: Document = plain({
        **body,
        "total": len(result.frame),
        "matching": len(places),
        "notices": notice_records(result.notices, lang),
    })  # fmt: skip
    return document


def _of_classes(result: BidResult, classes: Sequence[str]) -> Marks | None:
    if not classes or c.RELEVANCE_CLASS not in result.frame.columns:
        return None
    keep: Marks = result.frame[c.RELEVANCE_CLASS].isin(list(classes)).to_numpy(dtype=bool)
    return keep


def priced(scores: Scores) -> BidResult:
    """Return the bids that were asked for last, by the product's own profit if none were.

    Raises
    ------
    BidError
        If there are none.
    TitleError
        Without a product.
    """
    result, why_none = scores.bids(scores.earnings)
    if result is None:
        assert why_none is not None  # for the type checker: one of the two is there
        raise BidError(why_none.code, **why_none.params)
    return result


def earnings_of(
    *, profit_per_order: Typed, max_loss_probability: Typed, target_roas: Typed, profit_kept: Typed
) -> Earnings:
    """Return what an order earns, out of figures as they were typed.

    >>> earnings_of(profit_per_order="¥38", max_loss_probability="10%", target_roas="", profit_kept=None)
    Earnings(profit_per_order=38.0, max_loss_probability=0.1, target_roas=None, profit_kept=0.0)
    """
    chance = _read("max_loss_probability", max_loss_probability, _SHARE)
    return Earnings(
        profit_per_order=_read("profit_per_order", profit_per_order, _MONEY),
        max_loss_probability=MAX_LOSS_PROBABILITY if chance is None else chance,
        target_roas=_read("target_roas", target_roas, _MONEY),
        profit_kept=_read("profit_kept", profit_kept, _SHARE) or 0.0,
    )


def _read(name: str, value: Typed, reader: Callable[[Any], Any]) -> float | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        number = float(reader(value))
    except (TypeError, ValueError) as error:
        raise SettingError(f"bench.bad_{name}", value=value) from error
    if not _MAY_BE[name](number):
        raise SettingError(f"bench.bad_{name}", value=value)
    return number


_MAY_BE: Mapping[str, Callable[[float], bool]] = {
    "profit_per_order": lambda number: number >= 0,
    "max_loss_probability": lambda number: 0 < number < 1,
    "target_roas": lambda number: number > 0,
    "profit_kept": lambda number: 0 <= number < 1,
}
"""What each figure may be, as `kwopt.bid_ceilings` wants it: here, so that a sentence names the field."""
