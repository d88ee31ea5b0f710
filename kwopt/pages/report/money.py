"""The bids of a report: where the profit of an order comes from, and what a click may cost."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.bids import BidResult
from kwopt.bids.campaigns.doubts import doubts
from kwopt.numerals import MISSING, count, money, orders, percent, signed_money
from kwopt.pages.report.keywords import percent_range
from kwopt.pages.report.records import BidPart, Remark, Table
from kwopt.pages.report.rows import Rule, table_of
from kwopt.pages.report.titles import remarks
from kwopt.pages.sentences.bids import profit_told, totals_told
from kwopt.pages.study import Study
from kwopt.pages.tables import bid_rows, costliest_first
from kwopt.pages.wording import Wording
from kwopt.payloads import frame_records
from kwopt.scoring.relevance.relevance import WRONG

SHOWN = 50

Row = Mapping[str, Any]


def bid_part(study: Study, wording: Wording) -> BidPart:
    """Return the bids, or the reason why there are none."""
    result = study.bids
    if result is None:
        why = [study.why_no_bids] if study.why_no_bids else []
        return BidPart(None, (), None, "", remarks(why, wording))
    rows = _rows(result, wording)
    more = len(rows) - SHOWN
    return BidPart(
        economics=_economics(result, wording),
        told=tuple(_told(result, wording)),
        table=_table(result, rows.head(SHOWN), wording) if len(rows) else None,
        more=wording.own("more_bids", count=count(more)) if more > 0 else "",
        remarks=_remarks(study, result, wording),
    )


def _remarks(study: Study, result: BidResult, wording: Wording) -> tuple[Remark, ...]:
    """Return what must be said of bids; that some keywords are wrong need not, where those are not shown."""
    shown = [notice for notice in result.notices if notice.code != "bids.wrong_keywords"]
    return remarks([*shown, *doubts(result, study.table.report_rows)], wording)


def _rows(result: BidResult, wording: Wording) -> pd.DataFrame:
    """Return the keywords that fit or may fit by worth, a report's by spend: that is where advice pays."""
    rows = costliest_first(bid_rows(result, wording.lang))
    return rows if result.mode == "report" else rows[rows[c.RELEVANCE_CLASS] != WRONG]


def _economics(result: BidResult, wording: Wording) -> Table | None:
    """Return the way from the price to the profit; None where the profit was stated."""
    steps = result.unit_economics.steps
    if len(steps) == 1:
        return None
    last = len(steps) - 1
    rules: list[Rule[tuple[int, tuple[str, float]]]] = [
        Rule(wording.say("col_part"), lambda step: wording.term("part", step[1][0]), figures=False),
        Rule(_in(wording.say("col_amount"), result.currency, wording),
             lambda step: (money if step[0] in (0, last) else signed_money)(step[1][1])),
    ]  # fmt: skip
    caption = wording.own("economics_caption")
    return table_of("economics", caption, rules, list(enumerate(steps)), wide=False)


def _in(what: str, currency: str | None, wording: Wording) -> str:
    return wording.own("in_currency", what=what, currency=currency) if currency else what


def _told(result: BidResult, wording: Wording) -> Iterable[str]:
    yield from profit_told(result, wording)
    if result.totals:
        yield totals_told(result.totals, wording)
    yield wording.say("safe_meaning", chance=percent(result.max_loss_probability))


def _table(result: BidResult, rows: pd.DataFrame, wording: Wording) -> Table:
    """Return ceilings, the columns before them being what was done (a report) or what the market does."""
    head: Rule[Row] = Rule(wording.say("col_keyword"), lambda row: str(row[c.KEYWORD]), figures=False)
    rules = _of_report(wording) if result.mode == "report" else _of_market(wording)
    caption = wording.own("spent_caption" if result.mode == "report" else "bids_caption", count=len(rows))
    shown = [head, *(rule for name, rule in rules if name in rows.columns and rows[name].notna().any())]
    return table_of("bids", _in(caption, result.currency, wording), shown, frame_records(rows))


def _ceilings(wording: Wording) -> list[tuple[str, Rule[Row]]]:
    return [
        (c.SAFE_CEILING, Rule(wording.say("col_safe_ceiling"), lambda row: money(row[c.SAFE_CEILING]))),
        (c.TARGET_BID, Rule(wording.say("col_target_bid"), lambda row: money(row[c.TARGET_BID]))),
        (c.CEILING, Rule(wording.say("col_ceiling"), lambda row: money(row[c.CEILING]), _ceiling_range)),
    ]


def _of_market(wording: Wording) -> list[tuple[str, Rule[Row]]]:
    return [
        *_ceilings(wording),
        (c.MARKET_CPC, Rule(wording.say("col_market_cpc"), lambda row: money(row[c.MARKET_CPC]))),
        (c.CONVERSION, Rule(wording.say("col_orders_per_click"), lambda row: percent(row[c.CONVERSION]),
                            _rate_range)),
        (c.CLICKS_NEEDED, Rule(wording.say("col_clicks_needed"), lambda row: count(row[c.CLICKS_NEEDED]))),
        (c.CONVERSION_SOURCE, Rule(wording.say("col_basis"),
                                   lambda row: wording.term("source", row[c.CONVERSION_SOURCE]),
                                   figures=False)),
    ]  # fmt: skip


def _of_report(wording: Wording) -> list[tuple[str, Rule[Row]]]:
    return [
        (c.VERDICT, Rule(wording.say("col_verdict"), lambda row: wording.term("verdict", row[c.VERDICT]),
                         lambda row: str(row[c.REASON] or ""), figures=False)),
        (c.SUGGESTED_BID, Rule(wording.say("col_suggested_bid"), lambda row: money(row[c.SUGGESTED_BID]))),
        (c.PAID_CPC, Rule(wording.say("col_paid_cpc"), lambda row: money(row[c.PAID_CPC]))),
        *_ceilings(wording),
        (c.CLICKS, Rule(wording.say("col_clicks"), lambda row: count(row[c.CLICKS]))),
        (c.ORDERS, Rule(wording.say("col_orders"), lambda row: orders(row[c.ORDERS]))),
        (c.PROFIT, Rule(wording.say("col_profit"), lambda row: money(row[c.PROFIT]))),
    ]  # fmt: skip


def _ceiling_range(row: Row) -> str:
    return f"{money(row[c.CEILING_LOW])}{MISSING}{money(row[c.CEILING_HIGH])}"


def _rate_range(row: Row) -> str:
    return percent_range(row[c.CONVERSION_LOW], row[c.CONVERSION_HIGH])
