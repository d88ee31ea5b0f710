"""Bid ceilings: where the profit of an order comes from, what a click may cost, and what to change."""

from collections.abc import Mapping

import pandas as pd

from kwopt import columns as c
from kwopt.bids import BidResult, UnitEconomics
from kwopt.cli.figures import amount, count, money, percent
from kwopt.cli.screen import Column, Screen
from kwopt.cli.voice import Voice

SHOWN = 20

_SPENT = ("discount", "commission", "cost", "shipping", "other_fees", "refund_reserve")


def draw_bids(screen: Screen, result: BidResult, voice: Voice, shown: int = SHOWN) -> list[str]:
    """Draw unit economics and the table of ceilings; return what else there is."""
    draw_economics(screen, result, voice)
    screen.line()
    rows = _costliest_first(bid_rows(result, voice.lang)).head(shown)
    hidden = screen.table(_report_columns(rows, voice) if result.mode == "report" else _columns(rows, voice))
    screen.line()
    if result.totals:
        screen.line(_totals(result.totals, voice))
    screen.line(voice.say("safe_meaning", chance=percent(result.max_loss_probability)))
    remarks = [voice.say("columns_hidden", columns=hidden)] if hidden else []
    more = len(result.frame) - len(rows)
    return [*remarks, voice.say("more_keywords", count=count(more))] if more else remarks


def _costliest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a report's rows by spend, because that is where advice pays; other rows as they are."""
    if c.SPEND not in rows.columns:
        return rows
    return rows.sort_values(c.SPEND, ascending=False, kind="stable", na_position="last")


def draw_economics(screen: Screen, result: BidResult, voice: Voice) -> None:
    """Draw the profit of one order with its parts."""
    economics, currency = result.unit_economics, result.currency or ""
    screen.heading(voice.say("unit_economics", currency=currency).rstrip())
    if economics.price is not None:
        names, amounts = _parts(economics)
        screen.table([
            Column(voice.say("col_part"), [voice.say(f"part_{name}") for name in names], text=True),
            Column(voice.say("col_amount"), amounts),
        ])  # fmt: skip
        screen.line()
    else:
        screen.line(voice.say("profit_given", profit=money(economics.profit_per_order)))
    if result.break_even_roas is not None:
        screen.line(voice.say("break_even", roas=amount(result.break_even_roas)))


def _parts(economics: UnitEconomics) -> tuple[list[str], list[str]]:
    """Return the names and amounts of the parts that are not nothing, what is spent with a minus."""
    names = [name for name in _SPENT if getattr(economics, name)]
    spent = [f"−{money(getattr(economics, name))}" for name in names]
    earned = [money(economics.price), *spent, money(economics.profit_per_order)]
    return ["price", *names, "profit_per_order"], earned


def bid_rows(result: BidResult, lang: str) -> pd.DataFrame:
    """Return one row a keyword; a report's reasons are sentences."""
    if result.mode != "report":
        return result.frame
    return result.frame.assign(**{c.REASON: result.reasons(lang)})


def _columns(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        Column(voice.say("col_keyword"), rows[c.KEYWORD].tolist(), text=True),
        Column(voice.say("col_safe_ceiling"), list(map(money, rows[c.SAFE_CEILING]))),
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
    return [
        Column(voice.say("col_keyword"), rows[c.KEYWORD].tolist(), text=True),
        Column(
            voice.say("col_verdict"), [voice.term("verdict", name) for name in rows[c.VERDICT]], text=True
        ),
        Column(voice.say("col_paid_cpc"), list(map(money, rows[c.PAID_CPC]))),
        Column(voice.say("col_safe_ceiling"), list(map(money, rows[c.SAFE_CEILING]))),
        Column(voice.say("col_ceiling"), list(map(money, rows[c.CEILING]))),
        Column(voice.say("col_clicks"), list(map(count, rows[c.CLICKS]))),
        Column(voice.say("col_orders"), list(map(count, rows[c.ORDERS]))),
        Column(voice.say("col_profit"), list(map(money, rows[c.PROFIT]))),
        Column(voice.say("col_ceiling_range"), _ranges(rows)),
        Column(voice.say("col_reason"), rows[c.REASON].tolist(), text=True),
    ]


def _ranges(rows: pd.DataFrame) -> list[str]:
    ends = zip(rows[c.CEILING_LOW], rows[c.CEILING_HIGH], strict=True)
    return [f"{money(low)}–{money(high)}" for low, high in ends]


def _totals(figures: Mapping[str, float], voice: Voice) -> str:
    return voice.say(
        "totals", clicks=count(figures[c.CLICKS]), orders=count(figures[c.ORDERS]),
        spend=money(figures[c.SPEND]), sales=money(figures[c.SALES]), profit=money(figures[c.PROFIT]),
        rate=percent(figures[c.CONVERSION]), cpc=money(figures[c.PAID_CPC]),
    )  # fmt: skip
