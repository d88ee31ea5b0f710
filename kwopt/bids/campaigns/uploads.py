"""Advice as rows that an advertising console can take: one line a keyword, campaign and ad group.

Owns which line a row becomes. What the layouts are is `campaigns.layouts`' (data), how a file is written
`kwopt.tables`': there formulas in keywords are disarmed, and a file stands whole or not at all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.bids.auctions.limits import smallest_bid
from kwopt.bids.campaigns.layouts import Layout, layout_of
from kwopt.bids.campaigns.units import TARGET_KEYS, nothing, target_name
from kwopt.bids.economics.money import decimals
from kwopt.bids.result import BidResult
from kwopt.errors import BidError
from kwopt.language.normalize import match_forms
from kwopt.models import Notice

_OTHER_MATCHES = ("auto", "product")
"""Match types of targets that are no keywords (`kwopt/columns.py`)."""

_PAGE = re.compile(r"b0[0-9a-z]{8}", re.IGNORECASE)
"""An ASIN that is no book's: what Amazon's reports name in place of a term, where the ad stood on a product's
page. All begin with B0 (a convention of Amazon's; those of books are ISBNs, and look like any number)."""

_IDENTITY, _OWN, _FIRST, _ACTION, _BID = "_identity", "_own", "_first", "_action", "_bid"
"""Columns of a passing table, not of any result."""

_CHANGES = ("raise", "lower", "pause")

_PRICE_DECIMALS = 4  # of an average price, which no currency limits

_TEMPLATE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Upload:
    """Rows for a file, its layout, and what must be said of them."""

    frame: pd.DataFrame
    layout: Layout
    notices: tuple[Notice, ...]


def upload_rows(
    result: BidResult, report_rows: pd.DataFrame | None = None, *, layout: str = "generic", lang: str = "en"
) -> Upload:
    """Return an advised report as the rows of a layout.

    Parameters
    ----------
    result
        Of a campaign report.
    report_rows
        The report's rows before those of a keyword were added up (`KeywordTable.report_rows`), which say
        where each keyword stands. Without them a line says the keyword alone. Not needed where the result's
        rows name campaigns themselves.
    layout
        Id of one of `kwopt.bids.campaigns.layouts.layouts()`.

    Raises
    ------
    SettingError
        For an unknown layout.
    BidError
        For anything but a report, or one that lacks what the layout needs (campaigns, ad groups).
    """
    wanted = layout_of(layout)
    if result.mode != "report":
        raise BidError("bids.upload_needs_report")
    placed = _placed(result.frame.assign(**{c.REASON: result.reasons(lang)}), report_rows)
    lacking = [name for name in wanted.needs if not placed[name].notna().any()]
    if lacking:
        raise BidError("bids.upload_lacks", layout=wanted.names.get(lang, wanted.id), columns=tuple(lacking))
    least = smallest_bid(wanted.marketplace, result.currency) or 10.0 ** -decimals(result.currency)
    rows = _with_actions(placed, least).to_dict("records")
    lines = [_line(row, wanted) for row in rows]
    frame = pd.DataFrame([line for line in lines if line is not None], columns=list(wanted.columns))
    left_out = [row for row, line in zip(rows, lines, strict=True) if line is None]
    return Upload(frame, wanted, _notices(wanted, len(frame), left_out))


def _placed(advised: pd.DataFrame, report_rows: pd.DataFrame | None) -> pd.DataFrame:
    """Return one row a keyword, campaign and ad group; missing groups are columns of nothing."""
    if c.TARGETING in advised.columns or report_rows is None:
        return _with_groups(advised).assign(**{_FIRST: True})
    identity = match_forms(advised[c.KEYWORD].astype(str).tolist())
    merged = advised.assign(**{_IDENTITY: identity}).merge(_places(report_rows), on=_IDENTITY, how="left")
    merged[_FIRST] = merged[_FIRST].ne(False)  # a keyword without a place stands for itself
    return _with_groups(merged.drop(columns=_IDENTITY))


def _places(report_rows: pd.DataFrame) -> pd.DataFrame:
    """Return where each keyword stands: campaign and ad group once, its main place marked and first.

    Of several targets in one ad group that found it, the keyword itself is named first, then the one with
    most clicks. Its main place is where it is bid on itself, else where it had most clicks.
    """
    known = [name for name in TARGET_KEYS if name in report_rows.columns]
    rows = report_rows[[c.KEYWORD, *known]].astype(dict.fromkeys(known, "object"))
    rows[_IDENTITY] = match_forms(rows[c.KEYWORD].astype(str).tolist())
    rows[c.CLICKS] = report_rows[c.CLICKS].fillna(0.0)
    summed = rows.groupby([_IDENTITY, *known], sort=False, dropna=False, as_index=False)[c.CLICKS].sum()
    own = [_is_own(row) for row in summed.assign(**{c.KEYWORD: summed[_IDENTITY]}).to_dict("records")]
    summed = summed.assign(**{_OWN: own})
    best = summed.sort_values([_OWN, c.CLICKS], ascending=False, kind="stable")
    keys = [_IDENTITY, *[name for name in (c.CAMPAIGN, c.AD_GROUP) if name in known]]
    single: pd.DataFrame = best.drop_duplicates(keys).drop(columns=[c.CLICKS, _OWN])
    return single.assign(**{_FIRST: ~single[_IDENTITY].duplicated()})


def _with_groups(frame: pd.DataFrame) -> pd.DataFrame:
    absent: dict[str, Any] = dict.fromkeys([name for name in TARGET_KEYS if name not in frame.columns])
    whole: pd.DataFrame = frame.assign(**absent)
    return whole


def _is_own(row: Mapping[Any, Any]) -> bool:
    """Return whether a row's keyword is bid on itself: an exact keyword, this page, or no target is named."""
    targeting, match = row.get(c.TARGETING), row.get(c.MATCH_TYPE)
    if nothing(targeting):
        return True
    keyword, target = match_forms([str(row[c.KEYWORD]), str(targeting)])
    exact = keyword == target and (nothing(match) or match == "exact")
    return exact or f'asin="{keyword}"' == target


def _what(row: Mapping[Any, Any]) -> str:
    """Return what a row is about: "keyword", "target", "term" or "page" (see `resources/uploads.toml`)."""
    if row[c.KEYWORD] == target_name(row):
        return "target" if row[c.MATCH_TYPE] in _OTHER_MATCHES else "keyword"
    keyword, targeting = str(row[c.KEYWORD]).strip().casefold(), str(row[c.TARGETING]).casefold()
    if _PAGE.fullmatch(keyword):
        return "target" if f'asin="{keyword}"' == targeting else "page"
    return "keyword" if _is_own(row) else "term"


def _with_actions(placed: pd.DataFrame, least: float) -> pd.DataFrame:
    """Return the rows with what to do and the bid to enter, none below the smallest that is taken.

    A word that waits but is paid too much meanwhile is lowered; one to be lowered below the smallest bid is
    paused. What is not judged is never paused: it gets the smallest bid.
    """
    bid = placed[c.BASE_BID if c.BASE_BID in placed.columns else c.SUGGESTED_BID]
    waits, too_low = placed[c.VERDICT] == "wait", bid < least
    action = placed[c.VERDICT].mask(waits & (placed[c.CEILING_HIGH] < placed[c.PAID_CPC]), "lower")
    action = action.mask((placed[c.VERDICT] == "lower") & too_low, "pause")
    entered = bid.mask(waits & too_low, least).mask(action == "pause", 0.0)
    return placed.assign(**{_ACTION: action, _BID: entered})


def _line(row: Mapping[Any, Any], layout: Layout) -> dict[str, Any] | None:
    is_target = row[c.KEYWORD] == target_name(row)
    kind = layout.line(_what(row), row[_ACTION], first=row[_FIRST])
    if kind is None or any(nothing(row[name]) for name in layout.needs):
        return None
    keyword = row[c.TARGETING] if is_target else row[c.KEYWORD]
    values = {
        **{name: row[name] for name in (*TARGET_KEYS, c.REASON)},
        c.KEYWORD: keyword, c.MATCH_TYPE: layout.match_types.get(row[c.MATCH_TYPE]),
        c.PAID_CPC: round(row[c.PAID_CPC], _PRICE_DECIMALS), "bid": row[_BID],
        "asin": str(keyword).strip().upper(), "action": layout.actions.get(row[_ACTION], row[_ACTION]),
    }  # fmt: skip
    return {header: _cell(template, values) for header, template in kind.cells.items()}


def _cell(template: str, values: dict[str, Any]) -> Any:
    """Return a cell: the value itself where the template is nothing else, so that numbers stay numbers."""
    whole = _TEMPLATE.fullmatch(template)
    if whole:
        value = values[whole[1]]
        return None if nothing(value) else value
    return _TEMPLATE.sub(lambda found: str(values[found[1]]), template)


def _notices(layout: Layout, written: int, left_out: Sequence[Mapping[Any, Any]]) -> tuple[Notice, ...]:
    unsaid = sum(row[_ACTION] in _CHANGES for row in left_out)
    notices = []
    if not written:
        notices.append(Notice("bids.upload_nothing", "warning", {}))
    if len(left_out) > unsaid:
        notices.append(Notice("bids.upload_unchanged", "info", {"count": len(left_out) - unsaid}))
    if unsaid:
        notices.append(Notice("bids.upload_unsaid", "warning", {"count": unsaid}))
    if layout.by_hand and written:
        notices.append(Notice("bids.upload_by_hand", "warning", {"columns": layout.by_hand}))
    if layout.confidence in ("C", "D"):
        figures = {"date": layout.date, "confidence": layout.confidence}
        notices.append(Notice("bids.upload_unproven", "warning", figures))
    return tuple(notices)
