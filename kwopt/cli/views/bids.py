"""Bid ceilings: where the profit of an order comes from, what a click may cost, and what to change.

What a campaign report shows besides is `kwopt.cli.views.campaigns`'.
"""

import pandas as pd

from kwopt import columns as c
from kwopt.bids import BidResult
from kwopt.bids.campaigns.budget import BudgetSplit
from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.campaigns import draw_budget, draw_lists
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.numerals import count, money, orders, percent, signed_money
from kwopt.pages.sentences.bids import profit_told, totals_told
from kwopt.pages.tables import bid_rows, costliest_first

SHOWN = 20


def draw_bids(
    screen: Screen,
    result: BidResult,
    voice: Voice,
    shown: int = SHOWN,
    *,
    budget: BudgetSplit | None = None,
) -> list[str]:
    """Draw unit economics, the table of ceilings, a report's lists and budget; return what else there is."""
    draw_economics(screen, result, voice)
    screen.line()
    rows = costliest_first(bid_rows(result, voice.lang)).head(shown)
    hidden = screen.table(_report_columns(rows, voice) if result.mode == "report" else _columns(rows, voice))
    if result.mode == "report":
        draw_lists(screen, result, voice)
    if budget:
        draw_budget(screen, budget, voice)
    screen.line()
    if result.totals:
        screen.line(totals_told(result.totals, voice))
    screen.line(voice.say("safe_meaning", chance=percent(result.max_loss_probability)))
    return unshown(voice, hidden, more=len(result.frame) - len(rows), of="keywords")


def draw_economics(screen: Screen, result: BidResult, voice: Voice) -> None:
    """Draw the profit of one order with its parts."""
    economics, currency = result.unit_economics, result.currency or ""
    screen.heading(voice.say("unit_economics", currency=currency).rstrip())
    if economics.cost is not None:
        (_, price), *parts, (_, profit) = economics.steps
        amounts = [money(price), *(signed_money(change) for _, change in parts), money(profit)]
        names = [voice.term("part", name) for name, _ in economics.steps]
        screen.table([
            Column(voice.say("col_part"), names, text=True),
            Column(voice.say("col_amount"), amounts),
        ])  # fmt: skip
        screen.line()
    for line in profit_told(result, voice):
        screen.line(line)


def _columns(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        Column(voice.say("col_keyword"), rows[c.KEYWORD].tolist(), text=True),
        Column(voice.say("col_safe_ceiling"), list(map(money, rows[c.SAFE_CEILING]))),
        *_targets(rows, voice),
        *_base_bids(rows, voice),
        Column(voice.say("col_ceiling"), list(map(money, rows[c.CEILING]))),
        Column(voice.say("col_ceiling_range"), _ranges(rows)),
        Column(voice.say("col_market_cpc"), list(map(money, rows[c.MARKET_CPC]))),
        Column(voice.say("col_orders_per_click"), list(map(percent, rows[c.CONVERSION]))),
        Column(voice.say("col_clicks_needed"), list(map(count, rows[c.CLICKS_NEEDED]))),
        Column(
            voice.say("col_basis"),
            [voice.term("source", name) for name in rows[c.CONVERSION_SOURCE]],
            text=True,
        ),
    ]


def _report_columns(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    verdicts = [voice.term("verdict", name) for name in rows[c.VERDICT]]
    return [
        Column(voice.say("col_keyword"), rows[c.KEYWORD].tolist(), text=True),
        Column(voice.say("col_verdict"), verdicts, text=True),
        Column(voice.say("col_suggested_bid"), list(map(money, rows[c.SUGGESTED_BID]))),
        *_base_bids(rows, voice),
        Column(voice.say("col_paid_cpc"), list(map(money, rows[c.PAID_CPC]))),
        Column(voice.say("col_profit"), list(map(money, rows[c.PROFIT]))),
        Column(voice.say("col_clicks"), list(map(count, rows[c.CLICKS]))),
        Column(voice.say("col_orders"), list(map(orders, rows[c.ORDERS]))),
        Column(voice.say("col_safe_ceiling"), list(map(money, rows[c.SAFE_CEILING]))),
        Column(voice.say("col_ceiling"), list(map(money, rows[c.CEILING]))),
        Column(voice.say("col_ceiling_range"), _ranges(rows)),
        *_order_values(rows, voice),
        Column(voice.say("col_reason"), rows[c.REASON].tolist(), text=True),
    ]


def _base_bids(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    """Return the bids to enter where the platform raises them; nothing where that was not asked."""
    if c.BASE_BID not in rows.columns:
        return []
    return [Column(voice.say("col_base_bid"), list(map(money, rows[c.BASE_BID])))]


def _order_values(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    """Return what an order of each keyword is worth; nothing where one profit holds for all."""
    if c.VALUE_PER_ORDER not in rows.columns:
        return []
    return [Column(voice.say("col_value_per_order"), list(map(money, rows[c.VALUE_PER_ORDER])))]


def _targets(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    """Return the highest bids that hold the seller's target; nothing without one."""
    if c.TARGET_BID not in rows.columns:
        return []
    return [Column(voice.say("col_target_bid"), list(map(money, rows[c.TARGET_BID])))]


def _ranges(rows: pd.DataFrame) -> list[str]:
    ends = zip(rows[c.CEILING_LOW], rows[c.CEILING_HIGH], strict=True)
    return [f"{money(low)}–{money(high)}" for low, high in ends]
