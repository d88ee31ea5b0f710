"""What `kwopt bid` does around its one call: what is bid on, and what a report is asked for besides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kwopt import columns as c
from kwopt.bids import BidResult, bid_result
from kwopt.bids.advice.suggested import bid_limits
from kwopt.bids.auctions.auction import base_bid
from kwopt.bids.campaigns.budget import BudgetSplit, split_budget
from kwopt.bids.campaigns.doubts import doubts
from kwopt.bids.campaigns.lists import waiting_loss
from kwopt.bids.campaigns.units import by_target, target_rows, with_targets
from kwopt.bids.campaigns.uploads import upload_rows
from kwopt.bids.economics.targets import roas_of_acos
from kwopt.cli.request import Request
from kwopt.errors import TableError
from kwopt.files.places import check_file
from kwopt.models import Notice, Product, Settings
from kwopt.scoring import score_keywords
from kwopt.tables import KeywordTable, write_table
from kwopt.tables.scored import by_rank

_UPLOADS = (".csv", ".tsv", ".xlsx")
"""Files that advertising consoles take."""

_JUDGED_BY = (c.CLICKS, c.ORDERS, c.SPEND)


@dataclass(frozen=True)
class Campaign:
    """Bids, the split of a budget if one was given, and what must be said."""

    result: BidResult
    budget: BudgetSplit | None
    notices: tuple[Notice, ...]


def check_upload(request: Request) -> None:
    """Refuse a file that could not be written, before any work is done.

    Raises
    ------
    TableError
        If its suffix is none that consoles take, or if it is an input or the file of the result.
    """
    if request.upload is None:
        return
    check_file(request.upload, _UPLOADS, request.files)
    if request.target and Path(request.target).resolve() == Path(request.upload).resolve():
        raise TableError("cli.same_file", file=request.upload)


def campaign_of(
    request: Request, table: KeywordTable, product: Product | None, settings: Settings
) -> Campaign:
    """Return bids as the request asks, and write the file to upload."""
    result = _result(request, table, product, _source(request, table, product, settings))
    budget = None
    if request.budget is not None:
        budget = split_budget(
            result.frame, request.budget, profit_per_order=result.profits, explore_share=request.explore_share
        )
    doubted = () if request.margin is not None else doubts(result, table.report_rows)
    waits = waiting_loss(result) if request.unit == "keyword" else None
    notices = [*result.notices, *_no_verdicts(result, table), *([waits] if waits else []), *doubted]
    return Campaign(result, budget, (*notices, *_uploaded(request, table, result)))


def _no_verdicts(result: BidResult, table: KeywordTable) -> Sequence[Notice]:
    """Return what a table lacks for verdicts, where it is a report but for that."""
    lacking = [name for name in _JUDGED_BY if not _states(table.frame, name)]
    is_report = len(lacking) < len(_JUDGED_BY) - 1 and result.rates.count("own_clicks") > 0
    if result.mode == "report" or not is_report:
        return ()
    return (Notice("bids.no_verdicts", "warning", {"columns": tuple(lacking), "name": lacking[0]}),)


def _states(frame: pd.DataFrame, name: str) -> bool:
    return name in frame.columns and bool(frame[name].notna().any())


class _Source(NamedTuple):
    """What is bid on, one row each, and the report's rows behind it."""

    frame: pd.DataFrame
    rows: pd.DataFrame | None


def _source(request: Request, table: KeywordTable, product: Product | None, settings: Settings) -> _Source:
    if request.unit == "target":
        rows = target_rows(table.report_rows)
        return _Source(by_target(rows), rows)
    frame = by_rank(score_keywords(table, product, settings)) if product else table.frame
    return _Source(frame, table.report_rows)


def _result(request: Request, table: KeywordTable, product: Product | None, source: _Source) -> BidResult:
    target = request.target_roas
    if request.target_acos is not None:
        target = roas_of_acos(request.target_acos)
    result = bid_result(
        source.frame, profit_per_order=request.profit_per_order, product=product, price=request.price,
        margin=request.margin, max_loss_probability=request.max_loss_probability, target_roas=target,
        profit_kept=request.profit_kept, report_rows=source.rows,
        currency=request.currency or (product and product.currency) or table.currency,
    )  # fmt: skip
    named = with_targets(result, source.frame) if request.unit == "target" else result
    return _with_base_bids(named, request.max_increase) if request.max_increase else named


def _with_base_bids(result: BidResult, largest_increase: float) -> BidResult:
    """Return the result with the bids to enter where the platform raises them by itself."""
    frame = result.frame
    price = frame[c.SUGGESTED_BID] if c.SUGGESTED_BID in frame.columns else bid_limits(frame)
    bids = base_bid(price, largest_increase=largest_increase, currency=result.currency)
    return replace(result, frame=frame.assign(**{c.BASE_BID: bids}))


def _uploaded(request: Request, table: KeywordTable, result: BidResult) -> Sequence[Notice]:
    """Write the file to upload, if one is asked for, and return what must be said of it."""
    if request.upload is None:
        return ()
    upload = upload_rows(result, table.report_rows, layout=request.upload_format, lang=request.voice.lang)
    written = write_table(upload.frame, request.upload, protect=request.files, sheet=upload.layout.sheet)
    done = Notice("cli.rows_written", params={"rows": len(upload.frame), "file": request.upload})
    return [*upload.notices, *written, done]
